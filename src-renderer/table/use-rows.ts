import { useEffect, useRef, useState } from 'react';
import type { Failure, Result } from '#contract/result.ts';
import { BLOCK, blocksFor } from './row-cache.ts';

interface Loaded<Row> {
  readonly ids: readonly number[];
  readonly version: number;
  readonly rows: Map<number, Row>;
  readonly asked: Set<number>;
}

/**
 * Rows of an id list, loaded by blocks as they come into view and forgotten when the list or the archive changes. While
 * newer rows of the same list are on their way, the older ones stay on screen.
 */
export function useRows<Row extends { readonly id: number }>(
  ids: readonly number[],
  version: number,
  load: (ids: number[]) => Promise<Result<{ readonly rows: readonly Row[] }>>,
  first: number,
  last: number,
): { readonly row: (id: number) => Row | undefined; readonly failure: Failure | undefined } {
  const loaded = useRef<Loaded<Row>>({ ids, version, rows: new Map(), asked: new Set() });
  const loader = useRef(load);
  loader.current = load;
  const [failure, setFailure] = useState<Failure>();
  const [, redraw] = useState(0);

  if (loaded.current.ids !== ids || loaded.current.version !== version)
    loaded.current = { ids, version, rows: loaded.current.rows, asked: new Set() };

  useEffect(() => {
    const mine = loaded.current;
    for (const block of blocksFor(first, last, ids.length)) {
      if (mine.asked.has(block)) continue;
      mine.asked.add(block);
      const wanted = ids.slice(block * BLOCK, (block + 1) * BLOCK);
      void loader.current([...wanted]).then((result) => {
        if (loaded.current !== mine) return;
        if (!result.ok) {
          mine.asked.delete(block);
          setFailure(result.error);
          return;
        }
        setFailure(undefined);
        for (const row of result.data.rows) mine.rows.set(row.id, row);
        redraw((count) => count + 1);
      });
    }
  }, [ids, version, first, last]);

  return { row: (id) => loaded.current.rows.get(id), failure };
}
