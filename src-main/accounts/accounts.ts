import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { OFFICER_ROLES, type OfficerRole } from '#contract/vocabulary.ts';
import { changesBetween } from '#main/audit/index.ts';
import { today } from '#main/calendar/index.ts';
import { readIdentityNumber } from '#main/people/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, saveSetting, setting, type WriteDb } from '#main/storage/index.ts';
import { clearAttempts } from './attempts.ts';
import { otherAccountsOf, refuseConflict } from './persons.ts';
import { currentPolicy, passwordExpiry } from './policy.ts';
import {
  type AccountRecord,
  accountById,
  activeHoldersOfRole,
  allAccounts,
  clearFailures,
  type Holder,
  holderOf,
  insertAccount,
  notePassword,
  rolesOf,
  setHolder,
  setRoles,
  setStanding,
} from './queries.ts';
import { isBusiness, weakness } from './rules.ts';

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
  const { rules } = currentPolicy(db, scope.resources);
  const accounts = allAccounts(db).map((account): Output<'accounts.list'>['accounts'][number] => {
    const roles = rolesOf(db, account.id);
    const holder = holderOf(db, account.id);
    const holds = scope.keyring.holdsContentKey(account.slot);
    return {
      id: account.id,
      login: account.login,
      name: account.name,
      idNumberEnd: account.id_number.slice(-4),
      samePersonAs: holder ? otherAccountsOf(db, holder).map((other) => other.login) : [],
      roles,
      clearance: account.clearance,
      state: account.locked_at !== null && account.state === 'active' ? 'locked' : account.state,
      holdsContentKey: holds,
      needsContentKey:
        isBusiness(roles) && !holds && account.state === 'active' && account.must_change_password === 0,
      mustChangePassword: account.must_change_password === 1,
      passwordExpiresAt: passwordExpiry(account.password_changed_at, rules),
      lastSignInAt: account.last_sign_in_at,
      failures: account.failures,
    };
  });
  return {
    accounts,
    renewalDue: setting(db, 'renewalDueSince') !== '',
    contentKeyGeneration: Number(setting(db, 'contentKeyGeneration')),
  };
}

/** The number as it is stored, checked like those of the roster. @throws Refusal `validation-failed` */
function identityNumber(text: string, scope: Scope): string {
  if (text === '') return '';
  const { number, findings } = readIdentityNumber(text, today(scope));
  const wrong = findings.find((finding) => finding.severity === 'error');
  if (!wrong) return number;
  throw new Refusal('validation-failed', `${wrong.message}，请核对身份证号。`, [
    { path: 'idNumber', message: wrong.message },
  ]);
}

/** 系统管理员 registers whose account it is: without it, accounts of the same name count as one person's. */
export function identifyAccount(
  db: WriteDb,
  input: Parsed<'accounts.identify'>,
  _caller: Caller,
  scope: Scope,
): Output<'accounts.identify'> {
  const account = theAccount(db, input.id);
  const before = holderOf(db, input.id);
  const idNumber = identityNumber(input.idNumber, scope);
  const holder: Holder = {
    id: account.id,
    login: account.login,
    name: input.name,
    idNumber,
    personId: before?.personId ?? null,
  };
  refuseConflict(db, holder, rolesOf(db, account.id));
  setHolder(db, account.id, input.name, idNumber);
  scope.note.subject = `account:${account.login}`;
  scope.note.changes = changesBetween(
    { name: account.name, idNumber: account.id_number },
    { name: input.name, idNumber },
  );
  return { done: true };
}

