import { type ReadDb, setting } from '#main/storage/index.ts';
import type { ItemRecord } from './queries.ts';

/** The six cells of a 归档章, first row first: 全宗号, 年度, 件号; 类号, 保管期限, 页数 (DA/T 22-2015). */
export type StampCells = [string, string, string, string, string, string];

/** The 归档章 of an item; undefined while its number may still change, or when it is void. */
export function stampOf(db: ReadDb, item: ItemRecord): StampCells | undefined {
  if (item.state !== 'fixed' || item.itemNumber === null) return undefined;
  return [
    setting(db, 'fondsCode'),
    item.date.replace('[', '').slice(0, 4),
    String(item.itemNumber),
    item.classCode,
    item.retention,
    String(item.paperPages ?? item.scannedPages),
  ];
}
