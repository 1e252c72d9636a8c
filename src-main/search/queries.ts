import type { ItemState, SecrecyLevel } from '#contract/vocabulary.ts';
import {
  type Connection,
  column,
  each,
  type ReadDb,
  row,
  rows,
  run,
  type WriteDb,
} from '#main/storage/index.ts';
import type { ItemSource, ItemTexts } from './texts.ts';

const SOURCE = `SELECT i.id, i.file_id AS fileId, i.class_code AS classCode, i.title, i.date_sort AS dateSort, i.author,
    i.document_number AS documentNumber, i.supplier, i.remarks, i.source_kind AS sourceKind, i.nature, i.retention,
    i.secrecy_rank AS rank, i.state, i.item_number AS itemNumber, i.class_sequence AS classSequence,
    i.archival_code AS archivalCode, p.name, p.former_name AS formerName
  FROM item i JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id`;

export function itemSource(db: ReadDb, id: number): ItemSource | undefined {
  return row(db, `${SOURCE} WHERE i.id = ?`, [id]);
}
export function itemSourcesAfter(db: ReadDb, after: number, limit: number): ItemSource[] {
  return rows(db, `${SOURCE} WHERE i.id > ? ORDER BY i.id LIMIT ?`, [after, limit]);
}
export function countSources(db: ReadDb): number {
  const { texts } = row<{ texts: number }>(
    db,
    'SELECT (SELECT count(*) FROM item) + (SELECT count(*) FROM page_text) AS texts',
  ) ?? { texts: 0 };
  return texts;
}

export interface PageSource {
  readonly id: number;
  readonly itemId: number;
  readonly text: string;
}
export function pageSource(db: ReadDb, id: number): PageSource | undefined {
  return row(
    db,
    'SELECT g.id, g.item_id AS itemId, t.text FROM page g JOIN page_text t ON t.page_id = g.id WHERE g.id = ?',
    [id],
  );
}
export function pageSourcesOf(db: ReadDb, itemId: number): PageSource[] {
  return rows(
    db,
    `SELECT g.id, g.item_id AS itemId, t.text FROM page g JOIN page_text t ON t.page_id = g.id
     WHERE g.item_id = ? ORDER BY g.position`,
    [itemId],
  );
}

export interface IndexedItem extends ItemTexts {
  readonly edition: number;
  readonly tokens: string;
}
export function indexedItem(db: ReadDb, itemId: number): IndexedItem | undefined {
  return row(
    db,
    `SELECT edition, title, names, author, document_number AS documentNumber, supplier, remarks, codes, tokens
     FROM search_item WHERE item_id = ?`,
    [itemId],
  );
}
export function putIndexedItem(db: WriteDb, itemId: number, one: IndexedItem): void {
  run(
    db,
    `INSERT INTO search_item (item_id, edition, title, names, author, document_number, supplier, remarks, codes, tokens)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (item_id) DO UPDATE SET edition = excluded.edition, title = excluded.title,
       names = excluded.names, author = excluded.author, document_number = excluded.document_number,
       supplier = excluded.supplier, remarks = excluded.remarks, codes = excluded.codes, tokens = excluded.tokens`,
    [
      itemId,
      one.edition,
      one.title,
      one.names,
      one.author,
      one.documentNumber,
      one.supplier,
      one.remarks,
      one.codes,
      one.tokens,
    ],
  );
}

export interface IndexedPage {
  readonly itemId: number;
  readonly edition: number;
  readonly text: string;
}
export function indexedPage(db: ReadDb, pageId: number): IndexedPage | undefined {
  return row(db, 'SELECT item_id AS itemId, edition, text FROM search_page WHERE page_id = ?', [pageId]);
}
export function putIndexedPage(
  db: WriteDb,
  pageId: number,
  one: IndexedPage & { readonly rank: number; readonly counted: boolean },
): void {
  run(
    db,
    `INSERT INTO search_page (page_id, item_id, edition, secrecy_rank, counted, text) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (page_id) DO UPDATE SET item_id = excluded.item_id, edition = excluded.edition,
       secrecy_rank = excluded.secrecy_rank, counted = excluded.counted, text = excluded.text`,
    [pageId, one.itemId, one.edition, one.rank, one.counted ? 1 : 0, one.text],
  );
}
/** As if nothing were known of what its row of the index holds. */
export function distrustItem(db: WriteDb, itemId: number): void {
  run(db, `UPDATE search_item SET tokens = '' WHERE item_id = ?`, [itemId]);
}
export function deleteIndexedPage(db: WriteDb, pageId: number): void {
  run(db, 'DELETE FROM search_page WHERE page_id = ?', [pageId]);
}

