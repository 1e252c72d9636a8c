import { useMemo, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, read, useRead } from '../archive/index.ts';
import type { PickedPerson } from '../person-picker/index.ts';
import { type Column, IdTable } from '../table/index.ts';
import { dateWords } from '../words/index.ts';

type Row = Output<'catalogue.rows'>['rows'][number];

const COLUMNS: readonly Column<Row, never>[] = [
  { key: 'name', title: '姓名', width: '120px', cell: (row) => row.personName },
  { key: 'class', title: '类', width: '60px', cell: (row) => row.classCode },
  { key: 'title', title: '题名', width: 'minmax(200px, 1fr)', cell: (row) => row.title },
  { key: 'date', title: '日期', width: '100px', cell: (row) => dateWords(row.date) },
];

/** 还没有定号的件 of all cadres: what waits to be numbered, and a way into each volume. */
export function Unnumbered({ onPick }: { readonly onPick: (person: PickedPerson) => void }) {
  const list = useRead('catalogue.ids', { state: 'draft', sort: 'arrangement', descending: false });
  const ids = useMemo(() => list.data?.ids ?? [], [list.data]);
  const [current, setCurrent] = useState<number>();
  const open = async (id: number) => {
    const rows = await read('catalogue.rows', { ids: [id] });
    const row = rows.ok ? rows.data.rows[0] : undefined;
    if (row) onPick({ fileId: row.fileId, name: row.personName });
  };
  return (
    <>
      <FailureNote failure={list.failure} onRetry={list.reload} />
      <p className="numbering-style muted">
        选定一位干部，显示本卷的排列、件号、铅笔号和档号。下面是各卷还没有定号的件，回车进入那一卷。
      </p>
      <IdTable
        label="还没有定号的件"
        ids={ids}
        load={(wanted) => read('catalogue.rows', { ids: wanted })}
        columns={COLUMNS}
        current={current}
        onCurrent={setCurrent}
        onOpen={(id) => void open(id)}
        loading={list.loading}
        empty="各卷都已定号。"
      />
    </>
  );
}
