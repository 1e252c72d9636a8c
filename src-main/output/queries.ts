import type { SecrecyLevel } from '#contract/vocabulary.ts';
import { column, type ReadDb, row, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';

export interface OutputPolicyRecord {
  readonly version: number;
  readonly rules: string;
  readonly approvalDays: number;
}
export function lastOutputPolicy(db: ReadDb): OutputPolicyRecord | undefined {
  return row(
    db,
    `SELECT version, rules, approval_days AS approvalDays FROM output_policy ORDER BY version DESC LIMIT 1`,
  );
}
export function insertOutputPolicy(
  db: WriteDb,
  one: OutputPolicyRecord & { readonly reason: string; readonly at: string; readonly by: string },
): void {
  run(
    db,
    'INSERT INTO output_policy (version, rules, approval_days, reason, changed_at, changed_by) VALUES (?, ?, ?, ?, ?, ?)',
    [one.version, one.rules, one.approvalDays, one.reason, one.at, one.by],
  );
}

export interface RequestRecord {
  readonly id: number;
  readonly number: string;
  readonly what: string;
  readonly subjectId: number;
  readonly title: string;
  readonly secrecy: SecrecyLevel;
  readonly secrecyRank: number;
  readonly secrecyYears: number;
  readonly pages: number;
  readonly basis: string;
  readonly copies: number;
  readonly purpose: string;
  readonly destination: string;
  readonly state: 'submitted' | 'approved' | 'rejected' | 'withdrawn' | 'used';
  readonly applicantId: number;
  readonly appliedBy: string;
  readonly appliedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decisionNote: string;
  readonly validUntil: string | null;
}
const REQUEST = `SELECT r.id, r.number, r.what, r.subject_id AS subjectId, r.title, r.secrecy, r.secrecy_rank AS secrecyRank,
  r.secrecy_years AS secrecyYears, r.pages, r.basis, r.copies, r.purpose, r.destination, r.state,
  r.applied_by AS applicantId, a.name AS appliedBy, r.applied_at AS appliedAt, d.name AS decidedBy,
  r.decided_at AS decidedAt, r.decision_note AS decisionNote, r.valid_until AS validUntil
  FROM output_request r JOIN account a ON a.id = r.applied_by LEFT JOIN account d ON d.id = r.decided_by`;

export function requestById(db: ReadDb, id: number): RequestRecord | undefined {
  return row(db, `${REQUEST} WHERE r.id = ?`, [id]);
}
/** Newest first, within the clearance; the oldest beyond the limit are in the register. */
export function requestRecords(
  db: ReadDb,
  filter: { readonly state?: string; readonly applicant?: number },
  clearanceRank: number,
): RequestRecord[] {
  return rows(
    db,
    `${REQUEST} WHERE r.secrecy_rank <= ?1 AND (?2 IS NULL OR r.state = ?2) AND (?3 IS NULL OR r.applied_by = ?3)
     ORDER BY r.id DESC LIMIT 1000`,
    { 1: clearanceRank, 2: filter.state ?? null, 3: filter.applicant ?? null },
  );
}
/** Approvals of an applicant for a subject, not used yet; the newest first. */
export function approvalsFor(
  db: ReadDb,
  what: string,
  subjectId: number,
  applicantId: number,
): RequestRecord[] {
  return rows(
    db,
    `${REQUEST} WHERE r.what = ? AND r.subject_id = ? AND r.applied_by = ? AND r.state = 'approved' ORDER BY r.id DESC`,
    [what, subjectId, applicantId],
  );
}
export function highestRequestOf(db: ReadDb, prefix: string): number {
  return theRow<{ n: number }>(
    db,
    `SELECT coalesce(max(CAST(substr(number, ?) AS INTEGER)), 0) AS n FROM output_request WHERE number GLOB ? || '*'`,
    [prefix.length + 1, prefix],
  ).n;
}
export function insertRequest(
  db: WriteDb,
  one: Pick<
    RequestRecord,
    | 'number'
    | 'what'
    | 'subjectId'
    | 'title'
    | 'secrecy'
    | 'secrecyRank'
    | 'secrecyYears'
    | 'pages'
    | 'basis'
    | 'copies'
    | 'purpose'
    | 'destination'
    | 'applicantId'
    | 'appliedAt'
  >,
): number {
  return run(
    db,
    `INSERT INTO output_request (number, what, subject_id, title, secrecy, secrecy_rank, secrecy_years, pages, basis,
       copies, purpose, destination, state, applied_by, applied_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'submitted', ?, ?)`,
    [
      one.number,
      one.what,
      one.subjectId,
      one.title,
      one.secrecy,
      one.secrecyRank,
      one.secrecyYears,
      one.pages,
      one.basis,
      one.copies,
      one.purpose,
      one.destination,
      one.applicantId,
      one.appliedAt,
    ],
  ).id;
}
/** @returns false when the request is no longer in the state it was read in */
export function settleRequest(
  db: WriteDb,
  id: number,
  from: RequestRecord['state'],
  to: RequestRecord['state'],
  decision?: {
    readonly by: number;
    readonly at: string;
    readonly note: string;
    readonly validUntil: string | null;
  },
): boolean {
  return (
    run(
      db,
      `UPDATE output_request SET state = ?1, decided_by = coalesce(?2, decided_by), decided_at = coalesce(?3, decided_at),
         decision_note = coalesce(?4, decision_note), valid_until = coalesce(?5, valid_until)
       WHERE id = ?6 AND state = ?7`,
      {
        1: to,
        2: decision?.by ?? null,
        3: decision?.at ?? null,
        4: decision?.note ?? null,
        5: decision?.validUntil ?? null,
        6: id,
        7: from,
      },
    ).changes === 1
  );
}
export function requestsToDecide(db: ReadDb, clearanceRank: number): number {
  return theRow<{ n: number }>(
    db,
    `SELECT count(*) AS n FROM output_request WHERE state = 'submitted' AND secrecy_rank <= ?`,
    [clearanceRank],
  ).n;
}

export interface EntryRecord {
  readonly id: number;
  readonly at: string;
  readonly by: string;
  readonly kind: string;
  readonly title: string;
  readonly subject: string;
  readonly secrecy: SecrecyLevel;
  readonly secrecyYears: number;
  readonly copies: number;
  readonly pages: number;
  readonly purpose: string;
  readonly destination: string;
  readonly fileName: string;
  readonly medium: string;
  readonly size: number;
  readonly sha256: string;
  readonly approval: string;
}
const ENTRY = `SELECT e.id, e.at, e.by_name AS by, e.kind, e.title, e.subject, e.secrecy, e.secrecy_years AS secrecyYears,
  e.copies, e.pages, e.purpose, e.destination, e.file_name AS fileName, e.medium, e.size, e.sha256, e.approval
  FROM output_entry e`;

export function insertEntry(
  db: WriteDb,
  one: Omit<EntryRecord, 'id'> & { readonly accountId: number; readonly secrecyRank: number },
): number {
  const id = theRow<{ next: number }>(db, 'SELECT coalesce(max(id), 0) + 1 AS next FROM output_entry').next;
  run(
    db,
    `INSERT INTO output_entry (id, at, account_id, by_name, kind, title, subject, secrecy, secrecy_rank, secrecy_years,
       copies, pages, purpose, destination, file_name, medium, size, sha256, approval)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      one.at,
      one.accountId,
      one.by,
      one.kind,
      one.title,
      one.subject,
      one.secrecy,
      one.secrecyRank,
      one.secrecyYears,
      one.copies,
      one.pages,
      one.purpose,
      one.destination,
      one.fileName,
      one.medium,
      one.size,
      one.sha256,
      one.approval,
    ],
  );
  return id;
}

export interface EntryFilter {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
/** Ids of register lines, newest first, within the rank. */
export function entryIds(db: ReadDb, filter: EntryFilter, rank: number): number[] {
  return column(
    db,
    `SELECT id FROM output_entry WHERE secrecy_rank <= ?1 AND (?2 IS NULL OR at >= ?2) AND (?3 IS NULL OR at < ?3)
     ORDER BY id DESC LIMIT 200000`,
    { 1: rank, 2: filter.from || null, 3: filter.to || null },
  );
}
export function entriesByIds(db: ReadDb, ids: readonly number[], rank: number): EntryRecord[] {
  return rows(
    db,
    `${ENTRY} JOIN json_each(?) AS wanted ON wanted.value = e.id WHERE e.secrecy_rank <= ? ORDER BY wanted.key`,
    [JSON.stringify(ids), rank],
  );
}
