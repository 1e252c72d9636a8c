import { Refusal } from '#contract/result.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import { changesBetween } from '#main/audit/index.ts';
import { refuseUnlessOpen, theFile } from '#main/files/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import type { Turn } from './acts/index.ts';
import { type ItemRecord, setDraftState } from './queries.ts';
import { changesOf, draftOf, type ItemDraft, rewrite, theItem } from './writing.ts';

const WITHDRAWN = '撤销新建';

function changedSince(item: ItemRecord): Refusal {
  return new Refusal(
    'conflict',
    `「${item.title}」之后又被改过，这一步不能直接撤销或重做。请打开该件手工改。`,
  );
}

function standsAs(item: ItemRecord, draft: unknown): boolean {
  const now = draftOf(item);
  return JSON.stringify(now) === JSON.stringify({ ...now, ...(draft as ItemDraft) });
}

/** 修改, of one item or of many at once. */
export const turnEdit: Turn = (db, { itemId, from, to }, caller, scope) => {
  const item = theItem(db, itemId, caller);
  if (!standsAs(item, from)) throw changedSince(item);
  const draft = { ...draftOf(item), ...(to as ItemDraft) };
  rewrite(db, item, item.revision, draft, caller, scope);
  return changesOf(draftOf(item), draft);
};

/** A new item taken back; nothing is deleted. */
export function withdrawItem(db: WriteDb, id: number, at: string): void {
  setDraftState(db, id, 'void', WITHDRAWN, at);
}
export function restoreItem(db: WriteDb, id: number, at: string): void {
  setDraftState(db, id, 'draft', '', at);
}

/** 新建: nothing is deleted, a withdrawn item stays as void without a number, and comes back as a draft. */
export const turnCreate: Turn = (db, { itemId, from, to }, caller, scope) => {
  const item = theItem(db, itemId, caller);
  refuseUnlessOpen(theFile(db, item.fileId));
  const withdraw = to === null;
  const untouched = withdraw
    ? item.state === 'draft' && item.scannedPages === 0 && standsAs(item, from)
    : item.state === 'void' &&
      item.itemNumber === null &&
      item.voidReason === WITHDRAWN &&
      standsAs(item, to);
  if (!untouched) throw changedSince(item);
  const at = scope.now().toISOString();
  if (withdraw) withdrawItem(db, item.id, at);
  else restoreItem(db, item.id, at);
  const rank = secrecyRank(item.secrecy);
  const [gone, there] = [{ state: 'void' }, { state: 'draft', title: item.title }];
  return withdraw ? changesBetween(there, gone, rank) : changesBetween(gone, there, rank);
};
