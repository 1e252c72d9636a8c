/** Keeps the index with the data: triggers say what changed (migration 0023), and it is settled before the transaction ends. */
import type { WriteDb } from '#main/storage/index.ts';
import { fold } from './fold.ts';
import {
  deleteIndexedPage,
  distrustItem,
  dropGrams,
  type IndexedItem,
  indexedItem,
  indexedPage,
  itemSource,
  type PageSource,
  pageSource,
  pageSourcesOf,
  putGrams,
  putIndexedItem,
  putIndexedPage,
  settled,
  urgentlyStale,
} from './queries.ts';
import {
  addGrams,
  addOwnGrams,
  contextOf,
  type ItemSource,
  itemTexts,
  ownTokens,
  sharedTokens,
  wholeOf,
} from './texts.ts';

const BATCH = 500;

/** Brings the index up to what this transaction has changed. */
export function settleIndex(db: WriteDb): void {
  for (;;) {
    const stale = urgentlyStale(db, BATCH);
    for (const { kind, id } of stale) settle(db, kind, id);
    if (stale.length < BATCH) return;
  }
}

/**
 * @param anew writes it again although it seems to be there
 * @returns whether the index had to be changed
 */
export function settle(db: WriteDb, kind: 'item' | 'page', id: number, anew = false): boolean {
  if (anew) {
    // The row may be there although nothing is known of it.
    dropGrams(db, kind, id);
    if (kind === 'item') distrustItem(db, id);
    else deleteIndexedPage(db, id);
  }
  const changed = kind === 'item' ? indexItem(db, id) : indexPage(db, id);
  settled(db, kind, id);
  return changed;
}

/** What the index should hold of an item; `edition` as it is now. */
export function wantedItem(item: ItemSource, edition: number): IndexedItem {
  return {
    ...itemTexts(item),
    edition,
    tokens: `${sharedTokens(item).join(' ')}|${ownTokens(item).join(' ')}`,
  };
}

export function itemGrams(item: ItemSource): string {
  const texts = itemTexts(item);
  const tokens = new Set([...sharedTokens(item), ...ownTokens(item)]);
  addGrams(tokens, wholeOf(texts));
  addOwnGrams(tokens, texts.title);
  return [...tokens].join(' ');
}
export function pageGrams(item: ItemSource, foldedText: string): string {
  const tokens = new Set(sharedTokens(item));
  addGrams(tokens, foldedText);
  addOwnGrams(tokens, contextOf(itemTexts(item)));
  return [...tokens].join(' ');
}

/** What the rows of an item's pages hold of it. */
const sharedOf = (one: IndexedItem) => [contextOf(one), one.tokens.split('|')[0]].join('\u0000');

function indexItem(db: WriteDb, itemId: number): boolean {
  const item = itemSource(db, itemId);
  if (!item) return false;
  const known = indexedItem(db, itemId);
  const same = wantedItem(item, known?.edition ?? 1);
  if (known && isSame(known, same)) return false;
  const passesOn = known !== undefined && sharedOf(known) !== sharedOf(same);
  const wanted = passesOn ? { ...same, edition: known.edition + 1 } : same;
  if (known) dropGrams(db, 'item', itemId);
  putGrams(db, 'item', itemId, itemGrams(item));
  putIndexedItem(db, itemId, wanted);
  if (passesOn) for (const page of pageSourcesOf(db, itemId)) putPage(db, page, item, wanted.edition);
  return true;
}

export function isSame(a: IndexedItem, b: IndexedItem): boolean {
  return a.tokens === b.tokens && wholeOf(a) === wholeOf(b);
}

function indexPage(db: WriteDb, pageId: number): boolean {
  const page = pageSource(db, pageId);
  if (!page) return dropPage(db, pageId);
  const item = itemSource(db, page.itemId);
  if (!item) throw new Error(`page ${pageId} lies in no item`);
  if (!indexedItem(db, item.id)) indexItem(db, item.id);
  return putPage(db, page, item, indexedItem(db, item.id)?.edition ?? 1);
}

function putPage(db: WriteDb, page: PageSource, item: ItemSource, edition: number): boolean {
  const text = fold(page.text);
  const known = indexedPage(db, page.id);
  if (known?.text === text && known.edition === edition && known.itemId === item.id) return false;
  if (known) dropGrams(db, 'page', page.id);
  putGrams(db, 'page', page.id, pageGrams(item, text));
  const { rank, state } = item;
  const counted = state !== 'void' && text !== '';
  putIndexedPage(db, page.id, { itemId: item.id, edition, text, rank, counted });
  return true;
}

function dropPage(db: WriteDb, pageId: number): boolean {
  if (!indexedPage(db, pageId)) return false;
  dropGrams(db, 'page', pageId);
  deleteIndexedPage(db, pageId);
  return true;
}
