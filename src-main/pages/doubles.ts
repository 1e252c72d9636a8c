/** 重份: the same bytes, and look-alikes, within one cadre's file. A person decides; nothing is dropped by itself. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { thePage } from './acts.ts';
import { distance } from './picture/index.ts';
import { takeOutPages } from './placing.ts';
import {
  countPairs,
  forgetPairs,
  insertAlike,
  insertPair,
  openPairs,
  type Printed,
  printsOfFile,
} from './queries.ts';

/** Bits of 256 by which two scans of one sheet differ at most; measured: half of all second scans differ by 12 or fewer. */
export const ALIKE = 16;
/** Less ink than this is a nearly empty sheet, which looks like every other. */
const LEAST_INK = 0.004;
const MOST_SHOWN = 500;

/**
 * Pairs of these pages, just looked at, with all others of their volume. Approvals and minutes lie rightly in the files of
 * several cadres, so nothing is compared across volumes; that also bounds the work to the length of one.
 */
export function pairUp(db: WriteDb, pageIds: readonly number[], fileIds: ReadonlySet<number>): void {
  const fresh = new Set(pageIds);
  for (const id of pageIds) forgetPairs(db, id);
  for (const fileId of fileIds) {
    const prints = printsOfFile(db, fileId);
    for (const one of prints)
      if (fresh.has(one.pageId))
        for (const other of prints) {
          // Two fresh pages meet twice in these loops.
          if (one.pageId === other.pageId || (fresh.has(other.pageId) && other.pageId < one.pageId)) continue;
          const alike = likeness(one, other);
          if (alike)
            insertAlike(db, {
              firstId: Math.min(one.pageId, other.pageId),
              secondId: Math.max(one.pageId, other.pageId),
              ...alike,
            });
        }
  }
}

function likeness(one: Printed, other: Printed): { identical: boolean; bits: number } | undefined {
  // Pages of one file of many pages share its bytes and are no doubles for that.
  if (one.pageIndex === other.pageIndex && one.sha256.equals(other.sha256))
    return { identical: true, bits: 0 };
  if (Math.min(one.ink, other.ink) < LEAST_INK) return undefined;
  const bits = distance(one.fingerprint, other.fingerprint);
  return bits > ALIKE ? undefined : { identical: false, bits };
}

export function listDoubles(
  db: ReadDb,
  input: Parsed<'pages.doubles'>,
  caller: Caller,
): Output<'pages.doubles'> {
  return {
    pairs: openPairs(db, input.fileId, caller.clearanceRank, MOST_SHOWN).map((pair) => ({
      ...pair,
      identical: pair.identical === 1,
    })),
    total: countPairs(db, input.fileId, caller.clearanceRank),
  };
}

export function decideDouble(
  db: WriteDb,
  input: Parsed<'pages.decideDouble'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.decideDouble'> {
  const first = thePage(db, input.firstId, caller);
  const second = thePage(db, input.secondId, caller);
  if (first.pageId >= second.pageId || first.fileId !== second.fileId)
    throw new Refusal('validation-failed', '这两页不是一对，请刷新。');
  if (input.decision === 'double') {
    if (input.takeOut !== first.pageId && input.takeOut !== second.pageId)
      throw new Refusal('validation-failed', '请选定撤下哪一页。');
    if (input.reason === '')
      throw new Refusal('validation-failed', '撤下重份须写明理由。', [
        { path: 'reason', message: '请写明理由' },
      ]);
    takeOutPages(db, [input.takeOut], `撤下重份的一页：${input.reason}`, caller, scope);
  }
  insertPair(db, {
    firstId: first.pageId,
    secondId: second.pageId,
    decision: input.decision,
    reason: input.reason,
    by: caller.name,
    at: scope.now().toISOString(),
  });
  scope.note.subject = `page:${first.pageId}`;
  scope.note.detail = { ...(scope.note.detail as object), ...input };
  return { done: true };
}
