import { column, type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export type Origin = 'roster' | 'clerk';
export interface PostFields {
  readonly unitId: number | null;
  readonly unitText: string;
  readonly title: string;
  readonly main: boolean;
  readonly leading: boolean;
  readonly level: string;
  readonly rank: string;
  readonly fromDate: string;
  readonly untilDate: string;
  readonly ended: boolean;
  readonly documentNumber: string;
  readonly appointedBy: string;
  readonly duties: string;
}
export interface PostRecord extends PostFields {
  readonly id: number;
  readonly personId: number;
  readonly revision: number;
  readonly origin: Origin;
}
interface StoredPost extends Omit<PostRecord, 'main' | 'leading' | 'ended'> {
  readonly main: 0 | 1;
  readonly leading: 0 | 1;
  readonly ended: 0 | 1;
}

const COLUMNS = {
  unitId: 'unit_id',
  unitText: 'unit_text',
  title: 'title',
  main: 'main',
  leading: 'leading',
  level: 'level',
  rank: 'rank',
  fromDate: 'from_date',
  untilDate: 'until_date',
  ended: 'ended',
  documentNumber: 'document_number',
  appointedBy: 'appointed_by',
  duties: 'duties',
} as const satisfies Record<keyof PostFields, string>;
const FIELDS = Object.keys(COLUMNS) as (keyof PostFields)[];
const POST = `SELECT id, person_id AS personId, revision, origin,
  ${FIELDS.map((field) => `${COLUMNS[field]} AS ${field}`).join(', ')} FROM dated_post`;

const read = (one: StoredPost): PostRecord => ({
  ...one,
  main: one.main === 1,
  leading: one.leading === 1,
  ended: one.ended === 1,
});
function bound(post: PostFields): (string | number | null)[] {
  return FIELDS.map((field) => {
    const value = post[field];
    return typeof value === 'boolean' ? Number(value) : value;
  });
}

export function datedPostsOf(db: ReadDb, personId: number): PostRecord[] {
  return rows<StoredPost>(
    db,
    `${POST} WHERE person_id = ? AND voided_at IS NULL
     ORDER BY from_date = '', trim(from_date, '[]'), main DESC, id`,
    [personId],
  ).map(read);
}
export function datedPostById(db: ReadDb, id: number): PostRecord | undefined {
  const found = row<StoredPost>(db, `${POST} WHERE id = ? AND voided_at IS NULL`, [id]);
  return found && read(found);
}
export function insertDatedPost(db: WriteDb, personId: number, post: PostFields, origin: Origin): number {
  return run(
    db,
    `INSERT INTO dated_post (person_id, origin, ${FIELDS.map((field) => COLUMNS[field]).join(', ')})
     VALUES (?, ?, ${FIELDS.map(() => '?').join(', ')})`,
    [personId, origin, ...bound(post)],
  ).id;
}
/** @returns false when the revision is no longer the one that was read */
export function updateDatedPost(db: WriteDb, id: number, revision: number, post: PostFields): boolean {
  return (
    run(
      db,
      `UPDATE dated_post SET ${FIELDS.map((field) => `${COLUMNS[field]} = ?`).join(', ')}, revision = revision + 1
       WHERE id = ? AND revision = ? AND voided_at IS NULL`,
      [...bound(post), id, revision],
    ).changes === 1
  );
}
/** @returns false when the revision is no longer the one that was read */
export function voidDatedPost(
  db: WriteDb,
  id: number,
  revision: number,
  at: string,
  reason: string,
): boolean {
  return (
    run(
      db,
      `UPDATE dated_post SET voided_at = ?, void_reason = ?, revision = revision + 1
       WHERE id = ? AND revision = ? AND voided_at IS NULL`,
      [at, reason, id, revision],
    ).changes === 1
  );
}
/** Open posts that came from the roster and that nobody has worked on since follow the roster's words. */
export function mirrorRoster(db: WriteDb, personId: number, titles: readonly string[]): void {
  const wanted = JSON.stringify(titles);
  run(
    db,
    `DELETE FROM dated_post WHERE person_id = ?1 AND origin = 'roster' AND revision = 1
       AND title NOT IN (SELECT value FROM json_each(?2))`,
    { 1: personId, 2: wanted },
  );
  run(
    db,
    `INSERT INTO dated_post (person_id, title, main, origin)
     SELECT ?1, wanted.value, wanted.key = 0, 'roster' FROM json_each(?2) AS wanted
     WHERE NOT EXISTS (SELECT 1 FROM dated_post d
       WHERE d.person_id = ?1 AND d.voided_at IS NULL AND d.ended = 0
         AND wanted.value IN (d.title, d.unit_text || d.title))
     ORDER BY wanted.key`,
    { 1: personId, 2: wanted },
  );
}

export interface UnitNameRecord {
  readonly unitId: number;
  readonly name: string;
  readonly fromDate: string;
  readonly documentNumber: string;
}
export interface UnitRecord {
  readonly id: number;
  readonly revision: number;
  readonly endedHow: '' | 'merged' | 'split' | 'abolished';
  readonly endedOn: string;
  readonly documentNumber: string;
}
const NAME = `SELECT unit_id AS unitId, name, from_date AS fromDate, document_number AS documentNumber FROM unit_name`;
const UNIT = `SELECT id, revision, ended_how AS endedHow, ended_on AS endedOn, document_number AS documentNumber FROM unit`;

export function allUnits(db: ReadDb): UnitRecord[] {
  return rows(db, `${UNIT} ORDER BY id`);
}
export function unitById(db: ReadDb, id: number): UnitRecord | undefined {
  return row(db, `${UNIT} WHERE id = ?`, [id]);
}
/** Oldest first: a rename is always later than the name before it. */
export function allUnitNames(db: ReadDb): UnitNameRecord[] {
  return rows(db, `${NAME} ORDER BY unit_id, id`);
}
export function namesOfUnit(db: ReadDb, unitId: number): UnitNameRecord[] {
  return rows(db, `${NAME} WHERE unit_id = ? ORDER BY id`, [unitId]);
}
export function allSuccessions(db: ReadDb): { unitId: number; successorId: number }[] {
  return rows(db, 'SELECT unit_id AS unitId, successor_id AS successorId FROM unit_successor ORDER BY 1, 2');
}
export function insertUnit(db: WriteDb): number {
  return run(db, 'INSERT INTO unit DEFAULT VALUES').id;
}
export function insertUnitName(db: WriteDb, name: UnitNameRecord): void {
  run(db, 'INSERT INTO unit_name (unit_id, name, from_date, document_number) VALUES (?, ?, ?, ?)', [
    name.unitId,
    name.name,
    name.fromDate,
    name.documentNumber,
  ]);
}
export function insertSuccessor(db: WriteDb, unitId: number, successorId: number): void {
  run(db, 'INSERT INTO unit_successor (unit_id, successor_id) VALUES (?, ?)', [unitId, successorId]);
}
/** @returns false when the revision is no longer the one that was read */
export function raiseUnit(db: WriteDb, id: number, revision: number): boolean {
  return (
    run(db, 'UPDATE unit SET revision = revision + 1 WHERE id = ? AND revision = ?', [id, revision])
      .changes === 1
  );
}
export function markUnitEnded(
  db: WriteDb,
  id: number,
  end: { how: string; endedOn: string; documentNumber: string },
): void {
  run(db, 'UPDATE unit SET ended_how = ?, ended_on = ?, document_number = ? WHERE id = ?', [
    end.how,
    end.endedOn,
    end.documentNumber,
    id,
  ]);
}
/** Every name, past or present, of the units whose names hold the text, and of those before and after them. */
export function kindredNames(db: ReadDb, text: string): string[] {
  return column(
    db,
    `WITH RECURSIVE kin (id) AS (
       SELECT unit_id FROM unit_name WHERE instr(name, ?) > 0
       UNION SELECT s.successor_id FROM unit_successor s JOIN kin ON s.unit_id = kin.id
       UNION SELECT s.unit_id FROM unit_successor s JOIN kin ON s.successor_id = kin.id)
     SELECT DISTINCT name FROM unit_name WHERE unit_id IN (SELECT id FROM kin) ORDER BY name`,
    [text],
  );
}

export interface TimelineItem {
  readonly itemId: number;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly archivalCode: string | null;
}
/** Material of a file that is not void, by its date. */
export function timelineItems(db: ReadDb, fileId: number, clearanceRank: number): TimelineItem[] {
  return rows(
    db,
    `SELECT id AS itemId, class_code AS classCode, title, date, archival_code AS archivalCode FROM item
     WHERE file_id = ? AND state <> 'void' AND secrecy_rank <= ? ORDER BY date_sort, class_code, position`,
    [fileId, clearanceRank],
  );
}

/** Who opened pages of a file at the desk, a day at a time: from the audit chain, so that nothing is left out. */
export function pageLooks(
  db: ReadDb,
  fileId: number,
  clearanceRank: number,
  limit: number,
): { day: string; login: string; name: string; pages: number }[] {
  return rows(
    db,
    `SELECT substr(e.at, 1, 10) AS day, e.account AS login, coalesce(a.name, e.account) AS name, count(DISTINCT g.id) AS pages
     FROM item i JOIN page g ON g.item_id = i.id
     CROSS JOIN audit_event e ON e.subject = 'page:' || g.id AND e.event = 'catalogue.view-page' AND e.result = 'ok'
     LEFT JOIN account a ON a.login = e.account
     WHERE i.file_id = ? AND i.secrecy_rank <= ? GROUP BY day, e.account ORDER BY day DESC, login LIMIT ?`,
    [fileId, clearanceRank, limit],
  );
}
/** Sittings of readers over a file, with what they were for. */
export function sittingLooks(
  db: ReadDb,
  fileId: number,
  clearanceRank: number,
  limit: number,
): {
  requestId: number;
  number: string;
  at: string;
  readers: string;
  unit: string;
  purpose: string;
  pages: number;
}[] {
  return rows(
    db,
    `SELECT r.id AS requestId, r.number, s.started_at AS at,
       (SELECT group_concat(json_extract(value, '$.name'), '、') FROM json_each(s.readers)) AS readers, r.unit,
       r.purpose_name AS purpose, (SELECT count(*) FROM consult_page_time t WHERE t.sitting_id = s.id) AS pages
     FROM consult_sitting s JOIN consult_request r ON r.id = s.request_id
     WHERE r.file_id = ? AND r.secrecy_rank <= ? ORDER BY s.id DESC LIMIT ?`,
    [fileId, clearanceRank, limit],
  );
}
