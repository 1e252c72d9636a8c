import { type Column, IdTable } from '../table/index.ts';
import { dateWords, ITEM_STATE_WORDS } from '../words/index.ts';
import type { NumberedRow, Volume } from './use-volume.ts';

/** A number that is only planned is set apart from one that stands on the paper. */
const given = (row: NumberedRow, text: string | number) => (
  <span className={row.state === 'draft' ? 'number-planned' : row.state === 'void' ? 'number-void' : ''}>
    {text}
  </span>
);

const COLUMNS: readonly Column<NumberedRow, never>[] = [
  {
    key: 'number',
    title: '件号',
    width: '52px',
    align: 'right',
    cell: (row) => given(row, row.itemNumber),
  },
  { key: 'pencil', title: '铅笔号', width: '84px', cell: (row) => given(row, row.pencilCode) },
  { key: 'code', title: '档号', width: '196px', cell: (row) => given(row, row.archivalCode) },
  {
    key: 'class',
    title: '类',
    width: 'minmax(120px, 1fr)',
    cell: (row) => `${row.classCode} ${row.className}`,
  },
  {
    key: 'title',
    title: '题名',
    width: 'minmax(180px, 2fr)',
    cell: (row) => <span className={row.state === 'void' ? 'number-void' : ''}>{row.title}</span>,
  },
  { key: 'date', title: '日期', width: '96px', cell: (row) => dateWords(row.date) },
  {
    key: 'pages',
    title: '纸/扫',
    width: '64px',
    align: 'right',
    cell: (row) => (
      <span className={row.paperPages === row.scannedPages ? '' : 'warning'}>
        {row.paperPages ?? '?'}/{row.scannedPages}
      </span>
    ),
  },
  { key: 'state', title: '状态', width: '70px', cell: (row) => ITEM_STATE_WORDS[row.state] },
];

interface Props {
  readonly volume: Volume;
  readonly current: number | undefined;
  readonly onCurrent: (id: number) => void;
  readonly onOpen: (id: number) => void;
  readonly mayMove: boolean;
  readonly onDrop: (id: number, onto: number) => void;
}

/** 本卷各件: planned numbers in grey, fixed ones in black, voided ones struck through. */
export function NumberList({ volume, current, onCurrent, onOpen, mayMove, onDrop }: Props) {
  const byId = new Map(volume.rows.map((row) => [row.id, row]));
  const load = (ids: number[]) => {
    const rows = ids.map((id) => byId.get(id)).filter((row) => row !== undefined);
    return Promise.resolve({ ok: true, data: { rows } } as const);
  };
  return (
    <IdTable
      label="本卷各件"
      ids={volume.ids}
      load={load}
      columns={COLUMNS}
      current={current}
      onCurrent={onCurrent}
      onOpen={onOpen}
      loading={volume.reading.loading}
      empty="本卷还没有材料。先在「收件」导入扫描件，或在「编目」新建。"
      drag={{ may: (id) => mayMove && byId.get(id)?.state === 'draft', drop: onDrop }}
    />
  );
}
