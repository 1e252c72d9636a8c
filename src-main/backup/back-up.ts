import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '#contract/result.ts';
import { describeMedium, enter, outputRefusal } from '#main/output/index.ts';
import type { JobResult, JobScope } from '#main/scope/index.ts';
import { openDatabase, syncFolder, writeDurably } from '#main/storage/index.ts';
import { encryptedLength } from '#main/vault/index.ts';
import { type Copied, CopyDiffers, copyVerified, digest } from './copy.ts';
import {
  type BackupPlace,
  backupPlaceFor,
  blobPath,
  claim,
  type Head,
  type Manifest,
  manifestText,
  parseManifest,
  readHead,
  stateName,
  statesIn,
  writeHead,
} from './place.ts';
import {
  allBlobs,
  auditHash,
  auditHead,
  type BlobRow,
  copyInto,
  insertBackupRun,
  integrityFaults,
  isRecorded,
} from './queries.ts';

const Input = z.object({ target: z.string() });
/** Pages cached while the copy of the database is checked; it is read once. */
const CHECK_CACHE_MIB = 16;
/** How often the whole is begun anew because blobs were taken out of the archive meanwhile. */
const ATTEMPTS = 3;
/** Blobs named in the result; the count says the rest. */
const NAMED = 20;

/**
 * Job `backup`. Work may go on meanwhile. The vault is copied incrementally (blobs never change), then the database as one
 * consistent copy under its own key, then the key slots. Nothing in the backup is ever deleted but older copies of the
 * database, once the new whole is in force. Cancelled or broken off, the previous whole backup stays in force and the
 * blobs already copied are not copied again.
 * @throws Refusal `cancelled`, `disk-full`, `io-failed`, `file-refused`, `state-refused`
 */
export async function backUp(scope: JobScope, input: Record<string, unknown>): Promise<JobResult> {
  const { target } = Input.parse(input);
  const place = backupPlaceFor(scope.folder, scope.archiveId, target);
  claim(place, scope.archiveId);
  const before = readHead(place);
  if (before) refuseOlderArchive(scope, before);
  const run = new BackupRun(scope, place, before);
  try {
    return await run.finish();
  } catch (cause) {
    run.withdraw();
    if (cause instanceof CopyDiffers)
      throw new Refusal(
        'io-failed',
        '写到备份介质上的内容读回来不一致，介质可能已坏。请换一件介质重新备份。',
      );
    throw outputRefusal(cause, place.root);
  }
}

/** An archive brought back to an older day must not overwrite the newer state in its own backup. */
function refuseOlderArchive(scope: JobScope, before: Head): void {
  if (before.archiveId !== scope.archiveId)
    throw new Refusal('file-refused', '该备份的 backup.json 属于另一个库，程序没有动它。请换一个位置备份。');
  const here = auditHash(scope.db, before.audit.id);
  if (here && Buffer.from(here).toString('hex') === before.audit.hash) return;
  throw new Refusal(
    'state-refused',
    `该备份（${before.at.slice(0, 10)}）比当前的库还新，或与它的审计记录不衔接：库可能是由旧备份恢复的。为免覆盖，请换一个位置备份，并核对是哪一份为准。`,
  );
}

class BackupRun {
  readonly #scope: JobScope;
  readonly #place: BackupPlace;
  readonly #known: Manifest;
  readonly #state: string;
  readonly #manifest = new Map<string, string>();
  readonly #missing = new Set<string>();
  readonly #kept = new Set<string>();
  readonly #unsynced = new Set<string>();
  #inForce = false;
  #copied = 0;
  #bytes = 0;

  constructor(scope: JobScope, place: BackupPlace, before: Head | undefined) {
    this.#scope = scope;
    this.#place = place;
    this.#known = before ? this.#readManifest(before) : new Map();
    this.#state = freeState(place, scope.now());
  }

