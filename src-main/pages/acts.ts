/**
 * 页面操作 with both sides. An act says where each page it touched stood and what it showed, before and after, and which items
 * came to be or were voided. Taking it back puts the one side in place of the other, if nothing else has moved since.
 */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { itemById, recountPages } from '#main/catalogue/index.ts';
import { noteOnVolume, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  type ActRecord,
  actById,
  actsOfFile,
  type ItemStand,
  insertAct,
  itemStand,
  markUndone,
  type PageFacts,
  type PageStand,
  pageAt,
  pageFacts,
  putAside,
  putItem,
  putPage,
} from './queries.ts';

export interface Side {
  readonly pages: readonly PageStand[];
  readonly items: readonly ItemStand[];
}

/** @throws Refusal `not-found` above the clearance, `state-refused` when the volume is closed */
export function thePage(db: ReadDb, id: number, caller: Pick<Caller, 'clearanceRank'>): PageFacts {
  const page = pageFacts(db, id);
  if (!page || page.rank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这一页，列表可能已变化，请刷新。');
  refuseUnlessOpen(theFile(db, page.fileId));
  return page;
}

/** Pages of a fixed item stay where they are: its count is on paper. */
export function refuseFixed(pages: readonly Pick<PageFacts, 'itemState' | 'itemTitle'>[]): void {
  const fixed = pages.find((page) => page.itemState === 'fixed');
  if (fixed)
    throw new Refusal(
      'state-refused',
      `「${fixed.itemTitle}」已定号装订，不能增减或移动页。确需改动的，作废后重新著录，或办理重新整理。`,
    );
}

/** Why an item exists that holds pages taken out; by it the item is found again. */
export const TAKEN_OUT = '撤下的页，不作为材料';

/** Whoever moves a page needs both items as drafts and both volumes open; a picture may change where the page is bound. */
function refuseUnlessFree(db: ReadDb, to: Side, caller: Caller): void {
  const moved = new Set(to.pages.map((page) => page.pageId));
  for (const page of to.pages) {
    const now = thePage(db, page.pageId, caller);
    if (now.itemId === page.itemId && now.position === page.position) continue;
    refuseFixed([now]);
    const there = pageAt(db, page.itemId, page.position);
    if (there !== undefined && !moved.has(there))
      throw new Refusal('conflict', `第 ${page.position} 页的位置已有后来放入的页。请先把它移开或撤下。`);
    const item = itemById(db, page.itemId);
    if (!item) throw new Error(`item ${page.itemId} is gone`);
    refuseUnlessOpen(theFile(db, item.fileId));
    refuseFixed([{ itemState: item.state, itemTitle: item.title }]);
    const comesBack = to.items.some((one) => one.itemId === item.id && one.state === 'draft');
    if (item.state === 'void' && !comesBack && !item.voidReason.startsWith(TAKEN_OUT))
      throw new Refusal('state-refused', `「${item.title}」已作废，页不能再放进去。`);
  }
}

export const standOf = ({ pageId, itemId, position, scanId, displayBlob, recipe }: PageStand): PageStand => ({
  pageId,
  itemId,
  position,
  scanId,
  displayBlob,
  recipe,
});

/** Sets one side in place; items first, since a page may go back to one that was voided. */
function put(db: WriteDb, side: Side, at: string): void {
  for (const item of side.items) putItem(db, item, at);
  for (const page of side.pages) putAside(db, page.pageId);
  for (const page of side.pages) putPage(db, page);
}

interface Acting {
  readonly label: string;
  readonly fileId: number;
  readonly before: Side;
  readonly after: Side;
}
/** Does an act and keeps both sides. @returns its id @throws Refusal `conflict` when the pages no longer stand so */
export function act(db: WriteDb, one: Acting, caller: Caller, scope: Scope): number {
  const at = scope.now().toISOString();
  // Pictures take time to make: meanwhile somebody may have moved the pages, or had the item bound.
  if (!one.before.pages.every((page) => stands(db, page)))
    throw new Refusal('conflict', '这些页刚被别人改动，没有保存。请刷新后重做。');
  refuseUnlessFree(db, one.after, caller);
  put(db, one.after, at);
  settleItems(db, one);
  const touched = [...one.before.pages, ...one.after.pages];
  const rank = Math.max(0, ...touched.map((page) => pageFacts(db, page.pageId)?.rank ?? 0));
  const id = insertAct(db, {
    accountId: caller.accountId,
    by: caller.name,
    at,
    label: one.label,
    fileId: one.fileId,
    rank,
    before: JSON.stringify(one.before),
    after: JSON.stringify(one.after),
  });
  scope.note.subject = `file:${one.fileId}`;
  scope.note.detail = { act: id, before: one.before, after: one.after };
  return id;
}

/** Counts of every item that lost or got pages. */
function settleItems(db: WriteDb, { before, after }: Pick<Acting, 'before' | 'after'>): void {
  const items = new Set([
    ...[...before.pages, ...after.pages].map((page) => page.itemId),
    ...[...before.items, ...after.items].map((item) => item.itemId),
  ]);
  for (const item of items) recountPages(db, item);
}

/** Acts older than this are history: taking them back is a new act. */
const DAY_MS = 24 * 3_600_000;

export function listActs(
  db: ReadDb,
  input: Parsed<'pages.acts'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.acts'> {
  const since = new Date(scope.now().getTime() - DAY_MS).toISOString();
  return {
    acts: actsOfFile(db, theFile(db, input.fileId).id, since, caller.clearanceRank).map(
      ({ id, label, by, at, undone, accountId }) => ({
        id,
        label,
        by,
        at,
        undone: undone === 1,
        mine: accountId === caller.accountId,
      }),
    ),
  };
}

function stands(db: ReadDb, page: PageStand): boolean {
  const now = pageFacts(db, page.pageId);
  return now !== undefined && JSON.stringify(standOf(now)) === JSON.stringify(page);
}
function same(db: ReadDb, side: Side): boolean {
  return (
    side.pages.every((page) => stands(db, page)) &&
    side.items.every((item) => JSON.stringify(itemStand(db, item.itemId)) === JSON.stringify(item))
  );
}

function replay(db: WriteDb, id: number, way: 'undo' | 'redo', caller: Caller, scope: Scope): { done: true } {
  const found: ActRecord | undefined = actById(db, id);
  if (!found || found.rank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这一步操作，列表可能已变化，请刷新。');
  if ((found.undone === 1) !== (way === 'redo'))
    throw new Refusal('state-refused', way === 'undo' ? '这一步已经撤销。' : '这一步没有撤销，不用重做。');
  refuseUnlessOpen(theFile(db, found.fileId));
  const [before, after] = [JSON.parse(found.before) as Side, JSON.parse(found.after) as Side];
  const [from, to] = way === 'undo' ? [after, before] : [before, after];
  refuseUnlessFree(db, to, caller);
  if (!same(db, from))
    throw new Refusal('conflict', '这些页之后又有别的操作，不能直接撤销或重做。请先撤销后面的操作。');
  const at = scope.now().toISOString();
  const moves = to.pages.some((page, index) => page.itemId !== from.pages[index]?.itemId);
  put(db, to, at);
  settleItems(db, { before: from, after: to });
  markUndone(db, found.id, way === 'undo');
  if (moves)
    noteOnVolume(
      db,
      found.fileId,
      at,
      caller.name,
      `${way === 'undo' ? '撤销' : '重做'}页面操作 ${found.id}`,
    );
  scope.note.subject = `file:${found.fileId}`;
  scope.note.detail = { act: found.id, from, to };
  return { done: true };
}
export function undoAct(
  db: WriteDb,
  input: Parsed<'pages.undo'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.undo'> {
  return replay(db, input.actId, 'undo', caller, scope);
}
export function redoAct(
  db: WriteDb,
  input: Parsed<'pages.redo'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.redo'> {
  return replay(db, input.actId, 'redo', caller, scope);
}
