import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Output } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import {
  type AccountRecord,
  accountBySlot,
  addFailures,
  businessSlots,
  clearAttempts,
  countFailure,
  currentPolicy,
  failureLimit,
  failuresOf,
  isBusiness,
  isLocked,
  isUnknownLogin,
  noteSignIn,
  passwordExpiry,
  rolesOf,
  setFailureLimit,
  settleTimes,
  unknownLogin,
} from '#main/accounts/index.ts';
import { type AuditEvent, lastEvent, record } from '#main/audit/index.ts';
import { settleConsults } from '#main/consult/index.ts';
import { breakSince, ClockWatch, SeenArchives, secondsBefore } from '#main/evidence/index.ts';
import { recordedBlobs } from '#main/files/index.ts';
import { interruptImports } from '#main/intake/index.ts';
import { forget, Keyring, type OpenKeys, type UnlockedKeys } from '#main/keyring/index.ts';
import type { Caller } from '#main/scope/index.ts';
import {
  ARCHIVE_ENDING,
  type ArchiveFolder,
  archiveFolder,
  type Connection,
  lockArchive,
  migrate,
  openDatabase,
  type ReadDb,
  readAbout,
  readMigrations,
  setting,
  transact,
  type WriteDb,
} from '#main/storage/index.ts';
import { Vault } from '#main/vault/index.ts';
import type { ApplicationOptions } from './program.ts';
import { interruptJobs } from './queries.ts';

/** An archive that is opened and held by this process; signed in or not. */
export interface OpenArchive {
  readonly folder: ArchiveFolder;
  readonly archiveId: string;
  readonly name: string;
  readonly keyring: Keyring;
  readonly release: () => void;
  /** The first sign-in has brought the archive up to date and cleared what a crash left. */
  settled: boolean;
}

/** Somebody signed in: their keys, their connection. */
export interface SignedIn {
  readonly keys: OpenKeys;
  readonly db: Connection;
  readonly vault: Vault;
  readonly caller: Caller;
  readonly login: string;
  /** What the sign-in found: shown to the person, who alone knows whether it was they (domain 3.2). */
  readonly before: { readonly lastSignInAt: string | null; readonly failures: number };
  /** Why the password must be changed before anything else; undefined: it need not. */
  mustChange: MustChange | undefined;
  passwordChangedAt: string;
  /** What does not fit what this machine knew; shown as long as they are signed in. */
  readonly warnings: readonly string[];
}
type MustChange = 'initial' | 'expired';

interface Denied {
  readonly subject: string;
  readonly code: string;
  count: number;
  readonly first: string;
  last: string;
}
/** Different ones kept until somebody signs in, and letters of a route's name: whoever tries may try anything. */
const MOST_DENIED = 500;
const LONGEST_ROUTE = 100;
const DAY = 86_400_000;

/**
 * 工作台: which archive is open and who sits at it. Locking closes the database and wipes the keys; unlocking derives
 * them anew from the password of the same person.
 */
export class Desk {
  readonly #options: ApplicationOptions;
  readonly #now: () => Date;
  #archive: OpenArchive | undefined;
  #signedIn: SignedIn | undefined;
  #lockedLogin: string | undefined;
  readonly #seen: SeenArchives;
  readonly #clock: ClockWatch;
  /** Calls that were denied while no session could write them down, by route and code. */
  readonly #denied = new Map<string, Denied>();

  constructor(options: ApplicationOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#seen = new SeenArchives(options.settingsFolder);
    this.#clock = new ClockWatch(this.#now, options.monotonic ?? (() => performance.now()));
  }

  get archive(): OpenArchive | undefined {
    return this.#archive;
  }
  get signedIn(): SignedIn | undefined {
    return this.#signedIn;
  }
  get locked(): boolean {
    return this.#lockedLogin !== undefined;
  }

