import { Select } from 'antd';
import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, read, useAct, useRead } from '../archive/index.ts';
import type { Places } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import { type Column, IdTable } from '../table/index.ts';
import { reasonWords, STATE_WORDS, type TaskState } from './ocr-words.ts';
import { PageDesk } from './PageDesk.tsx';
import { StatusStrip } from './StatusStrip.tsx';
import './ocr.css';

type Row = Output<'ocr.rows'>['rows'][number];
const COLUMNS: readonly Column<Row, never>[] = [
  { key: 'person', title: '干部', width: '72px', cell: (one) => one.personName },
  {
    key: 'title',
    title: '材料',
    width: 'minmax(110px, 1fr)',
    cell: (one) => (
      <span title={`${one.title} 第 ${one.position} 页`}>
        {one.title}
        <span className="muted">　{one.position}</span>
      </span>
    ),
  },
  {
    key: 'reason',
    title: '原因',
    width: '92px',
    cell: (one) => <span title={reasonWords(one.reason)}>{reasonWords(one.reason)}</span>,
  },
];
const EMPTY_WORDS: Record<TaskState, string> = {
  person: '没有需要人看的页：识别过的都有把握。',
  failed: '没有读不出来的页。',
  waiting: '没有等待识别的页。',
  read: '还没有识别过的页。',
  settled: '还没有校对过的页。',
  typed: '没有带底稿的页。',
};

/** 文字识别: how far it is, which pages need a person, and the place where they are read. */
export function OcrScreen({ params }: { readonly params: Places['ocr'] }) {
  const clerk = useRoles().includes('clerk');
  const [state, setState] = useState<TaskState>('person');
  const [current, setCurrent] = useState<number | undefined>(params.pageId);
  const { data, failure, loading, reload } = useRead('ocr.ids', { state });
  const first = useAct('ocr.queue');
  const ids = useMemo(() => data?.ids ?? [], [data]);
  useEffect(() => setCurrent(params.pageId), [params.pageId]);
  const step = (by: number) => {
    const at = current === undefined ? -1 : ids.indexOf(current);
    const next = ids[at + by];
    if (next !== undefined) setCurrent(next);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Home' || !event.altKey || current === undefined || !clerk) return;
    event.preventDefault();
    void first.run({ pageIds: [current], again: false });
  };
  return (
    <section className="screen" aria-label="文字识别">
      <StatusStrip onProgress={reload} />
      <div className="panes ocr-panes">
        <div className="pane">
          <div className="ocr-filter">
            <Select<TaskState>
              aria-label="列出"
              value={state}
              onChange={(next) => {
                setState(next);
                setCurrent(undefined);
              }}
              options={(Object.keys(STATE_WORDS) as TaskState[]).map((value) => ({
                value,
                label: STATE_WORDS[value],
              }))}
            />
            <span className="muted">
              {data &&
                (data.total > ids.length
                  ? `共 ${data.total.toLocaleString('zh-CN')} 页，列出前 ${ids.length.toLocaleString('zh-CN')} 页`
                  : `${data.total.toLocaleString('zh-CN')} 页`)}
            </span>
          </div>
          <FailureNote failure={failure} onRetry={reload} />
          <IdTable
            label={`${STATE_WORDS[state]}的页`}
            ids={ids}
            load={(wanted) => read('ocr.rows', { ids: wanted })}
            columns={COLUMNS}
            current={current}
            onCurrent={setCurrent}
            onKey={onKey}
            loading={loading}
            empty={EMPTY_WORDS[state]}
          />
          {state === 'waiting' && clerk && (
            <p className="muted ocr-hint">在别处打开看的页自动排到最前；在这里按 Alt+Home 也可以。</p>
          )}
        </div>
        <PageDesk pageId={current} onNext={() => step(1)} onPrevious={() => step(-1)} />
      </div>
    </section>
  );
}
