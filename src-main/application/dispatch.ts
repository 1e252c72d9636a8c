import { contract } from '#contract/index.ts';
import { type ErrorCode, Refusal } from '#contract/result.ts';
import type { Route } from '#contract/route.ts';
import { record } from '#main/audit/index.ts';
import { READING_ONLY, READING_ROUTES, type ReadingRoom } from '#main/consult/index.ts';
import type { ActScope, Caller, JobKind, Scope } from '#main/scope/index.ts';
import { type Connection, type ReadDb, snapshot, transact, type WriteDb } from '#main/storage/index.ts';
import type { Reader } from './background-reader.ts';
import type { Desk, OpenArchive, SignedIn } from './desk.ts';
import { createHandlers, DESK_ROUTES, type DeskRoute, type HandledRoute, type Handlers } from './handlers.ts';
import type { JobRunner } from './jobs.ts';
import type { GrantedPaths } from './paths.ts';
import type { ApplicationOptions } from './program.ts';
import { endJob, insertJob } from './queries.ts';

/** What every handler has in common once its kind is known; the contract's types were checked where it was written. */
type AnySync = (db: ReadDb & WriteDb, input: unknown, caller: Caller, scope: Scope) => unknown;
type AnyAct = (scope: ActScope, input: unknown) => Promise<unknown>;

const routes = new Map<string, Route>(
  Object.entries(contract).flatMap(([feature, verbs]) =>
    Object.entries(verbs).map(([verb, route]): [string, Route] => [`${feature}.${verb}`, route]),
  ),
);

export function routeNamed(name: string): Route {
  const found = routes.get(name);
  if (!found) throw new Refusal('route-unknown', '程序没有这个功能，界面与程序版本可能不一致，请重新启动。');
  return found;
}

export function isDeskRoute(name: string): name is DeskRoute {
  return (DESK_ROUTES as readonly string[]).includes(name);
}

/** @throws Refusal `validation-failed` naming each field */
export function parseInput(route: Route, input: unknown): unknown {
  const parsed = route.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  const first = details[0];
  throw new Refusal(
    'validation-failed',
    `填写有误：${first?.message ?? '格式不符'}。请改正后再试。`,
    details,
  );
}

/** What is on record also for routes that are not audited when all goes well: somebody tried what no screen of ours sends. */
const DENIED: readonly ErrorCode[] = ['forbidden', 'validation-failed'];

/** Session valid → access rule → input → handler in one transaction with its audit row → envelope (design section 8). */
export class Dispatch {
  readonly #options: ApplicationOptions;
  readonly #desk: Desk;
  readonly #paths: GrantedPaths;
  readonly #jobs: JobRunner;
  readonly #handlers: Handlers;
  readonly #room: ReadingRoom;
  readonly #now: () => Date;

  constructor(
    options: ApplicationOptions,
    desk: Desk,
    paths: GrantedPaths,
    jobs: JobRunner,
    room: ReadingRoom,
    reader: Reader,
  ) {
    this.#options = options;
    this.#desk = desk;
    this.#paths = paths;
    this.#jobs = jobs;
    this.#room = room;
    this.#handlers = createHandlers(jobs, room, reader);
    this.#now = options.now ?? (() => new Date());
  }

  async run(name: HandledRoute, route: Route, input: unknown): Promise<unknown> {
    const { archive, signed } = this.#sessionFor(name);
    this.#desk.watchClock();
    try {
      if (!(name in this.#handlers)) throw new Refusal('route-unknown', '本版本还不能办理此事。');
      this.allow(name, route, signed);
      if (this.#room.held && !READING_ROUTES.has(name)) throw new Refusal('state-refused', READING_ONLY);
      const parsed = parseInput(route, input);
      if (route.kind === 'act') return await this.#act(name, route, archive, signed, parsed);
      return this.#sync(name, route, archive, signed, parsed);
    } catch (cause) {
      this.refused(name, route, archive, signed, cause);
      throw this.#desk.ended(signed) ?? cause;
    }
  }

  /** The access rule of a route. @throws Refusal `forbidden`, `must-change-password` */
  allow(name: string, route: Route, signed: SignedIn): void {
    if (signed.mustChange !== undefined && !name.startsWith('session.')) throw mustChange(signed);
    if (route.access === 'anyone' || route.access === 'signed-in') return;
    const allowed = route.access;
    if (!signed.caller.roles.some((role) => allowed.includes(role)))
      throw new Refusal('forbidden', '您的角色不能办理此事；如确有需要，请联系安全保密管理员授权。');
  }

  /** Calls without a session leave their trace too, once the archive is open to write it. */
  #sessionFor(name: string): { archive: OpenArchive; signed: SignedIn } {
    try {
      return this.#session();
    } catch (cause) {
      if (cause instanceof Refusal) this.#desk.noteDenied(name, cause.code);
      throw cause;
    }
  }

  #session(): { archive: OpenArchive; signed: SignedIn } {
    const archive = this.#desk.theArchive();
    if (this.#desk.locked) throw new Refusal('session-locked', '屏幕已锁定，请输入密码解锁。');
    const signed = this.#desk.signedIn;
    if (!signed) throw new Refusal('not-signed-in', '尚未登录，请先登录。');
    return { archive, signed };
  }

  #scope(archive: OpenArchive, signed: SignedIn): Scope {
    return {
      archiveId: archive.archiveId,
      resources: this.#options.program.resources,
      now: this.#now,
      note: { subject: '', detail: {} },
      folder: archive.folder,
      keyring: archive.keyring,
      contentKey: () => contentKeyOf(signed),
    };
  }

  #sync(name: HandledRoute, route: Route, archive: OpenArchive, signed: SignedIn, input: unknown): unknown {
    const scope = this.#scope(archive, signed);
    const handler = this.#handlers[name] as AnySync;
    if (route.kind === 'read' && route.audit === 'none')
      return snapshot(signed.db, (db) => handler(db as ReadDb & WriteDb, input, signed.caller, scope));
    return transact(signed.db, (db) => {
      const output = handler(db, input, signed.caller, scope);
      if (route.audit !== 'none') this.#record(db, archive, signed, route.audit, scope, 'ok');
      return output;
    });
  }

