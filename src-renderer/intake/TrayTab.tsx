import { Alert, Input, Select } from 'antd';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { type Column, IdTable } from '../table/index.ts';
import { sizeWords } from '../words/index.ts';
import { PlaceDialog } from './PlaceDialog.tsx';
import { TrayDetail } from './TrayDetail.tsx';
import {
  type Entry,
  fileNameOf,
  folderOf,
  narrowed,
  placeWords,
  REASON_WORDS,
  REASONS,
  STATE_WORDS,
  type TrayFilter,
  type TrayState,
} from './tray-words.ts';

const COLUMNS: readonly Column<Entry, never>[] = [
  {
    key: 'path',
    title: '文件',
    width: 'minmax(220px, 2fr)',
    cell: (one) => (
      <>
        {fileNameOf(one.relativePath)}
        <span className="muted">　{folderOf(one.relativePath)}</span>
      </>
    ),
  },
  { key: 'size', title: '大小', width: '76px', align: 'right', cell: (one) => sizeWords(one.size) },
  { key: 'reason', title: '原因', width: '116px', cell: (one) => REASON_WORDS[one.reason] },
  { key: 'person', title: '认出的人', width: '88px', cell: (one) => one.personName },
  { key: 'place', title: '类-件-页', width: '92px', cell: placeWords },
  { key: 'import', title: '批次', width: '48px', align: 'right', cell: (one) => one.importId },
  { key: 'state', title: '状态', width: '76px', cell: (one) => STATE_WORDS[one.state] },
];
const NOTHING: TrayFilter = { reason: undefined, importId: undefined, text: '' };

/** 待处理: what could not be placed, why, and what is to be done; nothing leaves it without a decision. */
export function TrayTab({ fileId }: { readonly fileId: number | undefined }) {
  const clerk = useRoles().includes('clerk');
  const [state, setState] = useState<TrayState>('waiting');
  const [filter, setFilter] = useState<TrayFilter>(NOTHING);
  const [current, setCurrent] = useState<number>();
  const [doing, setDoing] = useState<'place' | 'dismiss'>();
  const bar = useRef<HTMLDivElement>(null);
  const { data, failure, loading, reload } = useRead('intake.tray', {
    state,
    ...(fileId === undefined ? {} : { fileId }),
  });
  const dismiss = useAct('intake.dismiss', { quiet: true });
  const entries = useMemo(() => new Map((data?.entries ?? []).map((one) => [one.id, one])), [data]);
  const batches = useMemo(() => [...new Set([...entries.values()].map((one) => one.importId))], [entries]);
  const ids = useMemo(() => narrowed([...entries.values()], filter).map((one) => one.id), [entries, filter]);
  const entry = current === undefined ? undefined : entries.get(current);
  const open = clerk && entry?.state === 'waiting' ? entry : undefined;
  useCommand('list.filter', () => bar.current?.querySelector('input')?.focus());
  /** What is decided leaves the list; the next one takes its place, so that a row of them goes from the keyboard. */
  const settled = () => {
    const at = current === undefined ? -1 : ids.indexOf(current);
    if (state === 'waiting') setCurrent(ids[at + 1] ?? ids[at - 1]);
    setDoing(undefined);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' || !open) return;
    event.preventDefault();
    setDoing('dismiss');
  };
  return (
    <>
      <div ref={bar} className="screen-bar">
        <Input
          allowClear
          className="intake-text"
          aria-label="按文件名或姓名筛选"
          placeholder="文件名或姓名"
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.target.value })}
        />
        <Select<TrayState>
          aria-label="状态"
          className="intake-state"
          value={state}
          onChange={setState}
          options={(Object.keys(STATE_WORDS) as TrayState[]).map((value) => ({
            value,
            label: STATE_WORDS[value],
          }))}
        />
        <Select<Entry['reason']>
          allowClear
          aria-label="原因"
          placeholder="全部原因"
          className="intake-reason"
          {...(filter.reason === undefined ? {} : { value: filter.reason })}
          onChange={(reason: Entry['reason'] | undefined) => setFilter({ ...filter, reason })}
          options={REASONS.map((value) => ({ value, label: REASON_WORDS[value] }))}
        />
        <Select<number>
          allowClear
          aria-label="批次"
          placeholder="全部批次"
          className="intake-state"
          {...(filter.importId === undefined ? {} : { value: filter.importId })}
          onChange={(importId: number | undefined) => setFilter({ ...filter, importId })}
          options={batches.map((value) => ({ value, label: `第 ${value} 批` }))}
        />
        <span className="muted">回车归入，Delete 不收；没有决定的一个也不会消失。</span>
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      {data && data.total > data.entries.length && (
        <Alert
          type="info"
          showIcon
          title={`共 ${data.total.toLocaleString('zh-CN')} 个，这里列出最早的 ${data.entries.length.toLocaleString('zh-CN')} 个；处理一些后其余的会接着列出。`}
        />
      )}
      <div className="panes intake-panes">
        <div className="pane">
          <IdTable
            label="待处理文件"
            ids={ids}
            load={async (wanted) => ({
              ok: true,
              data: { rows: wanted.map((id) => entries.get(id)).filter((one) => one !== undefined) },
            })}
            columns={COLUMNS}
            current={current}
            onCurrent={setCurrent}
            onOpen={() => open?.kept === true && setDoing('place')}
            onKey={onKey}
            loading={loading}
            empty={
              entries.size > 0
                ? '没有符合筛选的文件。'
                : state === 'waiting'
                  ? '没有等待处理的文件：导入的都已放进各卷。'
                  : '没有这样的文件。'
            }
          />
        </div>
        <TrayDetail
          entry={entry}
          clerk={clerk}
          onPlace={() => setDoing('place')}
          onDismiss={() => setDoing('dismiss')}
        />
      </div>
      {doing === 'place' && open && (
        <PlaceDialog entry={open} onClose={() => setDoing(undefined)} onPlaced={settled} />
      )}
      <ReasonDialog
        open={doing === 'dismiss' && open !== undefined}
        title="不收这个文件"
        hint={`${open?.relativePath ?? ''}。记录和已收存的内容都会保留，作为依据。`}
        label="不收的理由"
        example="如：与已入库的第2页相同"
        okText="不收"
        danger
        act={dismiss}
        onClose={() => setDoing(undefined)}
        run={async (reason) => {
          if (!open || !(await dismiss.run({ entryId: open.id, reason }))) return false;
          settled();
          return true;
        }}
      />
    </>
  );
}
