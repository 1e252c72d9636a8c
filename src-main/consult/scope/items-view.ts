import type { Output } from '#contract/index.ts';
import { secrecyMark } from '#contract/vocabulary.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { frozenItems, frozenPages } from './queries.ts';

/** Items and pages of a request, up to a secrecy rank: what is higher looks as if it were not there. */
export function itemsView(db: ReadDb, requestId: number, rank: number): Output<'consult.get'>['items'] {
  const pages = Map.groupBy(frozenPages(db, requestId), (page) => page.itemId);
  return frozenItems(db, requestId, rank).map((item) => ({
    itemId: item.itemId,
    classCode: item.classCode,
    title: item.title,
    archivalCode: item.archivalCode,
    secrecyMark: secrecyMark(item.secrecy, item.secrecyYears),
    paperPages: item.paperPages,
    pages: (pages.get(item.itemId) ?? []).map(({ id, position, seconds }) => ({ id, position, seconds })),
  }));
}
