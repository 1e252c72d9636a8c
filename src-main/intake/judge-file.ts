import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { type FileRecord, fileOfPerson } from '#main/files/index.ts';
import { findPerson } from '#main/people/index.ts';
import { currentScheme } from '#main/scheme/index.ts';
import type { JobScope } from '#main/scope/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';
import { type FoundFile, type Placement, placeFile } from './layout/index.ts';
import type { OpenedKeys } from './opened-keys.ts';
import {
  inspect,
  kindByName,
  type PictureFacts,
  type ScanKind,
  sniff,
  UnreadablePicture,
} from './pictures/index.ts';
import { displayKnown, sameBytes, sizeKnown, trayKnown } from './queries.ts';

/** Larger single files are no scans of a sheet; a 2,000-page PDF at 300 dpi stays below. */
const MOST_BYTES = 1024 * 1024 * 1024;
/** A file of more is judged with no other beside it, and its memory is given back. */
export const LARGE_FILE = 64 * 1024 * 1024;
const ROOM_STEP = 1024 * 1024;
export type Reason =
  | 'person-unknown'
  | 'person-ambiguous'
  | 'class-unknown'
  | 'name-unreadable'
  | 'type-refused'
  | 'type-lies'
  | 'unreadable'
  | 'empty'
  | 'duplicate-page'
  | 'page-taken'
  | 'too-large'
  | 'file-closed'
  | 'not-read'
  | 'unsorted'
  | 'separator';

/** A file read and judged, before it is written. */
export interface Taken {
  readonly found: FoundFile;
  readonly place: Placement;
  readonly volume: FileRecord | undefined;
  readonly blob: StoredBlob | undefined;
  readonly keyId: number;
  readonly kind: ScanKind | undefined;
  readonly pages: readonly PictureFacts[];
  readonly sha256: Buffer;
  readonly problem: { readonly reason: Reason; readonly message: string } | undefined;
}

/** Where what has no place waits, and under which key. */
interface TrayKey {
  readonly keyId: number;
  readonly key: Buffer;
}

/** Reads files one by one, judges what each is and where it belongs, and puts its bytes into the vault. */
export class FileJudge {
  readonly #scope: JobScope;
  readonly #keys: OpenedKeys;
  readonly #trayKey: TrayKey;
  readonly #rooms = new ReadingRooms();

  constructor(scope: JobScope, keys: OpenedKeys, trayKey: TrayKey) {
    this.#scope = scope;
    this.#keys = keys;
    this.#trayKey = trayKey;
  }

  /** Wipes what was read last. */
  forget(): void {
    this.#rooms.forget();
  }

  /** A path that was never read, with the reason. */
  unread(relativePath: string, message: string): Taken {
    const found = { path: '', relativePath, size: 0 };
    const problem = { reason: 'not-read' as const, message };
    const sha256 = createHash('sha256').digest();
    return {
      found,
      place: placeFile(relativePath),
      volume: undefined,
      blob: undefined,
      keyId: 0,
      kind: undefined,
      pages: [],
      sha256,
      problem,
    };
  }

