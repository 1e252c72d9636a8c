import { Input, InputNumber, Modal, Table } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import type { Loan } from './LoansTab.tsx';

interface Props {
  readonly loan: Loan;
  readonly onClose: () => void;
}

/** 归还清点: every item re-counted; a difference is recorded with its story. */
export function LoanReturnDialog({ loan, onClose }: Props) {
  const back = useAct('consult.returnLoan', { quiet: true });
  const [pages, setPages] = useState<Readonly<Record<number, number | null>>>({});
  const [notes, setNotes] = useState<Readonly<Record<number, string>>>({});
  const complete = loan.items.every((one) => typeof pages[one.itemId] === 'number');
  const submit = async () => {
    const items = loan.items.map((one) => ({
      itemId: one.itemId,
      pages: pages[one.itemId] ?? 0,
      note: notes[one.itemId] ?? '',
    }));
    if (await back.run({ loanId: loan.id, items })) onClose();
  };
  return (
    <Modal
      title={`归还清点：${loan.number}`}
      open
      width={760}
      onCancel={onClose}
      okText="归还"
      okButtonProps={{ disabled: !complete, loading: back.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={back.failure} />
      <Table<Loan['items'][number]>
        size="small"
        rowKey="itemId"
        pagination={false}
        dataSource={loan.items}
        columns={[
          { title: '题名', dataIndex: 'title', ellipsis: true },
          { title: '借出页', dataIndex: 'pagesOut', width: 70, align: 'right' },
          {
            title: '归还页',
            width: 100,
            render: (_value, one) => (
              <InputNumber
                aria-label={`${one.title} 归还页`}
                min={0}
                precision={0}
                value={pages[one.itemId] ?? null}
                onChange={(value) => setPages((now) => ({ ...now, [one.itemId]: value }))}
              />
            ),
          },
          {
            title: '情况',
            width: 240,
            render: (_value, one) => (
              <Input
                aria-label={`${one.title} 情况`}
                maxLength={300}
                value={notes[one.itemId] ?? ''}
                onChange={(event) => setNotes((now) => ({ ...now, [one.itemId]: event.target.value }))}
              />
            ),
          },
        ]}
      />
    </Modal>
  );
}
