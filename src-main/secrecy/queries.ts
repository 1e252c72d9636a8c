import type { SecrecyLevel } from '#contract/vocabulary.ts';
import { type ReadDb, row, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';

export interface ChangeRecord {
  readonly id: number;
  readonly itemId: number;
  readonly fileId: number;
  readonly personName: string;
  readonly title: string;
  readonly archivalCode: string | null;
  readonly kind: 'change' | 'declassify';
  readonly fromSecrecy: SecrecyLevel;
  readonly fromYears: number;
  readonly fromEvent: string;
  readonly toSecrecy: SecrecyLevel;
  readonly toYears: number;
  readonly toEvent: string;
  readonly rank: number;
  readonly reason: string;
  readonly basis: string;
  readonly state: 'proposed' | 'reviewed' | 'approved' | 'rejected' | 'withdrawn';
  readonly proposerId: number;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly reviewerId: number | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
  readonly reviewNote: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionNote: string;
}
/** The item's own rank counts too: it may have been raised since. */
const CHANGE = `SELECT c.id, c.item_id AS itemId, i.file_id AS fileId, p.name AS personName, i.title,
  i.archival_code AS archivalCode, c.kind, c.from_secrecy AS fromSecrecy, c.from_years AS fromYears,
  c.from_event AS fromEvent, c.to_secrecy AS toSecrecy, c.to_years AS toYears, c.to_event AS toEvent,
  max(c.secrecy_rank, i.secrecy_rank) AS rank, c.reason, c.basis, c.state, c.proposed_by AS proposerId,
  a.name AS proposedBy, c.proposed_at AS proposedAt, c.reviewed_by AS reviewerId, r.name AS reviewedBy,
  c.reviewed_at AS reviewedAt, c.review_note AS reviewNote, d.name AS decidedBy, c.decided_at AS decidedAt,
  c.decision_note AS decisionNote
  FROM secrecy_change c JOIN item i ON i.id = c.item_id JOIN cadre_file f ON f.id = i.file_id
  JOIN person p ON p.id = f.person_id JOIN account a ON a.id = c.proposed_by
  LEFT JOIN account r ON r.id = c.reviewed_by LEFT JOIN account d ON d.id = c.decided_by`;

export function changeById(db: ReadDb, id: number): ChangeRecord | undefined {
  return row(db, `${CHANGE} WHERE c.id = ?`, [id]);
}
export function changesOfItem(db: ReadDb, itemId: number): ChangeRecord[] {
  return rows(db, `${CHANGE} WHERE c.item_id = ? ORDER BY c.id`, [itemId]);
}
export function changeRecords(
  db: ReadDb,
  filter: {
    readonly states: readonly string[];
    readonly itemId: number | undefined;
    readonly fileId: number | undefined;
  },
  clearanceRank: number,
): ChangeRecord[] {
  return rows(
    db,
    `${CHANGE} WHERE c.state IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR c.item_id = ?2)
       AND (?3 IS NULL OR i.file_id = ?3) AND max(c.secrecy_rank, i.secrecy_rank) <= ?4 ORDER BY c.id DESC LIMIT 2000`,
    {
      1: JSON.stringify(filter.states),
      2: filter.itemId ?? null,
      3: filter.fileId ?? null,
      4: clearanceRank,
    },
  );
}
export function countOpenChanges(db: ReadDb, clearanceRank: number): number {
  return theRow<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM secrecy_change c JOIN item i ON i.id = c.item_id
     WHERE c.state IN ('proposed', 'reviewed') AND max(c.secrecy_rank, i.secrecy_rank) <= ?`,
    [clearanceRank],
  ).n;
}
export function insertChange(
  db: WriteDb,
  one: Pick<
    ChangeRecord,
    | 'itemId'
    | 'kind'
    | 'fromSecrecy'
    | 'fromYears'
    | 'fromEvent'
    | 'toSecrecy'
    | 'toYears'
    | 'toEvent'
    | 'rank'
    | 'reason'
    | 'basis'
    | 'proposerId'
    | 'proposedAt'
  >,
): number {
  return run(
    db,
    `INSERT INTO secrecy_change (item_id, kind, from_secrecy, from_years, from_event, to_secrecy, to_years, to_event,
       secrecy_rank, reason, basis, state, proposed_by, proposed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'proposed', ?, ?)`,
    [
      one.itemId,
      one.kind,
      one.fromSecrecy,
      one.fromYears,
      one.fromEvent,
      one.toSecrecy,
      one.toYears,
      one.toEvent,
      one.rank,
      one.reason,
      one.basis,
      one.proposerId,
      one.proposedAt,
    ],
  ).id;
}
interface Act {
  readonly by: number;
  readonly at: string;
  readonly note: string;
}
/** @returns false when the change is no longer in the state it was read in */
export function noteReview(db: WriteDb, id: number, to: 'reviewed' | 'rejected', act: Act): boolean {
  return (
    run(
      db,
      `UPDATE secrecy_change SET state = ?, reviewed_by = ?, reviewed_at = ?, review_note = ? WHERE id = ? AND state = 'proposed'`,
      [to, act.by, act.at, act.note, id],
    ).changes === 1
  );
}
export function noteDecision(db: WriteDb, id: number, to: 'approved' | 'rejected', act: Act): boolean {
  return (
    run(
      db,
      `UPDATE secrecy_change SET state = ?, decided_by = ?, decided_at = ?, decision_note = ? WHERE id = ? AND state = 'reviewed'`,
      [to, act.by, act.at, act.note, id],
    ).changes === 1
  );
}
export function noteWithdrawal(db: WriteDb, id: number): boolean {
  return (
    run(
      db,
      `UPDATE secrecy_change SET state = 'withdrawn' WHERE id = ? AND state IN ('proposed', 'reviewed')`,
      [id],
    ).changes === 1
  );
}

export function eventOf(db: ReadDb, itemId: number): string {
  return theRow<{ event: string }>(db, 'SELECT secrecy_event AS event FROM item WHERE id = ?', [itemId])
    .event;
}
export function applyMark(
  db: WriteDb,
  itemId: number,
  mark: { secrecy: SecrecyLevel; rank: number; years: number; event: string },
  at: string,
): void {
  run(
    db,
    `UPDATE item SET secrecy = ?, secrecy_rank = ?, secrecy_years = ?, secrecy_event = ?, revision = revision + 1,
       changed_at = ? WHERE id = ?`,
    [mark.secrecy, mark.rank, mark.years, mark.event, at, itemId],
  );
}

/** Old marks of the items of a volume, oldest first; what each approved change struck. */
export function struckMarks(
  db: ReadDb,
  fileId: number,
): { itemId: number; kind: ChangeRecord['kind']; secrecy: SecrecyLevel; years: number; event: string }[] {
  return rows(
    db,
    `SELECT c.item_id AS itemId, c.kind, c.from_secrecy AS secrecy, c.from_years AS years, c.from_event AS event
     FROM secrecy_change c JOIN item i ON i.id = c.item_id WHERE i.file_id = ? AND c.state = 'approved' ORDER BY c.id`,
    [fileId],
  );
}
export function marksOfFile(
  db: ReadDb,
  fileId: number,
  clearanceRank: number,
): { secrecy: SecrecyLevel; secrecyYears: number }[] {
  return rows(
    db,
    `SELECT DISTINCT secrecy, secrecy_years AS secrecyYears FROM item
     WHERE file_id = ? AND state <> 'void' AND secrecy_rank <= ?`,
    [fileId, clearanceRank],
  );
}

/** Last day of the term as yyyymmdd: from the last day that a partial date can mean, so that no term ends too early. */
const DIGITS = "replace(replace(i.date, '[', ''), ']', '')";
const START = `CASE length(${DIGITS}) WHEN 4 THEN ${DIGITS} || '1231' WHEN 6 THEN ${DIGITS} || '31' ELSE ${DIGITS} END`;
const END = `(CAST(substr(${DIGITS}, 1, 4) AS INTEGER) + i.secrecy_years) || substr(${START}, 5)`;
const CLASSIFIED = `i.secrecy_rank BETWEEN 1 AND ?1 AND i.state <> 'void'`;
const DATED = `${CLASSIFIED} AND i.secrecy_event = '' AND i.date <> ''`;

export interface TermRecord {
  readonly itemId: number;
  readonly fileId: number;
  readonly personName: string;
  readonly title: string;
  readonly archivalCode: string | null;
  readonly secrecy: SecrecyLevel;
  readonly secrecyYears: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly changeOpen: number;
}
export function termsEnding(db: ReadDb, until: string, clearanceRank: number, limit: number): TermRecord[] {
  return rows(
    db,
    `SELECT i.id AS itemId, i.file_id AS fileId, p.name AS personName, i.title, i.archival_code AS archivalCode,
       i.secrecy, i.secrecy_years AS secrecyYears, ${START} AS startsAt, ${END} AS endsAt,
       EXISTS (SELECT 1 FROM secrecy_change c WHERE c.item_id = i.id AND c.state IN ('proposed', 'reviewed')) AS changeOpen
     FROM item i JOIN cadre_file f ON f.id = i.file_id JOIN person p ON p.id = f.person_id
     WHERE ${DATED} AND ${END} <= ?2 ORDER BY ${END}, i.id LIMIT ?3`,
    { 1: clearanceRank, 2: until, 3: limit },
  );
}
export function countTerms(
  db: ReadDb,
  until: string,
  clearanceRank: number,
): { ending: number; undated: number; byEvent: number } {
  return theRow(
    db,
    `SELECT count(*) FILTER (WHERE i.secrecy_event = '' AND i.date <> '' AND ${END} <= ?2) AS ending,
       count(*) FILTER (WHERE i.secrecy_event = '' AND i.date = '') AS undated,
       count(*) FILTER (WHERE i.secrecy_event <> '') AS byEvent
     FROM item i WHERE ${CLASSIFIED}`,
    { 1: clearanceRank, 2: until },
  );
}
