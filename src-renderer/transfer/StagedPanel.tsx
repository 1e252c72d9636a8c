import { Alert, App, Button, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords } from '../words/index.ts';

type StagedItem = Output<'transfer.staged'>['items'][number];

/** What a received bundle holds, checked and encrypted but not yet taken; the approver takes it or sends it back. */
export function StagedPanel({ caseId }: { readonly caseId: number }) {
  const { message } = App.useApp();
  const { data, failure, reload } = useRead('transfer.staged', { caseId });
  const approver = useRoles().includes('approver');
  const accept = useAct('transfer.accept', { quiet: true });
  const refuse = useAct('transfer.refuse', { quiet: true });
  const [refusing, setRefusing] = useState(false);
  const [reason, setReason] = useState('');
  const name = data ? `回执-${data.case.slipNumber}` : '回执';

  const take = async () => {
    const target = await choose('save-receipt', name);
    if (!target) return;
    const done = await accept.run({ caseId, receiptTarget: target.token });
    if (done) void message.success(`已接收入库；回执「${done.receipt.fileName}」请送回发件单位。`);
  };
  const sendBack = async () => {
    const target = await choose('save-receipt', name);
    if (!target) return;
    const done = await refuse.run({ caseId, reason, receiptTarget: target.token });
    if (!done) return;
    setRefusing(false);
    void message.success(`已退回；回执「${done.receipt.fileName}」请送回发件单位。`);
  };
  return (
    <>
      <FailureNote failure={failure ?? accept.failure ?? refuse.failure} onRetry={reload} />
      {data && (
        <>
          <p>
            <b>{data.person.name}</b>（身份证末四位 {data.person.idNumberEnd || '无'}） {data.person.unit}{' '}
            {data.person.mainPost}
            <br />
            {data.alreadyOnRoster
              ? '本库花名册中已有此人，材料将并入其卷。'
              : '本库没有此人，接收时新建一卷。'}
          </p>
          {data.obstacles.length > 0 && (
            <Alert
              type="error"
              showIcon
              title="现在不能接收"
              description={
                <ul className="failure-details">
                  {data.obstacles.map((one) => (
                    <li key={one}>{one}</li>
                  ))}
                </ul>
              }
            />
          )}
          <Table<StagedItem>
            size="small"
            rowKey={(one) => `${one.archivalCode} ${one.title}`}
            dataSource={data.items}
            pagination={{ pageSize: 20, hideOnSinglePage: true }}
            columns={[
              { title: '类', dataIndex: 'classCode', width: 52 },
              { title: '题名', dataIndex: 'title', ellipsis: true },
              { title: '日期', width: 90, render: (_value, one) => dateWords(one.date) },
              { title: '页', dataIndex: 'pages', width: 44, align: 'right' },
              { title: '密级', dataIndex: 'secrecyMark', width: 90 },
            ]}
          />
          <div className="gate-actions">
            <Button danger disabled={!approver} onClick={() => setRefusing(true)}>
              退回…
            </Button>
            <Button
              type="primary"
              disabled={!approver || data.obstacles.length > 0}
              title={approver ? '' : '接收由审批人批准'}
              loading={accept.busy}
              onClick={() => void take()}
            >
              接收并出回执…
            </Button>
          </div>
        </>
      )}
      <Modal
        title="退回转递包"
        open={refusing}
        onCancel={() => setRefusing(false)}
        okText="退回并出回执…"
        okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: refuse.busy }}
        onOk={() => void sendBack()}
      >
        <p>退回后，暂存的内容即行销毁；对方凭回执恢复在库。</p>
        <Input.TextArea
          autoFocus
          aria-label="退回原因"
          placeholder="退回原因（写在回执上）"
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Modal>
    </>
  );
}