export type Index = 'item' | 'page';
export function putGrams(db: WriteDb, index: Index, id: number, grams: string): void {
  run(db, `INSERT INTO search_${index}_index (rowid, grams) VALUES (?, ?)`, [id, grams]);
}
export function dropGrams(db: WriteDb, index: Index, id: number): void {
  run(db, `DELETE FROM search_${index}_index WHERE rowid = ?`, [id]);
}

/** What must be settled before the transaction ends: items before pages, whose rows hold what the item is called. */
export function urgentlyStale(db: ReadDb, limit: number): { kind: Index; id: number }[] {
  return rows(db, 'SELECT kind, id FROM search_stale WHERE urgent = 1 ORDER BY kind, id LIMIT ?', [limit]);
}
export function settled(db: WriteDb, kind: Index, id: number): void {
  run(db, 'DELETE FROM search_stale WHERE kind = ? AND id = ?', [kind, id]);
}
export function staleAfter(db: ReadDb, kind: Index, after: number, limit: number): number[] {
  return column(db, 'SELECT id FROM search_stale WHERE kind = ? AND id > ? ORDER BY id LIMIT ?', [
    kind,
    after,
    limit,
  ]);
}

export interface PersonNamed {
  readonly fileId: number;
  readonly personId: number;
  readonly name: string;
  readonly unit: string;
}

export interface HitRecord {
  readonly itemId: number;
  readonly fileId: number;
  readonly personId: number;
  readonly personName: string;
  readonly formerName: string;
  readonly unit: string;
  readonly classCode: string;
  readonly classSequence: number | null;
  readonly title: string;
  readonly date: string;
  readonly archivalCode: string | null;
  readonly secrecy: SecrecyLevel;
  readonly secrecyYears: number;
  readonly state: ItemState;
  readonly author: string;
  readonly documentNumber: string;
  readonly supplier: string;
  readonly remarks: string;
}
const HIT = `i.id AS itemId, i.file_id AS fileId, p.id AS personId, p.name AS personName, p.former_name AS formerName, p.unit,
    i.class_code AS classCode, i.class_sequence AS classSequence, i.title, i.date, i.archival_code AS archivalCode,
    i.secrecy, i.secrecy_years AS secrecyYears, i.state, i.author, i.document_number AS documentNumber, i.supplier, i.remarks`;
const OF_HIT = 'JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id';

/** Items to be shown, in no order; one above the clearance is not among them, whatever the index says. */
export function hitItems(db: ReadDb, ids: readonly number[], clearanceRank: number): HitRecord[] {
  return rows(
    db,
    `SELECT ${HIT} FROM json_each(?) asked JOIN item i ON i.id = asked.value ${OF_HIT} WHERE i.secrecy_rank <= ?`,
    [JSON.stringify(ids), clearanceRank],
  );
}
export interface PageHitRecord extends HitRecord {
  readonly pageId: number;
  readonly position: number;
  readonly text: string;
}
export function hitPages(db: ReadDb, ids: readonly number[], clearanceRank: number): PageHitRecord[] {
  return rows(
    db,
    `SELECT g.id AS pageId, g.position, coalesce(t.text, '') AS text, ${HIT}
     FROM json_each(?) asked JOIN page g ON g.id = asked.value LEFT JOIN page_text t ON t.page_id = g.id
     JOIN item i ON i.id = g.item_id ${OF_HIT} WHERE i.secrecy_rank <= ?`,
    [JSON.stringify(ids), clearanceRank],
  );
}

