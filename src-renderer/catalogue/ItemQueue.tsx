import type { Input, Output } from '#contract/index.ts';
import { read } from '../archive/index.ts';
import { type Column, IdTable, type Order, type Selection } from '../table/index.ts';
import { dateWords, ITEM_STATE_WORDS } from '../words/index.ts';

type Row = Output<'catalogue.rows'>['rows'][number];
type Sort = Input<'catalogue.ids'>['sort'];

interface Props {
  readonly ids: readonly number[];
  readonly loading: boolean;
  readonly current: number | undefined;
  readonly onCurrent: (id: number) => void;
  /** Enter: on to the form. */
  readonly onOpen: () => void;
  readonly order: Order<Sort>;
  readonly onOrder: (order: Order<Sort>) => void;
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
  /** Items of several cadres: the name tells them apart. */
  readonly withName: boolean;
}

const NAME: Column<Row, Sort> = { key: 'name', title: '姓名', width: '54px', cell: (row) => row.personName };
const COLUMNS: readonly Column<Row, Sort>[] = [
  {
    key: 'class',
    title: '类-序',
    width: '62px',
    sort: 'class',
    cell: (row) => row.pencilCode || row.classCode,
  },
  { key: 'title', title: '题名', width: 'minmax(90px, 1fr)', sort: 'title', cell: (row) => row.title },
  { key: 'date', title: '日期', width: '84px', sort: 'date', cell: (row) => dateWords(row.date) },
  {
    key: 'pages',
    title: '页',
    width: '46px',
    align: 'right',
    cell: (row) => (
      <span
        className={row.paperPages === row.scannedPages ? '' : 'warning'}
        title={`纸质 ${row.paperPages ?? '未数'} 页，扫描 ${row.scannedPages} 页`}
      >
        {row.paperPages ?? '?'}/{row.scannedPages}
      </span>
    ),
  },
  {
    key: 'state',
    title: '状态',
    width: '52px',
    sort: 'state',
    cell: (row) => <span className={row.state === 'void' ? 'muted' : ''}>{ITEM_STATE_WORDS[row.state]}</span>,
  },
];

/** 待编队列 */
export function ItemQueue(props: Props) {
  return (
    <IdTable
      label="材料"
      ids={props.ids}
      load={(ids) => read('catalogue.rows', { ids })}
      columns={props.withName ? [NAME, ...COLUMNS] : COLUMNS}
      current={props.current}
      onCurrent={props.onCurrent}
      onOpen={props.onOpen}
      order={props.order}
      onOrder={props.onOrder}
      loading={props.loading}
      selection={{ of: props.selection, onChange: props.onSelection }}
      empty="没有符合条件的材料。放宽筛选，或到「收件」导入扫描件和目录。"
    />
  );
}
