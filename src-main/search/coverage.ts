import type { Output, Parsed } from '#contract/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { countedPages, countItems, countPages, countStale, pagesWithoutText } from './queries.ts';
import { lastIndexCheck } from './runs.ts';

/** How much of what the caller may see can be found, and why the rest can't. */
export function coverage(
  db: ReadDb,
  _input: Parsed<'search.coverage'>,
  caller: Caller,
): Output<'search.coverage'> {
  const without = { waiting: 0, failed: 0, noText: 0, blank: 0 };
  for (const { why, pages } of pagesWithoutText(db, caller.clearanceRank)) without[why] += pages;
  return {
    items: countItems(db, caller.clearanceRank),
    pages: countPages(db, caller.clearanceRank),
    pagesWithText: countedPages(db, caller.clearanceRank),
    without,
    behind: countStale(db, caller.clearanceRank),
    lastCheck: lastIndexCheck(db, caller),
  };
}
