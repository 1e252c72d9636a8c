import { Button, Segmented, Table } from 'antd';
import { useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import { LoanReturnDialog } from './LoanReturnDialog.tsx';
import { RenewalDecision } from './RenewalDecision.tsx';
import { RenewalDialog } from './RenewalDialog.tsx';

export type Loan = Output<'consult.loans'>['loans'][number];
type List = Input<'consult.loans'>['list'];

/** 纸质借出: what left the shelf, to whom, until when, and how it came back. */
export function LoansTab({ onOpen }: { readonly onOpen: (requestId: number) => void }) {
  const [list, setList] = useState<List>('out');
  const { data, failure, loading, reload } = useRead('consult.loans', { list });
  const roles = useRoles();
  const [dialog, setDialog] = useState<{ readonly kind: 'return' | 'renew'; readonly loan: Loan }>();
  const clerk = roles.includes('clerk');
  return (
    <>
      <div className="screen-bar">
        <Segmented<List>
          aria-label="清单"
          value={list}
          onChange={setList}
          options={[
            { value: 'out', label: '未归还' },
            { value: 'overdue', label: '超期' },
            { value: 'all', label: '全部' },
          ]}
        />
        <span className="muted">借出在批准的查阅单上办理。</span>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Loan>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.loans ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有这样的借出' }}
        columns={[
          { title: '借出号', dataIndex: 'number', width: 140 },
          {
            title: '查阅单',
            width: 140,
            render: (_value, one) => (
              <Button type="link" onClick={() => onOpen(one.requestId)}>
                {one.requestNumber}
              </Button>
            ),
          },
          { title: '谁的材料', dataIndex: 'personName', width: 90 },
          { title: '借阅人', render: (_value, one) => `${one.borrower}（${one.borrowerUnit}）${one.phone}` },
          {
            title: '材料',
            width: 90,
            render: (_value, one) =>
              `${one.items.length} 件 ${one.items.reduce((sum, item) => sum + item.pagesOut, 0)} 页`,
          },
          {
            title: '期限',
            width: 150,
            render: (_value, one) => (
              <span className={one.overdue ? 'warning' : ''}>
                {instantWords(one.dueAt)}
                {one.overdue && ' 超期'}
              </span>
            ),
          },
          {
            title: '归还',
            width: 240,
            render: (_value, one) => {
              if (one.returnedAt !== null) {
                return `${instantWords(one.returnedAt)} ${one.returnedBy ?? ''}${one.differences > 0 ? `，页数不符 ${one.differences} 件` : '，相符'}`;
              }
              const asked = one.renewals.find((renewal) => renewal.state === 'asked');
              return (
                <span className="row-acts">
                  {clerk && (
                    <Button type="primary" onClick={() => setDialog({ kind: 'return', loan: one })}>
                      归还清点…
                    </Button>
                  )}
                  {clerk && !asked && (
                    <Button onClick={() => setDialog({ kind: 'renew', loan: one })}>续借…</Button>
                  )}
                  {asked && <RenewalDecision renewal={asked} />}
                </span>
              );
            },
          },
        ]}
      />
      {dialog?.kind === 'return' && (
        <LoanReturnDialog loan={dialog.loan} onClose={() => setDialog(undefined)} />
      )}
      {dialog?.kind === 'renew' && <RenewalDialog loan={dialog.loan} onClose={() => setDialog(undefined)} />}
    </>
  );
}
