import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { changesBetween } from '#main/audit/index.ts';
import {
  addItem,
  defaultFields,
  type ItemRecord,
  pagesOf,
  recordAct,
  recountPages,
  restoreItem,
  type Turn,
  theItem,
  withdrawItem,
} from '#main/catalogue/index.ts';
import { blobById, openKey, recordBlob, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { forgetMachineText } from '#main/page-text/index.ts';
import { classesAbove, classNames } from '#main/scheme/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { inspect, type ScanKind } from './pictures/index.ts';
import {
  countTray,
  imports,
  insertPage,
  insertScan,
  lastPosition,
  removePages,
  settleTray,
  trayEntries,
  trayEntry,
} from './queries.ts';

const REASONS = [
  'person-unknown',
  'person-ambiguous',
  'class-unknown',
  'name-unreadable',
  'type-refused',
  'type-lies',
  'unreadable',
  'empty',
  'duplicate-page',
  'page-taken',
  'too-large',
  'file-closed',
  'not-read',
  'unsorted',
  'separator',
] as const;

/** Entries that one answer carries: about 2 MB; the total says how many more there are. */
const MOST_SHOWN = 5_000;

/** A file in the tray bears no mark yet: it counts as what its class is by default. */
export function viewTray(db: ReadDb, input: Parsed<'intake.tray'>, caller: Caller): Output<'intake.tray'> {
  const filter = { ...input, fileId: input.fileId, without: classesAbove(db, caller.clearanceRank) };
  return {
    entries: trayEntries(db, filter, MOST_SHOWN).map(({ blobId, mediaType: _, reason, ...rest }) => ({
      ...rest,
      reason: REASONS.find((one) => one === reason) ?? 'not-read',
      kept: blobId !== null,
    })),
    total: countTray(db, filter),
  };
}

export function listImports(db: ReadDb): Output<'intake.imports'> {
  return { imports: imports(db) };
}

/** Files what waits in the tray: its bytes go under the key of the cadre's volume, at the end of an item. */
export async function placeEntry(
  scope: ActScope,
  input: Parsed<'intake.place'>,
): Promise<Output<'intake.place'>> {
  const entry = trayEntry(scope.db, input.entryId);
  if (!entry || entry.state !== 'waiting') throw new Refusal('conflict', '这个文件已经处理过，请刷新。');
  const volume = theFile(scope.db, input.fileId);
  refuseUnlessOpen(volume);
  const blob = entry.blobId === null ? undefined : blobById(scope.db, entry.blobId);
  if (!blob)
    throw new Refusal(
      'state-refused',
      '这个文件的内容没有收存（不是图像或读不出来），只能写明理由不收，或重新扫描。',
    );
  const bytes = scope.vault.read(openKey(scope.db, scope, blob.key_id), blob.id);
  const kind = entry.mediaType.split('/')[1] as ScanKind;
  const pages = await inspect(bytes, kind).catch(() => {
    throw new Refusal('file-refused', '图像损坏，不能归入材料。请重新扫描该页，此文件可写明理由不收。');
  });
  if (input.itemId === undefined && input.classCode === undefined) {
    throw new Refusal('validation-failed', '请选择归入哪一件，或新建一件的类号。');
  }
  const key = openKey(scope.db, scope, volume.key_id);
  const stored = blob.key_id === volume.key_id ? undefined : scope.vault.put(key, bytes);
  scope.vault.flush();
  const at = scope.now().toISOString();
  scope.note.subject = `tray:${entry.id}`;
  const itemId = scope.commit((write) => {
    if (trayEntry(write, entry.id)?.state !== 'waiting')
      throw new Refusal('conflict', '这个文件刚被别人处理，请刷新。');
    const target = input.itemId ?? newItem(write, volume.id, input.classCode ?? '', at);
    const item = theItem(write, target, scope.caller);
    if (item.fileId !== volume.id) throw new Refusal('conflict', '所选材料不属于这一卷，请刷新后重选。');
    if (item.state === 'void') throw new Refusal('state-refused', '所选材料已作废。');
    if (stored) recordBlob(write, volume.key_id, stored, 'original', at);
    const scanId = insertScan(write, {
      blobId: stored?.blobId ?? blob.id,
      importId: entry.importId,
      fileName: entry.relativePath.split('/').at(-1) ?? entry.relativePath,
      mediaType: entry.mediaType,
      imageSet: 'original',
      pageCount: pages.length,
      at,
    });
    const last = lastPosition(write, item.id);
    for (const [index, facts] of pages.entries()) {
      insertPage(write, { itemId: item.id, position: last + 1 + index, scanId, pageIndex: index, ...facts });
    }
    recountPages(write, item.id);
    settleTray(write, entry.id, 'placed', placedNote(item));
    const placed: Placed = { entryId: entry.id, scanId, pages, created: input.itemId === undefined };
    recordAct(write, scope.caller, scope.now(), {
      kind: 'place',
      label: `归入「${item.title}」：${entry.relativePath.split('/').at(-1) ?? entry.relativePath}`,
      parts: [{ itemId: item.id, before: { ...placed, pages: [] }, after: placed }],
    });
    scope.note.detail = { item: item.id, pages: pages.length, file: entry.relativePath };
    return item.id;
  });
  return { itemId };
}

const placedNote = (item: ItemRecord): string => `归入 ${item.classCode} 类的材料`;

/** What a placing put on an item; without pages: what it was before. */
interface Placed {
  readonly entryId: number;
  readonly scanId: number;
  readonly pages: readonly { readonly width: number; readonly height: number; readonly dpi: number | null }[];
  readonly created: boolean;
}

/** Takes the pages off the item again, so that the file waits in the tray; or puts them back on its end. */
export const turnPlacing: Turn = (db, part, caller, scope) => {
  const item = theItem(db, part.itemId, caller);
  refuseUnlessOpen(theFile(db, item.fileId));
  const [from, to] = [part.from as Placed, part.to as Placed];
  const entry = trayEntry(db, to.entryId);
  const at = scope.now().toISOString();
  const changed = new Refusal(
    'conflict',
    `「${item.title}」的这几页之后又处理过（移动、识读或改动），不能直接撤销或重做。请在页面整理里办理。`,
  );
  if (to.pages.length === 0) {
    const pages = pagesOf(db, item.id);
    const mine = pages.slice(pages.length - from.pages.length);
    const asPlaced = mine.length > 0 && mine.every((page) => page.scanId === from.scanId);
    if (entry?.state !== 'placed' || item.state !== 'draft' || !asPlaced) throw changed;
    for (const page of mine) forgetMachineText(db, page.id);
    if (!removePages(db, item.id, from.scanId)) throw changed;
    settleTray(db, to.entryId, 'waiting', '');
    recountPages(db, item.id);
    if (to.created) withdrawItem(db, item.id, at);
  } else {
    if (entry?.state !== 'waiting') throw changed;
    if (to.created) restoreItem(db, item.id, at);
    else if (item.state === 'void') throw changed;
    const last = lastPosition(db, item.id);
    for (const [pageIndex, facts] of to.pages.entries()) {
      insertPage(db, {
        itemId: item.id,
        position: last + 1 + pageIndex,
        scanId: to.scanId,
        pageIndex,
        ...facts,
      });
    }
    settleTray(db, to.entryId, 'placed', placedNote(item));
    recountPages(db, item.id);
  }
  return changesBetween({ pages: from.pages.length }, { pages: to.pages.length }, item.secrecyRank);
};

function newItem(write: WriteDb, fileId: number, classCode: string, at: string): number {
  return addItem(
    write,
    fileId,
    defaultFields(write, classCode, classNames(write).get(classCode) ?? ''),
    null,
    at,
  );
}

/** Not taken, with a reason. The entry and its bytes stay as evidence. */
export function dismissEntry(
  db: WriteDb,
  input: Parsed<'intake.dismiss'>,
  _caller: Caller,
  scope: Scope,
): Output<'intake.dismiss'> {
  const entry = trayEntry(db, input.entryId);
  if (!entry || entry.state !== 'waiting') throw new Refusal('conflict', '这个文件已经处理过，请刷新。');
  settleTray(db, entry.id, 'dismissed', input.reason);
  scope.note.subject = `tray:${entry.id}`;
  scope.note.detail = { file: entry.relativePath, reason: input.reason };
  return { done: true };
}
