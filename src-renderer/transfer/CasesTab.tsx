import { App, Button, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useJob, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';
import { CasePanel } from './CasePanel.tsx';

export type Case = Output<'transfer.cases'>['cases'][number];

const STATE: Record<Case['state'], { readonly word: string; readonly colour: string }> = {
  sealed: { word: '已封包，等回执', colour: 'gold' },
  receipted: { word: '已回执，本卷封存', colour: 'green' },
  returned: { word: '对方退回', colour: 'red' },
  staged: { word: '已核对，待接收', colour: 'gold' },
  accepted: { word: '已接收', colour: 'green' },
  refused: { word: '已退回对方', colour: 'red' },
};

/** 转递登记: everything sent and received; open ones first by date, overdue receipts marked. */
export function CasesTab({ caseId }: { readonly caseId: number | undefined }) {
  const { data, failure, loading, reload } = useRead('transfer.cases', {});
  const { message } = App.useApp();
  const roles = useRoles();
  const receive = useAct('transfer.receive');
  const close = useAct('transfer.closeWithReceipt');
  const [current, setCurrent] = useState(caseId);
  const [jobId, setJobId] = useState<number>();
  const job = useJob(jobId);
  const shown = data?.cases.find((one) => one.id === current);
  const clerk = roles.includes('clerk');
  const approver = roles.includes('approver');

  const takeBundle = async () => {
    const source = await choose('bundle');
    if (!source) return;
    const started = await receive.run({ source: source.token });
    if (started) setJobId(started.jobId);
  };
  const takeReceipt = async () => {
    const source = await choose('receipt');
    if (!source) return;
    const done = await close.run({ source: source.token, note: '' });
    if (!done) return;
    setCurrent(done.id);
    void message.success(
      done.state === 'receipted'
        ? '回执有效，本次转递已办结，本卷已封存。'
        : '回执有效：对方退回，本卷已恢复在库。',
    );
  };
  return (
    <>
      <div className="screen-bar">
        <Button
          type="primary"
          disabled={!clerk || receive.busy || job?.state === 'running'}
          title={clerk ? '' : '收包由档案员办理'}
          onClick={() => void takeBundle()}
        >
          收到转递包…
        </Button>
        <Button
          disabled={!approver || close.busy}
          title={approver ? '' : '回执由审批人办理'}
          onClick={() => void takeReceipt()}
        >
          收到回执…
        </Button>
        {job && (
          <span className={job.state === 'failed' ? 'warning' : 'muted'}>
            {job.label}：
            {job.state === 'running' ? `${job.done}/${job.total} ${job.message}` : job.message || '完成'}
          </span>
        )}
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <div className={shown ? 'panes transfer-panes' : 'panes'}>
        <div className="pane">
          <Table<Case>
            size="small"
            rowKey="id"
            loading={loading && !data}
            dataSource={data?.cases ?? []}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            locale={{ emptyText: '还没有转递。转出：先在「往来单位」登记对方密钥卡，再到「转出封包」。' }}
            rowClassName={(one) => (one.id === current ? 'chosen-row' : '')}
            onRow={(one) => ({
              tabIndex: 0,
              onClick: () => setCurrent(one.id),
              onKeyDown: (event) => {
                if (event.key === 'Enter' && !event.nativeEvent.isComposing) setCurrent(one.id);
              },
            })}
            columns={[
              { title: '字号', dataIndex: 'slipNumber', width: 150 },
              {
                title: '方向',
                width: 60,
                render: (_value, one) => (one.direction === 'out' ? '转出' : '转入'),
              },
              { title: '姓名', dataIndex: 'personName', width: 84, ellipsis: true },
              { title: '对方单位', dataIndex: 'partnerName', ellipsis: true },
              { title: '件', dataIndex: 'items', width: 50, align: 'right' },
              { title: '页', dataIndex: 'pages', width: 60, align: 'right' },
              { title: '日期', width: 130, render: (_value, one) => instantWords(one.createdAt) },
              {
                title: '状态',
                width: 150,
                render: (_value, one) => (
                  <>
                    <Tag color={STATE[one.state].colour}>{STATE[one.state].word}</Tag>
                    {overdue(one) && <b className="warning">超期</b>}
                  </>
                ),
              },
            ]}
          />
        </div>
        {shown && (
          <CasePanel key={shown.id} one={shown} state={STATE[shown.state].word} overdue={overdue(shown)} />
        )}
      </div>
    </>
  );
}

function overdue(one: Case): boolean {
  return one.state === 'sealed' && one.receiptDueAt !== null && Date.parse(one.receiptDueAt) < Date.now();
}
