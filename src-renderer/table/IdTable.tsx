import { useVirtualizer } from '@tanstack/react-virtual';
import { Empty } from 'antd';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Result } from '#contract/result.ts';
import { FailureNote, useArchiveVersion } from '../archive/index.ts';
import { extended, type Selection, toggled } from './selection.ts';
import { useRows } from './use-rows.ts';

/** 1,000,000 rows of this height stay below the tallest element a browser lays out (about 33.5 million pixels). */
const ROW_HEIGHT = 30;

export interface Column<Row, Sort extends string> {
  readonly key: string;
  readonly title: string;
  /** A CSS grid width: `120px`, `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  readonly sort?: Sort;
  readonly align?: 'left' | 'right' | 'center';
}
export interface Order<Sort extends string> {
  readonly sort: Sort;
  readonly descending: boolean;
}
interface Props<Row extends { readonly id: number }, Sort extends string> {
  /** Spoken name of the list. */
  readonly label: string;
  readonly ids: readonly number[];
  readonly load: (ids: number[]) => Promise<Result<{ readonly rows: readonly Row[] }>>;
  readonly columns: readonly Column<Row, Sort>[];
  readonly current: number | undefined;
  readonly onCurrent: (id: number) => void;
  /** Enter or double click. */
  readonly onOpen?: (id: number) => void;
  readonly order?: Order<Sort>;
  readonly onOrder?: (order: Order<Sort>) => void;
  readonly empty: ReactNode;
  readonly loading?: boolean;
  /** Rows that the mouse may take hold of, and what to do with one that was dropped onto another. */
  readonly drag?: {
    readonly may: (id: number) => boolean;
    readonly drop: (id: number, onto: number) => void;
  };
  /** Several rows at once: Space, Shift with the arrows, Ctrl+A; Ctrl or Shift with the mouse. */
  readonly selection?: { readonly of: Selection; readonly onChange: (selection: Selection) => void };
  /** Further keys of the list, after its own. */
  readonly onKey?: (event: KeyboardEvent<HTMLDivElement>) => void;
}

