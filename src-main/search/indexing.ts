import type { WriteDb } from '#main/storage/index.ts';
import { FIELD_BREAK, fold, grams } from './fold.ts';
import {
  changeSecrecy,
  changeText,
  deleteText,
  dropGrams,
  insertText,
  moveText,
  putGrams,
  textOfItem,
  textOfPage,
} from './queries.ts';

/** Index writes happen in the transaction of the data they describe, so the index can't be older than the catalogue. */
export function indexItem(db: WriteDb, itemId: number, secrecyRank: number, fields: readonly string[]): void {
  const text = fields
    .map(fold)
    .filter((field) => field !== '')
    .join(FIELD_BREAK);
  const known = textOfItem(db, itemId);
  changeSecrecy(db, itemId, secrecyRank);
  if (known?.text === text) return;
  if (known) {
    dropGrams(db, known.id);
    changeText(db, known.id, text, secrecyRank);
    putGrams(db, known.id, grams(text));
  } else {
    putGrams(db, insertText(db, { kind: 'item', itemId, pageId: null, secrecyRank, text }), grams(text));
  }
}

export function indexPage(
  db: WriteDb,
  pageId: number,
  itemId: number,
  secrecyRank: number,
  pageText: string,
): void {
  const text = fold(pageText);
  const known = textOfPage(db, pageId);
  if (known) {
    dropGrams(db, known.id);
    changeText(db, known.id, text, secrecyRank);
    putGrams(db, known.id, grams(text));
  } else {
    putGrams(db, insertText(db, { kind: 'page', itemId, pageId, secrecyRank, text }), grams(text));
  }
}

/** The page lies in another item now; its words stay as they are. */
export function movePage(db: WriteDb, pageId: number, itemId: number, secrecyRank: number): void {
  moveText(db, pageId, itemId, secrecyRank);
}

/** Takes a page out of the index. */
export function dropPage(db: WriteDb, pageId: number): void {
  const known = textOfPage(db, pageId);
  if (!known) return;
  dropGrams(db, known.id);
  deleteText(db, known.id);
}
