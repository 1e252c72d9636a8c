import type { SecrecyLevel } from '#contract/vocabulary.ts';
import { type ReadDb, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';

export function freezePages(db: WriteDb, requestId: number, pageIds: readonly number[]): void {
  run(
    db,
    `INSERT INTO consult_page (request_id, page_id, item_id)
     SELECT ?, g.id, g.item_id FROM json_each(?) AS wanted JOIN page g ON g.id = wanted.value`,
    [requestId, JSON.stringify(pageIds)],
  );
}
export function freezeItems(db: WriteDb, requestId: number, itemIds: readonly number[]): void {
  run(db, 'INSERT INTO consult_item (request_id, item_id) SELECT ?, value FROM json_each(?)', [
    requestId,
    JSON.stringify(itemIds),
  ]);
}
/** Forgets the frozen pages: a new version asks anew. */
export function thaw(db: WriteDb, requestId: number): void {
  run(db, 'DELETE FROM consult_page WHERE request_id = ?', [requestId]);
  run(db, 'DELETE FROM consult_item WHERE request_id = ?', [requestId]);
}
/** Ids of pages that lie in these items. */
export function pagesOfItems(db: ReadDb, itemIds: readonly number[]): { pageId: number; itemId: number }[] {
  return rows(
    db,
    `SELECT g.id AS pageId, g.item_id AS itemId FROM page g JOIN json_each(?) AS wanted ON wanted.value = g.item_id
     ORDER BY wanted.key, g.position`,
    [JSON.stringify(itemIds)],
  );
}
export function frozenCounts(db: ReadDb, requestId: number): { items: number; pages: number } {
  return theRow(
    db,
    `SELECT (SELECT count(*) FROM consult_item WHERE request_id = ?1) AS items,
      (SELECT count(*) FROM consult_page WHERE request_id = ?1) AS pages`,
    { 1: requestId },
  );
}
export interface FrozenItem {
  readonly itemId: number;
  readonly classCode: string;
  readonly title: string;
  readonly archivalCode: string | null;
  readonly secrecy: SecrecyLevel;
  readonly secrecyRank: number;
  readonly secrecyYears: number;
  readonly paperPages: number | null;
  readonly scannedPages: number;
}
/** Items of a request as they stand now; what became void or higher than `rank` since is not among them. */
export function frozenItems(db: ReadDb, requestId: number, rank: number): FrozenItem[] {
  return rows(
    db,
    `SELECT i.id AS itemId, i.class_code AS classCode, i.title, i.archival_code AS archivalCode, i.secrecy,
       i.secrecy_rank AS secrecyRank, i.secrecy_years AS secrecyYears, i.paper_pages AS paperPages, i.scanned_pages AS scannedPages
     FROM consult_item x JOIN item i ON i.id = x.item_id
     WHERE x.request_id = ? AND i.state <> 'void' AND i.secrecy_rank <= ? ORDER BY i.class_code, i.position, i.id`,
    [requestId, rank],
  );
}
/** Pages of a request with the seconds they were looked at. */
export function frozenPages(
  db: ReadDb,
  requestId: number,
): { id: number; itemId: number; position: number; seconds: number }[] {
  return rows(
    db,
    `SELECT x.page_id AS id, x.item_id AS itemId, g.position,
       CAST(round((SELECT coalesce(sum(t.seconds), 0) FROM consult_page_time t JOIN consult_sitting s ON s.id = t.sitting_id
         WHERE s.request_id = x.request_id AND t.page_id = x.page_id)) AS INTEGER) AS seconds
     FROM consult_page x JOIN page g ON g.id = x.page_id WHERE x.request_id = ? ORDER BY x.item_id, g.position`,
    [requestId],
  );
}
