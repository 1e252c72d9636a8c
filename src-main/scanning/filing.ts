/** 归件: where each side goes as it comes. A 分件页 turns the way; what nothing leads anywhere waits in the tray. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { Refusal } from '#contract/result.ts';
import type { ScanTarget } from '#contract/schemas/scanning.ts';
import { addItem, defaultFields, itemById, recountPages, theItem } from '#main/catalogue/index.ts';
import { keyFor, recordBlob, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import {
  insertPage,
  insertScan,
  insertTray,
  lastPosition,
  OpenedKeys,
  type PictureFacts,
  settleTray,
  type TrayReason,
} from '#main/intake/index.ts';
import { classesAbove, classNames } from '#main/scheme/index.ts';
import type { JobScope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';
import { countFed, fedPages, fileByVolume, insertFed, lastSequence } from './queries.ts';
import { archiveMark, readPayload } from './separator.ts';

export type AskedTarget = z.infer<typeof ScanTarget>;
/** A place that pages go to: an item that is there, or one that its first page will make. */
type Place =
  | { readonly kind: 'tray'; readonly why: string }
  | {
      kind: 'file';
      readonly fileId: number;
      readonly keyId: number;
      readonly classCode: string;
      itemId: number | undefined;
    };

/** A file ready to be kept: one picture, or a document of several pages. */
export interface Kept {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly fileName: string;
  readonly pages: readonly PictureFacts[];
  /** Payload of the 分件页 that it is, or `BACK`; undefined: material. */
  readonly separator: string | undefined;
  /** What makes it unfit to be filed: it waits in the tray, whatever place it would have had. */
  readonly problem?: { readonly reason: TrayReason; readonly message: string };
}

/** Instead of a payload: the empty back of a 分件页, which a duplex feeder scans too. */
export const BACK = 'back';
const UNSORTED = '没有分件页，也没有指定归入哪一件';

/** What a person or a sheet named, checked now: a volume may have been sealed since the sheet was printed. */
function placeOf(db: ReadDb, asked: AskedTarget, clearanceRank: number): Place {
  if (asked.kind === 'tray') return { kind: 'tray', why: UNSORTED };
  if (asked.kind === 'item') {
    const item = theItem(db, asked.itemId, { clearanceRank });
    if (item.state === 'void') throw new Refusal('state-refused', '所选材料已作废，不能再放入扫描件。');
    const file = theFile(db, item.fileId);
    refuseUnlessOpen(file);
    return { kind: 'file', fileId: file.id, keyId: file.key_id, classCode: item.classCode, itemId: item.id };
  }
  const file = theFile(db, asked.fileId);
  refuseUnlessOpen(file);
  if (classesAbove(db, clearanceRank).includes(asked.classCode))
    throw new Refusal(
      'forbidden',
      `类号 ${asked.classCode} 的密级高于您的知悉范围，须由有相应权限的人扫描。`,
    );
  defaultFields(db, asked.classCode, '');
  return { kind: 'file', fileId: file.id, keyId: file.key_id, classCode: asked.classCode, itemId: undefined };
}

/** @throws Refusal when the sheet leads nowhere */
function placeOfSeparator({ db, archiveId, caller: { clearanceRank } }: JobScope, payload: string): Place {
  const target = readPayload(payload);
  if (target && target.archive !== archiveMark(archiveId))
    throw new Refusal('not-found', '这张分件页是别的库打印的');
  const fileId = target && fileByVolume(db, target.volumeNumber);
  if (!target || fileId === undefined) throw new Refusal('not-found', '分件页上的卷不在本库');
  const asked: AskedTarget =
    target.kind === 'item'
      ? { kind: 'item', itemId: target.itemId }
      : { kind: 'new', fileId, classCode: target.classCode };
  const place = placeOf(db, asked, clearanceRank);
  if (place.kind === 'file' && place.fileId !== fileId)
    throw new Refusal('conflict', '分件页上的材料已移到别的卷');
  return place;
}

const leadsNowhere = (cause: Refusal): Place => ({
  kind: 'tray',
  why: `${cause.message.replace(/。$/, '')}，其后的页待人工归入`,
});

/** After a jam the stack goes on where it stopped: in the item of the last page, or behind the last 分件页. */
function placeLeftOff(scope: JobScope, importId: number): Place {
  const last = fedPages(scope.db, importId).findLast((one) => one.separator !== BACK);
  try {
    if (last?.separator) return placeOfSeparator(scope, last.separator);
    const asked: AskedTarget = last?.itemId ? { kind: 'item', itemId: last.itemId } : { kind: 'tray' };
    return placeOf(scope.db, asked, scope.caller.clearanceRank);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return leadsNowhere(cause);
  }
}

/** Files one batch, side by side; every call is durable when it returns. */
export class Filing {
  readonly #scope: JobScope;
  readonly #importId: number;
  readonly #keys: OpenedKeys;
  readonly #trayKeyId: number;
  #place: Place;
  #sequence: number;
  /** Pages and sheets of this run. */
  readonly counts = { pages: 0, separators: 0, tray: 0, items: new Set<number>() };

  constructor(scope: JobScope, importId: number, asked: AskedTarget) {
    this.#scope = scope;
    this.#importId = importId;
    this.#keys = new OpenedKeys(scope);
    this.#sequence = lastSequence(scope.db, importId);
    const at = scope.now().toISOString();
    const tray = scope.commit('scanning.open-tray', `import:${importId}`, {}, (write) =>
      keyFor(write, scope, 'tray', 'tray', at),
    );
    tray.key.fill(0);
    this.#trayKeyId = tray.keyId;
    this.#place =
      asked.kind === 'tray' && this.#sequence > 0
        ? placeLeftOff(scope, importId)
        : placeOf(scope.db, asked, scope.caller.clearanceRank);
  }

