import type { Output, Parsed } from '#contract/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { understandQuery } from './find.ts';
import { Hits } from './hits.ts';
import { itemsOfPages } from './matching/queries.ts';
import { sharesByClass, sharesByUnit, sharesByYear } from './queries.ts';

/** Items and pages looked at, each; what lies beyond makes the figures «at least». */
const MOST = 10_000;

export function statistics(
  db: ReadDb,
  input: Parsed<'search.statistics'>,
  caller: Caller,
  scope: Scope,
): Output<'search.statistics'> {
  scope.note.detail = { query: input.query };
  const { understood, condition } = understandQuery(db, input.query);
  if (!condition) return { understood, total: 0, exact: true, byClass: [], byUnit: [], byYear: [] };
  const hits = new Hits(db, condition, caller.clearanceRank);
  const items = hits.all('item', MOST + 1);
  const pages = hits.all('page', MOST + 1);
  const all = [...new Set([...items.slice(0, MOST), ...itemsOfPages(db, pages.slice(0, MOST))])];
  const names = classNames(db);
  return {
    understood,
    total: all.length,
    exact: items.length <= MOST && pages.length <= MOST,
    byClass: sharesByClass(db, all, caller.clearanceRank).map((one) => ({
      ...one,
      name: names.get(one.value) ?? '',
    })),
    byUnit: sharesByUnit(db, all, caller.clearanceRank).map((one) => ({
      ...one,
      name: one.value || '未登记单位',
    })),
    byYear: sharesByYear(db, all, caller.clearanceRank).map((one) => ({
      ...one,
      name: one.value === '' ? '无日期' : `${one.value}年`,
    })),
  };
}
