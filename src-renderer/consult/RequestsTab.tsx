import { Button, Segmented, Tag } from 'antd';
import { useMemo, useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import { FailureNote, read, useRead } from '../archive/index.ts';
import { keyTitle, useCommand } from '../keyboard/index.ts';
import { useRoles } from '../session/index.ts';
import { type Column, IdTable } from '../table/index.ts';
import { instantWords } from '../words/index.ts';
import { RequestForm } from './RequestForm.tsx';
import { RequestPane } from './RequestPane.tsx';
import { CONSULT_STATE_WORDS } from './words.ts';

type List = Input<'consult.ids'>['list'];
type Row = Output<'consult.rows'>['rows'][number];

const LISTS: readonly (readonly [List, string])[] = [
  ['all', '全部'],
  ['draft', '拟稿'],
  ['to-sign', '待我签批'],
  ['submitted', '签批中'],
  ['approved', '可阅览'],
  ['returning', '待归还核对'],
  ['closed', '已办结'],
  ['void', '未成'],
  ['emergency', '紧急'],
];
const COLUMNS: readonly Column<Row, never>[] = [
  {
    key: 'number',
    title: '单号',
    width: '132px',
    cell: (row) => (
      <>
        {row.emergency && <b className="warning">急 </b>}
        {row.number}
      </>
    ),
  },
  { key: 'person', title: '查阅谁', width: '76px', cell: (row) => row.personName },
  { key: 'readers', title: '查阅人', width: 'minmax(110px, 1fr)', cell: (row) => row.readers.join('、') },
  { key: 'purpose', title: '事由', width: 'minmax(110px, 1fr)', cell: (row) => row.purposeName },
  {
    key: 'state',
    title: '状态',
    width: '150px',
    cell: (row) => (
      <>
        <Tag color={CONSULT_STATE_WORDS[row.state].colour}>{CONSULT_STATE_WORDS[row.state].word}</Tag>
        {row.overdue && <b className="warning">超期</b>}
        {row.mineToSign && <b className="warning">待我签</b>}
      </>
    ),
  },
  { key: 'until', title: '有效至', width: '134px', cell: (row) => instantWords(row.validUntil) },
];

interface Props {
  readonly current: number | undefined;
  readonly onCurrent: (id: number) => void;
}

/** 查阅单: the list, and one in full beside it. */
export function RequestsTab({ current, onCurrent }: Props) {
  const clerk = useRoles().includes('clerk');
  const [list, setList] = useState<List>('all');
  const [editing, setEditing] = useState<'new' | number>();
  const found = useRead('consult.ids', { list });
  const ids = useMemo(() => found.data?.ids ?? [], [found.data]);
  useCommand('list.new', () => setEditing('new'), clerk);
  return (
    <>
      <div className="screen-bar">
        <Segmented<List>
          aria-label="清单"
          value={list}
          onChange={setList}
          options={LISTS.map(([value, label]) => ({ value, label }))}
        />
        <span className="spacer" />
        <Button
          type="primary"
          disabled={!clerk}
          title={clerk ? keyTitle('list.new') : '查阅单由档案员受理'}
          onClick={() => setEditing('new')}
        >
          受理查阅…
        </Button>
      </div>
      <FailureNote failure={found.failure} onRetry={found.reload} />
      <div className={current === undefined ? 'panes' : 'panes consult-panes'}>
        <div className="pane">
          <IdTable
            label="查阅单"
            ids={ids}
            load={(wanted) => read('consult.rows', { ids: wanted })}
            columns={COLUMNS}
            current={current}
            onCurrent={onCurrent}
            loading={found.loading}
            empty={list === 'all' ? '还没有查阅单。有人来查阅时，由档案员受理。' : '没有这样的查阅单'}
          />
        </div>
        {current !== undefined && (
          <RequestPane key={current} id={current} onEdit={() => setEditing(current)} />
        )}
      </div>
      {editing !== undefined && (
        <RequestForm
          requestId={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={(id) => {
            setEditing(undefined);
            onCurrent(id);
          }}
        />
      )}
    </>
  );
}
