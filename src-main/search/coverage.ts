import type { Output, Parsed } from '#contract/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { countBlank, countedPages, countItems, countStale, pagesByState } from './queries.ts';
import { lastIndexCheck } from './runs.ts';

/** How much of what the caller may see can be found, and why the rest can't. */
export function coverage(
  db: ReadDb,
  _input: Parsed<'search.coverage'>,
  caller: Caller,
): Output<'search.coverage'> {
  const rank = caller.clearanceRank;
  const states = new Map(pagesByState(db, rank).map(({ state, pages }) => [state, pages]));
  const pages = [...states.values()].reduce((sum, one) => sum + one, 0);
  const pagesWithText = countedPages(db, rank);
  // A page may wait to be read again, or fail then, while its text of before is still found: it counts as found.
  let left = pages - pagesWithText;
  const take = (wanted: number) => {
    const taken = Math.max(0, Math.min(wanted, left));
    left -= taken;
    return taken;
  };
  const without = {
    failed: take(states.get('failed') ?? 0),
    waiting: take(states.get('waiting') ?? 0),
    blank: take(countBlank(db, rank)),
    noText: left,
  };
  return {
    items: countItems(db, rank),
    pages,
    pagesWithText,
    without,
    behind: countStale(db, rank),
    lastCheck: lastIndexCheck(db, caller),
  };
}
