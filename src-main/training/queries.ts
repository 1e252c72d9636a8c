import type { z } from 'zod';
import type { AttendanceMark } from '#contract/schemas/training.ts';
import type { TrainingForm } from '#contract/vocabulary.ts';
import { type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export type Mark = z.infer<typeof AttendanceMark>;

export interface PlanRecord {
  readonly id: number;
  readonly year: string;
  readonly title: string;
  readonly aim: string;
  readonly hours: number;
  readonly sessions: number;
}
export function plans(db: ReadDb, year: string | undefined): PlanRecord[] {
  return rows(
    db,
    `SELECT p.id, p.year, p.title, p.aim, p.hours,
       (SELECT count(*) FROM training_session s WHERE s.plan_id = p.id AND s.void_reason = '') AS sessions
     FROM training_plan p WHERE ?1 IS NULL OR p.year = ?1 ORDER BY p.year DESC, p.id`,
    { 1: year ?? null },
  );
}
export function planNamed(db: ReadDb, year: string, title: string): number | undefined {
  return row<{ id: number }>(db, 'SELECT id FROM training_plan WHERE year = ? AND title = ?', [year, title])
    ?.id;
}
export function insertPlan(
  db: WriteDb,
  one: Pick<PlanRecord, 'year' | 'title' | 'aim' | 'hours'>,
  by: string,
  at: string,
): number {
  return run(
    db,
    'INSERT INTO training_plan (year, title, aim, hours, created_by, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    [one.year, one.title, one.aim, one.hours, by, at],
  ).id;
}
export function updatePlan(
  db: WriteDb,
  id: number,
  one: Pick<PlanRecord, 'year' | 'title' | 'aim' | 'hours'>,
): boolean {
  return (
    run(db, 'UPDATE training_plan SET year = ?, title = ?, aim = ?, hours = ? WHERE id = ?', [
      one.year,
      one.title,
      one.aim,
      one.hours,
      id,
    ]).changes === 1
  );
}

export interface SessionRecord {
  readonly id: number;
  readonly planId: number | null;
  readonly title: string;
  readonly form: TrainingForm;
  readonly heldOn: string;
  readonly place: string;
  readonly speaker: string;
  readonly hours: number;
  readonly summary: string;
  readonly revision: number;
  readonly voidReason: string;
  readonly invited: number;
  readonly present: number;
  readonly unread: number;
}
const SESSION = `SELECT s.id, s.plan_id AS planId, s.title, s.form, s.held_on AS heldOn, s.place, s.speaker, s.hours, s.summary,
  s.revision, s.void_reason AS voidReason,
  (SELECT count(*) FROM training_attendance a WHERE a.session_id = s.id) AS invited,
  (SELECT count(*) FROM training_attendance a WHERE a.session_id = s.id AND a.mark = 'present') AS present,
  (SELECT count(*) FROM training_attendance a JOIN training_material m ON m.session_id = s.id AND m.must_read = 1
   WHERE a.session_id = s.id AND NOT EXISTS
     (SELECT 1 FROM training_reading r WHERE r.material_id = m.id AND r.file_id = a.file_id)) AS unread
  FROM training_session s`;

export function sessionsOf(db: ReadDb, year: string): SessionRecord[] {
  return rows(
    db,
    `${SESSION} WHERE s.held_on BETWEEN ?1 || '0000' AND ?1 || '9999' ORDER BY s.held_on DESC, s.id DESC`,
    {
      1: year,
    },
  );
}
export function sessionById(db: ReadDb, id: number): SessionRecord | undefined {
  return row(db, `${SESSION} WHERE s.id = ?`, [id]);
}
type SessionFields = Omit<SessionRecord, 'id' | 'revision' | 'voidReason' | 'invited' | 'present' | 'unread'>;
export function insertSession(db: WriteDb, one: SessionFields, by: string, at: string): number {
  return run(
    db,
    `INSERT INTO training_session (plan_id, title, form, held_on, place, speaker, hours, summary, created_by, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [one.planId, one.title, one.form, one.heldOn, one.place, one.speaker, one.hours, one.summary, by, at],
  ).id;
}
/** @returns false when somebody saved since, or it was voided */
export function updateSession(db: WriteDb, id: number, revision: number, one: SessionFields): boolean {
  return (
    run(
      db,
      `UPDATE training_session SET plan_id = ?, title = ?, form = ?, held_on = ?, place = ?, speaker = ?, hours = ?, summary = ?,
         revision = revision + 1 WHERE id = ? AND revision = ? AND void_reason = ''`,
      [
        one.planId,
        one.title,
        one.form,
        one.heldOn,
        one.place,
        one.speaker,
        one.hours,
        one.summary,
        id,
        revision,
      ],
    ).changes === 1
  );
}
export function voidSessionRecord(db: WriteDb, id: number, reason: string): boolean {
  return (
    run(
      db,
      `UPDATE training_session SET void_reason = ?, revision = revision + 1 WHERE id = ? AND void_reason = ''`,
      [reason, id],
    ).changes === 1
  );
}

export interface MaterialRecord {
  readonly id: number;
  readonly name: string;
  readonly mustRead: number;
}
export function materialsOf(db: ReadDb, sessionId: number): MaterialRecord[] {
  return rows(
    db,
    'SELECT id, name, must_read AS mustRead FROM training_material WHERE session_id = ? ORDER BY position',
    [sessionId],
  );
}
export function sessionOfMaterial(db: ReadDb, materialId: number): number | undefined {
  return row<{ id: number }>(db, 'SELECT session_id AS id FROM training_material WHERE id = ?', [materialId])
    ?.id;
}
export function readersOf(db: ReadDb, materialId: number): number {
  return (
    row<{ n: number }>(db, 'SELECT count(*) AS n FROM training_reading WHERE material_id = ?', [materialId])
      ?.n ?? 0
  );
}
export function dropMaterial(db: WriteDb, id: number): void {
  run(db, 'DELETE FROM training_material WHERE id = ?', [id]);
}
/** Moves what is kept out of the way first: places are unique. */
export function putMaterials(
  db: WriteDb,
  sessionId: number,
  materials: readonly {
    readonly id?: number | undefined;
    readonly name: string;
    readonly mustRead: boolean;
  }[],
): void {
  run(db, 'UPDATE training_material SET position = -id WHERE session_id = ?', [sessionId]);
  for (const [position, one] of materials.entries()) {
    const mustRead = one.mustRead ? 1 : 0;
    if (one.id === undefined)
      run(db, 'INSERT INTO training_material (session_id, position, name, must_read) VALUES (?, ?, ?, ?)', [
        sessionId,
        position,
        one.name,
        mustRead,
      ]);
    else
      run(
        db,
        'UPDATE training_material SET position = ?, name = ?, must_read = ? WHERE id = ? AND session_id = ?',
        [position, one.name, mustRead, one.id, sessionId],
      );
  }
}

export interface AttendanceRecord {
  readonly fileId: number;
  readonly name: string;
  readonly unit: string;
  readonly mark: Mark;
  readonly note: string;
  readonly itemId: number | null;
}
/** An item that was voided since files nothing any more. */
const FILED = `(SELECT i.id FROM item i WHERE i.id = a.item_id AND i.state <> 'void')`;
export function attendanceOf(db: ReadDb, sessionId: number): AttendanceRecord[] {
  return rows(
    db,
    `SELECT a.file_id AS fileId, p.name, p.unit, a.mark, a.note, ${FILED} AS itemId
     FROM training_attendance a JOIN cadre_file f ON f.id = a.file_id JOIN person p ON p.id = f.person_id
     WHERE a.session_id = ? ORDER BY p.sort_order, p.id`,
    [sessionId],
  );
}
export function readingsOf(
  db: ReadDb,
  sessionId: number,
): { fileId: number; materialId: number; on: string }[] {
  return rows(
    db,
    `SELECT r.file_id AS fileId, r.material_id AS materialId, r.read_on AS "on" FROM training_reading r
     JOIN training_material m ON m.id = r.material_id WHERE m.session_id = ?`,
    [sessionId],
  );
}
export function addAttendance(db: WriteDb, sessionId: number, fileId: number): boolean {
  return (
    run(
      db,
      `INSERT INTO training_attendance (session_id, file_id, mark) VALUES (?, ?, 'invited') ON CONFLICT DO NOTHING`,
      [sessionId, fileId],
    ).changes === 1
  );
}
/** @returns false when this cadre is not on the list */
export function putMark(db: WriteDb, sessionId: number, fileId: number, mark: Mark, note: string): boolean {
  return (
    run(db, 'UPDATE training_attendance SET mark = ?, note = ? WHERE session_id = ? AND file_id = ?', [
      mark,
      note,
      sessionId,
      fileId,
    ]).changes === 1
  );
}
export function removeAttendance(db: WriteDb, sessionId: number, fileId: number): void {
  run(
    db,
    `DELETE FROM training_reading WHERE file_id = ? AND material_id IN (SELECT id FROM training_material WHERE session_id = ?)`,
    [fileId, sessionId],
  );
  run(db, 'DELETE FROM training_attendance WHERE session_id = ? AND file_id = ?', [sessionId, fileId]);
}
export function noteReading(
  db: WriteDb,
  one: { materialId: number; fileId: number; on: string; by: string },
): void {
  run(
    db,
    `INSERT INTO training_reading (material_id, file_id, read_on, noted_by) VALUES (?, ?, ?, ?)
     ON CONFLICT (material_id, file_id) DO UPDATE SET read_on = excluded.read_on, noted_by = excluded.noted_by`,
    [one.materialId, one.fileId, one.on, one.by],
  );
}
export function dropReading(db: WriteDb, materialId: number, fileId: number): void {
  run(db, 'DELETE FROM training_reading WHERE material_id = ? AND file_id = ?', [materialId, fileId]);
}

export interface PersonYear {
  readonly fileId: number;
  readonly name: string;
  readonly unit: string;
  readonly sessions: number;
  readonly hours: number;
  readonly missed: number;
  readonly unfiled: number;
}
/** Everybody on the roster, those without any session too; one pass over the year's attendances. */
export function peopleInYear(db: ReadDb, year: string): PersonYear[] {
  return rows(
    db,
    `SELECT f.id AS fileId, p.name, p.unit, count(s.id) FILTER (WHERE a.mark = 'present') AS sessions,
       coalesce(sum(s.hours) FILTER (WHERE a.mark = 'present'), 0) AS hours,
       count(s.id) FILTER (WHERE a.mark IN ('absent', 'leave')) AS missed,
       count(s.id) FILTER (WHERE a.mark = 'present' AND ${FILED} IS NULL) AS unfiled
     FROM cadre_file f JOIN person p ON p.id = f.person_id
     LEFT JOIN training_attendance a ON a.file_id = f.id
     LEFT JOIN training_session s ON s.id = a.session_id AND s.void_reason = '' AND s.held_on BETWEEN ?1 || '0000' AND ?1 || '9999'
     WHERE p.retracted_at IS NULL GROUP BY f.id ORDER BY p.sort_order, p.id`,
    { 1: year },
  );
}
/** Sessions of a year that a cadre was at and that stand in no item yet, oldest first. */
export function unfiledOf(db: ReadDb, fileId: number, year: string): SessionRecord[] {
  return rows(
    db,
    `${SESSION} JOIN training_attendance a ON a.session_id = s.id
     WHERE a.file_id = ?1 AND a.mark = 'present' AND s.void_reason = '' AND ${FILED} IS NULL
       AND s.held_on BETWEEN ?2 || '0000' AND ?2 || '9999' ORDER BY s.held_on, s.id`,
    { 1: fileId, 2: year },
  );
}
export function noteFiled(db: WriteDb, sessionId: number, fileId: number, itemId: number): void {
  run(db, 'UPDATE training_attendance SET item_id = ? WHERE session_id = ? AND file_id = ?', [
    itemId,
    sessionId,
    fileId,
  ]);
}
export function filedItems(db: ReadDb, sessionId: number): number {
  return (
    row<{ n: number }>(
      db,
      `SELECT count(*) AS n FROM training_attendance a WHERE a.session_id = ? AND ${FILED} IS NOT NULL`,
      [sessionId],
    )?.n ?? 0
  );
}