  async finish(): Promise<JobResult> {
    const { db } = this.#scope;
    await this.#copyBlobs(allBlobs(db));
    let blobs: BlobRow[] | undefined;
    let head: Head['audit'] | undefined;
    for (let attempt = 0; attempt < ATTEMPTS && !blobs; attempt++) {
      ({ blobs, head } = await this.#copyDatabase());
      // What was recorded since the first pass; a blob taken out since the copy means: copy once more.
      if (!(await this.#copyBlobs(blobs))) blobs = undefined;
    }
    if (!blobs || !head)
      throw new Refusal('state-refused', '备份期间库里不断有材料移出，未能取得一致的副本。请稍后再备份。');
    await this.#copyKeys();
    return this.#settle(blobs, head);
  }

  /** Takes away the unfinished state; the copied blobs stay for the next run. */
  withdraw(): void {
    if (this.#inForce) return;
    rmSync(join(this.#place.root, this.#state), { recursive: true, force: true });
  }

  /** @returns false when a blob of the list left the archive meanwhile */
  async #copyBlobs(blobs: readonly BlobRow[]): Promise<boolean> {
    const { progress, checkCancelled } = this.#scope;
    this.#missing.clear();
    for (const [index, blob] of blobs.entries()) {
      checkCancelled();
      progress(index, blobs.length, `备份密文 ${index} / ${blobs.length}`);
      if (!(await this.#copyBlob(blob))) return false;
    }
    progress(blobs.length, blobs.length, '备份数据库');
    for (const folder of this.#unsynced) syncFolder(folder);
    this.#unsynced.clear();
    return true;
  }

  async #copyBlob(blob: BlobRow): Promise<boolean> {
    const name = blobPath(blob.id);
    if (this.#manifest.has(name)) return true;
    const source = this.#scope.vault.path(blob.id);
    const target = join(this.#place.root, name);
    const length = encryptedLength(blob.size);
    const [here, there] = await Promise.all([lengthOf(source), lengthOf(target)]);
    if (there === length) {
      const known = this.#known.get(name) ?? (await sameBytes(source, target, here === length));
      if (known !== undefined) {
        if (here !== length) this.#kept.add(blob.id);
        this.#manifest.set(name, known);
        return true;
      }
    }
    if (here !== length) {
      if (!isRecorded(this.#scope.db, blob.id)) return false;
      this.#missing.add(blob.id);
      return true;
    }
    const folder = dirname(target);
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      this.#unsynced.add(this.#place.vault);
    }
    const copied = await copyVerified(source, target);
    this.#unsynced.add(folder);
    this.#note(name, copied);
    this.#copied += 1;
    return true;
  }

  async #copyDatabase(): Promise<{ blobs: BlobRow[]; head: Head['audit'] }> {
    const { db, keys } = this.#scope;
    const folder = join(this.#place.root, this.#state);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, 'archive.db');
    const part = `${path}.part`;
    await rm(part, { force: true });
    // SQLite takes over an empty file with its mode.
    writeFileSync(part, '', { mode: 0o600 });
    copyInto(db, part);
    await syncEncrypted(part);
    const copy = openDatabase(part, keys.databaseKey, { readonly: true, cacheMiB: CHECK_CACHE_MIB });
    let blobs: BlobRow[];
    let last: ReturnType<typeof auditHead>;
    try {
      const [fault] = integrityFaults(copy);
      if (fault !== undefined)
        throw new Refusal(
          'archive-damaged',
          `数据库副本没有通过完整性检查（${fault}），备份未完成，上一次备份仍然有效。请先「核验」本库。`,
        );
      blobs = allBlobs(copy);
      last = auditHead(copy);
    } finally {
      copy.close();
    }
    if (!last) throw new Refusal('archive-damaged', '库里没有任何审计记录，不像一个完整的库，备份未完成。');
    await rename(part, path);
    this.#note(`${this.#state}/archive.db`, await digest(path));
    return { blobs, head: { id: last.id, hash: Buffer.from(last.hash).toString('hex') } };
  }

  /** After the database: every account in it then has its slot. */
  async #copyKeys(): Promise<void> {
    const { folder } = this.#scope;
    for (const from of [folder.about, folder.keyring, join(folder.root, 'attempts.json')]) {
      if (!existsSync(from)) continue;
      const name = `${this.#state}/${basename(from)}`;
      this.#note(name, await copyVerified(from, join(this.#place.root, name)));
    }
  }

  #note(name: string, copied: Copied): void {
    this.#manifest.set(name, copied.sha256);
    this.#bytes += copied.size;
  }

  /** Manifest, then the head: from that rename on the new state counts. Then the older states go. */
  #settle(blobs: readonly BlobRow[], audit: Head['audit']): JobResult {
    const scope = this.#scope;
    const place = this.#place;
    scope.checkCancelled();
    const wanted = new Set(blobs.map((blob) => blobPath(blob.id)));
    const manifest = new Map(
      [...this.#manifest].filter(([name]) => wanted.has(name) || name.startsWith(this.#state)),
    );
    const text = manifestText(manifest);
    const folder = join(place.root, this.#state);
    writeDurably(join(folder, 'manifest-sha256.txt'), text);
    syncFolder(place.vault);
    syncFolder(place.root);
    const at = scope.now().toISOString();
    const manifestSha256 = createHash('sha256').update(text).digest('hex');
    writeHead(place, {
      format: 1,
      archiveId: scope.archiveId,
      at,
      state: this.#state,
      manifestSha256,
      blobs: blobs.length,
      missing: this.#missing.size,
      audit,
    });
    this.#inForce = true;
    for (const old of statesIn(place)) {
      if (old !== this.#state) rmSync(join(place.root, old), { recursive: true, force: true });
    }
    const whole = this.#missing.size === 0;
    const one = {
      at,
      by: scope.caller.name,
      place: place.root,
      blobs: blobs.length,
      copied: this.#copied,
      bytes: this.#bytes,
    };
    const detail = { ...one, verified: whole, missing: this.#missing.size, audit };
    const medium = describeMedium(place.root);
    scope.commit('backup.done', `backup:${basename(place.root)}`, detail, (write) => {
      insertBackupRun(write, one, whole);
      enter(
        write,
        scope,
        {
          kind: '备份（密文）',
          title: basename(place.root),
          subject: `backup:${basename(place.root)}`,
          // Ciphertext: nobody reads it without an account of the archive.
          secrecy: 'internal',
          secrecyYears: 0,
          pages: 0,
          purpose: '备份',
          destination: place.root,
        },
        { fileName: this.#state, medium, size: this.#bytes, sha256: manifestSha256 },
      );
    });
    return {
      备份位置: place.root,
      密文: blobs.length,
      新复制: this.#copied,
      '写入（字节）': this.#bytes,
      写后核对一致: true,
      库中缺失或损坏且备份里也没有: named(this.#missing),
      '库中缺失或损坏，备份里还有': named(this.#kept),
    };
  }

  #readManifest(before: Head): Manifest {
    const path = join(this.#place.root, before.state, 'manifest-sha256.txt');
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    // A manifest that was changed is not believed: every blob is then compared byte by byte.
    if (createHash('sha256').update(text).digest('hex') !== before.manifestSha256) return new Map();
    return parseManifest(text, before.state);
  }
}

/** Never the name of a state that is there: a clock set back must not make a run write into the one in force. */
function freeState(place: BackupPlace, now: Date): string {
  const taken = new Set(statesIn(place));
  for (let at = now.getTime(); ; at++) {
    const name = stateName(new Date(at).toISOString());
    if (!taken.has(name)) return name;
  }
}

function named(blobIds: ReadonlySet<string>): string | number {
  if (blobIds.size === 0) return 0;
  const more = blobIds.size > NAMED ? ` 等 ${blobIds.size} 个` : '';
  return [...blobIds].slice(0, NAMED).join('、') + more;
}

/** Makes the copy durable. A file that says «SQLite format 3» would be plaintext on a medium that leaves the room. */
async function syncEncrypted(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    const { buffer } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    if (buffer.toString('latin1').startsWith('SQLite format 3'))
      throw new Error('the copy of the database is not encrypted');
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function lengthOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
}

/** Hash of the copy, if it can be believed: nothing is known of it, so it must equal the source, where there is one. */
async function sameBytes(source: string, target: string, hasSource: boolean): Promise<string | undefined> {
  const there = (await digest(target)).sha256;
  if (!hasSource) return there;
  return (await digest(source)).sha256 === there ? there : undefined;
}