  async #act(
    name: HandledRoute,
    route: Route,
    archive: OpenArchive,
    signed: SignedIn,
    input: unknown,
  ): Promise<unknown> {
    const base = this.#scope(archive, signed);
    const commit = <T>(work: (write: WriteDb) => T): T =>
      transact(signed.db, (write) => {
        const done = work(write);
        if (route.audit !== 'none') this.#record(write, archive, signed, route.audit, base, 'ok');
        return done;
      });
    const scope: ActScope = {
      ...base,
      db: signed.db,
      vault: signed.vault,
      keys: signed.keys,
      caller: signed.caller,
      commit,
      path: (token) => this.#paths.pathOf(token),
      startJob: (kind, label, order) => this.#startJob(archive, signed, commit, kind, label, order),
      cancelJob: (id) => this.#jobs.cancel(id),
    };
    return (this.#handlers[name] as AnyAct)(scope, input);
  }

  #startJob(
    archive: OpenArchive,
    signed: SignedIn,
    commit: <T>(work: (write: WriteDb) => T) => T,
    kind: JobKind,
    label: string,
    input: Record<string, unknown>,
  ): number {
    this.#jobs.refuseBeside(kind);
    const at = this.#now().toISOString();
    const id = commit((write) => insertJob(write, kind, label, signed.caller.accountId, at));
    const order = {
      id,
      kind,
      input,
      root: archive.folder.root,
      archiveId: archive.archiveId,
      caller: signed.caller,
      keys: signed.keys,
      settingsFolder: this.#options.settingsFolder,
      clock: this.#options.now && at,
    };
    this.#jobs.start(order, (jobId, message) => this.#crashed(jobId, message));
    return id;
  }

  /** A thread that died without a word: its job is marked, if somebody is still signed in; else the next start does it. */
  #crashed(id: number, message: string): void {
    const db: Connection | undefined = this.#desk.signedIn?.db;
    if (!db) return;
    const end = {
      state: 'failed' as const,
      code: 'internal' as const,
      result: {},
      at: this.#now().toISOString(),
      done: 0,
      total: 0,
    };
    transact(db, (write) => endJob(write, id, { ...end, message: `任务意外中止：${message || '原因不明'}` }));
  }

  /** A denied or failed call leaves its trace too, in a transaction of its own. */
  refused(name: string, route: Route, archive: OpenArchive, signed: SignedIn, cause: unknown): void {
    const denied = cause instanceof Refusal && DENIED.includes(cause.code);
    if (route.audit === 'none' && !denied) return;
    if (this.#desk.signedIn !== signed || !signed.db.open || signed.db.inTransaction) return;
    const event = route.audit === 'none' ? name : route.audit;
    const result = cause instanceof Refusal ? 'refused' : 'failed';
    const detail = { code: cause instanceof Refusal ? cause.code : 'internal' };
    transact(signed.db, (write) =>
      record(write, archive.archiveId, this.#desk.eventOf(signed.caller, event, name, result, detail)),
    );
  }

  #record(
    write: WriteDb,
    archive: OpenArchive,
    signed: SignedIn,
    event: string,
    scope: Scope,
    result: 'ok',
  ): void {
    const { subject, detail, changes } = scope.note;
    record(
      write,
      archive.archiveId,
      this.#desk.eventOf(signed.caller, event, subject, result, detail),
      changes,
    );
  }
}

export function mustChange(signed: SignedIn): Refusal {
  return new Refusal(
    'must-change-password',
    signed.mustChange === 'expired'
      ? '您的密码已超过更换周期，请先修改密码。'
      : '您还在用初始密码，请先修改密码。',
  );
}

/** @throws Refusal `content-key-missing` */
export function contentKeyOf(signed: SignedIn): Buffer {
  if (signed.keys.contentKey) return signed.keys.contentKey;
  throw new Refusal(
    'content-key-missing',
    '您的账号还没有内容密钥，看不了扫描件。请由已持有的同事在「账号」中移交给您。',
  );
}