  get keys(): OpenedKeys {
    return this.#keys;
  }

  forget(): void {
    this.#keys.forget();
  }

  /** Keeps a file whole under the tray's key, beside the pages that are taken out of it. Durable when it returns. */
  keepSource(bytes: Buffer): StoredBlob & { readonly keyId: number } {
    const blob = this.#scope.vault.put(this.#keys.get(this.#trayKeyId), bytes);
    this.#scope.vault.flush();
    return { ...blob, keyId: this.#trayKeyId };
  }

  /** A file of an earlier batch that was cut off goes on where that batch had got to. */
  goOn(importId: number): void {
    if (importId !== this.#importId) this.#place = placeLeftOff(this.#scope, importId);
  }

  /** @param also what else must be written in the same transaction */
  keep(one: Kept, also: (write: WriteDb) => void = () => undefined): void {
    if (one.separator !== undefined) {
      if (one.separator !== BACK) this.#turn(one.separator);
      this.#toTray(one, one.separator === BACK ? '分件页的背面，不是材料' : '分件页，不是材料', also);
      this.counts.separators += one.separator === BACK ? 0 : 1;
      return;
    }
    const place = this.#place;
    if (one.problem || place.kind === 'tray') {
      this.#toTray(one, one.problem?.message ?? (place.kind === 'tray' ? place.why : UNSORTED), also);
      this.counts.tray += 1;
      return;
    }
    const { vault } = this.#scope;
    const blob = vault.put(this.#keys.get(place.keyId), one.bytes);
    vault.flush();
    const at = this.#scope.now().toISOString();
    this.#scope.commit(
      'scanning.page-kept',
      `import:${this.#importId}`,
      { sequence: this.#sequence + 1, pages: one.pages.length },
      (write) => {
        refuseUnlessOpen(theFile(write, place.fileId));
        const itemId = place.itemId ?? this.#newItem(write, place.fileId, place.classCode, at);
        if (itemById(write, itemId)?.state === 'void')
          throw new Refusal(
            'state-refused',
            '这一件刚被作废，其后的页没有放入；请重新选择归入哪一件再继续。',
          );
        recordBlob(write, place.keyId, blob, 'original', at);
        const scanId = insertScan(write, {
          blobId: blob.blobId,
          importId: this.#importId,
          fileName: one.fileName,
          mediaType: one.mediaType,
          imageSet: 'original',
          pageCount: one.pages.length,
          at,
        });
        const last = lastPosition(write, itemId);
        for (const [index, facts] of one.pages.entries()) {
          const pageId = insertPage(write, {
            itemId,
            position: last + 1 + index,
            scanId,
            pageIndex: index,
            width: facts.width,
            height: facts.height,
            dpi: facts.dpi,
          });
          this.#fed(write, '', pageId, null, at);
        }
        recountPages(write, itemId);
        also(write);
        place.itemId = itemId;
      },
    );
    this.#sequence += one.pages.length;
    this.counts.pages += one.pages.length;
    if (place.itemId !== undefined) this.counts.items.add(place.itemId);
  }

  #turn(payload: string): void {
    try {
      this.#place = placeOfSeparator(this.#scope, payload);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      this.#place = leadsNowhere(cause);
    }
  }

  #newItem(write: WriteDb, fileId: number, classCode: string, at: string): number {
    const title = classNames(write).get(classCode) ?? '';
    return addItem(write, fileId, defaultFields(write, classCode, title), null, at);
  }

  #fed(write: WriteDb, separator: string, pageId: number | null, trayId: number | null, at: string): void {
    const sequence = lastSequence(write, this.#importId) + 1;
    insertFed(write, { importId: this.#importId, sequence, separator, pageId, trayId, at });
    countFed(write, this.#importId, separator !== '' ? 'separator' : pageId !== null ? 'page' : 'tray');
  }

  #toTray(one: Kept, why: string, also: (write: WriteDb) => void): void {
    const { keyId, ...blob } = this.keepSource(one.bytes);
    const at = this.#scope.now().toISOString();
    const sequence = this.#sequence + 1;
    this.#scope.commit('scanning.page-kept', `import:${this.#importId}`, { sequence, tray: why }, (write) => {
      recordBlob(write, keyId, blob, 'original', at);
      const trayId = insertTray(write, {
        importId: this.#importId,
        // With the number of the side: names begin anew with each run, and the same side may come twice.
        relativePath: `扫描 ${this.#importId}/${String(sequence).padStart(4, '0')} ${one.fileName}`,
        size: one.bytes.length,
        sha256: createHash('sha256').update(one.bytes).digest(),
        reason: one.separator === undefined ? (one.problem?.reason ?? 'unsorted') : 'separator',
        message: why,
        blobId: blob.blobId,
        mediaType: one.mediaType,
        fileId: null,
        personName: '',
        classCode: '',
        sequence: null,
        page: null,
        imageSet: 'original',
        at,
      });
      // Kept as evidence of how the pages behind it were filed; nobody has to decide about it.
      if (one.separator !== undefined) settleTray(write, trayId, 'dismissed', why);
      this.#fed(write, one.separator ?? '', null, trayId, at);
      also(write);
    });
    this.#sequence = sequence;
  }
}
