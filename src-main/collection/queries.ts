import type { z } from 'zod';
import type { TaskState } from '#contract/schemas/collection.ts';
import { column, type ReadDb, row, rows, run, theRow, value, type WriteDb } from '#main/storage/index.ts';

export type State = z.infer<typeof TaskState>;

export interface DepartmentRecord {
  readonly id: number;
  readonly name: string;
  readonly contact: string;
  readonly phone: string;
  readonly note: string;
  readonly active: 0 | 1;
  readonly open: number;
  readonly overdue: number;
}
const UNSETTLED = `('open', 'asked', 'handed-over', 'returned')`;
/** What is still to come from the department: neither settled nor already handed over. */
const OWED = `('open', 'asked', 'returned')`;
const DEPARTMENT = `SELECT d.id, d.name, d.contact, d.phone, d.note, d.active,
  (SELECT count(*) FROM collection_task t WHERE t.department_id = d.id AND t.state IN ${UNSETTLED} AND t.secrecy_rank <= ?1) AS open,
  (SELECT count(*) FROM collection_task t WHERE t.department_id = d.id AND t.state IN ${OWED} AND t.due_on < ?2
    AND t.secrecy_rank <= ?1) AS overdue
  FROM supplier_department d`;
export function departments(db: ReadDb, clearanceRank: number, today: string): DepartmentRecord[] {
  return rows(db, `${DEPARTMENT} ORDER BY d.active DESC, d.id`, { 1: clearanceRank, 2: today });
}
export function departmentName(db: ReadDb, id: number): string | undefined {
  return row<{ name: string }>(db, 'SELECT name FROM supplier_department WHERE id = ?', [id])?.name;
}
export function departmentNamed(db: ReadDb, name: string): number | undefined {
  return row<{ id: number }>(db, 'SELECT id FROM supplier_department WHERE name = ?', [name])?.id;
}
export function departmentClasses(db: ReadDb): { departmentId: number; classCode: string }[] {
  return rows(
    db,
    'SELECT department_id AS departmentId, class_code AS classCode FROM department_class ORDER BY class_code',
  );
}
export type DepartmentFields = Pick<DepartmentRecord, 'name' | 'contact' | 'phone' | 'note' | 'active'>;
export function insertDepartment(db: WriteDb, one: DepartmentFields): number {
  return run(
    db,
    'INSERT INTO supplier_department (name, contact, phone, note, active) VALUES (?, ?, ?, ?, ?)',
    [one.name, one.contact, one.phone, one.note, one.active],
  ).id;
}
export function updateDepartment(db: WriteDb, id: number, one: DepartmentFields): boolean {
  return (
    run(
      db,
      'UPDATE supplier_department SET name = ?, contact = ?, phone = ?, note = ?, active = ? WHERE id = ?',
      [one.name, one.contact, one.phone, one.note, one.active, id],
    ).changes === 1
  );
}
export function putClasses(db: WriteDb, departmentId: number, classes: readonly string[]): void {
  run(db, 'DELETE FROM department_class WHERE department_id = ?', [departmentId]);
  for (const code of new Set(classes))
    run(db, 'INSERT INTO department_class (department_id, class_code) VALUES (?, ?)', [departmentId, code]);
}

export interface TaskRecord {
  readonly id: number;
  readonly departmentId: number;
  readonly department: string;
  readonly fileId: number;
  readonly personName: string;
  readonly unit: string;
  readonly classCode: string;
  readonly period: string;
  readonly wanted: string;
  readonly dueOn: string;
  readonly secrecyRank: number;
  readonly state: State;
  readonly reason: string;
  readonly timesAsked: number;
  readonly itemId: number | null;
}
const TASK = `SELECT t.id, t.department_id AS departmentId, d.name AS department, t.file_id AS fileId, p.name AS personName, p.unit,
  t.class_code AS classCode, t.period, t.wanted, t.due_on AS dueOn, t.secrecy_rank AS secrecyRank, t.state, t.reason,
  t.times_asked AS timesAsked, t.item_id AS itemId
  FROM collection_task t JOIN supplier_department d ON d.id = t.department_id
  JOIN cadre_file f ON f.id = t.file_id JOIN person p ON p.id = f.person_id`;
