/** What of a file a request, or the sitting that goes on, lets somebody see. */
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { requestById, theRequest } from '../request/index.ts';
import { frozenItems } from '../scope/index.ts';
import { tableRank, theHeld } from './open.ts';
import type { ReadingRoom } from './reading-room.ts';

interface Approved {
  readonly fileId: number;
  readonly number: string;
  readonly itemIds: ReadonlySet<number>;
}
const idsOf = (db: ReadDb, requestId: number, rank: number) =>
  new Set(frozenItems(db, requestId, rank).map((one) => one.itemId));

/** @throws Refusal when the request is not approved, or over */
export function approvedItems(
  db: ReadDb,
  requestId: number,
  caller: Caller,
  scope: Pick<Scope, 'now'>,
): Approved {
  const request = theRequest(db, requestId, caller, scope);
  if (request.state !== 'approved' && request.state !== 'reading')
    throw new Refusal('state-refused', `查阅单 ${request.number} 未批准或已办结，不能按它查看。`);
  return {
    fileId: request.fileId,
    number: request.number,
    itemIds: idsOf(db, request.id, caller.clearanceRank),
  };
}

/** For whoever sits at the desk: the lowest clearance at the table counts. @throws Refusal when the sitting is over */
export function approvedAtDesk(
  room: ReadingRoom,
  db: ReadDb,
  sessionId: number,
  caller: Caller,
  scope: Pick<Scope, 'now'>,
): Approved & { readonly rank: number; readonly readers: readonly string[] } {
  const held = theHeld(room, sessionId, caller);
  const now = scope.now().toISOString();
  const request = requestById(db, held.requestId, now);
  if (!request || request.validUntil < now)
    throw new Refusal('state-refused', '查阅单的有效期已过，不再显示。');
  const rank = tableRank(db, held.readers, caller);
  return {
    fileId: request.fileId,
    number: request.number,
    itemIds: idsOf(db, request.id, rank),
    rank,
    readers: held.readers.map((one) => one.name),
  };
}
