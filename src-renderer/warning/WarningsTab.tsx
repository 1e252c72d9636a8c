import { Button, Segmented, Tag } from 'antd';
import { useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import { FailureNote, read, useAct, useJobs, useRead } from '../archive/index.ts';
import { type Column, IdTable, type Order, ValueList } from '../table/index.ts';
import { instantWords } from '../words/index.ts';
import { WarningPane } from './WarningPane.tsx';
import { LEVEL, type Row, STATE_WORDS } from './words.ts';

type List = Input<'warning.ids'>['list'];
type Sort = Input<'warning.ids'>['sort'];
const COLUMNS: readonly Column<Row, Sort>[] = [
  { key: 'person', title: '姓名', width: '90px', sort: 'person', cell: (row) => row.personName },
  {
    key: 'level',
    title: '级别',
    width: '70px',
    sort: 'level',
    cell: (row) => <Tag color={LEVEL[row.level].colour}>{LEVEL[row.level].word}</Tag>,
  },
  { key: 'rule', title: '规则', width: '170px', cell: (row) => row.ruleName },
  { key: 'text', title: '情况', width: '1fr', cell: (row) => row.text },
  { key: 'state', title: '状态', width: '90px', cell: (row) => STATE_WORDS[row.state] },
];
const load = (ids: number[]) => read('warning.rows', { ids });

/** Counts by rule at the left, the list in the middle, one warning with its facts and papers at the right. */
export function WarningsTab({ fileId }: { readonly fileId: number | undefined }) {
  const summary = useRead('warning.summary', {});
  const scan = useAct('warning.scan', { quiet: true });
  const job = useJobs().find((one) => one.kind === 'scan-warnings');
  const [list, setList] = useState<List>('open');
  const [rule, setRule] = useState<string>();
  const [order, setOrder] = useState<Order<Sort>>({ sort: 'level', descending: true });
  const [current, setCurrent] = useState<number>();
  const ids = useRead('warning.ids', {
    list,
    ...order,
    ...(rule === undefined ? {} : { rule }),
    ...(fileId === undefined ? {} : { fileId }),
  });
  const rules = summary.data?.rules ?? [];
  const count = (one: Output<'warning.summary'>['rules'][number]) => one.open + one.proposed;
  return (
    <>
      <div className="screen-bar">
        <Segmented<List>
          aria-label="清单"
          value={list}
          onChange={setList}
          options={[
            { value: 'open', label: '待处理' },
            { value: 'mine', label: '转给我的' },
            { value: 'proposed', label: '待确认' },
            { value: 'closed', label: '已办结' },
            { value: 'all', label: '全部' },
          ]}
        />
        <Button type="primary" loading={job?.state === 'running'} onClick={() => void scan.run({})}>
          重新对照
        </Button>
        <span className="muted">
          {job?.state === 'running'
            ? `${job.message} ${job.done} / ${job.total}`
            : summary.data?.scannedAt
              ? `上次对照 ${instantWords(summary.data.scannedAt)}`
              : '还没有对照过规则，请先「重新对照」'}
        </span>
      </div>
      <FailureNote failure={summary.failure ?? ids.failure ?? scan.failure} onRetry={ids.reload} />
      <div className="panes warning-panes">
        <div className="pane">
          <div className="pane-title">规则</div>
          <ValueList
            label="规则"
            values={[
              { value: undefined, label: '全部', count: rules.reduce((sum, one) => sum + count(one), 0) },
              ...rules.map((one) => ({ value: one.rule, label: one.name, count: count(one) })),
            ]}
            chosen={rule}
            onChoose={setRule}
          />
        </div>
        <IdTable<Row, Sort>
          label="预警清单"
          ids={ids.data?.ids ?? []}
          columns={COLUMNS}
          load={load}
          order={order}
          onOrder={setOrder}
          current={current}
          onCurrent={setCurrent}
          loading={ids.loading}
          empty="没有预警"
        />
        <WarningPane id={current} />
      </div>
    </>
  );
}
