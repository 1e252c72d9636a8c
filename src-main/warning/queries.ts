import type { Retention, SecrecyLevel } from '#contract/vocabulary.ts';
import { column, type ReadDb, row, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';

export interface PersonFact {
  readonly fileId: number;
  readonly id: number;
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly idNumber: string;
  /** Why the number stands although it fails its check: then its parts prove nothing either. */
  readonly idNumberReason: string;
  readonly partyDate: string;
  readonly workDate: string;
  readonly rank: string;
  readonly unit: string;
}
export function personFacts(db: ReadDb, fileIds: readonly number[]): PersonFact[] {
  return rows(
    db,
    `SELECT f.id AS fileId, p.id, p.name, p.sex, p.birth_date AS birthDate, p.id_number AS idNumber,
       p.id_number_reason AS idNumberReason, p.party_date AS partyDate, p.work_date AS workDate, p.rank, p.unit
     FROM json_each(?) AS wanted JOIN cadre_file f ON f.id = wanted.value JOIN person p ON p.id = f.person_id
     ORDER BY f.id`,
    [JSON.stringify(fileIds)],
  );
}
export interface ItemFact {
  readonly id: number;
  readonly fileId: number;
  readonly classCode: string;
  readonly title: string;
  readonly date: string;
  readonly documentNumber: string;
  readonly secrecy: SecrecyLevel;
  readonly secrecyRank: number;
  readonly secrecyYears: number;
  readonly secrecyEvent: string;
  readonly retention: Retention;
}
export function itemFacts(db: ReadDb, fileIds: readonly number[]): ItemFact[] {
  return rows(
    db,
    `SELECT id, file_id AS fileId, class_code AS classCode, title, date, document_number AS documentNumber, secrecy,
       secrecy_rank AS secrecyRank, secrecy_years AS secrecyYears, secrecy_event AS secrecyEvent, retention
     FROM item WHERE file_id IN (SELECT value FROM json_each(?)) AND state <> 'void' ORDER BY file_id, id`,
    [JSON.stringify(fileIds)],
  );
}
export function relativeFacts(
  db: ReadDb,
  fileIds: readonly number[],
): { fileId: number; relation: string; name: string; work: string }[] {
  return rows(
    db,
    `SELECT f.id AS fileId, r.relation, r.name, r.work FROM cadre_file f JOIN relative r ON r.person_id = f.person_id
     WHERE f.id IN (SELECT value FROM json_each(?)) ORDER BY f.id, r.id`,
    [JSON.stringify(fileIds)],
  );
}
export interface PostFact {
  readonly fileId: number;
  readonly id: number;
  readonly title: string;
  readonly main: boolean;
  readonly fromDate: string;
  readonly untilDate: string;
  readonly ended: boolean;
}
export function postFacts(db: ReadDb, fileIds: readonly number[]): PostFact[] {
  return rows<Omit<PostFact, 'main' | 'ended'> & { main: 0 | 1; ended: 0 | 1 }>(
    db,
    `SELECT f.id AS fileId, d.id, d.title, d.main, d.from_date AS fromDate, d.until_date AS untilDate, d.ended
     FROM cadre_file f JOIN dated_post d ON d.person_id = f.person_id
     WHERE f.id IN (SELECT value FROM json_each(?)) AND d.voided_at IS NULL ORDER BY f.id, d.from_date, d.id`,
    [JSON.stringify(fileIds)],
  ).map((one) => ({ ...one, main: one.main === 1, ended: one.ended === 1 }));
}
/** Files still in the office's hands; what was sealed or has left is not looked through. */
export function openFiles(db: ReadDb): number[] {
  return column(
    db,
    `SELECT f.id FROM cadre_file f JOIN person p ON p.id = f.person_id
     WHERE f.state = 'open' AND p.retracted_at IS NULL ORDER BY f.id`,
  );
}

export interface WarningRecord {
  readonly id: number;
  readonly rule: string;
  readonly ruleVersion: number;
  readonly level: 'low' | 'middle' | 'high';
  readonly fileId: number;
  readonly personId: number;
  readonly personName: string;
  readonly text: string;
  readonly facts: string;
  readonly secrecyRank: number;
  readonly since: string;
  readonly state: 'open' | 'proposed' | 'closed' | 'lapsed';
  readonly assigneeId: number | null;
  readonly assignee: string;
  readonly outcome: 'verified' | 'excluded' | 'mended' | null;
  readonly reason: string;
  readonly proposedById: number | null;
  readonly proposedBy: string | null;
}
/** What it rests on may have been raised since: the highest counts. */
const RANK = `max(w.secrecy_rank, (SELECT coalesce(max(i.secrecy_rank), 0) FROM warning_evidence e
  JOIN item i ON i.id = e.item_id WHERE e.warning_id = w.id))`;
const WARNING = `SELECT w.id, w.rule, w.rule_version AS ruleVersion, w.level, w.file_id AS fileId, p.id AS personId,
  p.name AS personName, w.text, w.facts, ${RANK} AS secrecyRank, w.since, w.state, w.assignee AS assigneeId,
  coalesce(a.name, '') AS assignee, w.outcome, w.reason, w.proposed_by AS proposedById, b.name AS proposedBy
  FROM warning w JOIN cadre_file f ON f.id = w.file_id JOIN person p ON p.id = f.person_id
  LEFT JOIN account a ON a.id = w.assignee LEFT JOIN account b ON b.id = w.proposed_by`;

export function warningById(db: ReadDb, id: number): WarningRecord | undefined {
  return row(db, `${WARNING} WHERE w.id = ?`, [id]);
}
export function warningRows(db: ReadDb, ids: readonly number[], clearanceRank: number): WarningRecord[] {
  return rows(
    db,
    `${WARNING} JOIN json_each(?1) AS wanted ON wanted.value = w.id WHERE ${RANK} <= ?2 ORDER BY wanted.key`,
    { 1: JSON.stringify(ids), 2: clearanceRank },
  );
}
const SORTS = { since: 'w.since', level: 'w.level_rank', person: 'p.sort_order' } as const;
export function warningIds(
  db: ReadDb,
  filter: {
    readonly rule: string | undefined;
    readonly fileId: number | undefined;
    readonly states: readonly string[];
    readonly assignee: number | null;
  },
  sort: keyof typeof SORTS,
  descending: boolean,
  clearanceRank: number,
): number[] {
  const direction = descending ? 'DESC' : 'ASC';
  return column(
    db,
    `SELECT w.id FROM warning w JOIN cadre_file f ON f.id = w.file_id JOIN person p ON p.id = f.person_id
     WHERE w.state IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR w.rule = ?2)
       AND (?3 IS NULL OR w.file_id = ?3) AND (?4 IS NULL OR w.assignee = ?4) AND ${RANK} <= ?5
     ORDER BY ${SORTS[sort]} ${direction}, w.id ${direction}`,
    {
      1: JSON.stringify(filter.states),
      2: filter.rule ?? null,
      3: filter.fileId ?? null,
      4: filter.assignee,
      5: clearanceRank,
    },
  );
}
export function countByRule(
  db: ReadDb,
  clearanceRank: number,
): { rule: string; open: number; proposed: number }[] {
  return rows(
    db,
    `SELECT w.rule, count(*) FILTER (WHERE w.state = 'open') AS open,
       count(*) FILTER (WHERE w.state = 'proposed') AS proposed
     FROM warning w WHERE w.state IN ('open', 'proposed') AND ${RANK} <= ? GROUP BY w.rule`,
    [clearanceRank],
  );
}
export function evidenceOf(
  db: ReadDb,
  warningId: number,
): { itemId: number; title: string; archivalCode: string | null }[] {
  return rows(
    db,
    `SELECT i.id AS itemId, i.title, i.archival_code AS archivalCode FROM warning_evidence e JOIN item i ON i.id = e.item_id
     WHERE e.warning_id = ? ORDER BY i.class_code, i.date_sort, i.id`,
    [warningId],
  );
}
export function actsOf(
  db: ReadDb,
  warningId: number,
): { at: string; by: string; act: string; note: string }[] {
  return rows(db, 'SELECT at, by_name AS by, act, note FROM warning_act WHERE warning_id = ? ORDER BY id', [
    warningId,
  ]);
}
export function insertAct(
  db: WriteDb,
  warningId: number,
  one: { readonly at: string; readonly by: string; readonly act: string; readonly note: string },
): void {
  run(db, 'INSERT INTO warning_act (warning_id, at, by_name, act, note) VALUES (?, ?, ?, ?, ?)', [
    warningId,
    one.at,
    one.by,
    one.act,
    one.note,
  ]);
}
/** @returns false when the warning is no longer in the state it was read in */
export function setState(
  db: WriteDb,
  id: number,
  from: WarningRecord['state'],
  to: Pick<WarningRecord, 'state' | 'outcome' | 'reason' | 'proposedById'>,
): boolean {
  return (
    run(
      db,
      'UPDATE warning SET state = ?, outcome = ?, reason = ?, proposed_by = ? WHERE id = ? AND state = ?',
      [to.state, to.outcome, to.reason, to.proposedById, id, from],
    ).changes === 1
  );
}
export function setAssignee(db: WriteDb, id: number, accountId: number): void {
  run(db, 'UPDATE warning SET assignee = ? WHERE id = ?', [accountId, id]);
}
/** Business accounts in use. */
export function businessAccounts(db: ReadDb): { id: number; name: string }[] {
  return rows(
    db,
    `SELECT DISTINCT a.id, a.name FROM account a JOIN account_role r ON r.account_id = a.id
     WHERE a.state = 'active' AND r.role IN ('clerk', 'appraiser', 'reviewer', 'approver') ORDER BY a.id`,
  );
}

export interface KnownWarning {
  readonly id: number;
  readonly rule: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly state: WarningRecord['state'];
}
export function knownWarnings(db: ReadDb, fileId: number): KnownWarning[] {
  return rows(db, 'SELECT id, rule, key, fingerprint, state FROM warning WHERE file_id = ?', [fileId]);
}
interface Found {
  readonly rule: string;
  readonly ruleVersion: number;
  readonly fileId: number;
  readonly key: string;
  readonly level: 'low' | 'middle' | 'high';
  readonly text: string;
  readonly facts: string;
  readonly fingerprint: string;
  readonly secrecyRank: number;
  readonly evidence: readonly number[];
  readonly at: string;
  readonly scan: number;
}
const LEVEL_RANKS = { low: 0, middle: 1, high: 2 } as const;
export function insertWarning(db: WriteDb, one: Found): number {
  const { id } = run(
    db,
    `INSERT INTO warning (rule, rule_version, file_id, key, level, level_rank, text, facts, fingerprint, secrecy_rank, since,
       scan, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'open')`,
    [
      one.rule,
      one.ruleVersion,
      one.fileId,
      one.key,
      one.level,
      LEVEL_RANKS[one.level],
      one.text,
      one.facts,
      one.fingerprint,
      one.secrecyRank,
      one.at,
      one.scan,
    ],
  );
  replaceEvidence(db, id, one.evidence);
  return id;
}
/** The same place, other facts: opened anew. */
export function renewWarning(db: WriteDb, id: number, one: Found): void {
  run(
    db,
    `UPDATE warning SET rule_version = ?, level = ?, level_rank = ?, text = ?, facts = ?, fingerprint = ?, secrecy_rank = ?,
       since = ?, scan = ?, state = 'open', outcome = NULL, reason = '', proposed_by = NULL WHERE id = ?`,
    [
      one.ruleVersion,
      one.level,
      LEVEL_RANKS[one.level],
      one.text,
      one.facts,
      one.fingerprint,
      one.secrecyRank,
      one.at,
      one.scan,
      id,
    ],
  );
  replaceEvidence(db, id, one.evidence);
}
function replaceEvidence(db: WriteDb, id: number, items: readonly number[]): void {
  run(db, 'DELETE FROM warning_evidence WHERE warning_id = ?', [id]);
  for (const item of new Set(items))
    run(db, 'INSERT INTO warning_evidence (warning_id, item_id) VALUES (?, ?)', [id, item]);
}
export function markSeen(db: WriteDb, id: number, scan: number): void {
  run(db, 'UPDATE warning SET scan = ? WHERE id = ?', [scan, id]);
}
/** Open ones that the last look did not find again: their facts are gone. */
export function lapseUnseen(db: WriteDb, fileId: number, scan: number): number[] {
  const gone = column<number>(
    db,
    `SELECT id FROM warning WHERE file_id = ? AND scan <> ? AND state IN ('open', 'proposed')`,
    [fileId, scan],
  );
  for (const id of gone) run(db, `UPDATE warning SET state = 'lapsed' WHERE id = ?`, [id]);
  return gone;
}
export function nextScan(db: ReadDb): number {
  return theRow<{ n: number }>(db, 'SELECT coalesce(max(scan), 0) + 1 AS n FROM warning').n;
}
/** When the last complete look ended. */
export function lastScanAt(db: ReadDb): string | null {
  return (
    row<{ at: string }>(
      db,
      `SELECT ended_at AS at FROM job WHERE kind = 'scan-warnings' AND state = 'done' ORDER BY id DESC LIMIT 1`,
    )?.at ?? null
  );
}
