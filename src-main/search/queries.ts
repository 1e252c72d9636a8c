import { type ReadDb, row, rows, run, theRow, value, type WriteDb } from '#main/storage/index.ts';

export interface SearchText {
  readonly id: number;
  readonly text: string;
  readonly secrecy_rank: number;
}
export function textOfItem(db: ReadDb, itemId: number): SearchText | undefined {
  return row(db, `SELECT id, text, secrecy_rank FROM search_text WHERE item_id = ? AND kind = 'item'`, [
    itemId,
  ]);
}
export function textOfPage(db: ReadDb, pageId: number): SearchText | undefined {
  return row(db, 'SELECT id, text, secrecy_rank FROM search_text WHERE page_id = ?', [pageId]);
}
export function insertText(
  db: WriteDb,
  one: { kind: 'item' | 'page'; itemId: number; pageId: number | null; secrecyRank: number; text: string },
): number {
  return run(
    db,
    'INSERT INTO search_text (kind, item_id, page_id, secrecy_rank, text) VALUES (?, ?, ?, ?, ?)',
    [one.kind, one.itemId, one.pageId, one.secrecyRank, one.text],
  ).id;
}
export function changeText(db: WriteDb, id: number, text: string, secrecyRank: number): void {
  run(db, 'UPDATE search_text SET text = ?, secrecy_rank = ? WHERE id = ?', [text, secrecyRank, id]);
}
/** A page's text goes with it to another item and takes on that one's secrecy. */
export function moveText(db: WriteDb, pageId: number, itemId: number, secrecyRank: number): void {
  run(db, 'UPDATE search_text SET item_id = ?, secrecy_rank = ? WHERE page_id = ?', [
    itemId,
    secrecyRank,
    pageId,
  ]);
}
export function changeSecrecy(db: WriteDb, itemId: number, secrecyRank: number): void {
  run(db, 'UPDATE search_text SET secrecy_rank = ? WHERE item_id = ?', [secrecyRank, itemId]);
}
export function putGrams(db: WriteDb, id: number, grams: string): void {
  run(db, 'INSERT INTO search_index (rowid, grams) VALUES (?, ?)', [id, grams]);
}
export function dropGrams(db: WriteDb, id: number): void {
  run(db, 'DELETE FROM search_index WHERE rowid = ?', [id]);
}

export interface Condition {
  readonly sql: string;
  readonly bound: readonly (string | number)[];
}
export interface FoundText {
  readonly id: number;
  readonly kind: 'item' | 'page';
  readonly item_id: number;
  readonly page_id: number | null;
}
/** Texts that hold every term, in the index's order, within the caller's clearance and the field conditions. */
export function findTexts(
  db: ReadDb,
  match: string,
  terms: readonly string[],
  clearanceRank: number,
  conditions: readonly Condition[],
  offset: number,
  limit: number,
): FoundText[] {
  const where = [
    'search_index MATCH ?',
    's.secrecy_rank <= ?',
    ...terms.map(() => 'instr(s.text, ?) > 0'),
    `i.state <> 'void'`,
    ...conditions.map((one) => one.sql),
  ];
  return rows(
    db,
    `SELECT s.id, s.kind, s.item_id, s.page_id FROM search_index x JOIN search_text s ON s.id = x.rowid
     JOIN item i ON i.id = s.item_id JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id
     WHERE ${where.join(' AND ')} ORDER BY x.rowid DESC LIMIT ? OFFSET ?`,
    [match, clearanceRank, ...terms, ...conditions.flatMap((one) => one.bound), limit, offset],
  );
}
export function countTexts(
  db: ReadDb,
  match: string,
  terms: readonly string[],
  clearanceRank: number,
  conditions: readonly Condition[],
  most: number,
): number {
  return findTexts(db, match, terms, clearanceRank, conditions, 0, most).length;
}
/** Items by fields alone, newest first. */
export function findItems(
  db: ReadDb,
  clearanceRank: number,
  conditions: readonly Condition[],
  offset: number,
  limit: number,
): { item_id: number }[] {
  return rows(
    db,
    `SELECT i.id AS item_id FROM item i JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id
     WHERE i.secrecy_rank <= ? AND ${['1', ...conditions.map((one) => one.sql)].join(' AND ')}
     ORDER BY i.id DESC LIMIT ? OFFSET ?`,
    [clearanceRank, ...conditions.flatMap((one) => one.bound), limit, offset],
  );
}

export interface HitRecord {
  readonly itemId: number;
  readonly fileId: number;
  readonly personName: string;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly archivalCode: string | null;
  readonly secrecy: 'internal' | 'secret' | 'confidential' | 'top-secret';
  readonly secrecyYears: number;
  readonly author: string;
  readonly documentNumber: string;
  readonly remarks: string;
}
export function hitItem(db: ReadDb, itemId: number): HitRecord {
  return theRow(
    db,
    `SELECT i.id AS itemId, i.file_id AS fileId, p.name AS personName, i.class_code AS classCode, i.title, i.date,
       i.archival_code AS archivalCode, i.secrecy, i.secrecy_years AS secrecyYears, i.author,
       i.document_number AS documentNumber, i.remarks
     FROM item i JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id WHERE i.id = ?`,
    [itemId],
  );
}
export function hitPage(db: ReadDb, pageId: number): { position: number; text: string } {
  return theRow(
    db,
    "SELECT g.position, coalesce(t.text, '') AS text FROM page g LEFT JOIN page_text t ON t.page_id = g.id WHERE g.id = ?",
    [pageId],
  );
}
export function coverage(
  db: ReadDb,
  clearanceRank: number,
): { pages: number; pagesWithText: number; items: number } {
  return {
    pages:
      value(
        db,
        `SELECT coalesce(sum(scanned_pages), 0) FROM item WHERE state <> 'void' AND secrecy_rank <= ?`,
        [clearanceRank],
      ) ?? 0,
    pagesWithText:
      value(db, `SELECT count(*) FROM search_text WHERE kind = 'page' AND secrecy_rank <= ?`, [
        clearanceRank,
      ]) ?? 0,
    items:
      value(db, `SELECT count(*) FROM item WHERE state <> 'void' AND secrecy_rank <= ?`, [clearanceRank]) ??
      0,
  };
}
export function peopleNamed(
  db: ReadDb,
  folded: string,
  latin: string,
): { fileId: number; personId: number; name: string; unit: string }[] {
  return rows(
    db,
    `SELECT f.id AS fileId, p.id AS personId, p.name, p.unit FROM person p JOIN cadre_file f ON f.person_id = p.id
     WHERE p.retracted_at IS NULL AND (instr(p.name_folded, ?) > 0 OR p.pinyin LIKE ? || '%' OR p.initials LIKE ? || '%')
     ORDER BY p.sort_order, p.id LIMIT 20`,
    [folded, latin, latin],
  );
}
export function deleteText(db: WriteDb, id: number): void {
  run(db, 'DELETE FROM search_text WHERE id = ?', [id]);
}
