import type { ConsultState, ConsultWay } from '#contract/vocabulary.ts';
import { column, type ReadDb, row, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';

export interface RequestRecord {
  readonly id: number;
  readonly number: string;
  readonly fileId: number;
  readonly personId: number;
  readonly personName: string;
  readonly version: number;
  readonly revision: number;
  /** As the clock has it: an approval whose time is over is `expired` before anybody has written it down. */
  readonly state: ConsultState;
  readonly stateReason: string;
  readonly purpose: string;
  readonly purposeName: string;
  readonly reason: string;
  readonly unit: string;
  readonly unitLeader: string;
  readonly phone: string;
  /** JSON. */
  readonly scope: string;
  /** JSON. */
  readonly ways: string;
  readonly minutes: number;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly emergency: number;
  /** JSON. */
  readonly chain: string;
  readonly step: number | null;
  readonly secrecyRank: number;
  readonly secondsLeft: number;
  readonly createdById: number;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly readingEndedAt: string | null;
  readonly closedAt: string | null;
}

const STATE_NOW = `CASE WHEN r.state IN ('submitted', 'approved') AND r.valid_until < :now
  THEN CASE WHEN EXISTS (SELECT 1 FROM consult_sitting s WHERE s.request_id = r.id)
       OR EXISTS (SELECT 1 FROM loan l WHERE l.request_id = r.id) THEN 'returning' ELSE 'expired' END
  ELSE r.state END`;
const SELECT = `SELECT r.id, r.number, r.file_id AS fileId, f.person_id AS personId, p.name AS personName, r.version, r.revision,
  ${STATE_NOW} AS state, r.state_reason AS stateReason, r.purpose, r.purpose_name AS purposeName, r.reason, r.unit,
  r.unit_leader AS unitLeader, r.phone, r.scope, r.ways, r.minutes, r.valid_from AS validFrom,
  r.valid_until AS validUntil, r.emergency, r.chain, r.step, r.secrecy_rank AS secrecyRank,
  r.seconds_left AS secondsLeft, r.created_by AS createdById, c.name AS createdBy, r.created_at AS createdAt,
  r.reading_ended_at AS readingEndedAt, r.closed_at AS closedAt
  FROM consult_request r JOIN cadre_file f ON f.id = r.file_id JOIN person p ON p.id = f.person_id
  JOIN account c ON c.id = r.created_by`;

export function requestById(db: ReadDb, id: number, now: string): RequestRecord | undefined {
  return row(db, `${SELECT} WHERE r.id = :id`, { id, now });
}
export function requestsByIds(db: ReadDb, ids: readonly number[], now: string): RequestRecord[] {
  return rows(db, `${SELECT} JOIN json_each(:ids) AS wanted ON wanted.value = r.id ORDER BY wanted.key`, {
    ids: JSON.stringify(ids),
    now,
  });
}
/** Requests made between two instants, oldest first. */
export function requestsBetween(
  db: ReadDb,
  from: string,
  to: string,
  rank: number,
  now: string,
): RequestRecord[] {
  return rows(
    db,
    `${SELECT} WHERE r.created_at >= :from AND r.created_at < :to AND r.secrecy_rank <= :rank ORDER BY r.id`,
    { from, to, rank, now },
  );
}
export function emergencyRequests(db: ReadDb, now: string): RequestRecord[] {
  return rows(db, `${SELECT} WHERE r.emergency = 1 AND r.state <> 'draft' ORDER BY r.id DESC LIMIT 500`, {
    now,
  });
}

export interface ListFilter {
  readonly states: readonly ConsultState[] | undefined;
  readonly emergencyOnly: boolean;
  readonly text: string;
  readonly rank: number;
  /** Only requests that name this account as a reader. */
  readonly reader: number | undefined;
  readonly now: string;
}
export function findRequests(db: ReadDb, filter: ListFilter): number[] {
  return column(
    db,
    `SELECT r.id FROM consult_request r JOIN cadre_file f ON f.id = r.file_id JOIN person p ON p.id = f.person_id
     WHERE r.secrecy_rank <= :rank
       AND (:states IS NULL OR ${STATE_NOW} IN (SELECT value FROM json_each(:states)))
       AND (:emergency = 0 OR r.emergency = 1)
       AND (:reader IS NULL OR EXISTS (SELECT 1 FROM consult_reader x WHERE x.request_id = r.id AND x.account_id = :reader))
       AND (:text = '' OR instr(r.number, :text) > 0 OR instr(p.name, :text) > 0 OR instr(r.unit, :text) > 0
         OR EXISTS (SELECT 1 FROM consult_reader x WHERE x.request_id = r.id AND instr(x.name, :text) > 0))
     ORDER BY r.id DESC`,
    {
      states: filter.states === undefined ? null : JSON.stringify(filter.states),
      emergency: filter.emergencyOnly ? 1 : 0,
      text: filter.text,
      rank: filter.rank,
      reader: filter.reader ?? null,
      now: filter.now,
    },
  );
}

export function nextSequence(db: ReadDb, year: number): number {
  return theRow<{ next: number }>(
    db,
    'SELECT coalesce(max(sequence), 0) + 1 AS next FROM consult_request WHERE year = ?',
    [year],
  ).next;
}

export interface RequestFields {
  readonly fileId: number;
  readonly purpose: string;
  readonly purposeName: string;
  readonly reason: string;
  readonly unit: string;
  readonly unitLeader: string;
  readonly phone: string;
  readonly scope: string;
  readonly ways: readonly ConsultWay[];
  readonly minutes: number;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly emergency: boolean;
  readonly secrecyRank: number;
}
const FIELD_COLUMNS = [
  'file_id',
  'purpose',
  'purpose_name',
  'reason',
  'unit',
  'unit_leader',
  'phone',
  'scope',
  'ways',
  'minutes',
  'valid_from',
  'valid_until',
  'emergency',
  'secrecy_rank',
];
const bind = (one: RequestFields) => [
  one.fileId,
  one.purpose,
  one.purposeName,
  one.reason,
  one.unit,
  one.unitLeader,
  one.phone,
  one.scope,
  JSON.stringify(one.ways),
  one.minutes,
  one.validFrom,
  one.validUntil,
  one.emergency ? 1 : 0,
  one.secrecyRank,
];
export function insertRequest(
  db: WriteDb,
  one: RequestFields,
  more: { number: string; year: number; sequence: number; by: number; at: string },
): number {
  return run(
    db,
    `INSERT INTO consult_request (${FIELD_COLUMNS.join(', ')}, number, year, sequence, state, created_by, created_at)
     VALUES (${FIELD_COLUMNS.map(() => '?').join(', ')}, ?, ?, ?, 'draft', ?, ?)`,
    [...bind(one), more.number, more.year, more.sequence, more.by, more.at],
  ).id;
}
/** @returns false when the revision is no longer the one that was read */
export function updateDraft(db: WriteDb, id: number, revision: number, one: RequestFields): boolean {
  return (
    run(
      db,
      `UPDATE consult_request SET ${FIELD_COLUMNS.map((name) => `${name} = ?`).join(', ')}, revision = revision + 1
       WHERE id = ? AND revision = ? AND state = 'draft'`,
      [...bind(one), id, revision],
    ).changes === 1
  );
}

export interface Move {
  readonly state: ConsultState;
  readonly reason?: string;
  readonly step?: number | null;
  readonly chain?: string;
  readonly version?: number;
  readonly secrecyRank?: number;
  readonly secondsLeft?: number;
  readonly readingEndedAt?: string;
  readonly closedAt?: string;
}
/** Moves a request from the state and revision that were read. @returns false when they are no longer those */
export function moveRequest(
  db: WriteDb,
  before: Pick<RequestRecord, 'id' | 'revision'>,
  move: Move,
): boolean {
  return (
    run(
      db,
      `UPDATE consult_request SET state = :state, state_reason = coalesce(:reason, state_reason), step = :step,
       chain = coalesce(:chain, chain), version = coalesce(:version, version),
       secrecy_rank = coalesce(:rank, secrecy_rank), seconds_left = coalesce(:seconds, seconds_left),
       reading_ended_at = coalesce(:ended, reading_ended_at), closed_at = coalesce(:closed, closed_at),
       revision = revision + 1 WHERE id = :id AND revision = :revision`,
      {
        id: before.id,
        revision: before.revision,
        state: move.state,
        reason: move.reason ?? null,
        step: move.step ?? null,
        chain: move.chain ?? null,
        version: move.version ?? null,
        rank: move.secrecyRank ?? null,
        seconds: move.secondsLeft ?? null,
        ended: move.readingEndedAt ?? null,
        closed: move.closedAt ?? null,
      },
    ).changes === 1
  );
}
export function raiseRequestRevision(db: WriteDb, id: number, revision: number): boolean {
  return (
    run(db, 'UPDATE consult_request SET revision = revision + 1 WHERE id = ? AND revision = ?', [
      id,
      revision,
    ]).changes === 1
  );
}
/** Writes down what the clock has decided: approvals that ran out, and readings that ran out half-way. */
export function settleExpired(db: WriteDb, now: string): { id: number; number: string; state: string }[] {
  return rows(
    db,
    `UPDATE consult_request AS r SET state = ${STATE_NOW}, step = NULL, revision = revision + 1,
       state_reason = '有效期已过', reading_ended_at = coalesce(reading_ended_at, valid_until),
       closed_at = CASE WHEN ${STATE_NOW} = 'expired' THEN :now END
     WHERE r.state IN ('submitted', 'approved') AND r.valid_until < :now
     RETURNING id, number, state`,
    { now },
  );
}

export interface ReaderRecord {
  readonly position: number;
  readonly accountId: number | null;
  readonly name: string;
  readonly unit: string;
  readonly post: string;
  readonly politicalStatus: string;
  readonly idNumberEnd: string;
  /** JSON. */
  readonly relatives: string;
}
export function readersOf(db: ReadDb, requestId: number): ReaderRecord[] {
  return rows(
    db,
    `SELECT position, account_id AS accountId, name, unit, post, political_status AS politicalStatus,
       id_number_end AS idNumberEnd, relatives FROM consult_reader WHERE request_id = ? ORDER BY position`,
    [requestId],
  );
}
export function replaceReaders(
  db: WriteDb,
  requestId: number,
  readers: readonly Omit<ReaderRecord, 'position'>[],
): void {
  run(db, 'DELETE FROM consult_reader WHERE request_id = ?', [requestId]);
  for (const [position, one] of readers.entries()) {
    run(
      db,
      `INSERT INTO consult_reader (request_id, position, account_id, name, unit, post, political_status, id_number_end, relatives)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        requestId,
        position,
        one.accountId,
        one.name,
        one.unit,
        one.post,
        one.politicalStatus,
        one.idNumberEnd,
        one.relatives,
      ],
    );
  }
}
export function bindReaderAccount(db: WriteDb, requestId: number, position: number, accountId: number): void {
  run(db, 'UPDATE consult_reader SET account_id = ? WHERE request_id = ? AND position = ?', [
    accountId,
    requestId,
    position,
  ]);
}
/** Accounts with the role of a reader. */
export function readerAccounts(
  db: ReadDb,
): { accountId: number; login: string; name: string; ready: number }[] {
  return rows(
    db,
    `SELECT a.id AS accountId, a.login, a.name, a.must_change_password = 0 AND a.locked_at IS NULL AS ready
     FROM account a JOIN account_role r ON r.account_id = a.id AND r.role = 'reader' WHERE a.state = 'active' ORDER BY a.name`,
  );
}

export function insertBasis(
  db: WriteDb,
  one: {
    requestId: number;
    blobId: string;
    mediaType: string;
    fileName: string;
    pages: number;
    at: string;
    by: string;
  },
): number {
  return run(
    db,
    'INSERT INTO consult_basis (request_id, blob_id, media_type, file_name, pages, at, by_name) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [one.requestId, one.blobId, one.mediaType, one.fileName, one.pages, one.at, one.by],
  ).id;
}
export function basisOf(
  db: ReadDb,
  requestId: number,
): { id: number; fileName: string; pages: number; at: string }[] {
  return rows(
    db,
    'SELECT id, file_name AS fileName, pages, at FROM consult_basis WHERE request_id = ? ORDER BY id',
    [requestId],
  );
}
export function basisById(
  db: ReadDb,
  id: number,
): { requestId: number; blobId: string; mediaType: string; pages: number } | undefined {
  return row(
    db,
    'SELECT request_id AS requestId, blob_id AS blobId, media_type AS mediaType, pages FROM consult_basis WHERE id = ?',
    [id],
  );
}

/** Somebody has read or borrowed by this request. */
export function wasUsed(db: ReadDb, requestId: number): boolean {
  return (
    row(
      db,
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM consult_sitting WHERE request_id = ?1)
         OR EXISTS (SELECT 1 FROM loan WHERE request_id = ?1)`,
      { 1: requestId },
    ) !== undefined
  );
}

/** Whether paper of a volume is out, and whether a reading of it goes on or waits for its return check. */
export function consultsInHand(db: ReadDb, fileId: number): { lent: boolean; reading: boolean } {
  const { lent, reading } = theRow<{ lent: number; reading: number }>(
    db,
    `SELECT EXISTS (SELECT 1 FROM loan l JOIN consult_request r ON r.id = l.request_id
         WHERE r.file_id = ?1 AND l.returned_at IS NULL) AS lent,
       EXISTS (SELECT 1 FROM consult_request WHERE file_id = ?1 AND state IN ('reading', 'returning')) AS reading`,
    { 1: fileId },
  );
  return { lent: lent === 1, reading: reading === 1 };
}
