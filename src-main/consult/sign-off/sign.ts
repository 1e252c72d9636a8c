import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { isSamePerson } from '#main/accounts/index.ts';
import type { ActScope, Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { provePassword } from '../password.ts';
import { partyOfAccount, recusal } from '../recusal/index.ts';
import {
  move,
  type RequestRecord,
  readersOf,
  refuseIfChanged,
  refuseUnless,
  theRequest,
} from '../request/index.ts';
import type { Step } from '../rules/index.ts';
import { traceEmergency } from '../trace.ts';
import { insertSignOff, signOffsOf } from './queries.ts';

export function chainOf(request: Pick<RequestRecord, 'chain'>): {
  readonly name: string;
  readonly steps: readonly Step[];
} {
  return JSON.parse(request.chain) as { name: string; steps: Step[] };
}

/** The step that is waited for, when it waits for somebody like the caller. */
export function stepFor(request: RequestRecord, caller: Pick<Caller, 'roles' | 'login'>): Step | undefined {
  if (request.state !== 'submitted' || request.step === null) return undefined;
  const step = chainOf(request).steps[request.step];
  if (!step) throw new Error(`request ${request.id} waits for a step that its chain lacks`);
  const named = step.logins.length === 0 || step.logins.includes(caller.login);
  const fits = step.roles.length === 0 || step.roles.some((role) => caller.roles.includes(role));
  return named && fits ? step : undefined;
}

/** Why the caller may not sign the step that waits for their role; undefined when they may. */
export function signHindrance(
  db: ReadDb,
  request: RequestRecord,
  caller: Pick<Caller, 'accountId' | 'clearanceRank'>,
): string | undefined {
  const me = caller.accountId;
  if (request.secrecyRank > caller.clearanceRank) return '所查材料的密级超出您的知悉范围';
  if (isSamePerson(db, me, request.createdById)) return '您是这张查阅单的经办人，不能自己签批';
  const readers = readersOf(db, request.id);
  if (readers.some((one) => one.accountId !== null && isSamePerson(db, me, one.accountId)))
    return '您是这张查阅单的查阅人，不能自己签批';
  const before = signOffsOf(db, request.id).filter((one) => one.version === request.version);
  if (before.some((one) => isSamePerson(db, me, one.accountId)))
    return '您已签过前面一级，各级须由不同的人签批';
  const reason = recusal(db, partyOfAccount(db, me), request.personId);
  return reason === undefined ? undefined : `您须回避：${reason}`;
}

/** 签批: one signature, with the signer's password given anew. Of two that come at once, one wins. */
export async function sign(scope: ActScope, input: Parsed<'consult.sign'>): Promise<Output<'consult.sign'>> {
  const { caller } = scope;
  refuseUnsignable(scope.db, theRequest(scope.db, input.id, caller, scope), input, caller);
  if (!input.approve && input.opinion === '')
    throw new Refusal('validation-failed', '不同意时请写明理由。', [
      { path: 'opinion', message: '请写明理由' },
    ]);
  await provePassword(scope, caller.accountId, input.password);
  const revision = scope.commit((write) => {
    // Read again: the password took its time, and somebody may have been faster.
    const request = theRequest(write, input.id, caller, scope);
    refuseUnsignable(write, request, input, caller);
    const { steps } = chainOf(request);
    const at = request.step ?? 0;
    insertSignOff(write, {
      requestId: request.id,
      version: request.version,
      step: at,
      stepName: steps[at]?.name ?? '',
      accountId: caller.accountId,
      at: scope.now().toISOString(),
      approved: input.approve,
      opinion: input.opinion,
    });
    scope.note.subject = `consult:${request.id}`;
    scope.note.detail = {
      number: request.number,
      version: request.version,
      step: steps[at]?.name,
      approve: input.approve,
      opinion: input.opinion,
    };
    traceEmergency(
      write,
      scope,
      caller,
      request,
      `${steps[at]?.name ?? ''}：${input.approve ? '同意' : '不同意'}`,
    );
    if (!input.approve)
      return move(write, request, {
        state: 'rejected',
        reason: input.opinion,
        closedAt: scope.now().toISOString(),
      });
    const last = at + 1 >= steps.length;
    return move(write, request, last ? { state: 'approved' } : { state: 'submitted', step: at + 1 });
  });
  return { id: input.id, revision };
}

function refuseUnsignable(
  db: ReadDb,
  request: RequestRecord,
  input: Parsed<'consult.sign'>,
  caller: Caller,
): void {
  refuseUnless(request, ['submitted'], '签批');
  if (request.version !== input.version)
    throw new Refusal('conflict', '这张查阅单已经变更为新的一稿，请按新的范围重新审看后签批。');
  refuseIfChanged(request, input.revision);
  const step = stepFor(request, caller);
  if (!step) {
    const waits = chainOf(request).steps[request.step ?? 0]?.name ?? '';
    throw new Refusal('forbidden', `现在等待的是「${waits}」，不由您签批。`);
  }
  const hindrance = signHindrance(db, request, caller);
  if (hindrance !== undefined) throw new Refusal('forbidden', `${hindrance}。请由其他人签批。`);
}