export function taskById(db: ReadDb, id: number): TaskRecord | undefined {
  return row(db, `${TASK} WHERE t.id = ?`, [id]);
}
export function taskAsked(
  db: ReadDb,
  fileId: number,
  classCode: string,
  period: string,
): { id: number; state: State } | undefined {
  return row(
    db,
    'SELECT id, state FROM collection_task WHERE file_id = ? AND class_code = ? AND period = ?',
    [fileId, classCode, period],
  );
}
export function tasksByIds(db: ReadDb, ids: readonly number[], clearanceRank: number): TaskRecord[] {
  return rows(db, `${TASK} WHERE t.id IN (SELECT value FROM json_each(?)) AND t.secrecy_rank <= ?`, [
    JSON.stringify(ids),
    clearanceRank,
  ]);
}
export interface TaskFilter {
  readonly departmentId?: number | undefined;
  readonly fileId?: number | undefined;
  readonly states?: readonly State[] | undefined;
  /** yyyymmdd: due before this day, and still owed. */
  readonly dueBefore?: string | undefined;
}
const ALL_UNSETTLED: readonly State[] = ['open', 'asked', 'handed-over', 'returned'];
export const OWED_STATES: readonly State[] = ['open', 'asked', 'returned'];
export function taskIds(db: ReadDb, filter: TaskFilter, clearanceRank: number): number[] {
  return column(
    db,
    `SELECT t.id FROM collection_task t WHERE t.state IN (SELECT value FROM json_each(?1))
       AND (?2 IS NULL OR t.department_id = ?2) AND (?3 IS NULL OR t.file_id = ?3) AND (?4 IS NULL OR t.due_on < ?4)
       AND t.secrecy_rank <= ?5 ORDER BY t.due_on, t.id`,
    {
      1: JSON.stringify(filter.states ?? (filter.dueBefore === undefined ? ALL_UNSETTLED : OWED_STATES)),
      2: filter.departmentId ?? null,
      3: filter.fileId ?? null,
      4: filter.dueBefore ?? null,
      5: clearanceRank,
    },
  );
}
export function countTasks(
  db: ReadDb,
  clearanceRank: number,
  today: string,
): { readonly open: number; readonly overdue: number } {
  return theRow(
    db,
    `SELECT count(*) AS open, coalesce(sum(state IN ${OWED} AND due_on < ?), 0) AS overdue FROM collection_task
     WHERE state IN ${UNSETTLED} AND secrecy_rank <= ?`,
    [today, clearanceRank],
  );
}
export interface NewTask {
  readonly departmentId: number;
  readonly fileId: number;
  readonly classCode: string;
  readonly period: string;
  readonly wanted: string;
  readonly dueOn: string;
  readonly secrecyRank: number;
}
export function insertTask(db: WriteDb, one: NewTask, by: string, at: string): number {
  return run(
    db,
    `INSERT INTO collection_task (department_id, file_id, class_code, period, wanted, due_on, secrecy_rank, state, created_at, created_by)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'open', ?, ?)`,
    [one.departmentId, one.fileId, one.classCode, one.period, one.wanted, one.dueOn, one.secrecyRank, at, by],
  ).id;
}
export function setTask(
  db: WriteDb,
  id: number,
  to: { readonly state: State; readonly reason: string; readonly itemId: number | null },
): void {
  run(db, 'UPDATE collection_task SET state = ?, reason = ?, item_id = ? WHERE id = ?', [
    to.state,
    to.reason,
    to.itemId,
    id,
  ]);
}
export function countAsked(db: WriteDb, id: number, at: string): void {
  run(
    db,
    `UPDATE collection_task SET state = 'asked', times_asked = times_asked + 1, asked_at = ? WHERE id = ?`,
    [at, id],
  );
}
export function noteEvent(db: WriteDb, taskId: number, at: string, by: string, text: string): void {
  run(db, 'INSERT INTO collection_event (task_id, at, by_name, text) VALUES (?, ?, ?, ?)', [
    taskId,
    at,
    by,
    text,
  ]);
}
export function eventsOf(db: ReadDb, taskId: number): { at: string; by: string; text: string }[] {
  return rows(db, 'SELECT at, by_name AS by, text FROM collection_event WHERE task_id = ? ORDER BY id', [
    taskId,
  ]);
}