/** The one long list: rows are drawn and loaded only where they are seen; arrows, Page, Home and End move the current row. */
export function IdTable<Row extends { readonly id: number }, Sort extends string = never>(
  props: Props<Row, Sort>,
) {
  const { ids, columns, current, onCurrent, onOpen, order, drag, selection } = props;
  const frame = useRef<HTMLDivElement>(null);
  const held = useRef<number>(undefined);
  const version = useArchiveVersion();
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const { row, failure } = useRows(ids, version, props.load, items[0]?.index ?? 0, items.at(-1)?.index ?? 0);
  const template = columns.map((column) => column.width).join(' ');
  const at = useMemo(() => (current === undefined ? -1 : ids.indexOf(current)), [ids, current]);

  const { scrollToIndex } = virtual;
  useEffect(() => {
    // Only when the current row changes: scrolling by wheel must not jump back.
    if (at >= 0) scrollToIndex(at, { align: 'auto' });
  }, [at, scrollToIndex]);

  const moveTo = (index: number) => {
    const id = ids[Math.max(0, Math.min(index, ids.length - 1))];
    if (id !== undefined) onCurrent(id);
  };
  const screenful = Math.max(1, Math.floor((frame.current?.clientHeight ?? 600) / ROW_HEIGHT) - 2);
  const steps: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + screenful,
    PageUp: at - screenful,
    Home: 0,
    End: ids.length - 1,
  };
  /** @returns whether the key was one of choosing several rows */
  const selectByKey = (event: KeyboardEvent<HTMLDivElement>): boolean => {
    if (!selection || event.altKey) return false;
    if (event.ctrlKey) {
      if (event.key.toLowerCase() !== 'a') return false;
      selection.onChange(new Set(ids));
      return true;
    }
    if (event.key === ' ' && current !== undefined) {
      selection.onChange(toggled(selection.of, current));
      return true;
    }
    const step = steps[event.key];
    if (!event.shiftKey || step === undefined) return false;
    const to = Math.max(0, Math.min(step, ids.length - 1));
    selection.onChange(extended(selection.of, ids, at < 0 ? to : at, to));
    moveTo(to);
    return true;
  };
  const onClick = (event: MouseEvent<HTMLDivElement>, id: number, index: number) => {
    if (selection && event.ctrlKey) selection.onChange(toggled(selection.of, id));
    else if (selection && event.shiftKey)
      selection.onChange(extended(selection.of, ids, at < 0 ? index : at, index));
    else onCurrent(id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.nativeEvent.isComposing || event.target !== event.currentTarget) return;
    if (selectByKey(event)) {
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.altKey) return;
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      moveTo(step);
    } else if (event.key === 'Enter' && current !== undefined && onOpen) {
      event.preventDefault();
      onOpen(current);
    } else {
      props.onKey?.(event);
    }
  };
  const nextOrder = (sort: Sort): Order<Sort> => ({
    sort,
    descending: order?.sort === sort ? !order.descending : false,
  });

  return (
    <div className="id-table">
      <FailureNote failure={failure} />
      <div
        ref={frame}
        className="id-table-frame"
        role="grid"
        aria-label={props.label}
        aria-rowcount={ids.length + 1}
        aria-multiselectable={selection !== undefined}
        aria-busy={props.loading === true}
        aria-activedescendant={at >= 0 ? `${props.label}-${current}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        <div className="id-table-head" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
          {columns.map((column) => {
            const { sort } = column;
            const sorted = sort !== undefined && order?.sort === sort;
            return (
              <div
                key={column.key}
                role="columnheader"
                aria-sort={sorted ? (order.descending ? 'descending' : 'ascending') : undefined}
                style={{ textAlign: column.align ?? 'left' }}
              >
                {sort === undefined || !props.onOrder ? (
                  column.title
                ) : (
                  <button type="button" onClick={() => props.onOrder?.(nextOrder(sort))}>
                    {column.title}
                    {sorted && (order.descending ? ' ▼' : ' ▲')}
                  </button>
                )}
              </div>
            );
          })}
        </div>
        {ids.length === 0 && props.loading !== true && (
          <div className="id-table-empty">
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={props.empty} />
          </div>
        )}
        <div className="id-table-body" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const id = ids[item.index];
            if (id === undefined) return null;
            const data = row(id);
            return (
              // Keys are handled by the grid, which has the focus (aria-activedescendant).
              <div
                key={id}
                id={`${props.label}-${id}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={selection ? selection.of.has(id) : id === current}
                aria-current={selection && id === current ? 'true' : undefined}
                className={rowClass(id === current, selection?.of.has(id) === true)}
                style={{
                  gridTemplateColumns: template,
                  transform: `translateY(${item.start}px)`,
                  height: ROW_HEIGHT,
                }}
                onClick={(event) => onClick(event, id, item.index)}
                onDoubleClick={() => onOpen?.(id)}
                draggable={drag?.may(id) === true}
                onDragStart={() => {
                  held.current = id;
                }}
                onDragOver={(event) => {
                  if (held.current !== undefined) event.preventDefault();
                }}
                onDrop={() => {
                  if (held.current !== undefined && held.current !== id) drag?.drop(held.current, id);
                  held.current = undefined;
                }}
              >
                {columns.map((column) => (
                  <div key={column.key} role="gridcell" style={{ textAlign: column.align ?? 'left' }}>
                    {data ? column.cell(data) : '…'}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
      </div>
      <div className="id-table-foot">
        共 {ids.length.toLocaleString('zh-CN')} 条{at >= 0 && `，第 ${(at + 1).toLocaleString('zh-CN')} 条`}
        {selection && selection.of.size > 0 && `，选中 ${selection.of.size.toLocaleString('zh-CN')} 条`}
      </div>
    </div>
  );
}

function rowClass(current: boolean, selected: boolean): string {
  return ['id-table-row', current && 'current', selected && 'selected'].filter(Boolean).join(' ');
}
