import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { type Move, moveRequest, type RequestRecord, readersOf, requestById } from './queries.ts';

/** Only a reader, no desk role: sees the requests that name the account and nothing else. */
export function isOnlyReader(caller: Pick<Caller, 'roles'>): boolean {
  return !caller.roles.some((role) => ['clerk', 'appraiser', 'reviewer', 'approver'].includes(role));
}

/** @throws Refusal `not-found`, also for what the caller may not know of: its existence is not told (domain 2.10) */
export function theRequest(
  db: ReadDb,
  id: number,
  caller: Pick<Caller, 'roles' | 'clearanceRank' | 'accountId'>,
  scope: Pick<Scope, 'now'>,
): RequestRecord {
  const found = requestById(db, id, scope.now().toISOString());
  const named = () => readersOf(db, id).some((reader) => reader.accountId === caller.accountId);
  if (!found || found.secrecyRank > caller.clearanceRank || (isOnlyReader(caller) && !named()))
    throw new Refusal('not-found', '没有这张查阅单，列表可能已变化，请刷新。');
  return found;
}

/** @throws Refusal `conflict` */
export function refuseIfChanged(request: RequestRecord, revision: number): void {
  if (request.revision !== revision)
    throw new Refusal('conflict', '这张查阅单刚被别人改过或签过，请刷新后核对再办。');
}

/** Moves the request or refuses: between reading it and writing it nobody else may have come first. */
export function move(db: WriteDb, request: RequestRecord, to: Move): number {
  if (!moveRequest(db, request, to)) refuseIfChanged(request, -1);
  return request.revision + 1;
}

export const FINISHED = ['closed', 'rejected', 'withdrawn', 'expired'] as const;
const STATE_WORDS: Readonly<Record<RequestRecord['state'], string>> = {
  draft: '还在填写',
  submitted: '正在签批',
  approved: '已批准',
  reading: '正在阅览',
  returning: '阅览已结束，待归还核对',
  closed: '已办结',
  rejected: '未获批准',
  withdrawn: '已撤回',
  expired: '已过有效期',
};
/** @throws Refusal `state-refused`, saying in which state the request is and what to do instead */
export function refuseUnless(
  request: RequestRecord,
  states: readonly RequestRecord['state'][],
  what: string,
): void {
  if (states.includes(request.state)) return;
  const advice = (FINISHED as readonly string[]).includes(request.state)
    ? '已办完的查阅单不能再用，请重新填写一张。'
    : '请刷新后再看。';
  throw new Refusal(
    'state-refused',
    `查阅单 ${request.number} ${STATE_WORDS[request.state]}，不能${what}。${advice}`,
  );
}

export function stateWord(state: RequestRecord['state']): string {
  return STATE_WORDS[state];
}