/** Folded texts of items or pages, for counting the words in them. */
export function foldedItems(db: ReadDb, ids: readonly number[]): (ItemTexts & { readonly id: number })[] {
  return rows(
    db,
    `SELECT t.item_id AS id, t.title, t.names, t.author, t.document_number AS documentNumber, t.supplier, t.remarks, t.codes
     FROM json_each(?) asked JOIN search_item t ON t.item_id = asked.value`,
    [JSON.stringify(ids)],
  );
}
export function foldedPages(
  db: ReadDb,
  ids: readonly number[],
): { readonly id: number; readonly text: string }[] {
  return rows(
    db,
    'SELECT g.page_id AS id, g.text FROM json_each(?) asked JOIN search_page g ON g.page_id = asked.value',
    [JSON.stringify(ids)],
  );
}
export function peopleOfFiles(db: ReadDb, fileIds: readonly number[]): PersonNamed[] {
  return rows(
    db,
    `SELECT f.id AS fileId, p.id AS personId, p.name, p.unit FROM json_each(?) asked JOIN cadre_file f ON f.id = asked.value
     JOIN person p ON p.id = f.person_id`,
    [JSON.stringify(fileIds)],
  );
}

export interface ShareRecord {
  readonly value: string;
  readonly items: number;
}
const shares = (value: string, order: string) =>
  `SELECT ${value} AS value, count(*) AS items FROM json_each(?) asked JOIN item i ON i.id = asked.value ${OF_HIT}
   WHERE i.secrecy_rank <= ? GROUP BY 1 ORDER BY ${order}`;
export function sharesByClass(db: ReadDb, itemIds: readonly number[], rank: number): ShareRecord[] {
  return rows(db, shares('i.class_code', '1'), [JSON.stringify(itemIds), rank]);
}
export function sharesByUnit(db: ReadDb, itemIds: readonly number[], rank: number): ShareRecord[] {
  return rows(db, shares('p.unit', '2 DESC, 1'), [JSON.stringify(itemIds), rank]);
}
export function sharesByYear(db: ReadDb, itemIds: readonly number[], rank: number): ShareRecord[] {
  return rows(db, shares('substr(i.date_sort, 1, 4)', '1 DESC'), [JSON.stringify(itemIds), rank]);
}

export function countItems(db: ReadDb, rank: number): number {
  return number(db, `SELECT count(*) FROM item WHERE secrecy_rank <= ?1 AND state <> 'void'`, rank);
}
export function countedPages(db: ReadDb, rank: number): number {
  return number(db, 'SELECT count(*) FROM search_page WHERE counted = 1 AND secrecy_rank <= ?1', rank);
}
export function countStale(db: ReadDb, rank: number): number {
  return number(
    db,
    `SELECT (SELECT count(*) FROM search_stale s JOIN item i ON i.id = s.id WHERE s.kind = 'item' AND i.secrecy_rank <= ?1)
       + (SELECT count(*) FROM search_stale s JOIN page g ON g.id = s.id JOIN item i ON i.id = g.item_id
          WHERE s.kind = 'page' AND i.secrecy_rank <= ?1)`,
    rank,
  );
}
function number(db: ReadDb, sql: string, rank: number): number {
  return column<number>(db, sql, { 1: rank })[0] ?? 0;
}
/** Pages of items that are not void, by the state of their reading; void ones are few and taken off. */
export function pagesByState(db: ReadDb, rank: number): { state: string; pages: number }[] {
  return rows(
    db,
    `SELECT state, sum(pages) AS pages FROM (
       SELECT state, count(*) AS pages FROM ocr_task WHERE secrecy_rank <= ?1 GROUP BY state
       UNION ALL
       SELECT t.state, -count(*) FROM item i JOIN ocr_task t ON t.item_id = i.id
         WHERE i.state = 'void' AND t.secrecy_rank <= ?1 GROUP BY t.state
     ) GROUP BY state`,
    { 1: rank },
  );
}
/** Blank pages that have been read. */
export function countBlank(db: ReadDb, rank: number): number {
  return number(
    db,
    `SELECT count(*) FROM page g JOIN item i ON i.id = g.item_id JOIN ocr_task t ON t.page_id = g.id
     LEFT JOIN search_page s ON s.page_id = g.id
     WHERE g.blank = 1 AND i.state <> 'void' AND i.secrecy_rank <= ?1 AND t.state NOT IN ('waiting', 'failed')
       AND coalesce(s.counted, 0) = 0`,
    rank,
  );
}

