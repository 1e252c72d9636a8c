import { App, Button, InputNumber } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, read, useAct, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';
import { type Column, IdTable } from '../table/index.ts';
import { dateWords, ORIGINALITY_WORDS } from '../words/index.ts';
import { todayPlain } from './words.ts';

type Row = Output<'collection.registerRows'>['rows'][number];
const COLUMNS: readonly Column<Row, never>[] = [
  { key: 'on', title: '接收日期', width: '95px', cell: (row) => row.receivedOn },
  { key: 'number', title: '清单号', width: '110px', cell: (row) => row.number },
  { key: 'department', title: '移交部门', width: '110px', cell: (row) => row.department },
  { key: 'hander', title: '移交人', width: '80px', cell: (row) => row.hander },
  { key: 'person', title: '姓名', width: '80px', cell: (row) => row.personName },
  { key: 'class', title: '类号', width: '56px', cell: (row) => row.classCode },
  { key: 'title', title: '材料名称', width: 'minmax(180px, 2fr)', cell: (row) => row.title },
  { key: 'date', title: '形成日期', width: '100px', cell: (row) => dateWords(row.date) },
  { key: 'pages', title: '页数', width: '50px', align: 'right', cell: (row) => row.pages },
  { key: 'form', title: '原件', width: '70px', cell: (row) => ORIGINALITY_WORDS[row.originality] },
  { key: 'receiver', title: '接收人', width: '80px', cell: (row) => row.receiver },
];
const load = (ids: number[]) => read('collection.registerRows', { ids });

/** 接收登记簿 of a year. */
export function RegisterTab() {
  const { message } = App.useApp();
  const [year, setYear] = useState(todayPlain().slice(0, 4));
  const ids = useRead('collection.registerIds', { year });
  const exporting = useAct('collection.exportRegister');
  const [current, setCurrent] = useState<number>();
  const write = async (format: 'docx' | 'xlsx') => {
    const target = await choose(`save-${format}`, `接收登记簿-${year}`);
    if (!target) return;
    const written = await exporting.run({ year, format, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  const open = async (id: number) => {
    const found = await load([id]);
    const itemId = found.ok ? found.data.rows[0]?.itemId : undefined;
    if (itemId) go('catalogue', { itemId });
  };
  return (
    <>
      <div className="screen-bar">
        <InputNumber
          aria-label="年度"
          min={2000}
          max={2100}
          value={Number(year)}
          onChange={(value) => value !== null && setYear(String(value))}
          suffix="年"
        />
        <span className="muted">{ids.data?.ids.length ?? 0} 件　回车看材料</span>
        <Button loading={exporting.busy} onClick={() => void write('xlsx')}>
          输出表格…
        </Button>
        <Button loading={exporting.busy} onClick={() => void write('docx')}>
          输出文档…
        </Button>
      </div>
      <FailureNote failure={ids.failure} onRetry={ids.reload} />
      <IdTable<Row>
        label="接收登记簿"
        ids={ids.data?.ids ?? []}
        columns={COLUMNS}
        load={load}
        current={current}
        onCurrent={setCurrent}
        onOpen={(id) => void open(id)}
        loading={ids.loading}
        empty="这一年还没有接收的材料"
      />
    </>
  );
}