/** A running number of the year that is never given twice. */
export function nextNumber(db: WriteDb, series: 'notice' | 'handover', year: string): number {
  run(
    db,
    `INSERT INTO collection_number (series, year, last) VALUES (?, ?, 1)
     ON CONFLICT (series, year) DO UPDATE SET last = last + 1`,
    [series, year],
  );
  return theRow<{ last: number }>(db, 'SELECT last FROM collection_number WHERE series = ? AND year = ?', [
    series,
    year,
  ]).last;
}

export function insertTaskFile(db: WriteDb, departmentId: number, at: string, by: string): number {
  return run(db, 'INSERT INTO task_file (department_id, made_at, made_by) VALUES (?, ?, ?)', [
    departmentId,
    at,
    by,
  ]).id;
}
export function newestTaskFile(db: ReadDb, departmentId: number): number {
  return Number(value(db, 'SELECT max(id) FROM task_file WHERE department_id = ?', [departmentId]) ?? 0);
}
export function taskFile(db: ReadDb, id: number): { departmentId: number } | undefined {
  return row(db, 'SELECT department_id AS departmentId FROM task_file WHERE id = ?', [id]);
}

export interface HandoverRecord {
  readonly id: number;
  readonly number: string;
  readonly department: string;
  readonly hander: string;
  readonly handedOn: string;
  readonly receivedAt: string | null;
  readonly receivedBy: string | null;
  readonly rows: number;
  readonly pending: number;
  readonly returned: number;
}
const HANDOVER = `SELECT h.id, h.number, d.name AS department, h.hander, h.handed_on AS handedOn, h.received_at AS receivedAt,
  h.received_by AS receivedBy, count(r.id) AS rows, coalesce(sum(r.verdict = 'pending'), 0) AS pending,
  coalesce(sum(r.verdict = 'returned'), 0) AS returned
  FROM handover h JOIN supplier_department d ON d.id = h.department_id
  JOIN handover_row r ON r.handover_id = h.id AND r.secrecy_rank <= ?1`;
