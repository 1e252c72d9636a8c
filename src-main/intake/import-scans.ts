import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { Refusal } from '#contract/result.ts';
import { addItem, defaultFields, itemBySequence, recountPages } from '#main/catalogue/index.ts';
import { type FileRecord, fileOfPerson, keyFor, openKey, recordBlob } from '#main/files/index.ts';
import { readChosen } from '#main/chosen/index.ts';
import { findPerson } from '#main/people/index.ts';
import { classNames, currentScheme } from '#main/scheme/index.ts';
import type { JobResult, JobScope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';
import { readCatalogueSheet } from './catalogue-sheet/index.ts';
import { takeCatalogue } from './import-catalogue.ts';
import { type FoundFile, type Placement, placeFile, walkTree } from './layout/index.ts';
import {
  inspect,
  kindByName,
  lookThrough,
  MEDIA_TYPES,
  type PictureFacts,
  type ScanKind,
  sniff,
  UnreadablePicture,
} from './pictures/index.ts';
import {
  displayKnown,
  type ImportCounts,
  insertImport,
  insertPage,
  insertScan,
  insertTray,
  pageAt,
  sameBytes,
  setDisplay,
  setLookedThrough,
  sizeKnown,
  trayKnown,
  updateImport,
} from './queries.ts';

/** Larger single files are no scans of a sheet; a 2,000-page PDF at 300 dpi stays below. */
const MOST_BYTES = 1024 * 1024 * 1024;
/** Files and bytes that one transaction takes: small enough that the window's own writes never wait long. */
const BATCH_FILES = 32;
const BATCH_BYTES = 48 * 1024 * 1024;

type Reason =
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
  | 'not-read';

/** What lies beside scans in an archive room's folder and has its own import: roster, catalogue, transcripts. */
function isCompanion(relativePath: string): boolean {
  return (
    /(^|\/)文字底稿\/.+\.txt$/i.test(relativePath) || /(^|\/)(干部名册|目录)[^/]*\.xlsx$/i.test(relativePath)
  );
}

/** A file read and judged, before it is written. */
interface Taken {
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

/**
 * Imports a folder tree of scans. Each file is encrypted and durable before it is counted; what can't be placed waits in
 * the tray with its bytes; running it again adds nothing. Killed at any point it leaves whole batches, and encrypted
 * leftovers that the next start removes.
 */
export async function importScans(scope: JobScope, input: Record<string, unknown>): Promise<JobResult> {
  const source = String(input['source']);
  const counts = { files: 0, pagesAdded: 0, alreadyThere: 0, toTray: 0, ignored: 0 };
  const importer = new Importer(scope, source);
  const catalogue =
    typeof input['catalogue'] === 'string' ? await importer.catalogue(input['catalogue']) : undefined;
  try {
    await importer.run(counts);
    await importer.lookThroughNew();
    importer.finish(counts, 'done');
  } catch (cause) {
    importer.finish(counts, cause instanceof Refusal && cause.code === 'cancelled' ? 'cancelled' : 'failed');
    throw cause;
  }
  return {
    导入批次: importer.importId,
    文件数: counts.files,
    新增页: counts.pagesAdded,
    已在库中: counts.alreadyThere,
    待处理: counts.toTray,
    忽略的系统文件: counts.ignored,
    '名册、目录与文字底稿（另行导入）': importer.companions,
    ...(catalogue ? { 目录新增件: catalogue.added, 目录问题: catalogue.faults } : {}),
  };
}

interface NewPage {
  readonly pageId: number;
  readonly index: number;
  readonly blobId: string;
  readonly keyId: number;
  readonly kind: ScanKind;
}

class Importer {
  readonly importId: number;
  /** Sheets and transcripts beside the scans: counted and told, taken by their own imports. */
  companions = 0;
  readonly #scope: JobScope;
  readonly #source: string;
  readonly #keys = new Map<number, Buffer>();
  readonly #trayKey: { keyId: number; key: Buffer };
  #newPages: NewPage[] = [];

  constructor(scope: JobScope, source: string) {
    this.#scope = scope;
    this.#source = source;
    const at = scope.now().toISOString();
    const made = scope.commit('intake.import-started', basename(source), {}, (write) => ({
      importId: insertImport(write, basename(source), at, scope.caller.name),
      trayKey: keyFor(write, scope, 'tray', 'tray', at),
    }));
    this.importId = made.importId;
    this.#trayKey = made.trayKey;
  }

  async catalogue(path: string): Promise<{ added: number; faults: number }> {
    const sheet = await readCatalogueSheet(readChosen(path, 64 * 1024 * 1024), basename(path));
    const done = this.#scope.commit('intake.import-catalogue', basename(path), {}, (write) =>
      takeCatalogue(write, sheet, this.#scope.now().toISOString()),
    );
    return { added: done.added, faults: done.faults.length };
  }

  async run(counts: { -readonly [K in keyof ImportCounts]: number }): Promise<void> {
    const walked = walkTree(this.#source);
    if (walked.files.length === 0 && walked.refused.length === 0) {
      throw new Refusal('file-refused', '所选文件夹里没有文件。请确认选对了文件夹，介质是否插好。');
    }
    const companions = walked.files.filter((file) => isCompanion(file.relativePath));
    this.companions = companions.length;
    counts.ignored = walked.ignored.length;
    // Originals first: an optimised picture belongs to the page of its original.
    const rank = (file: FoundFile) => (file.relativePath.includes('优化') ? 1 : 0);
    const files = walked.files
      .filter((file) => !isCompanion(file.relativePath))
      .sort((a, b) => rank(a) - rank(b));
    let batch: Taken[] = [];
    let bytes = 0;
    const flush = () => {
      this.#write(batch, counts);
      batch = [];
      bytes = 0;
    };
    for (const refused of walked.refused) {
      counts.files += 1;
      batch.push(this.#unread(refused.relativePath, refused.message));
    }
    for (const found of files) {
      this.#scope.checkCancelled();
      counts.files += 1;
      const taken = await this.#take(found);
      if (taken === 'known') counts.alreadyThere += 1;
      else {
        batch.push(taken);
        bytes += found.size;
      }
      if (batch.length >= BATCH_FILES || bytes >= BATCH_BYTES) {
        flush();
        this.#scope.progress(counts.files, files.length, `已存入 ${counts.files} / ${files.length} 个文件`);
      }
    }
    flush();
    this.#scope.progress(files.length, files.length, '全部存入，正在逐页检查图像');
  }

  /** Decodes each new page whole: damage in the middle of a file, and blank sheets, are only seen so. */
  async lookThroughNew(): Promise<void> {
    const total = this.#newPages.length;
    for (let at = 0; at < total; at += 16) {
      this.#scope.checkCancelled();
      const some = this.#newPages.slice(at, at + 16);
      const looked: { pageId: number; damaged: boolean; blank: boolean }[] = [];
      for (const page of some) {
        const bytes = this.#scope.vault.read(this.#key(page.keyId), page.blobId);
        looked.push({ pageId: page.pageId, ...(await lookThrough(bytes, page.kind, page.index)) });
      }
      const marked = looked.filter((one) => one.damaged || one.blank);
      if (marked.length > 0) {
        this.#scope.commit('intake.pages-checked', `import:${this.importId}`, { marked }, (write) => {
          for (const one of marked) setLookedThrough(write, one.pageId, one.damaged, one.blank);
        });
      }
      this.#scope.progress(
        Math.min(total, at + some.length),
        total,
        `已检查 ${Math.min(total, at + some.length)} / ${total} 页图像`,
      );
    }
  }

  finish(counts: ImportCounts, state: string): void {
    this.#scope.commit('intake.import-ended', `import:${this.importId}`, { ...counts, state }, (write) =>
      updateImport(write, this.importId, counts, state),
    );
    for (const key of this.#keys.values()) key.fill(0);
    this.#trayKey.key.fill(0);
  }

  #key(keyId: number): Buffer {
    let key = this.#keys.get(keyId);
    if (!key) this.#keys.set(keyId, (key = openKey(this.#scope.db, this.#scope, keyId)));
    return key;
  }

  #unread(relativePath: string, message: string): Taken {
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

  async #take(found: FoundFile): Promise<Taken | 'known'> {
    const place = placeFile(found.relativePath);
    const owner = this.#owner(place);
    let handle: number;
    try {
      handle = openSync(found.path, 'r');
    } catch {
      return this.#unread(found.relativePath, '文件打不开：没有权限，或介质已拔出');
    }
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
      const bytes = size > MOST_BYTES ? Buffer.alloc(0) : readWhole(handle, size);
      if (bytes === undefined)
        return this.#unread(found.relativePath, '文件读到一半中断，介质可能损坏或已拔出');
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
      const blob = this.#scope.vault.put(this.#key(volume.key_id), bytes);
      return { ...base, kind, pages, keyId: volume.key_id, blob, sha256: blob.sha256, problem: undefined };
    } finally {
      closeSync(handle);
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
    const blob = this.#scope.vault.put(this.#trayKey.key, bytes);
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
      message: `与「${first.title}」第 ${first.position} 页的图像完全相同，疑似重复扫描`,
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

  /** One batch: names durable, then rows, then counted. */
  #write(batch: readonly Taken[], counts: { -readonly [K in keyof ImportCounts]: number }): void {
    if (batch.length === 0) return;
    this.#scope.vault.flush();
    const at = this.#scope.now().toISOString();
    const placed: NewPage[] = [];
    const done = { pages: 0, tray: 0 };
    this.#scope.commit(
      'intake.pages-taken',
      `import:${this.importId}`,
      { files: batch.map((one) => one.found.relativePath) },
      (write) => {
        for (const one of batch) {
          if (one.blob) {
            const kind = one.place.imageSet === 'optimised' && !one.problem ? 'derivative' : 'original';
            recordBlob(write, one.keyId, one.blob, kind, at);
          }
          const problem = one.problem ?? this.#place(write, one, at, placed);
          if (problem) done.tray += this.#toTray(write, one, problem, at);
        }
        done.pages = placed.length;
        updateImport(
          write,
          this.importId,
          { ...counts, pagesAdded: counts.pagesAdded + done.pages, toTray: counts.toTray + done.tray },
          'running',
        );
      },
    );
    counts.pagesAdded += done.pages;
    counts.toTray += done.tray;
    this.#newPages.push(...placed);
  }

  /** Files the pages of one scan. @returns why not, when the place is taken */
  #place(write: WriteDb, one: Taken, at: string, placed: NewPage[]): Taken['problem'] {
    const { place, volume, blob, kind } = one;
    if (!volume || !blob || !kind || place.sequence === null)
      throw new Error('a scan without place reached the catalogue');
    let item = itemBySequence(write, volume.id, place.classCode, place.sequence);
    const first = place.page ?? 1;
    if (place.imageSet === 'optimised') {
      const page = item && pageAt(write, item.id, first);
      if (!page)
        return { reason: 'page-taken', message: '只有优化图像，没有对应的原始图像，请补原始图像后手工归入' };
      if (page.display_blob !== null) return { reason: 'page-taken', message: '该页已有另一张优化图像' };
      setDisplay(write, page.id, blob.blobId);
      return undefined;
    }
    if (item) {
      for (let index = 0; index < one.pages.length; index++) {
        if (pageAt(write, item.id, first + index)) {
          return {
            reason: 'page-taken',
            message: `「${item.title}」第 ${first + index} 页已有另一张图像，请核对后替换或另行归入`,
          };
        }
      }
    }
    if (!item) {
      const title = classNames(write).get(place.classCode) ?? '';
      const id = addItem(write, volume.id, defaultFields(write, place.classCode, title), place.sequence, at);
      item = itemBySequence(write, volume.id, place.classCode, place.sequence);
      if (!item) throw new Error(`item ${id} is gone`);
    }
    const scanId = insertScan(write, {
      blobId: blob.blobId,
      importId: this.importId,
      fileName: basename(one.found.relativePath),
      mediaType: MEDIA_TYPES[kind],
      imageSet: place.imageSet,
      pageCount: one.pages.length,
      at,
    });
    for (const [index, facts] of one.pages.entries()) {
      const pageId = insertPage(write, {
        itemId: item.id,
        position: first + index,
        scanId,
        pageIndex: index,
        ...facts,
      });
      placed.push({ pageId, index, blobId: blob.blobId, keyId: one.keyId, kind });
    }
    recountPages(write, item.id);
    return undefined;
  }

  #toTray(write: WriteDb, one: Taken, problem: { reason: Reason; message: string }, at: string): number {
    if (trayKnown(write, one.found.relativePath, one.sha256, problem.reason)) return 0;
    insertTray(write, {
      importId: this.importId,
      relativePath: one.found.relativePath,
      size: one.found.size,
      sha256: one.sha256,
      reason: problem.reason,
      message: problem.message,
      blobId: one.blob?.blobId ?? null,
      mediaType: one.kind ? MEDIA_TYPES[one.kind] : '',
      fileId: one.volume?.id ?? null,
      personName: one.volume?.person_name ?? one.place.personName,
      classCode: one.place.classCode,
      sequence: one.place.sequence,
      page: one.place.page,
      imageSet: one.place.imageSet,
      at,
    });
    return 1;
  }
}

function readWhole(handle: number, size: number): Buffer | undefined {
  const bytes = Buffer.allocUnsafe(size);
  for (let at = 0; at < size; ) {
    let got: number;
    try {
      got = readSync(handle, bytes, at, size - at, at);
    } catch {
      return undefined;
    }
    if (got === 0) return undefined;
    at += got;
  }
  return bytes;
}
