import { type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';
import type { DutyItem } from './due.ts';

export interface CadreRecord {
  readonly personId: number;
  readonly fileId: number;
  readonly name: string;
  readonly rank: string;
  readonly unit: string;
  readonly department: string;
  readonly leadingGroup: string;
  readonly recordedOn: string;
  /** JSON array of titles. */
  readonly posts: string;
  /** JSON array of days. */
  readonly appointments: string;
}
/** Whose files are meant; nothing said: every open file. */
export interface Cadres {
  readonly unit?: string | undefined;
  readonly fileId?: number | undefined;
}
const MEANT = `f.state = 'open' AND p.retracted_at IS NULL AND (:unit IS NULL OR p.unit = :unit)
  AND (:fileId IS NULL OR f.id = :fileId)`;
const bind = (meant: Cadres) => ({ unit: meant.unit ?? null, fileId: meant.fileId ?? null });

export function cadreRecords(db: ReadDb, meant: Cadres): CadreRecord[] {
  return rows(
    db,
    `SELECT p.id AS personId, f.id AS fileId, p.name, p.rank, p.unit, p.department, p.leading_group AS leadingGroup,
       replace(substr(p.created_at, 1, 10), '-', '') AS recordedOn,
       (SELECT json_group_array(title) FROM (SELECT title FROM post WHERE person_id = p.id ORDER BY position)) AS posts,
       (SELECT json_group_array(from_date) FROM dated_post
         WHERE person_id = p.id AND voided_at IS NULL AND length(from_date) = 8) AS appointments
     FROM cadre_file f JOIN person p ON p.id = f.person_id WHERE ${MEANT} ORDER BY p.sort_order, p.id`,
    bind(meant),
  );
}
export interface ItemRow extends DutyItem {
  readonly fileId: number;
}
/** Items of those files within a clearance. A title names a year where its first 年 follows four digits and no month does. */
export function itemRows(db: ReadDb, meant: Cadres, clearanceRank: number): ItemRow[] {
  const all = meant.unit === undefined && meant.fileId === undefined;
  const whose = all
    ? 'i.file_id > 0'
    : `i.file_id IN (SELECT f.id FROM cadre_file f JOIN person p ON p.id = f.person_id WHERE ${MEANT})`;
  return rows(
    db,
    `SELECT i.id, i.file_id AS fileId, i.class_code AS classCode,
       replace(replace(i.date, '[', ''), ']', '') AS date,
       CASE WHEN substr(i.title, instr(i.title, '年') - 4, 4) GLOB '[12][09][0-9][0-9]' AND instr(i.title, '年') > 4
         AND substr(i.title, instr(i.title, '年') + 1, 1) NOT GLOB '[0-9]'
         THEN substr(i.title, instr(i.title, '年') - 4, 4) ELSE '' END AS titleYear,
       replace(substr(i.created_at, 1, 10), '-', '') AS arrivedOn
     FROM item i WHERE ${whose} AND i.state <> 'void' AND i.secrecy_rank <= :rank`,
    all ? { rank: clearanceRank } : { ...bind(meant), rank: clearanceRank },
  );
}

export function titlesOf(db: ReadDb, ids: readonly number[], clearanceRank: number): Map<number, string> {
  const found = rows<{ id: number; title: string }>(
    db,
    'SELECT id, title FROM item WHERE id IN (SELECT value FROM json_each(?)) AND secrecy_rank <= ?',
    [JSON.stringify(ids), clearanceRank],
  );
  return new Map(found.map((one) => [one.id, one.title]));
}

export interface DraftRecord {
  readonly fromVersion: number;
  readonly body: string;
  readonly at: string;
  readonly by: string;
}
export function theDraft(db: ReadDb): DraftRecord | undefined {
  return row(db, 'SELECT from_version AS fromVersion, body, saved_at AS at, saved_by AS by FROM duty_draft');
}
export function putDraft(db: WriteDb, one: DraftRecord): void {
  run(
    db,
    `INSERT INTO duty_draft (id, from_version, body, saved_at, saved_by) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET from_version = excluded.from_version, body = excluded.body,
       saved_at = excluded.saved_at, saved_by = excluded.saved_by`,
    [one.fromVersion, one.body, one.at, one.by],
  );
}
export function dropDraft(db: WriteDb): void {
  run(db, 'DELETE FROM duty_draft');
}
