import { App, Button, DatePicker, Descriptions } from 'antd';
import type { Dayjs } from 'dayjs';
import { useMemo, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { SECRECY_WORDS } from '#contract/vocabulary.ts';
import { choose, FailureNote, read, useAct, useRead } from '../archive/index.ts';
import { type Column, IdTable } from '../table/index.ts';
import { instantWords, sizeWords } from '../words/index.ts';

type Entry = Output<'output.ledgerRows'>['rows'][number];

const COLUMNS: readonly Column<Entry, never>[] = [
  { key: 'number', title: '编号', width: '60px', align: 'right', cell: (row) => row.number },
  { key: 'at', title: '时间', width: '138px', cell: (row) => instantWords(row.at) },
  { key: 'by', title: '经办', width: '80px', cell: (row) => row.by },
  { key: 'kind', title: '种类', width: '110px', cell: (row) => row.kind },
  { key: 'title', title: '内容', width: 'minmax(140px, 1.4fr)', cell: (row) => row.title || '（不显示）' },
  { key: 'mark', title: '密级', width: '90px', cell: (row) => row.mark || SECRECY_WORDS[row.level] },
  {
    key: 'copies',
    title: '份×页',
    width: '66px',
    align: 'right',
    cell: (row) => `${row.copies}×${row.pages}`,
  },
  { key: 'purpose', title: '用途', width: 'minmax(90px, 1fr)', cell: (row) => row.purpose },
  { key: 'medium', title: '介质', width: 'minmax(90px, 1fr)', cell: (row) => row.medium },
];

/** 输出登记簿: everything that left, in running numbers without a gap. */
export function LedgerTab() {
  const { message } = App.useApp();
  const [span, setSpan] = useState<readonly [Dayjs, Dayjs]>();
  const [current, setCurrent] = useState<number>();
  const [shown, setShown] = useState<ReadonlyMap<number, Entry>>(new Map());
  const period = span && {
    from: span[0].startOf('day').toISOString(),
    to: span[1].endOf('day').toISOString(),
  };
  const list = useRead('output.ledgerIds', period ?? {});
  const ids = useMemo(() => list.data?.ids ?? [], [list.data]);
  const exporting = useAct('output.exportLedger');
  const load = async (wanted: number[]) => {
    const result = await read('output.ledgerRows', { ids: wanted });
    if (result.ok)
      setShown((now) => new Map([...now, ...result.data.rows.map((row) => [row.id, row] as const)]));
    return result;
  };
  const write = async (format: 'docx' | 'xlsx') => {
    const target = await choose(`save-${format}`, '输出登记簿');
    if (!target) return;
    const done = await exporting.run({ ...period, format, target: target.token });
    if (done) void message.success(`已写出「${done.fileName}」，${done.rows} 行`);
  };
  const entry = current === undefined ? undefined : shown.get(current);
  return (
    <>
      <div className="screen-bar">
        <DatePicker.RangePicker
          aria-label="按日期筛选"
          onChange={(next) => setSpan(next?.[0] && next[1] ? [next[0], next[1]] : undefined)}
        />
        <span className="spacer" />
        <Button loading={exporting.busy} onClick={() => void write('docx')}>
          登记簿 docx
        </Button>
        <Button onClick={() => void write('xlsx')}>登记簿 xlsx</Button>
      </div>
      <FailureNote failure={list.failure} onRetry={list.reload} />
      <div className="panes output-panes">
        <div className="pane">
          <IdTable
            label="输出登记"
            ids={ids}
            load={load}
            columns={COLUMNS}
            current={current}
            onCurrent={setCurrent}
            loading={list.loading}
            empty="还没有输出过"
          />
        </div>
        <div className="pane">
          <div className="pane-title">详情</div>
          <div className="pane-body">
            {entry ? <Facts entry={entry} /> : <p className="muted">在左边选一条。</p>}
          </div>
        </div>
      </div>
    </>
  );
}

function Facts({ entry }: { readonly entry: Entry }) {
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        { key: 'number', label: '编号', children: entry.number },
        { key: 'file', label: '文件', children: `${entry.fileName} ${sizeWords(entry.size)}` },
        { key: 'destination', label: '去向', children: entry.destination || '—' },
        { key: 'medium', label: '介质', children: entry.medium },
        { key: 'approval', label: '审批单', children: entry.approval || '按规则免批' },
        { key: 'subject', label: '对象', children: entry.subject },
        { key: 'sha', label: 'SHA-256', children: <code className="digest">{entry.sha256}</code> },
      ]}
    />
  );
}
