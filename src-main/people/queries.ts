import { column, type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';
import { kindredNames, mirrorRoster } from './career/index.ts';

/** Columns of a person that a clerk edits, by their names in the contract. */
export const EDITABLE = {
  name: 'name',
  formerName: 'former_name',
  sex: 'sex',
  ethnicity: 'ethnicity',
  birthDate: 'birth_date',
  idNumber: 'id_number',
  idNumberReason: 'id_number_reason',
  politicalStatus: 'political_status',
  partyDate: 'party_date',
  workDate: 'work_date',
  rank: 'rank',
  unit: 'unit',
  department: 'department',
  leadingGroup: 'leading_group',
  staffNumber: 'staff_number',
  remarks: 'remarks',
} as const;
export type PersonFields = Record<keyof typeof EDITABLE, string>;
export interface PersonRecord extends PersonFields {
  readonly id: number;
  readonly revision: number;
  readonly sortOrder: number;
}
export interface SearchForms {
  readonly folded: string;
  readonly pinyin: string;
  readonly initials: string;
}

const SELECTED = Object.entries(EDITABLE)
  .map(([field, name]) => `${name} AS ${field}`)
  .join(', ');
const NAMES = Object.values(EDITABLE);
const FIELDS = Object.keys(EDITABLE) as (keyof typeof EDITABLE)[];

export function personById(db: ReadDb, id: number): PersonRecord | undefined {
  return row(
    db,
    `SELECT id, revision, sort_order AS sortOrder, ${SELECTED} FROM person WHERE id = ? AND retracted_at IS NULL`,
    [id],
  );
}
export function personByIdNumber(db: ReadDb, idNumber: string): PersonRecord | undefined {
  return row(
    db,
    `SELECT id, revision, sort_order AS sortOrder, ${SELECTED} FROM person WHERE id_number = ? AND retracted_at IS NULL`,
    [idNumber],
  );
}
export function peopleByName(db: ReadDb, folded: string): PersonRecord[] {
  return rows(
    db,
    `SELECT id, revision, sort_order AS sortOrder, ${SELECTED} FROM person WHERE name_folded = ? AND retracted_at IS NULL ORDER BY id`,
    [folded],
  );
}
export function insertPerson(
  db: WriteDb,
  person: PersonFields,
  forms: SearchForms,
  sortOrder: number,
  at: string,
): number {
  return run(
    db,
    `INSERT INTO person (${NAMES.join(', ')}, name_folded, pinyin, initials, sort_order, created_at)
     VALUES (${NAMES.map(() => '?').join(', ')}, ?, ?, ?, ?, ?)`,
    [...FIELDS.map((field) => person[field]), forms.folded, forms.pinyin, forms.initials, sortOrder, at],
  ).id;
}
/** @returns false when the revision is no longer the one that was read */
export function updatePerson(
  db: WriteDb,
  id: number,
  revision: number,
  person: PersonFields,
  forms: SearchForms,
): boolean {
  return (
    run(
      db,
      `UPDATE person SET ${NAMES.map((name) => `${name} = ?`).join(', ')}, name_folded = ?, pinyin = ?, initials = ?,
       revision = revision + 1 WHERE id = ? AND revision = ? AND retracted_at IS NULL`,
      [...FIELDS.map((field) => person[field]), forms.folded, forms.pinyin, forms.initials, id, revision],
    ).changes === 1
  );
}
export function retractPerson(db: WriteDb, id: number, at: string): void {
  run(db, 'UPDATE person SET retracted_at = ?, revision = revision + 1 WHERE id = ?', [at, id]);
}
/** An earlier retracted person of the same number comes back instead of a second row. */
export function restorePerson(db: WriteDb, id: number): void {
  run(db, 'UPDATE person SET retracted_at = NULL, revision = revision + 1 WHERE id = ?', [id]);
}
export function retractedByIdNumber(db: ReadDb, idNumber: string): number | undefined {
  return row<{ id: number }>(
    db,
    `SELECT id FROM person WHERE id_number = ? AND retracted_at IS NOT NULL ORDER BY id DESC LIMIT 1`,
    [idNumber],
  )?.id;
}

export function postsOf(db: ReadDb, personId: number): string[] {
  return column(db, 'SELECT title FROM post WHERE person_id = ? ORDER BY position', [personId]);
}
export function replacePosts(db: WriteDb, personId: number, posts: readonly string[]): void {
  run(db, 'DELETE FROM post WHERE person_id = ?', [personId]);
  for (const [position, title] of posts.entries()) {
    run(db, 'INSERT INTO post (person_id, position, title) VALUES (?, ?, ?)', [personId, position, title]);
  }
  mirrorRoster(db, personId, posts);
}
export function relativesOf(
  db: ReadDb,
  personId: number,
): { relation: string; name: string; work: string }[] {
  return rows(db, 'SELECT relation, name, work FROM relative WHERE person_id = ? ORDER BY id', [personId]);
}
export function replaceRelatives(
  db: WriteDb,
  personId: number,
  relatives: readonly { relation: string; name: string; work: string }[],
): void {
  run(db, 'DELETE FROM relative WHERE person_id = ?', [personId]);
  for (const one of relatives) {
    run(db, 'INSERT INTO relative (person_id, relation, name, work) VALUES (?, ?, ?, ?)', [
      personId,
      one.relation,
      one.name,
      one.work,
    ]);
  }
}
/** @returns false when the revision is no longer the one that was read */
export function raiseRevision(db: WriteDb, id: number, revision: number): boolean {
  return (
    run(
      db,
      'UPDATE person SET revision = revision + 1 WHERE id = ? AND revision = ? AND retracted_at IS NULL',
      [id, revision],
    ).changes === 1
  );
}

const AXIS_COLUMNS = {
  'leading-group': 'leading_group',
  rank: 'rank',
  unit: 'unit',
  department: 'department',
} as const;
export type Axis = keyof typeof AXIS_COLUMNS;
export const AXES = Object.keys(AXIS_COLUMNS) as Axis[];

export function axisValues(db: ReadDb, axis: Axis): { value: string; people: number }[] {
  const name = AXIS_COLUMNS[axis];
  return rows(
    db,
    `SELECT ${name} AS value, count(*) AS people FROM person WHERE retracted_at IS NULL GROUP BY ${name} ORDER BY min(sort_order), ${name}`,
  );
}

const SORTS = {
  roster: 'p.sort_order',
  name: 'p.pinyin',
  unit: 'p.unit',
  rank: 'p.rank',
  birth: 'p.birth_date',
  volume: 'f.volume_number',
} as const;
export type PersonSort = keyof typeof SORTS;

export function findPeople(
  db: ReadDb,
  filter: { axis?: Axis | undefined; value?: string | undefined; text?: string | undefined; folded: string },
  sort: PersonSort,
  descending: boolean,
): number[] {
  const where = ['p.retracted_at IS NULL'];
  const bound: string[] = [];
  if (filter.axis && filter.value !== undefined) {
    where.push(`p.${AXIS_COLUMNS[filter.axis]} = ?`);
    bound.push(filter.value);
  }
  if (filter.text) {
    where.push(
      `(instr(p.name_folded, ?) > 0 OR instr(p.former_name, ?) > 0 OR p.pinyin LIKE ? || '%' OR p.initials LIKE ? || '%'
        OR instr(p.id_number, ?) > 0 OR p.staff_number = ?
        OR p.unit IN (SELECT value FROM json_each(?)))`,
    );
    const latin = /^[a-z]+$/.test(filter.folded) ? filter.folded : '\u0000';
    bound.push(filter.folded, filter.text, latin, latin, filter.folded.toUpperCase(), filter.text);
    // A unit is found under every name it has borne, and under those it came from or went into.
    bound.push(JSON.stringify(kindredNames(db, filter.text)));
  }
  const direction = descending ? 'DESC' : 'ASC';
  return column(
    db,
    `SELECT p.id FROM person p JOIN cadre_file f ON f.person_id = p.id WHERE ${where.join(' AND ')}
     ORDER BY ${SORTS[sort]} ${direction}, p.id ${direction}`,
    bound,
  );
}

export interface PersonListRecord {
  readonly id: number;
  readonly fileId: number;
  readonly name: string;
  readonly idNumber: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly unit: string;
  readonly department: string;
  readonly leadingGroup: string;
  readonly rank: string;
  readonly mainPost: string | null;
  readonly posts: number;
  readonly volumeNumber: number;
  readonly fileState: 'open' | 'in-transfer' | 'sealed';
  readonly items: number;
  readonly pages: number;
  readonly homonyms: number;
}
/** Rows of a list window. Items above the clearance are not counted (domain 2.10). */
export function personRows(db: ReadDb, ids: readonly number[], clearanceRank: number): PersonListRecord[] {
  return rows(
    db,
    `SELECT p.id, f.id AS fileId, p.name, p.id_number AS idNumber, p.sex, p.birth_date AS birthDate, p.unit, p.department,
       p.leading_group AS leadingGroup, p.rank, f.volume_number AS volumeNumber, f.state AS fileState,
       (SELECT title FROM post WHERE person_id = p.id ORDER BY position LIMIT 1) AS mainPost,
       (SELECT count(*) FROM post WHERE person_id = p.id) AS posts,
       (SELECT count(*) FROM item i WHERE i.file_id = f.id AND i.state <> 'void' AND i.secrecy_rank <= ?1) AS items,
       (SELECT coalesce(sum(i.scanned_pages), 0) FROM item i
         WHERE i.file_id = f.id AND i.state <> 'void' AND i.secrecy_rank <= ?1) AS pages,
       (SELECT count(*) FROM person o WHERE o.name_folded = p.name_folded AND o.retracted_at IS NULL) AS homonyms
     FROM json_each(?2) AS wanted JOIN person p ON p.id = wanted.value JOIN cadre_file f ON f.person_id = p.id
     ORDER BY wanted.key`,
    { 1: clearanceRank, 2: JSON.stringify(ids) },
  );
}
export function classCounts(
  db: ReadDb,
  fileId: number,
  clearanceRank: number,
): { classCode: string; items: number; pages: number }[] {
  return rows(
    db,
    `SELECT class_code AS classCode, count(*) AS items, sum(scanned_pages) AS pages FROM item
     WHERE file_id = ? AND state <> 'void' AND secrecy_rank <= ? GROUP BY class_code ORDER BY class_code`,
    [fileId, clearanceRank],
  );
}

export interface ImportRecord {
  readonly id: number;
  readonly fileName: string;
  readonly at: string;
  readonly by: string;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly refused: number;
  readonly undoneAt: string | null;
}
export function rosterImports(db: ReadDb): ImportRecord[] {
  return rows(
    db,
    `SELECT id, file_name AS fileName, at, by_name AS by, added, changed, same, refused, undone_at AS undoneAt
     FROM roster_import ORDER BY id DESC LIMIT 100`,
  );
}
export function insertRosterImport(
  db: WriteDb,
  one: { fileName: string; sha256: string; at: string; by: string; refused: number },
): number {
  return run(
    db,
    `INSERT INTO roster_import (file_name, sha256, at, by_name, added, changed, same, refused) VALUES (?, ?, ?, ?, 0, 0, 0, ?)`,
    [one.fileName, one.sha256, one.at, one.by, one.refused],
  ).id;
}
export function finishRosterImport(
  db: WriteDb,
  id: number,
  counts: { added: number; changed: number; same: number },
): void {
  run(db, 'UPDATE roster_import SET added = ?, changed = ?, same = ? WHERE id = ?', [
    counts.added,
    counts.changed,
    counts.same,
    id,
  ]);
}
export function insertRosterChange(
  db: WriteDb,
  importId: number,
  personId: number,
  before: string | null,
  revisionAfter: number,
): void {
  run(db, 'INSERT INTO roster_change (import_id, person_id, before, revision_after) VALUES (?, ?, ?, ?)', [
    importId,
    personId,
    before,
    revisionAfter,
  ]);
}
export function rosterChanges(
  db: ReadDb,
  importId: number,
): { person_id: number; before: string | null; revision_after: number }[] {
  return rows(db, 'SELECT person_id, before, revision_after FROM roster_change WHERE import_id = ?', [
    importId,
  ]);
}
export function markImportUndone(db: WriteDb, id: number, at: string): void {
  run(db, 'UPDATE roster_import SET undone_at = ? WHERE id = ?', [at, id]);
}
export function lastImportNotUndone(db: ReadDb): number | undefined {
  return row<{ id: number }>(
    db,
    'SELECT id FROM roster_import WHERE undone_at IS NULL ORDER BY id DESC LIMIT 1',
  )?.id;
}
/** Whether anything was filed for the person: then the import that brought them can't simply be taken back. */
export function hasItems(db: ReadDb, personId: number): boolean {
  return (
    row(db, 'SELECT 1 FROM item i JOIN cadre_file f ON f.id = i.file_id WHERE f.person_id = ? LIMIT 1', [
      personId,
    ]) !== undefined ||
    row(
      db,
      'SELECT 1 FROM tray_entry t JOIN cadre_file f ON f.id = t.file_id WHERE f.person_id = ? LIMIT 1',
      [personId],
    ) !== undefined
  );
}
