import { Alert, App, Button, Input, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { instantWords } from '../words/index.ts';

type Review = Output<'audit.reviews'>['reviews'][number];

/** 审计月查: the months that are over, each looked through once, with findings and measures on record. */
export function ReviewsTab() {
  const { message } = App.useApp();
  const { data, failure, reload } = useRead('audit.reviews', {});
  const exporting = useAct('audit.exportReport');
  const [reviewing, setReviewing] = useState(false);
  const due = data?.due ?? [];
  const write = async (one: Review) => {
    const target = await choose('save-docx', `审计报告-${one.month}`);
    if (!target) return;
    const written = await exporting.run({ reviewId: one.id, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  return (
    <>
      <FailureNote failure={failure} onRetry={reload} />
      {due.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`还有 ${due.length} 个月没有查看：${due.join('、')}`}
          action={<Button onClick={() => setReviewing(true)}>查看并登记…</Button>}
        />
      )}
      <Table<Review>
        size="small"
        rowKey="id"
        dataSource={data?.reviews ?? []}
        pagination={{ pageSize: 24, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: due.length === 0 ? '还没有满一个月的记录' : '还没有查看过' }}
        columns={[
          { title: '月份', dataIndex: 'month', width: 90 },
          { title: '查看', width: 200, render: (_value, one) => `${one.by} ${instantWords(one.at)}` },
          { title: '记录', dataIndex: 'events', width: 80, align: 'right' },
          { title: '被拒', dataIndex: 'refused', width: 64, align: 'right' },
          { title: '失败', dataIndex: 'failed', width: 64, align: 'right' },
          {
            title: '链',
            width: 70,
            render: (_value, one) => (one.intact ? '完整' : <b className="warning">断裂</b>),
          },
          { title: '结果', dataIndex: 'findings', ellipsis: true },
          { title: '措施', dataIndex: 'measures', ellipsis: true },
          {
            title: '',
            width: 110,
            render: (_value, one) => (
              <Button loading={exporting.busy} onClick={() => void write(one)}>
                报告 docx
              </Button>
            ),
          },
        ]}
      />
      {reviewing && <ReviewDialog due={due} onClose={() => setReviewing(false)} />}
    </>
  );
}

interface DialogProps {
  readonly due: readonly string[];
  readonly onClose: () => void;
}

function ReviewDialog({ due, onClose }: DialogProps) {
  const review = useAct('audit.review', { quiet: true });
  const [month, setMonth] = useState(due[0] ?? '');
  const [findings, setFindings] = useState('');
  const [measures, setMeasures] = useState('');
  const submit = async () => {
    if (await review.run({ month, findings, measures })) onClose();
  };
  return (
    <Modal
      title="登记月度查看"
      open
      onCancel={onClose}
      okText="登记"
      okButtonProps={{ disabled: month === '' || findings.trim() === '', loading: review.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={review.failure} />
      <Field label="月份">
        <Select
          value={month}
          onChange={(next: string) => setMonth(next)}
          options={due.map((value) => ({ value, label: value }))}
        />
      </Field>
      <Field label="查看结果">
        <Input.TextArea
          rows={4}
          maxLength={4000}
          value={findings}
          onChange={(event) => setFindings(event.target.value)}
        />
      </Field>
      <Field label="处理措施">
        <Input.TextArea
          rows={2}
          maxLength={2000}
          value={measures}
          onChange={(event) => setMeasures(event.target.value)}
        />
      </Field>
    </Modal>
  );
}
