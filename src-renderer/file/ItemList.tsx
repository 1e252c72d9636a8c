import { useMemo, useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import { FailureNote, read, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { type Column, IdTable, type Order } from '../table/index.ts';
import { APPRAISAL_WORDS, dateWords, ITEM_STATE_WORDS } from '../words/index.ts';

type Row = Output<'catalogue.rows'>['rows'][number];
type Sort = Input<'catalogue.ids'>['sort'];

const COLUMNS: readonly Column<Row, Sort>[] = [
  {
    key: 'code',
    title: '类-件',
    width: '74px',
    sort: 'arrangement',
    cell: (row) => row.pencilCode || row.classCode,
  },
  { key: 'title', title: '题名', width: 'minmax(160px, 1fr)', sort: 'title', cell: (row) => row.title },
  { key: 'date', title: '日期', width: '88px', sort: 'date', cell: (row) => dateWords(row.date) },
  {
    key: 'pages',
    title: '扫/纸',
    width: '58px',
    align: 'right',
    cell: (row) => (
      <span
        className={row.scannedPages === row.paperPages ? '' : 'warning'}
        title={`扫描 ${row.scannedPages} 页，纸质 ${row.paperPages ?? '未登记'}${row.paperPages === null ? '' : ' 页'}`}
      >
        {row.scannedPages}/{row.paperPages ?? '?'}
      </span>
    ),
  },
  { key: 'secrecy', title: '密级', width: '90px', cell: (row) => row.secrecyMark },
  { key: 'state', title: '编号', width: '66px', sort: 'state', cell: (row) => ITEM_STATE_WORDS[row.state] },
  { key: 'appraisal', title: '鉴定', width: '70px', cell: (row) => APPRAISAL_WORDS[row.appraisalState] },
];

interface Props {
  readonly fileId: number;
  readonly classPrefix: string | undefined;
}

/** The items of one file, void ones too; Enter shows one with its pages. */
export function ItemList({ fileId, classPrefix }: Props) {
  const [current, setCurrent] = useState<number>();
  const [order, setOrder] = useState<Order<Sort>>({ sort: 'arrangement', descending: false });
  const list = useRead('catalogue.ids', {
    fileId,
    ...(classPrefix === undefined ? {} : { classPrefix }),
    ...order,
  });
  const ids = useMemo(() => list.data?.ids ?? [], [list.data]);
  return (
    <>
      <FailureNote failure={list.failure} onRetry={list.reload} />
      <IdTable
        label="卷内材料"
        ids={ids}
        load={(wanted) => read('catalogue.rows', { ids: wanted })}
        columns={COLUMNS}
        current={current}
        onCurrent={setCurrent}
        onOpen={(itemId) => go('catalogue', { itemId })}
        order={order}
        onOrder={setOrder}
        loading={list.loading}
        empty={
          classPrefix === undefined
            ? '这一卷还没有材料。请在「收件」导入扫描件，或在「编目」新建。'
            : '这一类没有材料。'
        }
      />
    </>
  );
}
