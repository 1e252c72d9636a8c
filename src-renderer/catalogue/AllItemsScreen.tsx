import { Button, Checkbox, Select } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import { APPRAISAL_STATES, type AppraisalState, ITEM_STATES, type ItemState } from '#contract/vocabulary.ts';
import { FailureNote, read, useRead } from '../archive/index.ts';
import { keyTitle, useCommand } from '../keyboard/index.ts';
import { go, type Places, stay } from '../navigation/index.ts';
import { useRoles } from '../session/index.ts';
import { type Column, IdTable, type Order, type Selection } from '../table/index.ts';
import {
  APPRAISAL_WORDS,
  dateWords,
  FIELD_WORDS,
  ITEM_STATE_WORDS,
  instantWords,
  RETENTION_WORDS,
} from '../words/index.ts';
import { BatchDialog } from './BatchDialog.tsx';
import './catalogue.css';

type Row = Output<'catalogue.rows'>['rows'][number];
type Sort = Input<'catalogue.ids'>['sort'];
/** What the list shows and where it stands: kept on the way back to it. */
type AllItemsView = Places['items'];

const COLUMNS: readonly Column<Row, Sort>[] = [
  { key: 'name', title: '姓名', width: '72px', sort: 'arrangement', cell: (row) => row.personName },
  {
    key: 'class',
    title: '类-序',
    width: '72px',
    sort: 'class',
    cell: (row) => row.pencilCode || row.classCode,
  },
  { key: 'title', title: '题名', width: 'minmax(150px, 2fr)', sort: 'title', cell: (row) => row.title },
  { key: 'date', title: '日期', width: '82px', sort: 'date', cell: (row) => dateWords(row.date) },
  {
    key: 'author',
    title: FIELD_WORDS.author,
    width: 'minmax(70px, 1fr)',
    sort: 'author',
    cell: (row) => row.author,
  },
  {
    key: 'number',
    title: FIELD_WORDS.documentNumber,
    width: 'minmax(70px, 1fr)',
    sort: 'documentNumber',
    cell: (row) => row.documentNumber,
  },
  {
    key: 'supplier',
    title: '来处',
    width: 'minmax(56px, 0.6fr)',
    sort: 'supplier',
    cell: (row) => row.supplier,
  },
  { key: 'secrecy', title: '密级', width: '82px', sort: 'secrecy', cell: (row) => row.secrecyMark },
  {
    key: 'retention',
    title: '期限',
    width: '48px',
    sort: 'retention',
    cell: (row) => RETENTION_WORDS[row.retention],
  },
  {
    key: 'paper',
    title: '纸质',
    width: '44px',
    align: 'right',
    sort: 'paperPages',
    cell: (row) => (
      <span className={row.paperPages === row.scannedPages ? '' : 'warning'}>{row.paperPages ?? '?'}</span>
    ),
  },
  {
    key: 'scans',
    title: '扫描',
    width: '44px',
    align: 'right',
    sort: 'scannedPages',
    cell: (row) => row.scannedPages,
  },
  { key: 'code', title: '档号', width: '120px', sort: 'code', cell: (row) => row.archivalCode ?? '' },
  { key: 'state', title: '编号', width: '54px', sort: 'state', cell: (row) => ITEM_STATE_WORDS[row.state] },
  {
    key: 'appraisal',
    title: '鉴定',
    width: '56px',
    sort: 'appraisal',
    cell: (row) => APPRAISAL_WORDS[row.appraisalState],
  },
  {
    key: 'changed',
    title: '改于',
    width: '122px',
    sort: 'changed',
    cell: (row) => instantWords(row.changedAt),
  },
];

