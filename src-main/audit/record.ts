import { randomBytes } from 'node:crypto';
import type { WriteDb } from '#main/storage/index.ts';
import { type AuditEvent, genesis, hashEvent } from './chain.ts';
import { type Changes, digestOf } from './changes.ts';
import { insertEvent, insertValue, lastEvent } from './queries.ts';

/** Appends one event to the chain. Of changed fields it holds a salted digest each; the values lie beside it. */
export function record(db: WriteDb, archiveId: string, event: AuditEvent, changes?: Changes): void {
  const last = lastEvent(db);
  const previous = last?.hash ?? genesis(archiveId);
  const id = (last?.id ?? 0) + 1;
  const values = (changes?.fields ?? []).map((value) => ({ ...value, salt: randomBytes(16) }));
  const whole =
    values.length === 0
      ? event
      : {
          ...event,
          detail: JSON.stringify({
            ...(JSON.parse(event.detail || '{}') as object),
            changed: values.map((value) => ({ field: value.field, digest: digestOf(value.salt, value) })),
          }),
        };
  insertEvent(db, id, whole, previous, hashEvent(previous, id, whole));
  for (const [position, value] of values.entries())
    insertValue(db, { ...value, eventId: id, position, rank: changes?.rank ?? 0 });
}
