import type { SittingEnd } from '#contract/vocabulary.ts';
import { record } from '#main/audit/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import { move, requestById, settleExpired } from '../request/index.ts';
import { trace } from '../trace.ts';
import { closeSitting, noteUsed, openSittings, sittingById } from './queries.ts';

/** Less than this left of the granted time is not worth another sitting. */
const LEAST_SECONDS = 60;

/**
 * Ends a sitting and says what becomes of the request: read to the end or out of time → the return check is due; broken off
 * → it may be opened again for what is left of the time, within its validity.
 * @returns the request's number, or undefined when the sitting had ended before
 */
export function endSitting(
  db: WriteDb,
  sittingId: number,
  end: SittingEnd,
  used: number,
  at: string,
): string | undefined {
  const sitting = sittingById(db, sittingId);
  if (!sitting || sitting.endedAt !== null) return undefined;
  noteUsed(db, sittingId, Math.round(used));
  closeSitting(db, sittingId, end, at);
  const request = requestById(db, sitting.requestId, at);
  if (!request) throw new Error(`sitting ${sittingId} has no request`);
  const spent = sittingById(db, sittingId)?.usedSeconds ?? 0;
  const secondsLeft = Math.max(0, request.secondsLeft - spent);
  const over =
    end === 'finished' || end === 'time-over' || secondsLeft < LEAST_SECONDS || request.validUntil < at;
  move(db, request, {
    state: over ? 'returning' : 'approved',
    secondsLeft: over ? 0 : secondsLeft,
    ...(over ? { readingEndedAt: at } : {}),
  });
  return sitting.number;
}

/** At the first sign-in after a start: sittings that a stop of the program cut off, and approvals that ran out. */
export function settleConsults(
  db: WriteDb,
  archiveId: string,
  at: string,
  from: { readonly machine: string; readonly origin: string },
): void {
  const event = (name: string, subject: string, detail: unknown) =>
    record(db, archiveId, {
      at,
      account: '',
      roles: '',
      ...from,
      event: name,
      subject,
      result: 'ok',
      detail: JSON.stringify(detail),
    });
  for (const sitting of openSittings(db)) {
    endSitting(db, sitting.id, 'interrupted', sitting.usedSeconds, at);
    event('consult.end', sitting.number, { sitting: sitting.id, end: 'interrupted' });
  }
  for (const one of settleExpired(db, at)) event('consult.expire', one.number, { state: one.state });
}

/** Ends the sitting at this desk by the clock or because the clerk left, with its event. */
export function endByItself(
  db: WriteDb,
  archiveId: string,
  caller: Caller,
  sittingId: number,
  end: SittingEnd,
  used: number,
  at: string,
): void {
  const number = endSitting(db, sittingId, end, used, at);
  if (number === undefined) return;
  trace(db, { archiveId, now: () => new Date(at) }, caller, 'consult.end', number, {
    sitting: sittingId,
    end,
  });
}
