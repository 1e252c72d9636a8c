/** Two real archives for the tests of this folder: storage, keyring and vault as they are, dispatch by hand. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { Refusal } from '#contract/result.ts';
import { type Role, SECRECY_LEVELS, type SecrecyLevel } from '#contract/vocabulary.ts';
import { insertAccount, setRoles } from '#main/accounts/index.ts';
import { record } from '#main/audit/index.ts';
import { addItem, defaultFields, recountPages } from '#main/catalogue/index.ts';
import { fileOfPerson, openKey, openVolume, recordBlob, theFile } from '#main/files/index.ts';
import { insertPage, insertScan, inspect } from '#main/intake/index.ts';
import { Keyring, type OpenKeys } from '#main/keyring/index.ts';
import { decideOnFixing, preview, proposeFixing } from '#main/numbering/index.ts';
import { takeText } from '#main/page-text/index.ts';
import { insertPerson, type PersonFields, replacePosts, searchForms } from '#main/people/index.ts';
import { defaultScheme, installScheme } from '#main/scheme/index.ts';
import type { ActScope, Caller, JobResult, JobScope, JobWork, Scope } from '#main/scope/index.ts';
import { settleIndex } from '#main/search/index.ts';
import {
  archiveFolder,
  type Connection,
  makeArchiveFolder,
  migrate,
  newArchiveId,
  openDatabase,
  readMigrations,
  saveSetting,
  settleBeforeCommit,
  transact,
  type WriteDb,
} from '#main/storage/index.ts';
import { Vault } from '#main/vault/index.ts';
import { createUnitIdentity, receiveBundle, sealBundle } from './index.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const RESOURCES = join(ROOT, 'resources');
const PASSWORD = '足够长的口令-Abc-12345';
const ROLES: readonly Role[] = ['clerk', 'reviewer', 'approver'];
const JOBS: Partial<Record<string, JobWork>> = { seal: sealBundle, receive: receiveBundle };

const EMPTY_PERSON: PersonFields = {
  name: '',
  formerName: '',
  sex: '',
  ethnicity: '',
  birthDate: '',
  idNumber: '',
  idNumberReason: '',
  politicalStatus: '',
  partyDate: '',
  workDate: '',
  rank: '',
  unit: '',
  department: '',
  leadingGroup: '',
  staffNumber: '',
  remarks: '',
};

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'liandang-transfer-'));
}

/** A scanned page, different for each text. */
export function picture(text: string): Promise<Buffer> {
  const svg = `<svg width="300" height="200"><rect width="300" height="200" fill="white"/><text x="20" y="90" font-size="24">${text}</text></svg>`;
  return sharp(Buffer.from(svg)).jpeg().withMetadata({ density: 300 }).toBuffer();
}

export interface SampleItem {
  readonly classCode: string;
  readonly title: string;
  readonly pages: readonly Buffer[];
  readonly text?: string;
  readonly secrecy?: SecrecyLevel;
}

export class SampleArchive {
  readonly archiveId: string;
  readonly db: Connection;
  readonly vault: Vault;
  readonly keyring: Keyring;
  readonly name: string;
  readonly root: string;
  now = new Date('2026-11-23T01:00:00.000Z');
  cancelled = false;
  readonly #contentKey: Buffer;
  readonly #accounts = new Map<Role, { id: number; keys: OpenKeys }>();
  readonly #orders: { kind: string; input: Record<string, unknown>; role: Role }[] = [];

  private constructor(
    root: string,
    archiveId: string,
    name: string,
    made: { db: Connection; keyring: Keyring; contentKey: Buffer },
  ) {
    this.root = root;
    this.archiveId = archiveId;
    this.name = name;
    this.db = made.db;
    this.keyring = made.keyring;
    this.#contentKey = made.contentKey;
    this.vault = new Vault(archiveFolder(root).vault, archiveId);
  }

  static async make(name: string, fondsCode: string): Promise<SampleArchive> {
    const folder = makeArchiveFolder(join(freshFolder(), `${randomBytes(4).toString('hex')}.liandang`));
    const archiveId = newArchiveId();
    const { keyring, databaseKey, contentKey } = await Keyring.create(folder.keyring, archiveId);
    const db = openDatabase(folder.database, databaseKey, { create: true, cacheMiB: 16 });
    const archive = new SampleArchive(folder.root, archiveId, name, { db, keyring, contentKey });
    const at = archive.now.toISOString();
    migrate(db, readMigrations(join(ROOT, 'migrations')), undefined, at);
    settleBeforeCommit(settleIndex);
    const opened: { role: Role; keys: OpenKeys }[] = [];
    for (const role of ROLES) {
      const slot = await keyring.addSlot(role, PASSWORD, databaseKey);
      await keyring.grantContentKey(slot, contentKey);
      opened.push({ role, keys: await keyring.unlock(role, PASSWORD) });
    }
    transact(db, (write) => {
      saveSetting(write, 'fondsCode', fondsCode);
      saveSetting(write, 'fondsName', name);
      saveSetting(write, 'numberingStyle', 'DAT13-volume');
      installScheme(write, defaultScheme(RESOURCES), at, '测试');
      for (const { role, keys } of opened) {
        const id = insertAccount(write, {
          slot: keys.slot,
          login: role,
          name: `${name}${role}`,
          idNumber: '',
          state: 'active',
          clearance: 'top-secret',
          at,
          by: null,
        });
        setRoles(write, id, [role], at, null);
        archive.#accounts.set(role, { id, keys });
      }
      createUnitIdentity(write, archive.vault, archive.keys, { archiveId, fondsCode, fondsName: name }, at);
    });
    return archive;
  }