export interface CheckRecord {
  readonly id: number;
  readonly at: string;
  readonly by: string;
  readonly kind: 'hits' | 'index';
  readonly words: string;
  /** JSON: numbers by secrecy rank. */
  readonly texts: string;
  readonly found: string;
  readonly missing: string;
  readonly extra: string;
  readonly repaired: string;
  readonly milliseconds: number;
}
const CHECK =
  'SELECT id, at, by_name AS by, kind, words, texts, found, missing, extra, repaired, milliseconds FROM search_check';
export function lastCheckOfIndex(db: ReadDb): CheckRecord | undefined {
  return row(db, `${CHECK} WHERE kind = 'index' ORDER BY id DESC LIMIT 1`);
}
export function checkRuns(db: ReadDb, accountId: number, limit: number): CheckRecord[] {
  return rows(db, `${CHECK} WHERE kind = 'index' OR account_id = ? ORDER BY id DESC LIMIT ?`, [
    accountId,
    limit,
  ]);
}
export function insertCheck(db: WriteDb, accountId: number, one: Omit<CheckRecord, 'id'>): number {
  return run(
    db,
    `INSERT INTO search_check (at, account_id, by_name, kind, words, texts, found, missing, extra, repaired, milliseconds)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      one.at,
      accountId,
      one.by,
      one.kind,
      one.words,
      one.texts,
      one.found,
      one.missing,
      one.extra,
      one.repaired,
      one.milliseconds,
    ],
  ).id;
}

/** Lets a connection read what an index holds, token by token. */
export function openTerms(db: Connection, index: Index): void {
  db.exec(
    `CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_${index}_terms USING fts5vocab(main, search_${index}_index, instance)`,
  );
}
export function indexedTerms(db: ReadDb, index: Index): IterableIterator<{ term: string; doc: number }> {
  return each(db, `SELECT term, doc FROM temp.search_${index}_terms`);
}
export function itemSecrecies(
  db: ReadDb,
  ids: readonly number[],
): { readonly secrecy: SecrecyLevel; readonly secrecyYears: number }[] {
  return rows(
    db,
    `SELECT DISTINCT i.secrecy, i.secrecy_years AS secrecyYears FROM json_each(?) asked JOIN item i ON i.id = asked.value`,
    [JSON.stringify(ids)],
  );
}

/** First and last date of the catalogue; undefined when nothing is dated. */
export function datesKept(db: ReadDb): { first: string; last: string } | undefined {
  const [first] = column<string | null>(db, `SELECT min(date_sort) FROM item WHERE date_sort <> ''`);
  const [last] = column<string | null>(db, 'SELECT max(date_sort) FROM item');
  return first && last ? { first, last } : undefined;
}
/** The next month with an item, as yyyymm; '' for the undated, which come after all others; undefined: there is no other. */
export function monthBefore(db: ReadDb, month: string): string | undefined {
  return column<string | null>(db, 'SELECT max(date_sort) FROM item WHERE date_sort < ?', [month])[0]?.slice(
    0,
    6,
  );
}
export function monthAfter(db: ReadDb, month: string): string | undefined {
  return column<string | null>(db, 'SELECT min(date_sort) FROM item WHERE date_sort > ?', [
    month === '' ? '' : `${month}99`,
  ])[0]?.slice(0, 6);
}
/** Dates of items, and of the items that pages lie in. */
export function itemDates(db: ReadDb, ids: readonly number[]): { id: number; date: string }[] {
  return rows(
    db,
    'SELECT i.id, i.date_sort AS date FROM json_each(?) asked JOIN item i ON i.id = asked.value',
    [JSON.stringify(ids)],
  );
}
export function pageDates(db: ReadDb, ids: readonly number[]): { id: number; date: string }[] {
  return rows(
    db,
    `SELECT g.id, i.date_sort AS date FROM json_each(?) asked JOIN page g ON g.id = asked.value
     JOIN item i ON i.id = g.item_id`,
    [JSON.stringify(ids)],
  );
}

/** Whether texts wait to be indexed that nobody waits for. */
export function owesIndex(db: ReadDb): boolean {
  return row(db, 'SELECT 1 FROM search_stale LIMIT 1') !== undefined;
}
