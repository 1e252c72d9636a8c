import { type ReadDb, row, rows, run, value, type WriteDb } from '#main/storage/index.ts';

export const TASK_STATES = ['waiting', 'read', 'person', 'settled', 'failed', 'typed'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** A page that brought the program down this often is left to a person. */
const MOST_ATTEMPTS = 2;

export function nextTask(db: ReadDb): number | undefined {
  return value(
    db,
    `SELECT page_id FROM ocr_task WHERE state = 'waiting' ORDER BY priority DESC, page_id LIMIT 1`,
    [],
  );
}
export function countWaiting(db: ReadDb): number {
  return value(db, `SELECT count(*) FROM ocr_task WHERE state = 'waiting'`, []) ?? 0;
}
export function countStates(db: ReadDb, rank: number): Record<TaskState, number> {
  const counts = { waiting: 0, read: 0, person: 0, settled: 0, failed: 0, typed: 0 };
  for (const { state, pages } of rows<{ state: TaskState; pages: number }>(
    db,
    'SELECT state, count(*) AS pages FROM ocr_task WHERE secrecy_rank <= ? GROUP BY state',
    [rank],
  ))
    counts[state] = pages;
  return counts;
}

/** @returns false when it was begun too often without an end */
export function beginTask(db: WriteDb, pageId: number): boolean {
  run(db, 'UPDATE ocr_task SET attempts = attempts + 1 WHERE page_id = ?', [pageId]);
  return (
    (value<number>(db, 'SELECT attempts FROM ocr_task WHERE page_id = ?', [pageId]) ?? 0) <= MOST_ATTEMPTS
  );
}
/** Asked to stop halfway: that was no attempt. */
export function returnTask(db: WriteDb, pageId: number): void {
  run(db, 'UPDATE ocr_task SET attempts = max(0, attempts - 1) WHERE page_id = ?', [pageId]);
}
export function endTask(db: WriteDb, pageId: number, state: TaskState, reason: string): void {
  run(db, 'UPDATE ocr_task SET state = ?, reason = ?, priority = 0, attempts = 0 WHERE page_id = ?', [
    state,
    reason,
    pageId,
  ]);
}
/** Pages of an item that wait come before all that were not looked at, the newest look first. */
export function raiseTasks(db: WriteDb, itemId: number): number {
  return run(
    db,
    `UPDATE ocr_task SET priority = 1 + (SELECT coalesce(max(priority), 0) FROM ocr_task WHERE state = 'waiting')
     WHERE item_id = ? AND state = 'waiting'`,
    [itemId],
  ).changes;
}
/** Waits again, before the others. */
export function renewTask(db: WriteDb, pageId: number): void {
  run(
    db,
    `UPDATE ocr_task SET state = 'waiting', reason = '', attempts = 0,
       priority = 1 + (SELECT coalesce(max(priority), 0) FROM ocr_task WHERE state = 'waiting')
     WHERE page_id = ?`,
    [pageId],
  );
}

export interface ReadingRecord {
  readonly engine: string;
  readonly at: string;
  readonly width: number;
  readonly height: number;
  readonly tilt: number;
  readonly turns: number;
  readonly confidence: number;
  readonly lines: string;
}
export function putReading(db: WriteDb, pageId: number, one: ReadingRecord): void {
  run(
    db,
    `INSERT INTO machine_reading (page_id, engine, at, width, height, tilt, turns, confidence, lines)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (page_id) DO UPDATE SET engine = excluded.engine, at = excluded.at, width = excluded.width,
       height = excluded.height, tilt = excluded.tilt, turns = excluded.turns, confidence = excluded.confidence,
       lines = excluded.lines`,
    [pageId, one.engine, one.at, one.width, one.height, one.tilt, one.turns, one.confidence, one.lines],
  );
}
export function readingOf(db: ReadDb, pageId: number): ReadingRecord | undefined {
  return row(
    db,
    'SELECT engine, at, width, height, tilt, turns, confidence, lines FROM machine_reading WHERE page_id = ?',
    [pageId],
  );
}

export interface CorrectionRecord {
  readonly lines: string;
  readonly by: string;
  readonly at: string;
}
export function insertCorrection(db: WriteDb, pageId: number, one: CorrectionRecord): void {
  run(db, 'INSERT INTO text_correction (page_id, lines, by_name, at) VALUES (?, ?, ?, ?)', [
    pageId,
    one.lines,
    one.by,
    one.at,
  ]);
}
/** The one that holds; earlier ones stay below it. */
export function lastCorrection(db: ReadDb, pageId: number): CorrectionRecord | undefined {
  return row(
    db,
    'SELECT lines, by_name AS by, at FROM text_correction WHERE page_id = ? ORDER BY id DESC LIMIT 1',
    [pageId],
  );
}
export function taskOf(db: ReadDb, pageId: number): { state: TaskState; reason: string } | undefined {
  return row(db, 'SELECT state, reason FROM ocr_task WHERE page_id = ?', [pageId]);
}

export function pagesInState(db: ReadDb, state: TaskState, rank: number, limit: number): number[] {
  return rows<{ id: number }>(
    db,
    `SELECT page_id AS id FROM ocr_task WHERE state = ? AND secrecy_rank <= ?
     ORDER BY priority DESC, page_id LIMIT ?`,
    [state, rank, limit],
  ).map(({ id }) => id);
}
export interface TaskRow {
  readonly id: number;
  readonly itemId: number;
  readonly fileId: number;
  readonly personName: string;
  readonly title: string;
  readonly classCode: string;
  readonly position: number;
  readonly state: TaskState;
  readonly reason: string;
  readonly confidence: number | null;
  readonly at: string | null;
}
export function taskRows(db: ReadDb, ids: readonly number[], rank: number): TaskRow[] {
  return rows(
    db,
    `SELECT t.page_id AS id, i.id AS itemId, i.file_id AS fileId, p.name AS personName, i.title,
       i.class_code AS classCode, g.position, t.state, t.reason, m.confidence, m.at
     FROM json_each(?) asked JOIN ocr_task t ON t.page_id = asked.value JOIN page g ON g.id = t.page_id
     JOIN item i ON i.id = g.item_id JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id
     LEFT JOIN machine_reading m ON m.page_id = t.page_id
     WHERE i.secrecy_rank <= ? ORDER BY asked.key`,
    [JSON.stringify(ids), rank],
  );
}
