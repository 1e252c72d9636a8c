import { type ReadDb, row, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';
import type { Row } from './form.ts';

export type Kind = 'annual' | 'change' | 'check';
export interface HeadRecord {
  readonly id: number;
  readonly fileId: number;
  readonly personName: string;
  readonly year: number;
  readonly kind: Kind;
  readonly version: number;
  readonly itemId: number | null;
  readonly itemTitle: string;
  readonly filledOn: string;
  readonly note: string;
  readonly rows: number;
  readonly capturedBy: string;
  readonly capturedAt: string;
  /** Of the report: its own at capture, or its scan's if that was raised since. */
  readonly rank: number;
}
const HEAD = `SELECT d.id, d.file_id AS fileId, p.name AS personName, d.year, d.kind, d.version,
  d.item_id AS itemId, coalesce(i.title, '') AS itemTitle, d.filled_on AS filledOn, d.note,
  (SELECT count(*) FROM declaration_row r WHERE r.declaration_id = d.id) AS rows,
  d.captured_by AS capturedBy, d.captured_at AS capturedAt, max(d.secrecy_rank, coalesce(i.secrecy_rank, 0)) AS rank
  FROM declaration d JOIN cadre_file f ON f.id = d.file_id JOIN person p ON p.id = f.person_id
  LEFT JOIN item i ON i.id = d.item_id`;

export function headById(db: ReadDb, id: number): HeadRecord | undefined {
  return row(db, `${HEAD} WHERE d.id = ?`, [id]);
}
export function headsOfFile(db: ReadDb, fileId: number, clearanceRank: number): HeadRecord[] {
  return rows(
    db,
    `${HEAD} WHERE d.file_id = ? AND max(d.secrecy_rank, coalesce(i.secrecy_rank, 0)) <= ?
     ORDER BY d.year DESC, d.kind, d.version DESC`,
    [fileId, clearanceRank],
  );
}
/** The newest version of each year and kind, of some files. */
export function newestHeads(db: ReadDb, fileIds: readonly number[]): HeadRecord[] {
  return rows(
    db,
    `${HEAD} WHERE d.file_id IN (SELECT value FROM json_each(?)) AND NOT EXISTS (SELECT 1 FROM declaration n
       WHERE n.file_id = d.file_id AND n.year = d.year AND n.kind = d.kind AND n.version > d.version)
     ORDER BY d.file_id, d.year, d.kind`,
    [JSON.stringify(fileIds)],
  );
}
/** Number of the newest version; with a rank, of the newest that such a clearance may know. 0: none. */
export function newestVersion(
  db: ReadDb,
  one: { readonly fileId: number; readonly year: number; readonly kind: Kind },
  clearanceRank = 3,
): number {
  return theRow<{ version: number }>(
    db,
    `SELECT coalesce(max(d.version), 0) AS version FROM declaration d LEFT JOIN item i ON i.id = d.item_id
     WHERE d.file_id = ? AND d.year = ? AND d.kind = ? AND max(d.secrecy_rank, coalesce(i.secrecy_rank, 0)) <= ?`,
    [one.fileId, one.year, one.kind, clearanceRank],
  ).version;
}
export function rowsOf(db: ReadDb, declarationId: number): Row[] {
  return rows<{ item: string; body: string }>(
    db,
    'SELECT item, body FROM declaration_row WHERE declaration_id = ? ORDER BY position',
    [declarationId],
  ).map(({ item, body }) => ({ item, values: JSON.parse(body) as Record<string, string> }));
}
/** Rows of many reports at once, by report. */
export function rowsOfMany(db: ReadDb, ids: readonly number[]): Map<number, Row[]> {
  const found = new Map<number, Row[]>();
  for (const { id, item, body } of rows<{ id: number; item: string; body: string }>(
    db,
    `SELECT declaration_id AS id, item, body FROM declaration_row
     WHERE declaration_id IN (SELECT value FROM json_each(?)) ORDER BY declaration_id, position`,
    [JSON.stringify(ids)],
  )) {
    const list = found.get(id) ?? [];
    list.push({ item, values: JSON.parse(body) as Record<string, string> });
    found.set(id, list);
  }
  return found;
}
export function insertDeclaration(
  db: WriteDb,
  head: Pick<
    HeadRecord,
    | 'fileId'
    | 'year'
    | 'kind'
    | 'version'
    | 'itemId'
    | 'filledOn'
    | 'note'
    | 'capturedBy'
    | 'capturedAt'
    | 'rank'
  >,
  content: readonly Row[],
): number {
  const { id } = run(
    db,
    `INSERT INTO declaration (file_id, year, kind, version, item_id, secrecy_rank, filled_on, note, captured_by, captured_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      head.fileId,
      head.year,
      head.kind,
      head.version,
      head.itemId,
      head.rank,
      head.filledOn,
      head.note,
      head.capturedBy,
      head.capturedAt,
    ],
  );
  for (const [position, one] of content.entries())
    run(db, 'INSERT INTO declaration_row (declaration_id, position, item, body) VALUES (?, ?, ?, ?)', [
      id,
      position,
      one.item,
      JSON.stringify(one.values),
    ]);
  return id;
}

export interface FindingRecord {
  readonly declaredId: number;
  readonly checkedId: number;
  readonly item: string;
  readonly rowKey: string;
  readonly finding: 'truthful' | 'omitted' | 'concealed';
  readonly basis: string;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}
/** Findings against the check results of some files, newest last. */
export function findingsOf(db: ReadDb, checkedIds: readonly number[]): FindingRecord[] {
  return rows(
    db,
    `SELECT declared_id AS declaredId, checked_id AS checkedId, item, row_key AS rowKey, finding, basis, note,
       found_by AS by, found_at AS at FROM declaration_finding
     WHERE checked_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    [JSON.stringify(checkedIds)],
  );
}
export function insertFinding(db: WriteDb, one: FindingRecord): void {
  run(
    db,
    `INSERT INTO declaration_finding (declared_id, checked_id, item, row_key, finding, basis, note, found_by, found_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [one.declaredId, one.checkedId, one.item, one.rowKey, one.finding, one.basis, one.note, one.by, one.at],
  );
}

/** Whether material of a class dated in that year or later is on file, as far as the caller may know. */
export function hasItemSince(
  db: ReadDb,
  fileId: number,
  classCode: string,
  since: string,
  clearanceRank: number,
): boolean {
  return (
    row(
      db,
      `SELECT 1 FROM item WHERE file_id = ? AND class_code = ? AND date_sort >= ? AND state <> 'void'
         AND secrecy_rank <= ? LIMIT 1`,
      [fileId, classCode, since, clearanceRank],
    ) !== undefined
  );
}