  /**
   * Several may be judged at the same time. Doubles are found among what is committed: a file of the same length as one not
   * committed yet must wait. The blob is put ahead: it is durable after the vault's `flushAhead`.
   */
  async take(found: FoundFile): Promise<Taken | 'known'> {
    const place = placeFile(found.relativePath);
    const owner = this.#owner(place);
    let handle: number;
    try {
      handle = openSync(found.path, 'r');
    } catch {
      return this.unread(found.relativePath, '文件打不开：没有权限，或介质已拔出');
    }
    let room: Buffer | undefined;
    try {
      const size = fstatSync(handle).size;
      const base = {
        found: { ...found, size },
        place,
        volume: owner.volume,
        keyId: 0,
        blob: undefined,
        kind: undefined,
        pages: [],
      };
      room = this.#rooms.take(size > MOST_BYTES ? 0 : size);
      const bytes = room.subarray(0, size > MOST_BYTES ? 0 : size);
      if (!readWhole(handle, bytes))
        return this.unread(found.relativePath, '文件读到一半中断，介质可能损坏或已拔出');
      const sha256 = createHash('sha256');
      const refuse = (reason: Reason, message: string): Taken | 'known' => {
        const hash = sha256.update(bytes).digest();
        if (trayKnown(this.#scope.db, found.relativePath, hash, reason)) return 'known';
        return { ...base, sha256: hash, problem: { reason, message } };
      };
      if (size > MOST_BYTES)
        return refuse('too-large', `文件有 ${Math.round(size / 1048576)} MB，超过单个文件的上限，未收`);
      if (size === 0) return refuse('empty', '空文件（0 字节），请重新扫描');
      const { kind, name } = sniff(bytes);
      const promised = kindByName(found.relativePath);
      if (!kind) return refuse(promised ? 'type-lies' : 'type-refused', `不是图像或 PDF，而是${name}，未收`);
      if (promised !== kind)
        return refuse('type-lies', `扩展名与内容不符：内容是 ${kind.toUpperCase()}，请核对后改名重新导入`);

      const volume = owner.volume;
      const keyId = volume?.key_id ?? this.#trayKey.keyId;
      // A file of a size never seen is new; only otherwise is it hashed before it is encrypted.
      if (sizeKnown(this.#scope.db, size)) {
        const known = this.#known(
          found,
          place,
          volume,
          keyId,
          sha256.copy().update(bytes).digest(),
          owner.problem,
        );
        if (known === 'known') return 'known';
        if (known) return this.#keep({ ...base, kind }, bytes, known);
      }
      let pages: PictureFacts[];
      try {
        pages = await inspect(bytes, kind);
      } catch (cause) {
        if (!(cause instanceof UnreadablePicture)) throw cause;
        return this.#keep({ ...base, kind }, bytes, { reason: 'unreadable', message: cause.message });
      }
      if (!volume || owner.problem || volume.state !== 'open') {
        const problem = owner.problem ?? {
          reason: 'file-closed' as const,
          message: `${volume?.person_name ?? ''}的卷不在整理状态，不能放入`,
        };
        return this.#keep({ ...base, kind }, bytes, problem);
      }
      const blob = this.#scope.vault.putAhead(this.#keys.get(volume.key_id), bytes);
      return { ...base, kind, pages, keyId: volume.key_id, blob, sha256: blob.sha256, problem: undefined };
    } finally {
      closeSync(handle);
      if (room) this.#rooms.giveBack(room);
    }
  }

  /** Keeps bytes that can't be placed, under the key of the tray. */
  #keep(
    base: Omit<Taken, 'sha256' | 'problem'>,
    bytes: Buffer,
    problem: { reason: Reason; message: string },
  ): Taken | 'known' {
    const sha256 = createHash('sha256').update(bytes).digest();
    if (trayKnown(this.#scope.db, base.found.relativePath, sha256, problem.reason)) return 'known';
    const blob = this.#scope.vault.putAhead(this.#trayKey.key, bytes);
    return { ...base, keyId: this.#trayKey.keyId, blob, sha256, problem };
  }

  #known(
    found: FoundFile,
    place: Placement,
    volume: FileRecord | undefined,
    keyId: number,
    sha256: Buffer,
    problem: Taken['problem'],
  ): 'known' | { reason: Reason; message: string } | undefined {
    if (problem)
      return trayKnown(this.#scope.db, found.relativePath, sha256, problem.reason) ? 'known' : undefined;
    if (!volume) return undefined;
    if (place.imageSet === 'optimised')
      return displayKnown(this.#scope.db, keyId, sha256) ? 'known' : undefined;
    const same = sameBytes(this.#scope.db, keyId, sha256);
    const [first] = same;
    if (!first) return undefined;
    const here = same.some(
      (one) =>
        one.classCode === place.classCode &&
        one.importSequence === place.sequence &&
        (place.page === null || one.position === place.page),
    );
    if (here) return 'known';
    return {
      reason: 'duplicate-page',
      message: `与本卷 ${first.classCode} 类一件材料的第 ${first.position} 页图像完全相同，疑似重复扫描`,
    };
  }

  #owner(place: Placement): { volume: FileRecord | undefined; problem: Taken['problem'] } {
    if (place.problem?.reason === 'person-unknown') return { volume: undefined, problem: place.problem };
    const person = findPerson(this.#scope.db, place.idNumber, place.personName);
    if (!('personId' in person)) {
      const message =
        person.why === 'unknown'
          ? `${place.personName || place.idNumber || '此人'}不在名册中，请先导入名册或手工归入`
          : `名册中有多人叫「${place.personName}」，路径中没有身份证号，请手工归入`;
      return {
        volume: undefined,
        problem: { reason: person.why === 'unknown' ? 'person-unknown' : 'person-ambiguous', message },
      };
    }
    const volume = fileOfPerson(this.#scope.db, person.personId);
    if (place.problem) return { volume, problem: place.problem };
    const known = currentScheme(this.#scope.db).classes.some(
      (one) => one.code === place.classCode && one.parent !== null,
    );
    if (!known)
      return {
        volume,
        problem: { reason: 'class-unknown', message: `类号 ${place.classCode} 不在分类方案中` },
      };
    return { volume, problem: undefined };
  }
}

/** Memory for whole files, used again and again: new memory for every scan costs more than encrypting it. */
class ReadingRooms {
  readonly #free: Buffer[] = [];

  /** At least `size` bytes, with anything in them. */
  take(size: number): Buffer {
    const at = this.#free.findIndex((room) => room.length >= size);
    if (at >= 0) return this.#free.splice(at, 1)[0] ?? Buffer.alloc(size);
    // A larger one takes the place of a smaller one.
    this.#free.pop();
    return Buffer.allocUnsafeSlow(Math.ceil(size / ROOM_STEP) * ROOM_STEP);
  }

  giveBack(room: Buffer): void {
    if (room.length <= LARGE_FILE) this.#free.push(room);
  }

  forget(): void {
    for (const room of this.#free) room.fill(0);
    this.#free.length = 0;
  }
}

/** Fills `bytes` from the start of a file. @returns false when the file ends or fails before */
function readWhole(handle: number, bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; ) {
    let got: number;
    try {
      got = readSync(handle, bytes, at, bytes.length - at, at);
    } catch {
      return false;
    }
    if (got === 0) return false;
    at += got;
  }
  return true;
}
