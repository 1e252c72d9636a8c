import { createHash, randomBytes } from 'node:crypto';
import {
  close,
  closeSync,
  existsSync,
  fstatSync,
  fsync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '#contract/result.ts';
import { syncFolder } from '#main/storage/index.ts';
import { DamagedStream, Decrypter, Encrypter, HEADER, SEGMENT } from './stream.ts';

/** A blob that is missing or does not authenticate. Names the blob, never its content. */
export class VaultFault extends Error {
  override readonly name = 'VaultFault';
  readonly blobId: string;
  readonly kind: 'missing' | 'damaged';
  constructor(kind: 'missing' | 'damaged', blobId: string, detail: string) {
    super(
      kind === 'missing'
        ? `文件库缺少密文 ${blobId}。请从最近一次备份找回该文件。`
        : `文件库的密文 ${blobId} 已损坏或被替换（${detail}）。请从最近一次备份找回该文件。`,
    );
    this.kind = kind;
    this.blobId = blobId;
  }
}

export interface StoredBlob {
  readonly blobId: string;
  readonly size: number;
  readonly sha256: Buffer;
}

/** A blob whose bytes the system has, but not yet the disk. */
interface Written {
  readonly blob: StoredBlob;
  readonly handle: number;
  readonly part: string;
  readonly target: string;
}

/** Where the plain bytes come from: memory, an open file read from its start, or pieces. */
export type Source = Uint8Array | { readonly handle: number } | Iterable<Uint8Array>;

/** Blobs of one writer share a subfolder until it holds this many, so that one folder sync serves a whole batch. */
const PER_FOLDER = 256;
/** Blobs written and not yet synced, at most: each holds a file open, and a crash loses none that was recorded. */
const MOST_AHEAD = 64;
const syncFile = promisify(fsync);
const closeFile = promisify(close);
const BLOB_NAME = /^[0-9a-f]{32}$/;
const PART_NAME = /^[0-9a-f]{32}[.]part$/;

/**
 * 文件库: encrypted files under `<root>/ab/<id>`. Synchronous on purpose: writers run in worker threads, and a reader needs
 * one blob at a time. Associated data binds archive id and blob id, so a blob moved, swapped or taken from another archive
 * does not open.
 */
export class Vault {
  readonly #root: string;
  readonly #archiveId: string;
  #folder = '';
  #inFolder = PER_FOLDER;
  #unsynced = new Set<string>();
  readonly #ahead: Promise<void>[] = [];

  constructor(root: string, archiveId: string) {
    this.#root = root;
    this.#archiveId = archiveId;
  }

  path(blobId: string): string {
    if (!BLOB_NAME.test(blobId)) throw new VaultFault('missing', blobId, 'name');
    return join(this.#root, blobId.slice(0, 2), blobId);
  }

  /**
   * Encrypts and stores. The bytes are durable when this returns; the name is after `flush`, which must come before the
   * blob is recorded or reported as taken.
   */
  put(key: Uint8Array, source: Source): StoredBlob {
    const { blob, handle, part, target } = this.#write(key, source);
    try {
      fsyncSync(handle);
      closeSync(handle);
      this.#name(part, target);
      return blob;
    } catch (cause) {
      closeQuietly(handle);
      rmSync(part, { force: true });
      throw diskRefusal(cause);
    }
  }

  /**
   * Like `put`, but the system syncs the bytes while the caller goes on: nothing is durable before `flushAhead` has
   * resolved, which must come before the blob is recorded or reported as taken.
   */
  putAhead(key: Uint8Array, source: Source): StoredBlob {
    if (this.#ahead.length >= MOST_AHEAD) return this.put(key, source);
    const written = this.#write(key, source);
    const synced = this.#sync(written);
    // Awaited in `flushAhead`; until then its failure must not end the process.
    synced.catch(() => undefined);
    this.#ahead.push(synced);
    return written.blob;
  }

  async #sync({ handle, part, target }: Written): Promise<void> {
    try {
      try {
        await syncFile(handle);
      } finally {
        await closeFile(handle);
      }
      this.#name(part, target);
    } catch (cause) {
      rmSync(part, { force: true });
      throw diskRefusal(cause);
    }
  }

  /** Makes all blobs put so far durable, name and bytes. @throws Refusal when one could not be synced */
  async flushAhead(): Promise<void> {
    const ahead = this.#ahead.splice(0);
    await Promise.allSettled(ahead);
    await Promise.all(ahead);
    this.flush();
  }

  /** Makes the names of all blobs put since the last flush durable. */
  flush(): void {
    for (const folder of this.#unsynced) syncFolder(join(this.#root, folder));
    this.#unsynced.clear();
  }

  #write(key: Uint8Array, source: Source): Written {
    const blobId = this.#newId();
    const target = this.path(blobId);
    const part = `${target}.part`;
    const handle = openSync(part, 'wx', 0o600);
    try {
      const encrypter = new Encrypter(key, this.#associated(blobId), (bytes) => writeAll(handle, bytes));
      let whole: Uint8Array | undefined;
      if (source instanceof Uint8Array) whole = source;
      else for (const piece of pieces(source)) encrypter.update(piece);
      return { blob: { blobId, ...encrypter.finish(whole) }, handle, part, target };
    } catch (cause) {
      closeSync(handle);
      rmSync(part, { force: true });
      throw diskRefusal(cause);
    }
  }

  #name(part: string, target: string): void {
    renameSync(part, target);
    this.#unsynced.add(basename(target).slice(0, 2));
  }

  /** The whole plain content. @throws VaultFault */
  read(key: Uint8Array, blobId: string): Buffer {
    return Buffer.concat([...this.segments(key, blobId)]);
  }

  /** The plain content, a segment at a time. @throws VaultFault */
  *segments(key: Uint8Array, blobId: string): Generator<Buffer> {
    const handle = this.#openBlob(blobId);
    try {
      const decrypter = this.#decrypter(handle, key, blobId);
      for (let index = 0; index < decrypter.segments; index++)
        yield this.#segment(handle, decrypter, index, blobId);
    } finally {
      closeSync(handle);
    }
  }

  /** `length` plain bytes from `position`; fewer at the end. @throws VaultFault */
  readAt(key: Uint8Array, blobId: string, position: number, length: number): Buffer {
    const handle = this.#openBlob(blobId);
    try {
      const decrypter = this.#decrypter(handle, key, blobId);
      const end = Math.min(decrypter.size, position + length);
      const parts: Buffer[] = [];
      for (let at = position; at < end; ) {
        const [index, offset] = decrypter.locate(at);
        const plain = this.#segment(handle, decrypter, index, blobId);
        const part = plain.subarray(offset, offset + end - at);
        parts.push(part);
        at += part.length;
      }
      return Buffer.concat(parts);
    } finally {
      closeSync(handle);
    }
  }

  /** Reads every byte and compares with what was recorded. @throws VaultFault */
  verify(key: Uint8Array, blobId: string, size: number, sha256: Uint8Array): void {
    const hash = createHash('sha256');
    let seen = 0;
    for (const plain of this.segments(key, blobId)) {
      hash.update(plain);
      seen += plain.length;
    }
    if (seen !== size) throw new VaultFault('damaged', blobId, '长度与登记不符');
    if (!hash.digest().equals(sha256)) throw new VaultFault('damaged', blobId, '摘要与登记不符');
  }

  /** Ids of all blobs in the folder. */
  list(): string[] {
    return this.#files().filter((name) => BLOB_NAME.test(name));
  }

  /**
   * Removes what a crash left behind: half-written files, and blobs that `recorded` does not know. What has no name of ours
   * is not ours to remove. Call while no writer runs.
   * @returns names of what was removed
   */
  sweep(recorded: (blobId: string) => boolean): string[] {
    const left = this.#files().filter(
      (name) => PART_NAME.test(name) || (BLOB_NAME.test(name) && !recorded(name)),
    );
    for (const name of left) rmSync(join(this.#root, name.slice(0, 2), name), { force: true });
    return left;
  }

  remove(blobId: string): void {
    rmSync(this.path(blobId), { force: true });
  }

  /** Names of the files that lie in the folder their name begins with. */
  #files(): string[] {
    return readdirSync(this.#root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name))
      .flatMap(({ name }) => readdirSync(join(this.#root, name)).filter((file) => file.startsWith(name)));
  }

  #associated(blobId: string): Buffer {
    return Buffer.from(`liandang-vault-v1\n${this.#archiveId}\n${blobId}`);
  }

  #newId(): string {
    if (this.#inFolder >= PER_FOLDER) {
      this.#folder = randomBytes(1).toString('hex');
      this.#inFolder = 0;
      const folder = join(this.#root, this.#folder);
      if (!existsSync(folder)) {
        mkdirSync(folder, { mode: 0o700 });
        syncFolder(this.#root);
      }
    }
    this.#inFolder += 1;
    return this.#folder + randomBytes(15).toString('hex');
  }

  #openBlob(blobId: string): number {
    try {
      return openSync(this.path(blobId), 'r');
    } catch (cause) {
      if (cause instanceof VaultFault) throw cause;
      throw new VaultFault('missing', blobId, 'open');
    }
  }

  #decrypter(handle: number, key: Uint8Array, blobId: string): Decrypter {
    const header = Buffer.alloc(HEADER);
    const got = readSync(handle, header, 0, HEADER, 0);
    try {
      return new Decrypter(key, this.#associated(blobId), header.subarray(0, got), fstatSync(handle).size);
    } catch (cause) {
      if (cause instanceof DamagedStream) throw new VaultFault('damaged', blobId, '密文长度或头部不符');
      throw cause;
    }
  }

  #segment(handle: number, decrypter: Decrypter, index: number, blobId: string): Buffer {
    const [start, end] = decrypter.extent(index);
    const bytes = Buffer.allocUnsafe(end - start);
    const got = readSync(handle, bytes, 0, bytes.length, start);
    if (got !== bytes.length) throw new VaultFault('damaged', blobId, '密文被截短');
    try {
      return decrypter.open(index, bytes);
    } catch (cause) {
      if (cause instanceof DamagedStream)
        throw new VaultFault('damaged', blobId, `第 ${index + 1} 段校验不符`);
      throw cause;
    }
  }
}

function* pieces(source: Exclude<Source, Uint8Array>): Generator<Uint8Array> {
  if ('handle' in source) {
    const room = Buffer.allocUnsafe(SEGMENT);
    for (let at = 0; ; ) {
      const got = readSync(source.handle, room, 0, room.length, at);
      if (got === 0) return;
      yield room.subarray(0, got);
      at += got;
    }
  } else {
    yield* source;
  }
}

function writeAll(handle: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

function closeQuietly(handle: number): void {
  try {
    closeSync(handle);
  } catch (cause) {
    // Closed already: the failure came after closing (the rename); nothing is held.
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EBADF')) throw cause;
  }
}

/** Turns the system's «no room» into what a clerk can act on. */
export function diskRefusal(cause: unknown): unknown {
  if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOSPC' || cause.code === 'EDQUOT')) {
    return new Refusal(
      'disk-full',
      '磁盘空间不足，本页未能存入；之前已存入的都在。请腾出空间后重新导入，已有的页不会重复。',
    );
  }
  if (cause instanceof Error && 'code' in cause && cause.code === 'EROFS') {
    return new Refusal('io-failed', '库所在的磁盘变为只读，本页未能存入。请检查磁盘后重试。');
  }
  return cause;
}
