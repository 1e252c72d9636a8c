import { basename } from 'node:path';
import { Refusal } from '#contract/result.ts';
import { addItem, defaultFields, itemBySequence, recountPages } from '#main/catalogue/index.ts';
import { readChosen } from '#main/chosen/index.ts';
import { keyFor, recordBlob } from '#main/files/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { JobResult, JobScope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import { Batch } from './batch.ts';
import { readCatalogueSheet } from './catalogue-sheet/index.ts';
import { takeCatalogue } from './import-catalogue.ts';
import { FileJudge, type Reason, type Taken } from './judge-file.ts';
import { type FoundFile, walkTree } from './layout/index.ts';
import { lookThroughAll } from './look-through.ts';
import { OpenedKeys } from './opened-keys.ts';
import { MEDIA_TYPES } from './pictures/index.ts';
import {
  type ImportCounts,
  insertImport,
  insertPage,
  insertScan,
  insertTray,
  pageAt,
  setDisplay,
  trayKnown,
  updateImport,
} from './queries.ts';

/** What lies beside scans in an archive room's folder and has its own import: roster, catalogue, transcripts. */
function isCompanion(relativePath: string): boolean {
  return (
    /(^|\/)文字底稿\/.+\.txt$/i.test(relativePath) || /(^|\/)(干部名册|目录)[^/]*\.xlsx$/i.test(relativePath)
  );
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
  let unreadable: number;
  try {
    await importer.run(counts);
    unreadable = (await importer.lookThrough()).unreadable;
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
    ...(unreadable > 0 ? { '图像读不出、未能检查的页（请核验全库）': unreadable } : {}),
    ...(catalogue ? { 目录新增件: catalogue.added, 目录问题: catalogue.faults } : {}),
  };
}

class Importer {
  readonly importId: number;
  /** Sheets and transcripts beside the scans: counted and told, taken by their own imports. */
  companions = 0;
  readonly #scope: JobScope;
  readonly #source: string;
  readonly #keys: OpenedKeys;
  readonly #trayKey: Buffer;
  readonly #judge: FileJudge;

  constructor(scope: JobScope, source: string) {
    this.#scope = scope;
    this.#source = source;
    const at = scope.now().toISOString();
    const made = scope.commit('intake.import-started', basename(source), {}, (write) => ({
      importId: insertImport(write, basename(source), at, scope.caller.name),
      trayKey: keyFor(write, scope, 'tray', 'tray', at),
    }));
    this.importId = made.importId;
    this.#trayKey = made.trayKey.key;
    this.#keys = new OpenedKeys(scope);
    this.#judge = new FileJudge(scope, this.#keys, made.trayKey);
  }

  async catalogue(path: string): Promise<{ added: number; faults: number }> {
    const sheet = await readCatalogueSheet(readChosen(path, 64 * 1024 * 1024), basename(path));
    const done = this.#scope.commit('intake.import-catalogue', basename(path), {}, (write) =>
      takeCatalogue(write, sheet, this.#scope.now().toISOString(), this.#scope.caller.clearanceRank),
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
    const batch = new Batch(walked.refused.map((one) => this.#judge.unread(one.relativePath, one.message)));
    counts.files += walked.refused.length;
    const write = async () => {
      const { taken, known } = await batch.close();
      counts.files += taken.length + known;
      counts.alreadyThere += known;
      await this.#write(taken, counts);
    };
    try {
      for (const found of files) {
        this.#scope.checkCancelled();
        if (batch.isFull || batch.mayHoldDouble(found)) {
          await write();
          this.#scope.progress(counts.files, files.length, `已存入 ${counts.files} / ${files.length} 个文件`);
        }
        await batch.add(found, () => this.#judge.take(found));
      }
      await write();
    } finally {
      await batch.settled();
    }
    this.#scope.progress(files.length, files.length, '全部存入，正在逐页检查图像');
  }

  lookThrough(): Promise<{ readonly unreadable: number }> {
    return lookThroughAll(this.#scope, this.#keys, this.importId);
  }

  finish(counts: ImportCounts, state: string): void {
    this.#scope.commit('intake.import-ended', `import:${this.importId}`, { ...counts, state }, (write) =>
      updateImport(write, this.importId, counts, state),
    );
    this.#keys.forget();
    this.#judge.forget();
    this.#trayKey.fill(0);
  }

  /** One batch: bytes and names durable, then rows, then counted. */
  async #write(
    batch: readonly Taken[],
    counts: { -readonly [K in keyof ImportCounts]: number },
  ): Promise<void> {
    if (batch.length === 0) return;
    await this.#scope.vault.flushAhead();
    const at = this.#scope.now().toISOString();
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
          const problem = one.problem ?? this.#place(write, one, at);
          if (problem) done.tray += this.#toTray(write, one, problem, at);
          else if (one.place.imageSet === 'original') done.pages += one.pages.length;
        }
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
  }

  /** Files the pages of one scan. @returns why not, when the place is taken */
  #place(write: WriteDb, one: Taken, at: string): Taken['problem'] {
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
            message: `${place.classCode}-${place.sequence} 第 ${first + index} 页已有另一张图像，请核对后替换或另行归入`,
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
      insertPage(write, { itemId: item.id, position: first + index, scanId, pageIndex: index, ...facts });
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
