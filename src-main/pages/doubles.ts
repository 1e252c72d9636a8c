/** 重份: the same bytes, and look-alikes, within one cadre's file. A person decides; nothing is dropped by itself. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { thePage } from './acts.ts';
import { distance } from './picture/index.ts';
import { takeOutPages } from './placing.ts';
import { decidedPairs, fingerprints, insertPair } from './queries.ts';

/** Bits of 256 by which two scans of one sheet differ at most; measured: half of all second scans differ by 12 or fewer. */
export const ALIKE = 16;
/** Less ink than this is a nearly empty sheet, which looks like every other. */
const LEAST_INK = 0.004;
const MOST_SHOWN = 500;

export function listDoubles(
  db: ReadDb,
  input: Parsed<'pages.doubles'>,
  caller: Caller,
): Output<'pages.doubles'> {
  const decided = decidedPairs(db);
  const pairs: Output<'pages.doubles'>['pairs'] = [];
  const volumes = Map.groupBy(fingerprints(db, input.fileId, caller.clearanceRank), (one) => one.fileId);
  for (const pages of volumes.values())
    for (const [at, first] of pages.entries())
      for (const second of pages.slice(at + 1)) {
        const identical = first.sha256.equals(second.sha256);
        const differentBits = identical ? 0 : distance(first.fingerprint, second.fingerprint);
        if (!identical && (differentBits > ALIKE || Math.min(first.ink, second.ink) < LEAST_INK)) continue;
        if (decided.has(`${first.pageId}-${second.pageId}`)) continue;
        pairs.push({
          firstId: first.pageId,
          secondId: second.pageId,
          firstPlace: first.place,
          secondPlace: second.place,
          firstVersion: first.version,
          secondVersion: second.version,
          identical,
          differentBits,
        });
      }
  const sorted = pairs.toSorted(
    (a, b) => Number(b.identical) - Number(a.identical) || a.differentBits - b.differentBits,
  );
  return { pairs: sorted.slice(0, MOST_SHOWN), total: pairs.length };
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