/** 全部材料: every item of the archive that the person may see, by any column; where one stood is found again. */
export function AllItemsScreen({ params }: { readonly params: AllItemsView }) {
  const clerk = useRoles().includes('clerk');
  const [view, setView] = useState<AllItemsView>(params);
  const [selection, setSelection] = useState<Selection>(new Set());
  const [batch, setBatch] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLElement>(null);
  const scheme = useRead('catalogue.scheme', {});
  const { itemId, order = { sort: 'changed', descending: true }, ...filter } = view;
  const list = useRead('catalogue.ids', { ...filter, ...order });
  const ids = useMemo(() => list.data?.ids ?? [], [list.data]);
  const selected = useMemo(() => ids.filter((id) => selection.has(id)), [ids, selection]);
  const classes = scheme.data?.classes ?? [];

  const show = (next: AllItemsView) => {
    setView(next);
    stay('items', next);
  };
  /** A filter that is not set is not there at all. */
  const narrow = (part: Partial<AllItemsView>) =>
    show(
      Object.fromEntries(
        Object.entries({ ...view, ...part }).filter(([, value]) => value !== undefined && value !== false),
      ),
    );
  const open = (id: number) => go('catalogue', { itemId: id });
  useCommand('list.filter', () => bar.current?.querySelector('input')?.focus());
  useCommand('list.batch', () => setBatch(true), clerk && selected.length > 0);
  useEffect(() => screen.current?.querySelector<HTMLElement>('[role=grid]')?.focus(), []);

  return (
    <section ref={screen} className="screen all-items" aria-label="全部材料">
      <div ref={bar} className="screen-bar catalogue-bar">
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          aria-label="类"
          placeholder="全部类"
          className="catalogue-class"
          {...(filter.classPrefix === undefined ? {} : { value: filter.classPrefix })}
          onChange={(classPrefix: string | undefined) => narrow({ classPrefix })}
          options={classes.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
        />
        <Select<ItemState>
          allowClear
          aria-label="编号状态"
          placeholder="编号状态"
          className="catalogue-state"
          {...(filter.state === undefined ? {} : { value: filter.state })}
          onChange={(state: ItemState | undefined) => narrow({ state })}
          options={ITEM_STATES.map((value) => ({ value, label: ITEM_STATE_WORDS[value] }))}
        />
        <Select<AppraisalState>
          allowClear
          aria-label="鉴定状态"
          placeholder="鉴定状态"
          className="catalogue-state"
          {...(filter.appraisal === undefined ? {} : { value: filter.appraisal })}
          onChange={(appraisal: AppraisalState | undefined) => narrow({ appraisal })}
          options={APPRAISAL_STATES.map((value) => ({ value, label: APPRAISAL_WORDS[value] }))}
        />
        <Checkbox
          checked={filter.incomplete === true}
          onChange={(event) => narrow({ incomplete: event.target.checked })}
        >
          只看未填全
        </Checkbox>
        <span className="spacer" />
        {clerk && (
          <Button
            disabled={selected.length === 0}
            onClick={() => setBatch(true)}
            title={selected.length === 0 ? '先在列表里按空格选几件' : keyTitle('list.batch')}
          >
            批量修改{selected.length > 0 && `（${selected.length}）`}
          </Button>
        )}
        <Button
          type="primary"
          disabled={itemId === undefined}
          onClick={() => itemId !== undefined && open(itemId)}
        >
          去编目
        </Button>
      </div>
      <FailureNote failure={list.failure ?? scheme.failure} onRetry={list.reload} />
      <IdTable
        label="全部材料"
        ids={ids}
        load={(window) => read('catalogue.rows', { ids: window })}
        columns={COLUMNS}
        current={itemId}
        onCurrent={(id) => show({ ...view, itemId: id })}
        onOpen={open}
        order={order}
        onOrder={(next: Order<Sort>) => show({ ...view, order: next })}
        loading={list.loading}
        selection={{ of: selection, onChange: setSelection }}
        empty="没有符合条件的材料。放宽筛选，或到「收件」导入扫描件和目录。"
      />
      {batch && (
        <BatchDialog
          ids={selected}
          classes={classes}
          onClose={(changed) => {
            setBatch(false);
            if (changed) setSelection(new Set());
          }}
        />
      )}
    </section>
  );
}
