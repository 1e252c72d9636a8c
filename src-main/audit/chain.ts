import { createHash } from 'node:crypto';

/** What an event says: who, when, from where, what, about what, with which result. */
export interface AuditEvent {
  readonly at: string;
  readonly account: string;
  readonly roles: string;
  readonly machine: string;
  readonly origin: string;
  readonly event: string;
  readonly subject: string;
  readonly result: 'ok' | 'refused' | 'failed';
  /** JSON, or empty. */
  readonly detail: string;
}

/** Hash that the first event carries as its predecessor: an event of another archive does not fit. */
export function genesis(archiveId: string): Buffer {
  return createHash('sha256').update(`liandang-audit-v1\n${archiveId}`).digest();
}

/**
 * Hash of an event: SHA-256 over the hash before, the running number and each field with its length in bytes, so that no
 * two events, and no two ways of cutting the fields, have the same input.
 */
export function hashEvent(previous: Uint8Array, id: number, event: AuditEvent): Buffer {
  const hash = createHash('sha256').update(previous);
  const fields = [
    String(id),
    event.at,
    event.account,
    event.roles,
    event.machine,
    event.origin,
    event.event,
    event.subject,
    event.result,
    event.detail,
  ];
  for (const field of fields) {
    const bytes = Buffer.from(field, 'utf8');
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest();
}
