import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { SECRECY_WORDS, secrecyMark, secrecyRank } from '#contract/vocabulary.ts';
import { isSamePerson, refuseSamePerson } from '#main/accounts/index.ts';
import { today } from '#main/calendar/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import type { Described, OutputSubject } from './gate.ts';
import { outputPolicy } from './policy.ts';
import {
  highestRequestOf,
  insertRequest,
  type RequestRecord,
  requestById,
  requestRecords,
  settleRequest,
} from './queries.ts';

const DAY = 86_400_000;

/** Says what a subject is, as the caller may see it; the features behind it are composed elsewhere. */
export type Describe = (db: ReadDb, subject: OutputSubject, caller: Caller, scope: Scope) => Described;

function show(db: ReadDb, one: RequestRecord, caller: Caller, scope: Scope): Output<'output.request'> {
  const { what, subjectId, secrecy, secrecyRank: _, secrecyYears, basis: _b, applicantId, ...rest } = one;
  const ranOut =
    one.state === 'approved' && one.validUntil !== null && one.validUntil < scope.now().toISOString();
  return {
    ...rest,
    state: ranOut ? 'expired' : one.state,
    subject: { what: what as OutputSubject['what'], id: subjectId },
    level: secrecy,
    mark: secrecyMark(secrecy, secrecyYears),
    mayDecide:
      one.state === 'submitted' &&
      caller.roles.includes('approver') &&
      !isSamePerson(db, caller.accountId, applicantId),
  };
}

/** @throws Refusal `not-found`, also above the caller's clearance */
function theRequest(db: ReadDb, id: number, caller: Caller): RequestRecord {
  const found = requestById(db, id);
  if (!found || found.secrecyRank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这张输出审批单，列表可能已变化，请刷新。');
  return found;
}

export function requestOutput(
  db: WriteDb,
  input: Parsed<'output.request'>,
  caller: Caller,
  scope: Scope,
  describe: Describe,
): Output<'output.request'> {
  const described = describe(db, input.subject, caller, scope);
  const rule = outputPolicy(db, scope.resources).rules[described.secrecy];
  if (rule === 'forbidden') {
    throw new Refusal(
      'state-refused',
      `「${described.title}」含${SECRECY_WORDS[described.secrecy]}内容，输出策略禁止输出，不能申请。`,
    );
  }
  const at = scope.now().toISOString();
  const prefix = `${setting(db, 'fondsCode')}-SC-${today(scope).slice(0, 4)}-`;
  const number = `${prefix}${String(highestRequestOf(db, prefix) + 1).padStart(4, '0')}`;
  const id = insertRequest(db, {
    number,
    what: input.subject.what,
    subjectId: input.subject.id,
    title: described.title,
    secrecy: described.secrecy,
    secrecyRank: secrecyRank(described.secrecy),
    secrecyYears: described.secrecyYears,
    pages: described.pages,
    basis: described.basis,
    copies: input.copies,
    purpose: input.purpose,
    destination: input.destination,
    applicantId: caller.accountId,
    appliedAt: at,
  });
  scope.note.subject = `output-request:${id}`;
  scope.note.detail = { number, ...input };
  return show(db, theRequest(db, id, caller), caller, scope);
}

export function withdrawRequest(
  db: WriteDb,
  input: Parsed<'output.withdraw'>,
  caller: Caller,
  scope: Scope,
): Output<'output.withdraw'> {
  const one = theRequest(db, input.id, caller);
  if (one.applicantId !== caller.accountId) throw new Refusal('forbidden', '只有申请人自己可以撤回申请。');
  if (one.state !== 'submitted' && one.state !== 'approved')
    throw new Refusal('state-refused', `审批单 ${one.number} 已经办结，不能撤回。`);
  settleRequest(db, one.id, one.state, 'withdrawn');
  scope.note.subject = `output-request:${one.id}`;
  scope.note.detail = { number: one.number, reason: input.reason };
  return { done: true };
}

export function decideRequest(
  db: WriteDb,
  input: Parsed<'output.decide'>,
  caller: Caller,
  scope: Scope,
): Output<'output.decide'> {
  const one = theRequest(db, input.id, caller);
  refuseSamePerson(db, caller.accountId, [one.applicantId], '输出须由另一人审批，不能批准自己的申请。');
  const now = scope.now();
  const { rules, approvalDays } = outputPolicy(db, scope.resources);
  if (input.approve && rules[one.secrecy] === 'forbidden')
    throw new Refusal('state-refused', `输出策略已改为禁止输出${SECRECY_WORDS[one.secrecy]}内容，不能批准。`);
  const validUntil = input.approve ? new Date(now.getTime() + approvalDays * DAY).toISOString() : null;
  const decided = settleRequest(db, one.id, 'submitted', input.approve ? 'approved' : 'rejected', {
    by: caller.accountId,
    at: now.toISOString(),
    note: input.note,
    validUntil,
  });
  if (!decided) throw new Refusal('state-refused', `审批单 ${one.number} 已经办结或撤回，请刷新。`);
  scope.note.subject = `output-request:${one.id}`;
  scope.note.detail = { number: one.number, approve: input.approve, note: input.note, validUntil };
  return { done: true };
}

export function listRequests(
  db: ReadDb,
  input: Parsed<'output.requests'>,
  caller: Caller,
  scope: Scope,
): Output<'output.requests'> {
  const filter =
    input.list === 'waiting'
      ? { state: 'submitted' }
      : input.list === 'mine'
        ? { applicant: caller.accountId }
        : {};
  return {
    requests: requestRecords(db, filter, caller.clearanceRank).map((one) => show(db, one, caller, scope)),
  };
}
