import { Button } from 'antd';
import { useState } from 'react';
import { FailureNote, useRead } from '../archive/index.ts';
import { countWords } from './context.ts';
import { HitLines } from './HitList.tsx';
import { type Hit, hitKey, type Order, type Query } from './use-found.ts';

/** Cadres on one page, and hits shown of each. */
const CADRES = 20;
const EACH = 3;

interface Props {
  readonly query: Query;
  readonly order: Order;
  readonly onOpen: (hit: Hit) => void;
  /** All hits of one cadre. */
  readonly onCadre: (fileId: number) => void;
}

/** Hits by cadre, in the order of each one's first. */
export function Groups({ query, order, onOpen, onCadre }: Props) {
  // Where each page of groups began; the last is shown.
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const after = pages.at(-1) ?? null;
  const { data, failure, reload } = useRead('search.groups', {
    query,
    order,
    after,
    limit: CADRES,
    each: EACH,
  });
  if (!data)
    return failure ? (
      <FailureNote failure={failure} onRetry={reload} />
    ) : (
      <p className="search-none muted">正在检索…</p>
    );
  const { next } = data;
  return (
    <div className="search-groups">
      {data.groups.map((group) => (
        <section key={group.fileId} aria-label={group.name}>
          <div className="pane-title">
            {group.name}
            <span className="muted">　{group.unit}</span>
            <Button type="link" onClick={() => onCadre(group.fileId)}>
              {countWords(group)}处
            </Button>
          </div>
          {group.hits.map((hit) => (
            <button type="button" className="group-hit" key={hitKey(hit)} onClick={() => onOpen(hit)}>
              <HitLines hit={hit} />
            </button>
          ))}
        </section>
      ))}
      <div className="search-none">
        {pages.length > 1 && <Button onClick={() => setPages(pages.slice(0, -1))}>上一页</Button>}
        {next !== null && <Button onClick={() => setPages([...pages, next])}>下一页干部</Button>}
        {next === null && !data.exact && (
          <span className="muted">命中很多，只按前 500 处分到各人；请加条件缩小范围。</span>
        )}
      </div>
    </div>
  );
}
