import { Button, Drawer } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { countWords } from './context.ts';
import type { QueryChange } from './SearchFilters.tsx';
import type { Query } from './use-found.ts';

type Share = Output<'search.statistics'>['byClass'][number];

interface Props {
  readonly query: Query;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Narrows the search to a line's items. */
  readonly onNarrow: (part: QueryChange) => void;
}

/** 统计: the items found by class, unit and year; each line leads to its own. */
export function Statistics({ query, open, onClose, onNarrow }: Props) {
  const { data, failure, reload } = useRead('search.statistics', open ? { query } : undefined);
  const lists: readonly (readonly [string, readonly Share[] | undefined, (value: string) => QueryChange])[] =
    [
      ['按类', data?.byClass, (classPrefix) => ({ classPrefix })],
      ['按单位', data?.byUnit, (unit) => ({ unit })],
      ['按年', data?.byYear, (year) => ({ dateFrom: year, dateTo: year })],
    ];
  return (
    <Drawer
      title={data ? `统计：${countWords(data)}件（一件有几处命中只计一次）` : '统计'}
      open={open}
      onClose={onClose}
      size={760}
    >
      <FailureNote failure={failure} onRetry={reload} />
      {!data && !failure && <p className="muted">正在统计…</p>}
      <div className="search-shares">
        {lists.map(([heading, shares, narrowed]) =>
          shares === undefined ? null : (
            <section key={heading} aria-label={heading}>
              <div className="pane-title">{heading}</div>
              {shares.length === 0 && <p className="muted">没有</p>}
              <ul>
                {shares.map(({ value, name, items }) => (
                  <li key={value}>
                    {value === '' ? (
                      <span className="muted">{name === '' ? '未填' : name}</span>
                    ) : (
                      <Button type="link" onClick={() => onNarrow(narrowed(value))}>
                        {heading === '按类' ? `${value} ${name}` : name === '' ? value : name}
                      </Button>
                    )}
                    <span>{items.toLocaleString('zh-CN')}</span>
                  </li>
                ))}
              </ul>
            </section>
          ),
        )}
      </div>
    </Drawer>
  );
}
