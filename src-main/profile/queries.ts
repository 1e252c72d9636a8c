import type { Nature, SecrecyLevel } from '#contract/vocabulary.ts';
import { type ReadDb, row, rows } from '#main/storage/index.ts';

export interface PersonRecord {
  readonly personId: number;
  readonly volumeNumber: number;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly politicalStatus: string;
  readonly rank: string;
  readonly unit: string;
  readonly post: string;
}
export function personOf(db: ReadDb, fileId: number): PersonRecord | undefined {
  return row(
    db,
    `SELECT p.id AS personId, f.volume_number AS volumeNumber, p.name, p.sex, p.birth_date AS birthDate,
       p.political_status AS politicalStatus, p.rank, p.unit,
       coalesce((SELECT title FROM post WHERE person_id = p.id ORDER BY position LIMIT 1), '') AS post
     FROM cadre_file f JOIN person p ON p.id = f.person_id WHERE f.id = ?`,
    [fileId],
  );
}

export interface ItemRecord {
  readonly id: number;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly author: string;
  readonly documentNumber: string;
  readonly nature: Nature;
  readonly archivalCode: string | null;
  readonly itemNumber: number | null;
  readonly secrecy: SecrecyLevel;
  readonly secrecyYears: number;
  readonly pages: number;
  readonly firstPage: number | null;
}
/** Items that are not void, within a clearance. */
export function itemsOf(db: ReadDb, fileId: number, clearanceRank: number): ItemRecord[] {
  return rows(
    db,
    `SELECT i.id, i.class_code AS classCode, i.title, i.date, i.author, i.document_number AS documentNumber, i.nature,
       i.archival_code AS archivalCode, i.item_number AS itemNumber, i.secrecy, i.secrecy_years AS secrecyYears,
       i.scanned_pages AS pages, (SELECT g.id FROM page g WHERE g.item_id = i.id ORDER BY g.position LIMIT 1) AS firstPage
     FROM item i WHERE i.file_id = ? AND i.state <> 'void' AND i.secrecy_rank <= ? ORDER BY i.date_sort, i.id`,
    [fileId, clearanceRank],
  );
}

export interface DeclarationRecord {
  readonly id: number;
  readonly year: number;
  readonly filledOn: string;
  readonly itemId: number | null;
  readonly rank: number;
  readonly truthful: number;
  readonly omitted: number;
  readonly concealed: number;
}
const DECLARED_RANK = 'max(d.secrecy_rank, coalesce(i.secrecy_rank, 0))';
/** The newest yearly report of each year that the clearance may know, with what was found of it. */
export function declarationsOf(db: ReadDb, fileId: number, clearanceRank: number): DeclarationRecord[] {
  const found = (finding: string) =>
    `(SELECT count(*) FROM declaration_finding n JOIN declaration c ON c.id = n.checked_id LEFT JOIN item j ON j.id = c.item_id
      WHERE n.declared_id = d.id AND n.finding = '${finding}' AND max(c.secrecy_rank, coalesce(j.secrecy_rank, 0)) <= :rank
        AND NOT EXISTS (SELECT 1 FROM declaration_finding l WHERE l.declared_id = n.declared_id AND l.checked_id = n.checked_id
          AND l.item = n.item AND l.row_key = n.row_key AND l.id > n.id))`;
  return rows(
    db,
    `SELECT d.id, d.year, d.filled_on AS filledOn, d.item_id AS itemId, ${DECLARED_RANK} AS rank,
       ${found('truthful')} AS truthful, ${found('omitted')} AS omitted, ${found('concealed')} AS concealed
     FROM declaration d LEFT JOIN item i ON i.id = d.item_id
     WHERE d.file_id = :file AND d.kind = 'annual' AND ${DECLARED_RANK} <= :rank AND NOT EXISTS (
       SELECT 1 FROM declaration l LEFT JOIN item k ON k.id = l.item_id WHERE l.file_id = d.file_id AND l.kind = 'annual'
         AND l.year = d.year AND l.version > d.version AND max(l.secrecy_rank, coalesce(k.secrecy_rank, 0)) <= :rank)
     ORDER BY d.year`,
    { file: fileId, rank: clearanceRank },
  );
}

export interface TrainingRecord {
  readonly sessionId: number;
  readonly heldOn: string;
  readonly title: string;
  readonly hours: number;
  readonly itemId: number | null;
}
/** Sessions at which the cadre was. */
export function trainingOf(db: ReadDb, fileId: number): TrainingRecord[] {
  return rows(
    db,
    `SELECT s.id AS sessionId, s.held_on AS heldOn, s.title, s.hours, a.item_id AS itemId
     FROM training_attendance a JOIN training_session s ON s.id = a.session_id
     WHERE a.file_id = ? AND a.mark = 'present' AND s.void_reason = '' ORDER BY s.held_on, s.id`,
    [fileId],
  );
}

export interface WarningRecord {
  readonly id: number;
  readonly text: string;
  readonly since: string;
  readonly rank: number;
  /** JSON array of item ids. */
  readonly evidence: string;
}
const WARNED_RANK = `max(w.secrecy_rank, (SELECT coalesce(max(i.secrecy_rank), 0) FROM warning_evidence e
  JOIN item i ON i.id = e.item_id WHERE e.warning_id = w.id))`;
/** Warnings that two persons found to be so. */
export function verifiedWarnings(db: ReadDb, fileId: number, clearanceRank: number): WarningRecord[] {
  return rows(
    db,
    `SELECT w.id, w.text, w.since, ${WARNED_RANK} AS rank,
       (SELECT json_group_array(item_id) FROM warning_evidence WHERE warning_id = w.id) AS evidence
     FROM warning w WHERE w.file_id = ? AND w.state = 'closed' AND w.outcome = 'verified' AND ${WARNED_RANK} <= ?
     ORDER BY w.since, w.id`,
    [fileId, clearanceRank],
  );
}
