import { Segmented } from 'antd';
import { useMemo, useRef, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, read, useRead } from '../archive/index.ts';
import { type FieldMemory, focusField, useCommand } from '../keyboard/index.ts';
import type { Places } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import { type Column, IdTable } from '../table/index.ts';
import { PageViewer } from '../viewer/index.ts';
import { dateWords } from '../words/index.ts';
import { AppraisalPane } from './AppraisalPane.tsx';
import './appraisal.css';

type List = 'pending' | 'proposed' | 'returned' | 'confirmed';
type Row = Output<'catalogue.rows'>['rows'][number];

const LIST_WORDS: Record<List, string> = {
  pending: '待鉴定',
  proposed: '待复核',
  returned: '已退回',
  confirmed: '已鉴定',
};
const EMPTY_WORDS: Record<List, string> = {
  pending: '没有待鉴定的材料',
  proposed: '没有待复核的鉴定意见',
  returned: '没有退回的材料',
  confirmed: '还没有鉴定完的材料',
};
const COLUMNS: readonly Column<Row, never>[] = [
  { key: 'name', title: '姓名', width: '70px', cell: (row) => row.personName },
  { key: 'class', title: '类', width: '50px', cell: (row) => row.classCode },
  { key: 'title', title: '题名', width: 'minmax(120px, 1fr)', cell: (row) => row.title },
  { key: 'date', title: '日期', width: '88px', cell: (row) => dateWords(row.date) },
];

/** 鉴定: authenticity, value, retention and secrecy, by one person and confirmed by another. */
export function AppraisalScreen({ params }: { readonly params: Places['appraisal'] }) {
  const roles = useRoles();
  const [list, setList] = useState<List>(
    params.list ??
      (roles.includes('appraiser') ? 'pending' : roles.includes('reviewer') ? 'proposed' : 'returned'),
  );
  const [current, setCurrent] = useState<number | undefined>(params.itemId);
  const [pageId, setPageId] = useState<number>();
  const panes = useRef<HTMLDivElement>(null);
  const memory = useRef<FieldMemory>({ field: undefined, wanted: params.itemId !== undefined });
  const overview = useRead('archive.overview', {});
  const queue = useRead('appraisal.queue', { list });
  const ids = useMemo(() => queue.data?.ids ?? [], [queue.data]);
  const item = useRead('catalogue.get', current === undefined ? undefined : { id: current });
  const at = current === undefined ? -1 : ids.indexOf(current);
  const open = (id: number) => {
    setCurrent(id);
    setPageId(undefined);
  };
  const step = (by: number) => {
    const next = ids[at < 0 ? 0 : at + by];
    if (next === undefined) return;
    memory.current.wanted = true;
    open(next);
  };
  useCommand('list.next', () => step(1));
  useCommand('list.previous', () => step(-1));
  /** What was dealt with leaves the queue: the one after it comes up. */
  const goOn = () => {
    memory.current.field = undefined;
    const next = ids[at + 1] ?? ids[at - 1];
    if (next !== undefined) open(next);
    else setCurrent(undefined);
  };
  const counts: Partial<Record<List, number | undefined>> = {
    pending: overview.data?.appraisalPending,
    proposed: overview.data?.appraisalProposed,
    returned: overview.data?.appraisalReturned,
  };
  const intoForm = () => {
    const form = panes.current?.querySelector<HTMLElement>('[role=form]');
    if (form) focusField(form, memory.current);
  };
  return (
    <section className="screen" aria-label="鉴定">
      <div className="screen-bar">
        <Segmented<List>
          aria-label="清单"
          value={list}
          onChange={(next) => {
            setList(next);
            setCurrent(undefined);
          }}
          options={(Object.keys(LIST_WORDS) as List[]).map((value) => ({
            value,
            label: (
              <>
                <span>{LIST_WORDS[value]}</span>
                <span className="appraisal-count">
                  {value === list ? queue.data?.ids.length : counts[value]}
                </span>
              </>
            ),
          }))}
        />
        <span className="muted">
          一人提出，另一人复核。回车到下一栏，理由空着时回车取常用语；Ctrl+S 提出，Ctrl+↓ 下一件。
        </span>
      </div>
      <FailureNote failure={queue.failure ?? item.failure} onRetry={queue.reload} />
      <div ref={panes} className="panes appraisal-panes">
        <div className="pane">
          <IdTable
            label="鉴定清单"
            ids={ids}
            load={(wanted) => read('catalogue.rows', { ids: wanted })}
            columns={COLUMNS}
            current={current}
            onCurrent={open}
            onOpen={intoForm}
            loading={queue.loading}
            empty={EMPTY_WORDS[list]}
          />
        </div>
        <div className="pane">
          {item.data ? (
            <PageViewer pages={item.data.pages} current={pageId} onCurrent={setPageId} />
          ) : (
            <p className="viewer-none muted">在左边选一件，对照原件鉴定。</p>
          )}
        </div>
        {item.data ? (
          <AppraisalPane
            key={`${item.data.id} ${item.data.appraisalState}`}
            item={item.data}
            memory={memory.current}
            onDone={goOn}
          />
        ) : (
          <div className="pane" />
        )}
      </div>
    </section>
  );
}
