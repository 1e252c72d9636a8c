import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { BUSINESS_ROLES, OFFICER_ROLES, type Role } from '#contract/vocabulary.ts';
import {
  firstPolicy,
  insertAccount,
  isBusiness,
  roleConflict,
  samePerson,
  setRoles,
  weakness,
} from '#main/accounts/index.ts';
import { record } from '#main/audit/index.ts';
import { Keyring } from '#main/keyring/index.ts';
import { defaultScheme, installScheme } from '#main/scheme/index.ts';
import {
  ARCHIVE_ENDING,
  type ArchiveFolder,
  type Connection,
  makeArchiveFolder,
  migrate,
  newArchiveId,
  openDatabase,
  readMigrations,
  saveSetting,
  transact,
  writeAbout,
} from '#main/storage/index.ts';
import { createUnitIdentity } from '#main/transfer/index.ts';
import { Vault } from '#main/vault/index.ts';
import type { ApplicationOptions } from './program.ts';

/** Numbering style of a new archive; DA/T 13-2022 by volume. The system administrator can choose another. */
const FIRST_STYLE = 'DAT13-volume';
/** First accounts of business roles start at 机密; the 安全保密管理员 raises or lowers each. */
const FIRST_CLEARANCE = 'confidential';
/** Roles that the first run must fill, so that every act with two persons can be done. */
const NEEDED: readonly Role[] = [...OFFICER_ROLES, 'clerk', 'appraiser', 'reviewer', 'approver'];

/** 建库: folder, keys, database, class scheme, first accounts, the unit's identity. Nothing is left when a step fails. */
export async function createArchive(
  options: ApplicationOptions,
  parent: string,
  input: Parsed<'archive.create'>,
): Promise<{ root: string; archiveId: string; shares: string[]; fingerprint: string }> {
  refuseWeakStart(options, input.accounts);
  const root = join(parent, `${input.name}${ARCHIVE_ENDING}`);
  const folder = makeArchiveFolder(root);
  try {
    const archiveId = newArchiveId();
    const made = await fill(options, folder, archiveId, input);
    // Last: a folder without it is no archive, so a crash halfway leaves nothing that opens.
    writeAbout(folder, archiveId);
    return { root, archiveId, ...made };
  } catch (cause) {
    rmSync(root, { recursive: true, force: true });
    throw cause;
  }
}

function refuseWeakStart(options: ApplicationOptions, accounts: Parsed<'archive.create'>['accounts']): void {
  const { rules } = firstPolicy(options.program.resources);
  const details = accounts.flatMap((account, index) => {
    const weak = weakness(account.password, account.login, rules);
    return weak === undefined
      ? []
      : [{ path: `accounts.${index}.password`, message: `${account.name}：${weak}` }];
  });
  if (details.length > 0) throw new Refusal('weak-password', '有账号的初始密码不够强，尚未建库。', details);
  const missing = NEEDED.filter((role) => !accounts.some((account) => account.role === role));
  if (missing.length > 0)
    throw new Refusal('validation-failed', `还缺少 ${missing.length} 个必需的角色账号，尚未建库。`, [
      { path: 'accounts', message: missing.join('、') },
    ]);
  const logins = accounts.map((account) => account.login.trim().toLowerCase());
  if (new Set(logins).size !== logins.length)
    throw new Refusal('conflict', '有两个账号用了同一个登录名，尚未建库。');
  refuseTwoHats(accounts);
}

/** One person can't be two officers, nor an officer and somebody at the files. */
function refuseTwoHats(accounts: Parsed<'archive.create'>['accounts']): void {
  const persons = accounts.map((account) => ({
    login: account.login,
    name: account.name,
    idNumber: account.idNumber ?? '',
    personId: null,
    role: account.role,
  }));
  for (const [index, one] of persons.entries()) {
    const other = persons
      .slice(0, index)
      .find((earlier) => samePerson(earlier, one) && roleConflict([earlier.role, one.role]) !== undefined);
    if (!other) continue;
    throw new Refusal(
      'state-refused',
      `${roleConflict([other.role, one.role])}：「${other.login}」与「${one.login}」都是${one.name}，尚未建库。确属同名的两人，请填写两人的身份证号。`,
      [{ path: `accounts.${index}.name`, message: '与另一账号视为同一人' }],
    );
  }
}

async function fill(
  options: ApplicationOptions,
  folder: ArchiveFolder,
  archiveId: string,
  input: Parsed<'archive.create'>,
): Promise<{ shares: string[]; fingerprint: string }> {
  const now = (options.now ?? (() => new Date()))().toISOString();
  const { keyring, databaseKey, contentKey, shares } = await Keyring.create(folder.keyring, archiveId);
  let db: Connection | undefined;
  try {
    const slots: { slot: string; account: (typeof input.accounts)[number] }[] = [];
    for (const account of input.accounts) {
      const slot = await keyring.addSlot(account.login, account.password, databaseKey);
      if (isBusiness([account.role])) await keyring.grantContentKey(slot, contentKey);
      slots.push({ slot, account });
    }
    db = openDatabase(folder.database, databaseKey, { create: true });
    migrate(db, readMigrations(options.program.migrations), undefined, now);
    const vault = new Vault(folder.vault, archiveId);
    const unit = { archiveId, fondsCode: input.fondsCode, fondsName: input.fondsName };
    const keys = { archiveId, contentKey: () => contentKey };
    const fingerprint = transact(db, (write) => {
      saveSetting(write, 'fondsCode', input.fondsCode);
      saveSetting(write, 'fondsName', input.fondsName);
      saveSetting(write, 'numberingStyle', FIRST_STYLE);
      saveSetting(write, 'idleMinutes', '10');
      installScheme(write, defaultScheme(options.program.resources), now, '随程序提供');
      for (const { slot, account } of slots) {
        const id = insertAccount(write, {
          slot,
          login: account.login,
          name: account.name,
          idNumber: account.idNumber ?? '',
          state: 'active',
          clearance: (BUSINESS_ROLES as readonly Role[]).includes(account.role)
            ? FIRST_CLEARANCE
            : 'internal',
          at: now,
          by: null,
        });
        setRoles(write, id, [account.role], now, null);
      }
      const identity = createUnitIdentity(write, vault, keys, unit, now);
      record(write, archiveId, {
        at: now,
        account: '',
        roles: '',
        machine: options.machine,
        origin: options.origin,
        event: 'archive.create',
        subject: `archive:${archiveId}`,
        result: 'ok',
        detail: JSON.stringify({ accounts: slots.length, unit: identity.fingerprint }),
      });
      return identity.fingerprint;
    });
    return { shares, fingerprint };
  } finally {
    db?.close();
    databaseKey.fill(0);
    contentKey.fill(0);
  }
}