  /** What a call is told whose session ended while it was at work: its database is closed and its keys are wiped. */
  ended(signed: SignedIn): Refusal | undefined {
    if (this.#signedIn === signed) return undefined;
    return this.locked
      ? new Refusal('session-locked', '屏幕在办理中锁定，这一步没有做成。请解锁后再办。')
      : new Refusal('not-signed-in', '登录在办理中结束，这一步没有做成。请登录后再办。');
  }

  theArchive(): OpenArchive {
    if (!this.#archive) throw new Refusal('no-archive', '还没有打开库。请先打开或新建一个库。');
    return this.#archive;
  }

  open(root: string): void {
    this.close();
    const paths = archiveFolder(root);
    const { archiveId } = readAbout(paths);
    const folder = { ...paths, attemptMemory: this.#attemptMemory(archiveId) };
    const release = lockArchive(folder.lock);
    try {
      this.#archive = {
        folder,
        archiveId,
        name: basename(root, ARCHIVE_ENDING),
        keyring: Keyring.open(folder.keyring, archiveId),
        release,
        settled: false,
      };
    } catch (cause) {
      release();
      throw cause;
    }
  }

  close(): void {
    this.leave();
    this.#lockedLogin = undefined;
    this.#archive?.release();
    this.#archive = undefined;
  }

  #attemptMemory(archiveId: string): string {
    const folder = join(this.#options.settingsFolder, 'attempts');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return join(folder, `${archiveId}.json`);
  }

  /** @throws Refusal `wrong-password`, `account-locked`, `account-disabled`, `session-locked` */
  async signIn(login: string, password: string, event: 'session.sign-in' | 'session.unlock'): Promise<void> {
    const archive = this.theArchive();
    const keys = await this.#unlock(archive, login, password);
    let db: Connection | undefined;
    try {
      db = openDatabase(archive.folder.database, keys.databaseKey);
      const vault = new Vault(archive.folder.vault, archive.archiveId);
      this.#settle(archive, db, vault);
      const welcomed = this.#welcome(archive, db, keys, event);
      this.leave();
      const contentKey = this.#contentKeyFor(archive, db, keys, welcomed.caller);
      this.#signedIn = { keys: { ...keys, contentKey }, db, vault, login, ...welcomed };
      this.#lockedLogin = undefined;
    } catch (cause) {
      db?.close();
      forget(keys);
      keys.nextContentKey?.fill(0);
      throw cause;
    }
  }

  /** Opens the keys, and counts a wrong password before it says so. */
  async #unlock(archive: OpenArchive, login: string, password: string): Promise<UnlockedKeys> {
    const { folder, keyring } = archive;
    const slot = keyring.slotOf(login) ?? unknownLogin(keyring.tagOf(login));
    const count = () => countFailure(folder, slot, this.#now().toISOString());
    if (isLocked(folder, slot)) {
      count();
      throw lockedOut();
    }
    try {
      return await keyring.unlock(login, password);
    } catch (cause) {
      if (!(cause instanceof Refusal && cause.code === 'wrong-password')) throw cause;
      const failures = count();
      const limit = failureLimit(folder);
      if (failures >= limit) throw lockedOut();
      throw new Refusal(
        'wrong-password',
        `登录名或密码不正确。连续错 ${limit} 次账号将锁定，还可再试 ${limit - failures} 次。`,
      );
    }
  }

  /**
   * The content key that counts, after a renewal that may have stopped halfway. Nobody gets it whose roles do not ask for
   * it, whatever the keyring holds.
   */
  #contentKeyFor(
    archive: OpenArchive,
    db: Connection,
    keys: UnlockedKeys,
    caller: Caller,
  ): Buffer | undefined {
    const { contentKey, nextContentKey } = keys;
    const counts = archive.keyring.settleContentKey(Number(setting(db, 'contentKeyGeneration')));
    const [chosen, other] = counts === 'next' ? [nextContentKey, contentKey] : [contentKey, nextContentKey];
    other?.fill(0);
    if (counts !== 'foreign' && isBusiness(caller.roles)) return chosen;
    chosen?.fill(0);
    return undefined;
  }

  async unlock(password: string): Promise<void> {
    const login = this.#lockedLogin;
    if (login === undefined) throw new Refusal('state-refused', '屏幕没有锁定。');
    await this.signIn(login, password, 'session.unlock');
  }

  lock(): void {
    this.#lockedLogin = this.#signedIn?.login;
    this.leave();
  }

  noteDenied(route: string, code: string): void {
    const subject = route.slice(0, LONGEST_ROUTE);
    const at = this.#now().toISOString();
    const known = this.#denied.get(`${subject} ${code}`);
    if (known) {
      known.count += 1;
      known.last = at;
    } else if (this.#denied.size < MOST_DENIED) {
      this.#denied.set(`${subject} ${code}`, { subject, code, count: 1, first: at, last: at });
    }
  }

  #recordDenied(write: WriteDb, archive: OpenArchive, caller: Caller): void {
    for (const { subject, ...detail } of this.#denied.values())
      record(write, archive.archiveId, this.eventOf(caller, 'session.denied', subject, 'refused', detail));
    this.#denied.clear();
  }

  /** Notes in the chain that the machine's clock was moved while somebody was signed in. Cheap: asked at every call. */
  watchClock(): void {
    const changed = this.#clock.changed();
    const signed = this.#signedIn;
    if (!changed || !signed || !signed.db.open || signed.db.inTransaction) return;
    transact(signed.db, (write) =>
      record(
        write,
        this.theArchive().archiveId,
        this.eventOf(signed.caller, 'clock.changed', 'clock', 'ok', changed),
      ),
    );
  }

  #remember(db: Connection): void {
    if (this.#archive && db.open) this.#seen.note(this.#archive.archiveId, db, this.#now().toISOString());
  }

  /** What of the archive does not continue what was known, each on record. Asked before the sign-in's own event. */
  #suspicions(write: WriteDb, archive: OpenArchive, caller: Caller): string[] {
    const warnings: string[] = [];
    const note = (event: string, subject: string, message: string, detail: object) => {
      warnings.push(message);
      record(
        write,
        archive.archiveId,
        this.eventOf(caller, event, subject, 'failed', { message, ...detail }),
      );
    };
    const behind = secondsBefore(this.#now(), lastEvent(write)?.at);
    const seen = this.#seen.last(archive.archiveId);
    const broken = seen && breakSince(write, seen);
    if (broken !== undefined) note('continuity.broken', 'archive', broken, { seen: seen?.events ?? 0 });
    if (behind !== undefined) {
      const message = `本机时钟比最近一条审计记录早 ${Math.round(behind / 60)} 分钟，可能被拨慢。请系统管理员核对。`;
      note('clock.behind', 'clock', message, { seconds: behind });
    }
    return warnings;
  }

  /** Closes the connection and wipes the keys. */
  leave(): void {
    if (!this.#signedIn) return;
    this.#remember(this.#signedIn.db);
    this.#signedIn.db.close();
    forget(this.#signedIn.keys);
    this.#signedIn = undefined;
  }

  signOut(): void {
    this.leave();
    this.#lockedLogin = undefined;
  }

  eventOf(
    caller: Caller,
    event: string,
    subject: string,
    result: AuditEvent['result'],
    detail: unknown,
  ): AuditEvent {
    return {
      at: this.#now().toISOString(),
      account: caller.login,
      roles: caller.roles.join(','),
      machine: caller.machine,
      origin: caller.origin,
      event,
      subject,
      result,
      detail: JSON.stringify(detail ?? {}),
    };
  }

  state(): Output<'session.state'> {
    const { program } = this.#options;
    const signed = this.#signedIn;
    const archive = this.#archive;
    return {
      program: { version: program.version, runtime: program.runtime },
      archive: archive
        ? {
            name: archive.name,
            archiveId: archive.archiveId,
            fondsName: signed ? setting(signed.db, 'fondsName') : '',
            fondsCode: signed ? setting(signed.db, 'fondsCode') : '',
          }
        : null,
      account: signed && archive ? this.#account(signed, archive) : null,
      locked: this.locked,
      idleMinutes: signed ? this.#idleMinutes(signed.db) : 0,
      warnings: [...(signed?.warnings ?? [])],
    };
  }

  #idleMinutes(db: Connection): number {
    const { rules } = currentPolicy(db, this.#options.program.resources);
    return Math.min(rules.idleMinutes, Number(setting(db, 'idleMinutes')));
  }

  #account(signed: SignedIn, archive: OpenArchive): NonNullable<Output<'session.state'>['account']> {
    const { rules } = currentPolicy(signed.db, this.#options.program.resources);
    const left = Date.parse(passwordExpiry(signed.passwordChangedAt, rules)) - this.#now().getTime();
    return {
      id: signed.caller.accountId,
      login: signed.caller.login,
      name: signed.caller.name,
      roles: [...signed.caller.roles],
      clearance: signed.caller.clearance,
      mustChangePassword: signed.mustChange !== undefined,
      mustChangeReason: signed.mustChange ?? null,
      passwordDaysLeft: Math.max(0, Math.floor(left / DAY)),
      holdsContentKey: archive.keyring.holdsContentKey(signed.keys.slot),
      lastSignInAt: signed.before.lastSignInAt,
      failuresSince: signed.before.failures,
    };
  }

  /** Once per opening: newest structure, no job left «running», no orphan of a crash in the vault. */
  #settle(archive: OpenArchive, db: Connection, vault: Vault): void {
    if (archive.settled) return;
    const at = this.#now().toISOString();
    migrate(db, readMigrations(this.#options.program.migrations), archive.folder.database, at);
    transact(db, (write) => {
      interruptJobs(write, at);
      interruptImports(write);
      const { machine, origin } = this.#options;
      settleConsults(write, archive.archiveId, at, { machine, origin });
    });
    const { rules } = currentPolicy(db, this.#options.program.resources);
    setFailureLimit(archive.folder, rules.failuresToLock);
    // Taken back in the database, then the program stopped before the keyring followed.
    const entitled = new Set(businessSlots(db));
    for (const slot of archive.keyring.contentKeyHolders())
      if (!entitled.has(slot)) archive.keyring.revokeContentKey(slot);
    const known = new Set(recordedBlobs(db));
    const removed = vault.sweep((blobId) => known.has(blobId));
    if (removed.length > 0) {
      transact(db, (write) =>
        record(write, archive.archiveId, {
          at,
          account: '',
          roles: '',
          machine: this.#options.machine,
          origin: this.#options.origin,
          event: 'vault.sweep',
          subject: 'vault',
          result: 'ok',
          detail: JSON.stringify({ removed: removed.length }),
        }),
      );
    }
    archive.settled = true;
  }

  #welcome(
    archive: OpenArchive,
    db: Connection,
    keys: OpenKeys,
    event: string,
  ): Pick<SignedIn, 'caller' | 'before' | 'mustChange' | 'passwordChangedAt' | 'warnings'> {
    const at = this.#now().toISOString();
    const result = transact(db, (write) => {
      const known = accountBySlot(write, keys.slot);
      const warnings = known ? this.#suspicions(write, archive, this.#callerOf(write, known)) : [];
      this.#moveFailures(write, archive);
      if (known) this.#recordDenied(write, archive, this.#callerOf(write, known));
      // Read again: what was moved may have locked it.
      const account = accountBySlot(write, keys.slot);
      if (!account || account.state !== 'active') return undefined;
      if (account.locked_at !== null) return 'locked' as const;
      const caller = this.#callerOf(write, account);
      noteSignIn(write, account.id, at);
      record(write, archive.archiveId, this.eventOf(caller, event, `account:${account.login}`, 'ok', {}));
      const before = { lastSignInAt: account.last_sign_in_at, failures: account.failures };
      const { rules } = currentPolicy(write, this.#options.program.resources);
      const expired = passwordExpiry(account.password_changed_at, rules) <= at;
      const mustChange: MustChange | undefined =
        account.must_change_password === 1 ? 'initial' : expired ? 'expired' : undefined;
      return { caller, before, mustChange, passwordChangedAt: account.password_changed_at, warnings };
    });
    settleTimes(archive.folder);
    if (result === undefined)
      throw new Refusal('account-disabled', '该账号尚未启用或已停用，请联系安全保密管理员。');
    if (result === 'locked') throw lockedOut();
    clearAttempts(archive.folder, keys.slot, at);
    this.#seen.note(archive.archiveId, db, at);
    return result;
  }

  #callerOf(db: ReadDb, account: AccountRecord): Caller {
    return {
      accountId: account.id,
      name: account.name,
      login: account.login,
      roles: rolesOf(db, account.id),
      clearance: account.clearance,
      clearanceRank: secrecyRank(account.clearance),
      machine: this.#options.machine,
      origin: this.#options.origin,
    };
  }

  /** Failed sign-ins were counted outside the database; the chain gets them now. */
  #moveFailures(write: WriteDb, archive: OpenArchive): void {
    const limit = failureLimit(archive.folder);
    for (const [slot, counted] of failuresOf(archive.folder)) {
      const account = accountBySlot(write, slot);
      if (counted.times.length === 0 || !(account || isUnknownLogin(slot))) continue;
      const locked = counted.failures >= limit ? (counted.times.at(-1) ?? null) : null;
      if (account) addFailures(write, account.id, counted.times.length, locked);
      for (const at of counted.times) {
        record(write, archive.archiveId, {
          at,
          account: account?.login ?? '',
          roles: '',
          machine: this.#options.machine,
          origin: this.#options.origin,
          event: 'session.sign-in',
          subject: account ? `account:${account.login}` : 'account',
          result: 'refused',
          detail: JSON.stringify({ reason: account ? 'wrong-password' : 'unknown-login' }),
        });
      }
    }
  }
}

function lockedOut(): Refusal {
  return new Refusal('account-locked', '该账号连续登录失败，已锁定。请联系安全保密管理员解锁。');
}
