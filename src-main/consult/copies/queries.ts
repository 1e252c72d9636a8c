import type { CopyState } from '#contract/vocabulary.ts';
import { type ReadDb, row, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';

export interface ExcerptRecord {
  readonly id: number;
  readonly requestId: number;
  readonly itemId: number;
  readonly title: string;
  readonly text: string;
  readonly at: string;
  readonly state: 'written' | 'passed' | 'refused';
  readonly checkedBy: string | null;
  readonly note: string;
}
const EXCERPT = `SELECT x.id, x.request_id AS requestId, x.item_id AS itemId, i.title, x.text, x.at, x.state,
  c.name AS checkedBy, x.note FROM consult_excerpt x JOIN item i ON i.id = x.item_id
  LEFT JOIN account c ON c.id = x.checked_by`;

/** Excerpts of a request from items up to a secrecy rank. */
export function excerptRecords(db: ReadDb, requestId: number, rank: number): ExcerptRecord[] {
  return rows(db, `${EXCERPT} WHERE x.request_id = ? AND i.secrecy_rank <= ? ORDER BY x.id`, [
    requestId,
    rank,
  ]);
}
export function excerptById(db: ReadDb, id: number): ExcerptRecord | undefined {
  return row(db, `${EXCERPT} WHERE x.id = ?`, [id]);
}
export function insertExcerpt(
  db: WriteDb,
  one: { requestId: number; sittingId: number; itemId: number; text: string; at: string },
): number {
  return run(
    db,
    'INSERT INTO consult_excerpt (request_id, sitting_id, item_id, text, at) VALUES (?, ?, ?, ?, ?)',
    [one.requestId, one.sittingId, one.itemId, one.text, one.at],
  ).id;
}
/** @returns false when it is not an unchecked excerpt of this sitting */
export function rewriteExcerpt(
  db: WriteDb,
  id: number,
  sittingId: number,
  itemId: number,
  text: string,
  at: string,
): boolean {
  return (
    run(
      db,
      `UPDATE consult_excerpt SET item_id = ?, text = ?, at = ? WHERE id = ? AND sitting_id = ? AND state = 'written'`,
      [itemId, text, at, id, sittingId],
    ).changes === 1
  );
}
export function decideExcerpt(
  db: WriteDb,
  id: number,
  one: { pass: boolean; by: number; at: string; note: string },
): boolean {
  return (
    run(
      db,
      `UPDATE consult_excerpt SET state = ?, checked_by = ?, checked_at = ?, note = ? WHERE id = ? AND state = 'written'`,
      [one.pass ? 'passed' : 'refused', one.by, one.at, one.note, id],
    ).changes === 1
  );
}

export interface CopyRecord {
  readonly id: number;
  readonly requestId: number;
  readonly requestNumber: string;
  readonly fileId: number;
  readonly personName: string;
  readonly kind: 'excerpt' | 'copy';
  readonly copyNumber: number;
  readonly format: 'docx' | 'pdf' | 'jpeg';
  readonly pages: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly receivedBy: string;
  readonly madeAt: string;
  readonly madeBy: string;
  readonly dueAt: string;
  readonly state: CopyState;
  readonly settledAt: string | null;
  readonly settledBy: string | null;
  readonly note: string;
}
const COPY = `SELECT c.id, c.request_id AS requestId, r.number AS requestNumber, r.file_id AS fileId,
  p.name AS personName, c.kind, c.copy_number AS copyNumber, c.format, c.pages, c.file_name AS fileName, c.sha256, c.received_by AS receivedBy,
  c.made_at AS madeAt, c.made_by AS madeBy, c.due_at AS dueAt, c.state, c.settled_at AS settledAt,
  c.settled_by AS settledBy, c.note
  FROM consult_copy c JOIN consult_request r ON r.id = c.request_id JOIN cadre_file f ON f.id = r.file_id
  JOIN person p ON p.id = f.person_id`;

export function copyRecords(
  db: ReadDb,
  filter: { requestId: number | undefined; outOnly: boolean; rank: number },
): CopyRecord[] {
  return rows(
    db,
    `${COPY} WHERE (:request IS NULL OR c.request_id = :request) AND (:out = 0 OR c.state = 'out')
       AND max(c.secrecy_rank, r.secrecy_rank) <= :rank ORDER BY c.id DESC`,
    { request: filter.requestId ?? null, out: filter.outOnly ? 1 : 0, rank: filter.rank },
  );
}
/** Pages copied for a request, over all its copies. */
export function pagesCopied(db: ReadDb, requestId: number): number {
  return theRow<{ pages: number }>(
    db,
    `SELECT coalesce(sum(pages), 0) AS pages FROM consult_copy WHERE request_id = ? AND kind = 'copy'`,
    [requestId],
  ).pages;
}
/** Copies made between two instants, oldest first. */
export function copiesBetween(db: ReadDb, from: string, to: string, rank: number): CopyRecord[] {
  return rows(
    db,
    `${COPY} WHERE c.made_at >= ? AND c.made_at < ? AND max(c.secrecy_rank, r.secrecy_rank) <= ? ORDER BY c.id`,
    [from, to, rank],
  );
}
export function copyById(db: ReadDb, id: number): CopyRecord | undefined {
  return row(db, `${COPY} WHERE c.id = ?`, [id]);
}
export function nextCopyNumber(db: ReadDb, requestId: number): number {
  return theRow<{ next: number }>(
    db,
    'SELECT coalesce(max(copy_number), 0) + 1 AS next FROM consult_copy WHERE request_id = ?',
    [requestId],
  ).next;
}
export function insertCopy(
  db: WriteDb,
  one: {
    requestId: number;
    kind: 'excerpt' | 'copy';
    copyNumber: number;
    format: 'docx' | 'pdf' | 'jpeg';
    secrecyRank: number;
    pages: number;
    fileName: string;
    sha256: string;
    receivedBy: string;
    at: string;
    by: string;
    dueAt: string;
  },
): number {
  return run(
    db,
    `INSERT INTO consult_copy (request_id, kind, copy_number, format, secrecy_rank, pages, file_name, sha256, received_by,
       made_at, made_by, due_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      one.requestId,
      one.kind,
      one.copyNumber,
      one.format,
      one.secrecyRank,
      one.pages,
      one.fileName,
      one.sha256,
      one.receivedBy,
      one.at,
      one.by,
      one.dueAt,
    ],
  ).id;
}
export function settleCopyRow(
  db: WriteDb,
  id: number,
  one: { state: CopyState; at: string; by: string; note: string },
): boolean {
  return (
    run(
      db,
      `UPDATE consult_copy SET state = ?, settled_at = ?, settled_by = ?, note = ? WHERE id = ? AND state = 'out'`,
      [one.state, one.at, one.by, one.note, id],
    ).changes === 1
  );
}
