import { useRef } from 'react';
import type { Input, Output } from '#contract/index.ts';
import { read } from '../archive/index.ts';
import { type Column, IdTable, type Order } from '../table/index.ts';
import { dateWords, FILE_STATE_WORDS } from '../words/index.ts';

type Row = Output<'people.rows'>['rows'][number];
type Sort = Input<'people.ids'>['sort'];

interface Props {
  readonly ids: readonly number[];
  readonly loading: boolean;
  readonly current: number | undefined;
  readonly onCurrent: (personId: number) => void;
  readonly onOpen: (personId: number, fileId: number) => void;
  readonly order: Order<Sort>;
  readonly onOrder: (order: Order<Sort>) => void;
  readonly empty: string;
}

const COLUMNS: readonly Column<Row, Sort>[] = [
  {
    key: 'volume',
    title: '卷号',
    width: '58px',
    align: 'right',
    sort: 'volume',
    cell: (row) => String(row.volumeNumber).padStart(4, '0'),
  },
  {
    key: 'name',
    title: '姓名',
    width: 'minmax(92px, 0.8fr)',
    sort: 'name',
    cell: (row) => (
      <>
        {row.name}
        {row.homonym && (
          <span className="warning" title="名册中另有同名的人，请看身份证末四位和单位">
            {' '}
            同名
          </span>
        )}
      </>
    ),
  },
  { key: 'id', title: '证件末位', width: '76px', cell: (row) => row.idNumberEnd },
  { key: 'sex', title: '性别', width: '48px', cell: (row) => row.sex },
  { key: 'birth', title: '出生', width: '90px', sort: 'birth', cell: (row) => dateWords(row.birthDate) },
  { key: 'unit', title: '单位', width: 'minmax(110px, 1fr)', sort: 'unit', cell: (row) => row.unit },
  { key: 'department', title: '部门', width: 'minmax(80px, 0.8fr)', cell: (row) => row.department },
  {
    key: 'post',
    title: '职务',
    width: 'minmax(120px, 1.2fr)',
    cell: (row) => (
      <>
        {row.mainPost}
        {row.posts > 1 && (
          <span className="muted" title="另有兼任的职务，见登记">
            {' '}
            兼 {row.posts - 1} 职
          </span>
        )}
      </>
    ),
  },
  { key: 'rank', title: '级别', width: '108px', sort: 'rank', cell: (row) => row.rank },
  { key: 'items', title: '件', width: '48px', align: 'right', cell: (row) => row.items },
  { key: 'pages', title: '页', width: '52px', align: 'right', cell: (row) => row.pages },
  {
    key: 'state',
    title: '状态',
    width: '66px',
    cell: (row) => (
      <span className={row.fileState === 'open' ? '' : 'warning'}>{FILE_STATE_WORDS[row.fileState]}</span>
    ),
  },
];

/** 名册列表 */
export function PersonList(props: Props) {
  const files = useRef(new Map<number, number>());
  const load = async (ids: number[]) => {
    const result = await read('people.rows', { ids });
    if (result.ok) for (const row of result.data.rows) files.current.set(row.id, row.fileId);
    return result;
  };
  return (
    <IdTable
      label="干部"
      ids={props.ids}
      load={load}
      columns={COLUMNS}
      current={props.current}
      onCurrent={props.onCurrent}
      onOpen={(personId) => {
        const fileId = files.current.get(personId);
        if (fileId !== undefined) props.onOpen(personId, fileId);
      }}
      order={props.order}
      onOrder={props.onOrder}
      loading={props.loading}
      empty={props.empty}
    />
  );
}