  get keys() {
    return { archiveId: this.archiveId, contentKey: () => this.#contentKey };
  }
  keysOf(role: Role): OpenKeys {
    return this.#account(role).keys;
  }
  #account(role: Role) {
    const account = this.#accounts.get(role);
    if (!account) throw new Error(`no account ${role}`);
    return account;
  }

  caller(role: Role, clearance: SecrecyLevel = 'top-secret'): Caller {
    return {
      accountId: this.#account(role).id,
      name: `${this.name}${role}`,
      login: role,
      roles: [role],
      clearance,
      clearanceRank: SECRECY_LEVELS.indexOf(clearance),
      machine: 'test',
      origin: 'test',
    };
  }

  scope(): Scope {
    return {
      archiveId: this.archiveId,
      resources: RESOURCES,
      now: () => this.now,
      note: { subject: '', detail: {} },
      folder: archiveFolder(this.root),
      keyring: this.keyring,
      contentKey: () => this.#contentKey,
    };
  }

  #commit<T>(
    caller: Caller,
    scope: Scope,
    event: () => [string, string, unknown],
    work: (write: WriteDb) => T,
  ): T {
    return transact(this.db, (write) => {
      const done = work(write);
      const [name, subject, detail] = event();
      record(write, this.archiveId, {
        at: scope.now().toISOString(),
        account: caller.login,
        roles: caller.roles.join(','),
        machine: caller.machine,
        origin: caller.origin,
        event: name,
        subject,
        result: 'ok',
        detail: JSON.stringify(detail ?? {}),
      });
      return done;
    });
  }

  /** What dispatch gives an `act` handler; a path is its own token here. */
  act(role: Role, clearance?: SecrecyLevel): ActScope {
    const caller = this.caller(role, clearance);
    const scope = this.scope();
    return {
      ...scope,
      db: this.db,
      vault: this.vault,
      keys: this.keysOf(role),
      caller,
      commit: (work) =>
        this.#commit(caller, scope, () => ['act', scope.note.subject, scope.note.detail], work),
      path: (token) => token,
      startJob: (kind, _label, input) => this.#orders.push({ kind, input, role }),
      cancelJob: () => undefined,
    };
  }

  /** Runs the job that was started last. `step` is called at every piece of progress. */
  async runJob(step: () => void = () => undefined): Promise<JobResult> {
    const order = this.#orders.pop();
    const work = order && JOBS[order.kind];
    if (!order || !work) throw new Error('no job was started');
    const caller = this.caller(order.role);
    const scope = this.scope();
    const job: JobScope = {
      ...scope,
      db: this.db,
      vault: this.vault,
      keys: this.keysOf(order.role),
      caller,
      commit: (event, subject, detail, write) =>
        this.#commit(caller, scope, () => [event, subject, detail], write),
      progress: () => step(),
      giveWay: async () => undefined,
      checkCancelled: () => {
        if (this.cancelled) throw new Refusal('cancelled', '已停止。');
      },
    };
    return work(job, order.input);
  }

  addPerson(
    fields: Partial<PersonFields> & { readonly name: string },
    posts: readonly string[] = [],
  ): number {
    const at = this.now.toISOString();
    return transact(this.db, (write) => {
      const id = insertPerson(write, { ...EMPTY_PERSON, ...fields }, searchForms(fields.name), 1, at);
      replacePosts(write, id, posts);
      return openVolume(write, this.keys, id, at);
    });
  }

  async addItem(fileId: number, item: SampleItem): Promise<number> {
    const at = this.now.toISOString();
    const file = theFile(this.db, fileId);
    const key = openKey(this.db, this.keys, file.key_id);
    const stored = await Promise.all(
      item.pages.map(async (bytes) => ({
        blob: this.vault.put(key, bytes),
        facts: await inspect(bytes, 'jpeg'),
      })),
    );
    this.vault.flush();
    return transact(this.db, (write) => {
      const secrecy = item.secrecy ?? 'internal';
      const itemId = addItem(
        write,
        fileId,
        {
          ...defaultFields(write, item.classCode, item.title),
          secrecy,
          secrecyRank: SECRECY_LEVELS.indexOf(secrecy),
          secrecyYears: 0,
          date: '20240131',
          dateSort: '20240131',
          remarks: '原备注',
          paperPages: item.pages.length,
        },
        null,
        at,
      );
      for (const [index, { blob, facts }] of stored.entries()) {
        recordBlob(write, file.key_id, blob, 'original', at);
        const scanId = insertScan(write, {
          blobId: blob.blobId,
          importId: null,
          fileName: `${index + 1}.jpg`,
          mediaType: 'image/jpeg',
          imageSet: 'original',
          pageCount: 1,
          at,
        });
        const [picture] = facts;
        if (!picture) throw new Error('a picture has a page');
        const pageId = insertPage(write, { itemId, position: index + 1, scanId, pageIndex: 0, ...picture });
        if (item.text && index === 0)
          takeText(write, pageId, { text: item.text, source: 'typed', at, by: '' });
      }
      recountPages(write, itemId);
      return itemId;
    });
  }

  fixNumbers(fileId: number): void {
    const caller = this.caller('clerk');
    const { basis } = preview(this.db, { fileId }, caller, this.scope());
    transact(this.db, (write) => {
      const { id } = proposeFixing(write, { fileId, basis, binds: true }, caller, this.scope());
      decideOnFixing(write, { id, approve: true, note: '' }, this.caller('reviewer'), this.scope());
    });
  }

  fileOf(personId: number) {
    const file = fileOfPerson(this.db, personId);
    if (!file) throw new Error('no file');
    return file;
  }

  write<T>(work: (write: WriteDb) => T): T {
    return transact(this.db, work);
  }
}
