import { column, type ReadDb, row, rows, run, type WriteDb } from '#main/storage/index.ts';
import type { AuditEvent } from './chain.ts';

export interface StoredEvent extends AuditEvent {
  readonly id: number;
  readonly prev_hash: Uint8Array;
  readonly hash: Uint8Array;
}

const COLUMNS = 'id, at, account, roles, machine, origin, event, subject, result, detail, prev_hash, hash';

export function lastEvent(db: ReadDb): { id: number; hash: Uint8Array } | undefined {
  return row(db, 'SELECT id, hash FROM audit_event ORDER BY id DESC LIMIT 1');
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

export interface EventFilter {
  readonly event?: string | undefined;
  readonly account?: string | undefined;
  readonly result?: string | undefined;
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
