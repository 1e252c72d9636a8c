import { column, type ReadDb, row, rows, run, theRow, value, type WriteDb } from '#main/storage/index.ts';
import type { AuditEvent } from './chain.ts';

export interface StoredEvent extends AuditEvent {
  readonly id: number;
  readonly prev_hash: Uint8Array;
  readonly hash: Uint8Array;
}

const COLUMNS = 'id, at, account, roles, machine, origin, event, subject, result, detail, prev_hash, hash';

export function lastEvent(db: ReadDb): { id: number; at: string; hash: Uint8Array } | undefined {
  return row(db, 'SELECT id, at, hash FROM audit_event ORDER BY id DESC LIMIT 1');
}

export function insertEvent(
  db: WriteDb,
  id: number,
  event: AuditEvent,
  previous: Uint8Array,
  hash: Uint8Array,
): void {
  run(db, `INSERT INTO audit_event (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    id,
    event.at,
    event.account,
    event.roles,
    event.machine,
    event.origin,
    event.event,
    event.subject,
    event.result,
    event.detail,
    previous,
    hash,
  ]);
}

export function eventsAfter(db: ReadDb, id: number, limit: number): StoredEvent[] {
  return rows(db, `SELECT ${COLUMNS} FROM audit_event WHERE id > ? ORDER BY id LIMIT ?`, [id, limit]);
}

export interface ValueRecord {
  readonly eventId: number;
  readonly position: number;
  readonly field: string;
  readonly rank: number;
  readonly before: string;
  readonly after: string;
  readonly salt: Uint8Array;
}
const VALUE = `SELECT event_id AS eventId, position, field, secrecy_rank AS rank, before, after, salt FROM audit_value`;
export function insertValue(db: WriteDb, value: ValueRecord): void {
  run(
    db,
    'INSERT INTO audit_value (event_id, position, field, secrecy_rank, before, after, salt) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [value.eventId, value.position, value.field, value.rank, value.before, value.after, value.salt],
  );
}
export function valuesOf(db: ReadDb, eventId: number): ValueRecord[] {
  return rows(db, `${VALUE} WHERE event_id = ? ORDER BY position`, [eventId]);
}
export function valuesOfEvents(db: ReadDb, ids: readonly number[]): ValueRecord[] {
  return rows(db, `${VALUE} WHERE event_id IN (SELECT value FROM json_each(?)) ORDER BY event_id, position`, [
    JSON.stringify(ids),
  ]);
}
export function countValues(db: ReadDb): number {
  return theRow<{ n: number }>(db, 'SELECT count(*) AS n FROM audit_value').n;
}
export function eventHash(db: ReadDb, id: number): Uint8Array | undefined {
  return value(db, 'SELECT hash FROM audit_event WHERE id = ?', [id]);
}
/** The newest event of a name, and when. */
export function lastEventNamed(
  db: ReadDb,
  event: string,
): { id: number; at: string; detail: string } | undefined {
  return row(db, 'SELECT id, at, detail FROM audit_event WHERE event = ? ORDER BY id DESC LIMIT 1', [event]);
}

export interface EventFilter {
  readonly event?: string | undefined;
  readonly account?: string | undefined;
  readonly result?: string | undefined;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Ids, newest first. */
export function findEvents(db: ReadDb, filter: EventFilter): number[] {
  const where: string[] = ['1'];
  const bound: string[] = [];
  const add = (sql: string, value: string | undefined) => {
    if (value === undefined || value === '') return;
    where.push(sql);
    bound.push(value);
  };
  add("event GLOB ? || '*'", filter.event?.replaceAll(/[*?[\]]/g, ''));
  add('account = ?', filter.account);
  add('result = ?', filter.result);
  add("subject GLOB ? || '*'", filter.subject?.replaceAll(/[*?[\]]/g, ''));
  add(
    'instr(event || char(10) || account || char(10) || machine || char(10) || subject || char(10) || detail, ?) > 0',
    filter.text,
  );
  add('at >= ?', filter.from);
  add('at < ?', filter.to);
  return column(
    db,
    `SELECT id FROM audit_event WHERE ${where.join(' AND ')} ORDER BY id DESC LIMIT 200000`,
    bound,
  );
}

export function eventsByIds(db: ReadDb, ids: readonly number[]): StoredEvent[] {
  const found = rows<StoredEvent>(
    db,
    `SELECT ${COLUMNS} FROM audit_event WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(ids)],
  );
  const byId = new Map(found.map((event) => [event.id, event]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Length of the record: events, when it began, and the mean length of an event lately, in bytes. */
export function chainSize(db: ReadDb): { events: number; oldestAt: string | null; meanBytes: number } {
  return theRow(
    db,
    `SELECT coalesce((SELECT max(id) FROM audit_event), 0) AS events,
       (SELECT at FROM audit_event ORDER BY id LIMIT 1) AS oldestAt,
       coalesce((SELECT avg(length(event) + length(subject) + length(detail) + 200) FROM
         (SELECT event, subject, detail FROM audit_event ORDER BY id DESC LIMIT 1000)), 0) AS meanBytes`,
  );
}

/** Counts over the events of [from, to), by result and by the first part of the name. */
export interface PeriodCounts {
  readonly events: number;
  readonly refused: number;
  readonly failed: number;
  readonly first: number;
  readonly last: number;
}
export function countPeriod(db: ReadDb, from: string, to: string): PeriodCounts {
  return theRow(
    db,
    `SELECT count(*) AS events, count(*) FILTER (WHERE result = 'refused') AS refused,
       count(*) FILTER (WHERE result = 'failed') AS failed, coalesce(min(id), 0) AS first, coalesce(max(id), 0) AS last
     FROM audit_event WHERE at >= ? AND at < ?`,
    [from, to],
  );
}
export interface EventCount {
  readonly event: string;
  readonly total: number;
  readonly refused: number;
  readonly failed: number;
}
export function countEvents(db: ReadDb, from: string, to: string): EventCount[] {
  return rows(
    db,
    `SELECT event, count(*) AS total, count(*) FILTER (WHERE result = 'refused') AS refused,
       count(*) FILTER (WHERE result = 'failed') AS failed
     FROM audit_event WHERE at >= ? AND at < ? GROUP BY event ORDER BY event`,
    [from, to],
  );
}
export function countAccounts(
  db: ReadDb,
  from: string,
  to: string,
): (Omit<EventCount, 'event'> & { account: string })[] {
  return rows(
    db,
    `SELECT account, count(*) AS total, count(*) FILTER (WHERE result = 'refused') AS refused,
       count(*) FILTER (WHERE result = 'failed') AS failed
     FROM audit_event WHERE at >= ? AND at < ? GROUP BY account ORDER BY account`,
    [from, to],
  );
}
/** Instants of the first and last event. */
export function chainSpan(db: ReadDb): { first: string | null; last: string | null } {
  return theRow(db, 'SELECT min(at) AS first, max(at) AS last FROM audit_event');
}

export interface ReviewRecord {
  readonly id: number;
  readonly month: string;
  readonly at: string;
  readonly by: string;
  readonly events: number;
  readonly refused: number;
  readonly failed: number;
  readonly firstEvent: number;
  readonly lastEvent: number;
  readonly head: string;
  readonly intact: number;
  readonly findings: string;
  readonly measures: string;
}
const REVIEW = `SELECT id, month, at, by_name AS by, events, refused, failed, first_event AS firstEvent,
  last_event AS lastEvent, head, intact, findings, measures FROM audit_review`;
export function allReviews(db: ReadDb): ReviewRecord[] {
  return rows(db, `${REVIEW} ORDER BY month DESC, id DESC`);
}
export function reviewById(db: ReadDb, id: number): ReviewRecord | undefined {
  return row(db, `${REVIEW} WHERE id = ?`, [id]);
}
export function insertReview(db: WriteDb, one: Omit<ReviewRecord, 'id'> & { accountId: number }): number {
  return run(
    db,
    `INSERT INTO audit_review (month, at, account_id, by_name, events, refused, failed, first_event, last_event, head,
       intact, findings, measures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      one.month,
      one.at,
      one.accountId,
      one.by,
      one.events,
      one.refused,
      one.failed,
      one.firstEvent,
      one.lastEvent,
      one.head,
      one.intact,
      one.findings,
      one.measures,
    ],
  ).id;
}
export function insertSegment(
  db: WriteDb,
  one: { from: number; to: number; head: string; at: string; by: string },
): void {
  run(db, 'INSERT INTO audit_segment (from_event, to_event, head, at, by_name) VALUES (?, ?, ?, ?, ?)', [
    one.from,
    one.to,
    one.head,
    one.at,
    one.by,
  ]);
}
/** Last event up to which exported segments cover the chain without gap; 0: none. */
export function exportedUpTo(db: ReadDb): number {
  let upTo = 0;
  for (const one of rows<{ from: number; to: number }>(
    db,
    'SELECT from_event AS "from", to_event AS "to" FROM audit_segment ORDER BY from_event, to_event',
  )) {
    if (one.from > upTo + 1) break;
    upTo = Math.max(upTo, one.to);
  }
  return upTo;
}
