import type { SittingEnd } from '#contract/vocabulary.ts';
import { type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface SittingRecord {
  readonly id: number;
  readonly requestId: number;
  readonly number: string;
  readonly clerkId: number;
  readonly clerk: string;
  /** JSON: [{accountId, name}]. */
  readonly readers: string;
  readonly startedAt: string;
  readonly grantedSeconds: number;
  readonly usedSeconds: number;
  readonly endedAt: string | null;
  readonly end: SittingEnd | null;
}
const SELECT = `SELECT s.id, s.request_id AS requestId, r.number, s.clerk_id AS clerkId, c.name AS clerk, s.readers,
  s.started_at AS startedAt, s.granted_seconds AS grantedSeconds, s.used_seconds AS usedSeconds, s.ended_at AS endedAt,
  s.end_reason AS "end"
  FROM consult_sitting s JOIN account c ON c.id = s.clerk_id JOIN consult_request r ON r.id = s.request_id`;

export function sittingsOf(db: ReadDb, requestId: number): SittingRecord[] {
  return rows(db, `${SELECT} WHERE s.request_id = ? ORDER BY s.id`, [requestId]);
}
export function sittingById(db: ReadDb, id: number): SittingRecord | undefined {
  return row(db, `${SELECT} WHERE s.id = ?`, [id]);
}
export function openSittings(db: ReadDb): SittingRecord[] {
  return rows(db, `${SELECT} WHERE s.ended_at IS NULL ORDER BY s.id`);
}
export function insertSitting(
  db: WriteDb,
  one: { requestId: number; clerkId: number; readers: string; startedAt: string; grantedSeconds: number },
): number {
  return run(
    db,
    'INSERT INTO consult_sitting (request_id, clerk_id, readers, started_at, granted_seconds) VALUES (?, ?, ?, ?, ?)',
    [one.requestId, one.clerkId, one.readers, one.startedAt, one.grantedSeconds],
  ).id;
}
export function noteUsed(db: WriteDb, id: number, seconds: number): void {
  run(
    db,
    'UPDATE consult_sitting SET used_seconds = max(used_seconds, min(granted_seconds, ?)) WHERE id = ? AND ended_at IS NULL',
    [seconds, id],
  );
}
/** @returns false when the sitting has ended before */
export function closeSitting(db: WriteDb, id: number, end: SittingEnd, at: string): boolean {
  return (
    run(db, 'UPDATE consult_sitting SET ended_at = ?, end_reason = ? WHERE id = ? AND ended_at IS NULL', [
      at,
      end,
      id,
    ]).changes === 1
  );
}

export function noteOpened(db: WriteDb, sittingId: number, pageId: number, at: string): void {
  run(
    db,
    `INSERT INTO consult_page_time (sitting_id, page_id, first_at, last_at) VALUES (?1, ?2, ?3, ?3)
     ON CONFLICT (sitting_id, page_id) DO UPDATE SET last_at = excluded.last_at`,
    { 1: sittingId, 2: pageId, 3: at },
  );
}
export function addSeconds(
  db: WriteDb,
  sittingId: number,
  pageId: number,
  seconds: number,
  at: string,
): void {
  run(
    db,
    'UPDATE consult_page_time SET seconds = seconds + ?, last_at = ? WHERE sitting_id = ? AND page_id = ?',
    [seconds, at, sittingId, pageId],
  );
}

/** The page, if this request may show it at this rank: approved, not voided, not raised above it since. */
export function approvedPage(db: ReadDb, requestId: number, pageId: number, rank: number): boolean {
  return (
    row(
      db,
      `SELECT 1 FROM consult_page x JOIN item i ON i.id = x.item_id
       WHERE x.request_id = ? AND x.page_id = ? AND i.state <> 'void' AND i.secrecy_rank <= ?`,
      [requestId, pageId, rank],
    ) !== undefined
  );
}

export interface ReturnCheckRecord {
  readonly at: string;
  readonly by: string;
  readonly note: string;
  readonly differences: number;
}
export function returnCheckOf(db: ReadDb, requestId: number): ReturnCheckRecord | undefined {
  return row(
    db,
    'SELECT at, by_name AS by, note, differences FROM consult_return_check WHERE request_id = ?',
    [requestId],
  );
}
export function insertReturnCheck(db: WriteDb, requestId: number, one: ReturnCheckRecord): void {
  run(
    db,
    'INSERT INTO consult_return_check (request_id, at, by_name, note, differences) VALUES (?, ?, ?, ?, ?)',
    [requestId, one.at, one.by, one.note, one.differences],
  );
}
export function noteItemBack(
  db: WriteDb,
  requestId: number,
  itemId: number,
  pages: number,
  note: string,
): void {
  run(db, 'UPDATE consult_item SET pages_back = ?, note = ? WHERE request_id = ? AND item_id = ?', [
    pages,
    note,
    requestId,
    itemId,
  ]);
}
export function loansOut(db: ReadDb, requestId: number): number {
  return (
    row<{ n: number }>(db, 'SELECT count(*) AS n FROM loan WHERE request_id = ? AND returned_at IS NULL', [
      requestId,
    ])?.n ?? 0
  );
}