/** 系统管理员 creates an account without any right. */
export async function createAccount(
  scope: ActScope,
  input: Parsed<'accounts.create'>,
): Promise<Output<'accounts.create'>> {
  const { rules } = currentPolicy(scope.db, scope.resources);
  const weak = weakness(input.password, input.login, rules);
  const idNumber = identityNumber(input.idNumber ?? '', scope);
  if (weak !== undefined) throw new Refusal('weak-password', `${weak}。`);
  const slot = await scope.keyring.addSlot(input.login, input.password, scope.keys.databaseKey);
  try {
    scope.note.subject = `account:${input.login}`;
    scope.note.detail = { name: input.name, idNumberEnd: idNumber.slice(-4) };
    const id = scope.commit((write) =>
      insertAccount(write, {
        slot,
        login: input.login,
        name: input.name,
        idNumber,
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
  if (input.id === scope.caller.accountId)
    throw new Refusal('second-person-needed', '不能给自己授权，请由另一名安全保密管理员办理。');
  const before = rolesOf(scope.db, input.id);
  const lost = before.filter((role) => !roles.includes(role));
  refuseLastOfficer(scope.db, input.id, lost);
  scope.note.subject = `account:${account.login}`;
  scope.note.changes = changesBetween(
    { state: account.state, roles: before, clearance: account.clearance },
    { state: 'active', roles, clearance: input.clearance },
  );
  const takenBack = !isBusiness(roles) && scope.keyring.holdsContentKey(account.slot);
  scope.commit((write) => {
    const holder = holderOf(write, input.id);
    if (holder) refuseConflict(write, holder, roles);
    setRoles(write, input.id, roles, scope.now().toISOString(), scope.caller.accountId);
    setStanding(write, input.id, 'active', input.clearance);
    if (takenBack) askForRenewal(write, scope.now().toISOString());
  });
  if (takenBack) scope.keyring.revokeContentKey(account.slot);
  return { done: true };
}

/** Whoever held the content key may have kept it: until it is renewed, the officers' home says so. */
function askForRenewal(write: WriteDb, at: string): void {
  if (setting(write, 'renewalDueSince') === '') saveSetting(write, 'renewalDueSince', at);
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
  const takenBack = scope.keyring.holdsContentKey(account.slot);
  scope.commit((write) => {
    setStanding(write, input.id, 'disabled', account.clearance);
    if (takenBack) askForRenewal(write, scope.now().toISOString());
  });
  if (takenBack) scope.keyring.revokeContentKey(account.slot);
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
  clearAttempts(scope.folder, account.slot, scope.now().toISOString());
  scope.note.subject = `account:${account.login}`;
  return { done: true };
}

/**
 * A forgotten password. Business accounts lose the content key with it, which a colleague hands over anew; an officer's
 * account waits until another officer activates it again, so that whoever resets it can't step into it alone.
 */
export async function resetPassword(
  scope: ActScope,
  input: Parsed<'accounts.resetPassword'>,
): Promise<Output<'accounts.resetPassword'>> {
  const account = theAccount(scope.db, input.id);
  const { rules } = currentPolicy(scope.db, scope.resources);
  const weak = weakness(input.password, account.login, rules);
  if (weak !== undefined) throw new Refusal('weak-password', `${weak}。`);
  const roles = rolesOf(scope.db, input.id);
  const officer = roles.length > 0 && !isBusiness(roles);
  if (officer && roles.includes('security-admin')) {
    const others = activeHoldersOfRole(scope.db, 'security-admin').filter((id) => id !== input.id);
    if (others.length === 0) {
      throw new Refusal(
        'state-refused',
        '这是最后一个安全保密管理员，重置后无人能再启用它。请用两份恢复份额为该账号设置新密码。',
      );
    }
  }
  await scope.keyring.resetPassword(account.slot, input.password, scope.keys.databaseKey);
  scope.note.subject = `account:${account.login}`;
  scope.note.detail = { waits: officer };
  scope.commit((write) => {
    notePassword(write, input.id, true, scope.now().toISOString());
    if (officer && account.state === 'active') setStanding(write, input.id, 'waiting', account.clearance);
  });
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
  const sealed = await scope.keyring.sealContentKey(account.slot, scope.contentKey());
  scope.note.subject = `account:${account.login}`;
  scope.commit((write) => {
    if (!isBusiness(rolesOf(write, input.id)))
      throw new Refusal('conflict', '该账号的角色刚有变动，未移交。请刷新后再看。');
    // Last in the transaction: the key is in the slot exactly when its hand-over is on record.
    scope.keyring.putContentKey(account.slot, sealed);
  });
  return { done: true };
}
