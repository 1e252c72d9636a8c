import { Button, Segmented, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { instantWords } from '../words/index.ts';
import { AskDialog } from './AskDialog.tsx';

type Request = Output<'output.requests'>['requests'][number];
type List = Input<'output.requests'>['list'];
const STATE: Record<Request['state'], { readonly word: string; readonly colour: string }> = {
  submitted: { word: '待批', colour: 'gold' },
  approved: { word: '已批准', colour: 'green' },
  rejected: { word: '未批准', colour: 'red' },
  withdrawn: { word: '已撤回', colour: 'default' },
  used: { word: '已输出', colour: 'default' },
  expired: { word: '已过期', colour: 'default' },
};

/** 输出审批单: asked for where the rule of the level demands it; one approval is good for one output. */
export function OutputRequestsTab() {
  const [list, setList] = useState<List>('waiting');
  const { data, failure, loading, reload } = useRead('output.requests', { list });
  const decide = useAct('output.decide');
  const withdraw = useAct('output.withdraw', { quiet: true });
  const [applying, setApplying] = useState(false);
  const [asking, setAsking] = useState<{ readonly kind: 'refuse' | 'withdraw'; readonly id: number }>();
  return (
    <>
      <div className="screen-bar">
        <Segmented<List>
          aria-label="清单"
          value={list}
          onChange={setList}
          options={[
            { value: 'waiting', label: '待批' },
            { value: 'mine', label: '我申请的' },
            { value: 'all', label: '全部' },
          ]}
        />
        <span className="muted">密级须批的内容先在这里申请；批准后限一次、限期使用，再照常导出即可。</span>
        <span className="spacer" />
        <Button type="primary" onClick={() => setApplying(true)}>
          申请输出…
        </Button>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Request>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.requests ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有这样的申请' }}
        columns={[
          { title: '单号', dataIndex: 'number', width: 140 },
          { title: '内容', dataIndex: 'title', ellipsis: true },
          { title: '密级', dataIndex: 'mark', width: 90 },
          { title: '份×页', width: 70, render: (_value, one) => `${one.copies}×${one.pages}` },
          { title: '用途', dataIndex: 'purpose', ellipsis: true },
          { title: '去向', dataIndex: 'destination', ellipsis: true },
          {
            title: '申请',
            width: 190,
            render: (_value, one) => `${one.appliedBy} ${instantWords(one.appliedAt)}`,
          },
          {
            title: '状态',
            width: 200,
            render: (_value, one) => (
              <>
                <Tag color={STATE[one.state].colour}>{STATE[one.state].word}</Tag>
                {one.state === 'approved' && `至 ${instantWords(one.validUntil)}`}
                {one.decisionNote}
              </>
            ),
          },
          {
            title: '',
            width: 150,
            render: (_value, one) => (
              <span className="row-acts">
                {one.mayDecide && one.state === 'submitted' && (
                  <>
                    <Button
                      type="primary"
                      loading={decide.busy}
                      onClick={() => void decide.run({ id: one.id, approve: true, note: '' })}
                    >
                      批准
                    </Button>
                    <Button onClick={() => setAsking({ kind: 'refuse', id: one.id })}>不批准…</Button>
                  </>
                )}
                {list === 'mine' && one.state === 'submitted' && (
                  <Button onClick={() => setAsking({ kind: 'withdraw', id: one.id })}>撤回…</Button>
                )}
              </span>
            ),
          },
        ]}
      />
      {applying && <AskDialog onClose={() => setApplying(false)} />}
      <ReasonDialog
        open={asking !== undefined}
        title={asking?.kind === 'refuse' ? '不批准输出' : '撤回申请'}
        hint="理由记入审批单。"
        label="理由"
        act={asking?.kind === 'refuse' ? decide : withdraw}
        onClose={() => setAsking(undefined)}
        run={async (reason) => {
          if (!asking) return false;
          return asking.kind === 'refuse'
            ? (await decide.run({ id: asking.id, approve: false, note: reason })) !== undefined
            : (await withdraw.run({ id: asking.id, reason })) !== undefined;
        }}
      />
    </>
  );
}
