import { record } from '#main/audit/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';

/**
 * An event of the desk beside the one of the route: what an emergency access did (the officers filter by this event), or what
 * the clock did by itself.
 */
export function trace(
  db: WriteDb,
  scope: Pick<Scope, 'archiveId' | 'now'>,
  caller: Caller,
  event: string,
  subject: string,
  detail: unknown,
): void {
  record(db, scope.archiveId, {
    at: scope.now().toISOString(),
    account: caller.login,
    roles: caller.roles.join(','),
    machine: caller.machine,
    origin: caller.origin,
    event,
    subject,
    result: 'ok',
    detail: JSON.stringify(detail),
  });
}

/** 紧急查阅 leaves a second, louder event at every step. */
export function traceEmergency(
  db: WriteDb,
  scope: Scope,
  caller: Caller,
  request: { readonly number: string; readonly emergency: number | boolean },
  act: string,
): void {
  if (request.emergency) trace(db, scope, caller, 'consult.emergency', request.number, { act });
}
