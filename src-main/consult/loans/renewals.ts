import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { isSamePerson } from '#main/accounts/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { provePassword } from '../password.ts';
import { partyOfAccount } from '../recusal/index.ts';
import { refuseRecused, theRequest } from '../request/index.ts';
import { currentRules } from '../rules/index.ts';
import { refuseDue, theLoan } from './loans.ts';
import {
  decideRenewalRow,
  insertRenewal,
  type LoanRecord,
  prolong,
  type RenewalRecord,
  renewalById,
  renewalsOf,
} from './queries.ts';

export function askRenewal(
  db: WriteDb,
  input: Parsed<'consult.askRenewal'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.askRenewal'> {
  const loan = theLoan(db, input.loanId, caller, scope);
  if (loan.returnedAt !== null) throw new Refusal('state-refused', `${loan.number} 已经归还，不用续借。`);
  const { rules } = currentRules(db, scope);
  const before = renewalsOf(db, loan.id);
  if (before.some((one) => one.state === 'asked'))
    throw new Refusal('state-refused', `${loan.number} 已有续借申请待批。`);
  if (before.filter((one) => one.state === 'approved').length >= rules.mostRenewals)
    throw new Refusal('state-refused', `按规则最多续借 ${rules.mostRenewals} 次，请先归还。`);
  refuseDue(input.until, new Date(loan.dueAt), rules.renewalDays);
  const renewalId = insertRenewal(db, {
    loanId: loan.id,
    reason: input.reason,
    until: input.until,
    by: caller.accountId,
    at: scope.now().toISOString(),
  });
  scope.note.subject = `consult:${loan.requestId}`;
  scope.note.detail = {
    loan: loan.id,
    renewal: renewalId,
    until: input.until,
    reason: input.reason,
  };
  return { renewalId };
}

export async function decideRenewal(
  scope: ActScope,
  input: Parsed<'consult.decideRenewal'>,
): Promise<Output<'consult.decideRenewal'>> {
  const check = (db: ReadDb): { loan: LoanRecord; renewal: RenewalRecord } => {
    const renewal = renewalById(db, input.renewalId);
    if (!renewal) throw new Refusal('not-found', '没有这条续借申请，列表可能已变化，请刷新。');
    const loan = theLoan(db, renewal.loanId, scope.caller, scope);
    if (renewal.state !== 'asked' || loan.returnedAt !== null)
      throw new Refusal('state-refused', '这条续借申请已经办过。');
    if (isSamePerson(db, scope.caller.accountId, renewal.askedById))
      throw new Refusal('second-person-needed', '续借须由另一人批准。');
    const { personId } = theRequest(db, loan.requestId, scope.caller, scope);
    refuseRecused(db, personId, [{ as: '审批人', party: partyOfAccount(db, scope.caller.accountId) }]);
    return { loan, renewal };
  };
  check(scope.db);
  await provePassword(scope, scope.caller.accountId, input.password);
  scope.commit((write) => {
    const { loan, renewal } = check(write);
    const at = scope.now().toISOString();
    if (!decideRenewalRow(write, renewal.id, input.approve, scope.caller.accountId, at))
      throw new Refusal('conflict', '这条续借申请刚被别人办过，请刷新。');
    if (input.approve) prolong(write, loan.id, renewal.until);
    scope.note.subject = `consult:${loan.requestId}`;
    scope.note.detail = {
      loan: loan.id,
      renewal: renewal.id,
      approve: input.approve,
      until: renewal.until,
    };
  });
  return { done: true };
}
