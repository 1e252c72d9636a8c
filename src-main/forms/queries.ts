import type { SecrecyLevel } from '#contract/vocabulary.ts';
import { type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';

export interface TemplateRecord {
  readonly version: number;
  readonly body: Buffer | null;
  readonly by: string;
  readonly at: string;
}
export function newestTemplate(db: ReadDb, form: string): TemplateRecord | undefined {
  return row(
    db,
    `SELECT version, body, created_by AS by, created_at AS at FROM form_template WHERE form = ? ORDER BY version DESC LIMIT 1`,
    [form],
  );
}
export function insertTemplate(
  db: WriteDb,
  one: { form: string; version: number; body: Uint8Array | null; reason: string; at: string; by: string },
): void {
  run(
    db,
    'INSERT INTO form_template (form, version, body, reason, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)',
    [one.form, one.version, one.body, one.reason, one.at, one.by],
  );
}

export interface CadreRecord {
  readonly fileId: number;
  readonly personId: number;
  readonly volumeNumber: number;
  readonly state: 'open' | 'in-transfer' | 'sealed';
  readonly name: string;
  readonly formerName: string;
  readonly sex: string;
  readonly ethnicity: string;
  readonly birthDate: string;
  readonly idNumber: string;
  readonly politicalStatus: string;
  readonly partyDate: string;
  readonly workDate: string;
  readonly rank: string;
  readonly unit: string;
  readonly department: string;
  readonly posts: string;
}
const CADRE = `SELECT f.id AS fileId, p.id AS personId, f.volume_number AS volumeNumber, f.state, p.name, p.former_name AS formerName,
  p.sex, p.ethnicity, p.birth_date AS birthDate, p.id_number AS idNumber, p.political_status AS politicalStatus,
  p.party_date AS partyDate, p.work_date AS workDate, p.rank, p.unit, p.department,
  coalesce((SELECT group_concat(title, '、') FROM (SELECT title FROM post WHERE person_id = p.id ORDER BY position)), '') AS posts
  FROM cadre_file f JOIN person p ON p.id = f.person_id WHERE p.retracted_at IS NULL`;
export function cadre(db: ReadDb, fileId: number): CadreRecord | undefined {
  return row(db, `${CADRE} AND f.id = ?`, [fileId]);
}
export function cadres(db: ReadDb): CadreRecord[] {
  return rows(db, `${CADRE} ORDER BY p.sort_order, p.id`);
}
export interface ListedItem {
  readonly id: number;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly dateSort: string;
  readonly author: string;
  readonly documentNumber: string;
  readonly supplier: string;
  readonly originality: 'original' | 'copy';
  readonly secrecy: SecrecyLevel;
  readonly secrecyYears: number;
  readonly retention: string;
  readonly pages: number;
  readonly remarks: string;
  readonly state: 'draft' | 'fixed';
  readonly classSequence: number | null;
  readonly archivalCode: string | null;
  readonly createdAt: string;
  readonly personName: string;
}
const ITEM = `SELECT i.id, i.class_code AS classCode, i.title, i.date, i.date_sort AS dateSort, i.author,
  i.document_number AS documentNumber, i.supplier, i.originality, i.secrecy, i.secrecy_years AS secrecyYears, i.retention,
  coalesce(i.paper_pages, i.scanned_pages) AS pages, i.remarks, i.state, i.class_sequence AS classSequence,
  i.archival_code AS archivalCode, i.created_at AS createdAt, p.name AS personName
  FROM item i JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id
  WHERE i.state <> 'void'`;
export function itemsOf(db: ReadDb, fileId: number, clearanceRank: number): ListedItem[] {
  return rows(
    db,
    `${ITEM} AND i.file_id = ? AND i.secrecy_rank <= ? ORDER BY i.class_code, coalesce(i.class_sequence, 1e9), i.position, i.id`,
    [fileId, clearanceRank],
  );
}
export function itemsRegistered(db: ReadDb, year: number, clearanceRank: number): ListedItem[] {
  return rows(
    db,
    `${ITEM} AND i.created_at >= ? AND i.created_at < ? AND i.secrecy_rank <= ? ORDER BY i.created_at, i.id`,
    [`${year}`, `${year + 1}`, clearanceRank],
  );
}
/** Lines of the 备考表 within a clearance. */
export function notes(
  db: ReadDb,
  fileId: number | undefined,
  year: number | undefined,
  clearanceRank: number,
): { at: string; by: string; text: string; personName: string }[] {
  return rows(
    db,
    `SELECT n.at, n.by_name AS by, n.text, p.name AS personName FROM volume_note n JOIN cadre_file f ON f.id = n.file_id
     JOIN person p ON p.id = f.person_id WHERE (?1 IS NULL OR n.file_id = ?1) AND (?2 IS NULL OR substr(n.at, 1, 4) = ?2)
       AND n.secrecy_rank <= ?3
     ORDER BY n.id`,
    { 1: fileId ?? null, 2: year === undefined ? null : String(year), 3: clearanceRank },
  );
}
export function relatives(db: ReadDb, personId: number): { relation: string; name: string; work: string }[] {
  return rows(db, 'SELECT relation, name, work FROM relative WHERE person_id = ? ORDER BY id', [personId]);
}
export function standings(
  db: ReadDb,
  clearanceRank: number,
): {
  unit: string;
  people: number;
  open: number;
  moving: number;
  sealed: number;
  items: number;
  pages: number;
}[] {
  return rows(
    db,
    `SELECT p.unit, count(*) AS people, sum(f.state = 'open') AS open, sum(f.state = 'in-transfer') AS moving,
       sum(f.state = 'sealed') AS sealed,
       coalesce(sum((SELECT count(*) FROM item i WHERE i.file_id = f.id AND i.state <> 'void' AND i.secrecy_rank <= ?1)), 0) AS items,
       coalesce(sum((SELECT sum(i.scanned_pages) FROM item i WHERE i.file_id = f.id AND i.state <> 'void'
         AND i.secrecy_rank <= ?1)), 0) AS pages
     FROM cadre_file f JOIN person p ON p.id = f.person_id WHERE p.retracted_at IS NULL
     GROUP BY p.unit ORDER BY min(p.sort_order), p.unit`,
    { 1: clearanceRank },
  );
}
export function movements(
  db: ReadDb,
  year: number,
): {
  direction: 'in' | 'out';
  at: string;
  slip: string;
  name: string;
  partner: string;
  reason: string;
  state: string;
  closedAt: string | null;
}[] {
  return rows(
    db,
    `SELECT c.direction, c.created_at AS at, c.slip_number AS slip, c.person_name AS name, r.name AS partner, c.reason, c.state,
       c.closed_at AS closedAt FROM transfer_case c JOIN partner r ON r.id = c.partner_id
     WHERE substr(c.created_at, 1, 4) = ? ORDER BY c.direction, c.created_at, c.id`,
    [String(year)],
  );
}
export function loans(
  db: ReadDb,
  year: number,
  clearanceRank: number,
): {
  at: string;
  unit: string;
  name: string;
  borrower: string;
  reason: string;
  due: string;
  returned: string | null;
  number: string;
}[] {
  return rows(
    db,
    `SELECT l.lent_at AS at, q.unit, p.name, l.borrower, q.reason, l.due_at AS due, l.returned_at AS returned, q.number
     FROM loan l JOIN consult_request q ON q.id = l.request_id JOIN cadre_file f ON f.id = q.file_id
     JOIN person p ON p.id = f.person_id WHERE substr(l.lent_at, 1, 4) = ? AND q.secrecy_rank <= ? ORDER BY l.id`,
    [String(year), clearanceRank],
  );
}
export function copies(
  db: ReadDb,
  year: number,
  clearanceRank: number,
): {
  at: string;
  number: string;
  name: string;
  kind: 'excerpt' | 'copy';
  copyNumber: number;
  pages: number;
  by: string;
  state: string;
  settledAt: string | null;
}[] {
  return rows(
    db,
    `SELECT c.made_at AS at, q.number, p.name, c.kind, c.copy_number AS copyNumber, c.pages, c.received_by AS by, c.state,
       c.settled_at AS settledAt FROM consult_copy c JOIN consult_request q ON q.id = c.request_id
     JOIN cadre_file f ON f.id = q.file_id JOIN person p ON p.id = f.person_id
     WHERE substr(c.made_at, 1, 4) = ? AND c.secrecy_rank <= ? ORDER BY c.id`,
    [String(year), clearanceRank],
  );
}