export function handovers(db: ReadDb, clearanceRank: number): HandoverRecord[] {
  return rows(db, `${HANDOVER} GROUP BY h.id ORDER BY h.id DESC`, { 1: clearanceRank });
}
export function handoverById(db: ReadDb, id: number, clearanceRank: number): HandoverRecord | undefined {
  return row(db, `${HANDOVER} WHERE h.id = ?2 GROUP BY h.id`, { 1: clearanceRank, 2: id });
}
export function handoverOfSheet(db: ReadDb, sha256: string): string | undefined {
  return row<{ number: string }>(db, 'SELECT number FROM handover WHERE sheet_sha256 = ?', [sha256])?.number;
}
export function insertHandover(
  db: WriteDb,
  one: {
    readonly number: string;
    readonly departmentId: number;
    readonly hander: string;
    readonly handedOn: string;
    readonly sheetSha256: string | null;
  },
  by: string,
  at: string,
): number {
  return run(
    db,
    'INSERT INTO handover (number, department_id, hander, handed_on, sheet_sha256, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [one.number, one.departmentId, one.hander, one.handedOn, one.sheetSha256, at, by],
  ).id;
}
export function closeHandover(db: WriteDb, id: number, at: string, by: string): boolean {
  return (
    run(
      db,
      `UPDATE handover SET received_at = ?, received_by = ? WHERE id = ? AND received_at IS NULL
         AND NOT EXISTS (SELECT 1 FROM handover_row WHERE handover_id = ? AND verdict = 'pending')`,
      [at, by, id, id],
    ).changes === 1
  );
}
export interface LineRecord {
  readonly id: number;
  readonly taskId: number | null;
  readonly fileId: number;
  readonly personName: string;
  readonly classCode: string;
  readonly secrecyRank: number;
  readonly title: string;
  readonly date: string;
  readonly pages: number;
  readonly copies: number;
  readonly originality: 'original' | 'copy';
  readonly remarks: string;
  readonly verdict: 'pending' | 'accepted' | 'returned';
  readonly reason: string;
  readonly itemId: number | null;
}
export type NewLine = Omit<LineRecord, 'id' | 'personName' | 'verdict' | 'reason' | 'itemId'>;
export function insertLine(db: WriteDb, handoverId: number, position: number, one: NewLine): void {
  run(
    db,
    `INSERT INTO handover_row (handover_id, position, task_id, file_id, class_code, secrecy_rank, title, date, pages, copies,
       originality, remarks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      handoverId,
      position,
      one.taskId,
      one.fileId,
      one.classCode,
      one.secrecyRank,
      one.title,
      one.date,
      one.pages,
      one.copies,
      one.originality,
      one.remarks,
    ],
  );
}
export function linesOf(db: ReadDb, handoverId: number, clearanceRank: number): LineRecord[] {
  return rows(
    db,
    `SELECT r.id, r.task_id AS taskId, r.file_id AS fileId, p.name AS personName, r.class_code AS classCode,
       r.secrecy_rank AS secrecyRank, r.title, r.date, r.pages, r.copies, r.originality, r.remarks, r.verdict, r.reason,
       r.item_id AS itemId
     FROM handover_row r JOIN cadre_file f ON f.id = r.file_id JOIN person p ON p.id = f.person_id
     WHERE r.handover_id = ? AND r.secrecy_rank <= ? ORDER BY r.position`,
    [handoverId, clearanceRank],
  );
}
export function decideLine(
  db: WriteDb,
  id: number,
  one: {
    readonly verdict: 'accepted' | 'returned';
    readonly reason: string;
    readonly itemId: number | null;
    readonly at: string;
    readonly by: string;
  },
): void {
  run(
    db,
    'UPDATE handover_row SET verdict = ?, reason = ?, item_id = ?, decided_at = ?, decided_by = ? WHERE id = ?',
    [one.verdict, one.reason, one.itemId, one.at, one.by, id],
  );
}

export interface RegisterRecord {
  readonly id: number;
  readonly receivedOn: string;
  readonly number: string;
  readonly department: string;
  readonly hander: string;
  readonly receiver: string;
  readonly personName: string;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly pages: number;
  readonly copies: number;
  readonly originality: 'original' | 'copy';
  readonly itemId: number | null;
}
export function registerIds(db: ReadDb, year: string, clearanceRank: number): number[] {
  return column(
    db,
    `SELECT id FROM handover_row WHERE decided_at BETWEEN ?1 AND ?1 || '~' AND verdict = 'accepted' AND secrecy_rank <= ?2
     ORDER BY decided_at, id`,
    { 1: year, 2: clearanceRank },
  );
}
export function registerByIds(db: ReadDb, ids: readonly number[], clearanceRank: number): RegisterRecord[] {
  return rows(
    db,
    `SELECT r.id, substr(r.decided_at, 1, 10) AS receivedOn, h.number, d.name AS department, h.hander, r.decided_by AS receiver,
       p.name AS personName, r.class_code AS classCode, r.title, r.date, r.pages, r.copies, r.originality, r.item_id AS itemId
     FROM handover_row r JOIN handover h ON h.id = r.handover_id JOIN supplier_department d ON d.id = h.department_id
     JOIN cadre_file f ON f.id = r.file_id JOIN person p ON p.id = f.person_id
     WHERE r.id IN (SELECT value FROM json_each(?)) AND r.verdict = 'accepted' AND r.secrecy_rank <= ?
     ORDER BY r.decided_at, r.id`,
    [JSON.stringify(ids), clearanceRank],
  );
}
export function insertElsewhere(
  db: WriteDb,
  itemId: number,
  one: { readonly holder: string; readonly reference: string; readonly form: 'original' | 'copy' },
  at: string,
  by: string,
): void {
  run(
    db,
    'INSERT INTO item_elsewhere (item_id, holder, reference, form, noted_at, noted_by) VALUES (?, ?, ?, ?, ?, ?)',
    [itemId, one.holder, one.reference, one.form, at, by],
  );
}
