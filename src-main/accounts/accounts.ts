import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { OFFICER_ROLES, type OfficerRole } from '#contract/vocabulary.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { clearAttempts } from './attempts.ts';
import {
  type AccountRecord,
  accountById,
  activeHoldersOfRole,
  allAccounts,
  clearFailures,
  insertAccount,
  rolesOf,
  setMustChangePassword,
  setRoles,
  setStanding,
} from './queries.ts';
import { isBusiness, roleConflict, weakness } from './rules.ts';

function theAccount(db: ReadDb, id: number): AccountRecord {
  const account = accountById(db, id);
  if (!account) throw new Refusal('not-found', '没有这个账号，列表可能已变化，请刷新。');
  return account;
}

export function listAccounts(
  db: ReadDb,
  _input: Parsed<'accounts.list'>,
  _caller: Caller,
  scope: Scope,
): Output<'accounts.list'> {
  const accounts = allAccounts(db).map((account): Output<'accounts.list'>['accounts'][number] => {
    const roles = rolesOf(db, account.id);
    const holds = scope.keyring.holdsContentKey(account.slot);
    return {
      id: account.id,
      login: account.login,
      name: account.name,
      roles,
      clearance: account.clearance,
      state: account.locked_at !== null && account.state === 'active' ? 'locked' : account.state,
      holdsContentKey: holds,
      needsContentKey:
        isBusiness(roles) && !holds && account.state === 'active' && account.must_change_password === 0,
      mustChangePassword: account.must_change_password === 1,
      lastSignInAt: account.last_sign_in_at,
      failures: account.failures,
    };
  });
  return { accounts };
}

/** 系统管理员 creates an account without any right. */
export async function createAccount(
  scope: ActScope,
  input: Parsed<'accounts.create'>,
): Promise<Output<'accounts.create'>> {
  const weak = weakness(input.password, input.login);
  if (weak !== undefined) throw new Refusal('weak-password', `${weak}。`);
  const slot = await scope.keyring.addSlot(input.login, input.password, scope.keys.databaseKey);
  try {
    scope.note.subject = `account:${input.login}`;
    scope.note.detail = { name: input.name };
    const id = scope.commit((write) =>
      insertAccount(write, {
        slot,
        login: input.login,
        name: input.name,
        state: 'waiting',
        clearance: 'internal',
        at: scope.now().toISOString(),
        by: scope.caller.accountId,
      }),
    );
    return { id };
  } catch (cause) {
    // A slot without its account would be a way in that no list shows.
    scope.keyring.removeSlot(slot);
    throw cause;
  }
}

/** 安全保密管理员 activates and sets roles and clearance. The content key goes when no business role is left. */
export async function grantRoles(
  scope: ActScope,
  input: Parsed<'accounts.grant'>,
): Promise<Output<'accounts.grant'>> {
  const account = theAccount(scope.db, input.id);
  const roles = [...new Set(input.roles)];
  const conflict = roleConflict(roles);
  if (conflict !== undefined) throw new Refusal('state-refused', `${conflict}，未作改动。`);
  const before = rolesOf(scope.db, input.id);
  const lost = before.filter((role) => !roles.includes(role));
  refuseLastOfficer(scope.db, input.id, lost);
  scope.note.subject = `account:${account.login}`;
  scope.note.detail = {
    before: { roles: before, clearance: account.clearance },
    after: { roles, clearance: input.clearance },
  };
  scope.commit((write) => {
    setRoles(write, input.id, roles, scope.now().toISOString(), scope.caller.accountId);
    setStanding(write, input.id, 'active', input.clearance);
  });
  if (!isBusiness(roles) && scope.keyring.holdsContentKey(account.slot))
    scope.keyring.revokeContentKey(account.slot);
  return { done: true };
}

function refuseLastOfficer(db: ReadDb, id: number, lost: readonly string[]): void {
  for (const role of OFFICER_ROLES.filter((one: OfficerRole) => lost.includes(one))) {
    const others = activeHoldersOfRole(db, role).filter((holder) => holder !== id);
    if (others.length === 0) {
      throw new Refusal(
        'state-refused',
        '这是该类管理员的最后一个账号，不能停用或改作他用。请先指定接任者。',
      );
    }
  }
}

export async function disableAccount(
  scope: ActScope,
  input: Parsed<'accounts.disable'>,
): Promise<Output<'accounts.disable'>> {
  const account = theAccount(scope.db, input.id);
  if (input.id === scope.caller.accountId) throw new Refusal('state-refused', '不能停用自己的账号。');
  refuseLastOfficer(scope.db, input.id, rolesOf(scope.db, input.id));
  scope.note.subject = `account:${account.login}`;
  scope.note.detail = { reason: input.reason };
  scope.commit((write) => setStanding(write, input.id, 'disabled', account.clearance));
  scope.keyring.revokeContentKey(account.slot);
  return { done: true };
}

export function unlockAccount(
  db: WriteDb,
  input: Parsed<'accounts.unlock'>,
  _caller: Caller,
  scope: Scope,
): Output<'accounts.unlock'> {
  const account = theAccount(db, input.id);
  clearFailures(db, input.id);
  clearAttempts(scope.folder, account.slot);
  scope.note.subject = `account:${account.login}`;
  return { done: true };
}

export async function resetPassword(
  scope: ActScope,
  input: Parsed<'accounts.resetPassword'>,
): Promise<Output<'accounts.resetPassword'>> {
  const account = theAccount(scope.db, input.id);
  const weak = weakness(input.password, account.login);
  if (weak !== undefined) throw new Refusal('weak-password', `${weak}。`);
  await scope.keyring.resetPassword(account.slot, input.password, scope.keys.databaseKey);
  scope.note.subject = `account:${account.login}`;
  scope.commit((write) => setMustChangePassword(write, input.id, true));
  return { done: true };
}

/** A holder hands the content key to an account that needs it and has chosen its own password. */
export async function handOverContentKey(
  scope: ActScope,
  input: Parsed<'accounts.handOverContentKey'>,
): Promise<Output<'accounts.handOverContentKey'>> {
  const account = theAccount(scope.db, input.id);
  if (!isBusiness(rolesOf(scope.db, input.id)))
    throw new Refusal('state-refused', '该账号没有业务角色，不应持有内容密钥。');
  if (account.state !== 'active')
    throw new Refusal('state-refused', '该账号尚未启用，请先由安全保密管理员授权。');
  if (account.must_change_password === 1) {
    throw new Refusal('state-refused', '该账号还在用初始密码。请本人登录改密后再移交内容密钥。');
  }
  const contentKey = scope.contentKey();
  scope.note.subject = `account:${account.login}`;
  await scope.keyring.grantContentKey(account.slot, contentKey);
  scope.commit(() => undefined);
  return { done: true };
}
