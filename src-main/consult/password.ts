import { Refusal } from '#contract/result.ts';
import {
  accountById,
  addFailures,
  clearAttempts,
  countFailure,
  currentPolicy,
  failureLimit,
  failuresOf,
  isLocked,
  passwordExpiry,
} from '#main/accounts/index.ts';
import { record } from '#main/audit/index.ts';
import { forget } from '#main/keyring/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { transact } from '#main/storage/index.ts';

/**
 * Proves that somebody at the desk is the holder of an account, without signing them in: the keys the password opens are
 * wiped at once. A wrong password counts as a failed sign-in does and locks the account the same way.
 * @throws Refusal `wrong-password`, `account-locked`, `account-disabled`, `must-change-password`
 */
export async function provePassword(scope: ActScope, accountId: number, password: string): Promise<void> {
  const account = accountById(scope.db, accountId);
  if (!account || account.state !== 'active')
    throw new Refusal('account-disabled', '该账号尚未启用或已停用，请联系安全保密管理员。');
  const who = account.name;
  if (account.locked_at !== null || isLocked(scope.folder, account.slot)) throw lockedOut(who);
  if (account.must_change_password === 1)
    throw new Refusal('must-change-password', `${who}还在用初始密码，请先自行登录并修改密码。`);
  const { rules } = currentPolicy(scope.db, scope.resources);
  if (passwordExpiry(account.password_changed_at, rules) <= scope.now().toISOString())
    throw new Refusal('must-change-password', `${who}的密码已超过更换周期，请先自行登录并修改密码。`);
  try {
    const keys = await scope.keyring.unlock(account.login, password);
    forget(keys);
    keys.nextContentKey?.fill(0);
  } catch (cause) {
    if (!(cause instanceof Refusal && cause.code === 'wrong-password')) throw cause;
    const failures = countFailure(scope.folder, account.slot, scope.now().toISOString());
    const limit = failureLimit(scope.folder);
    if (failures >= limit) throw lockedOut(who);
    throw new Refusal(
      'wrong-password',
      `${who}的密码不正确。连续错 ${limit} 次账号将锁定，还可再试 ${limit - failures} 次。`,
    );
  }
  settle(scope, account);
}

/** The failures before a right password go into the chain and to the account, which tells its holder; the count starts anew. */
function settle(
  scope: ActScope,
  account: { readonly id: number; readonly slot: string; readonly login: string },
): void {
  const counted = failuresOf(scope.folder).get(account.slot);
  if (!counted || counted.failures === 0) return;
  const { times } = counted;
  if (times.length > 0)
    transact(scope.db, (write) => {
      addFailures(write, account.id, times.length, null);
      for (const at of times)
        record(write, scope.archiveId, {
          at,
          account: account.login,
          roles: '',
          machine: scope.caller.machine,
          origin: scope.caller.origin,
          event: 'consult.prove-password',
          subject: `account:${account.login}`,
          result: 'refused',
          detail: '{"reason":"wrong-password"}',
        });
    });
  clearAttempts(scope.folder, account.slot, scope.now().toISOString());
}

function lockedOut(who: string): Refusal {
  return new Refusal('account-locked', `${who}的账号连续输错密码，已锁定。请联系安全保密管理员解锁。`);
}
