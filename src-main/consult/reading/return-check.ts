import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { noteOnVolume } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import { basisOf, move, refuseIfChanged, refuseUnless, theRequest } from '../request/index.ts';
import { frozenItems } from '../scope/index.ts';
import { traceEmergency } from '../trace.ts';
import { insertReturnCheck, loansOut, noteItemBack } from './queries.ts';

/** What an item should count on return: sheets as catalogued, else the pages scanned of it. */
type Counted = Parsed<'consult.returnCheck'>['items'][number];

/**
 * Each item against its count by name: nothing left out, nothing strange, a word for each difference.
 * @throws Refusal `validation-failed`
 */
export function compareCounts(
  expected: readonly { readonly itemId: number; readonly title: string; readonly pages: number }[],
  counted: readonly Counted[],
): (Counted & { readonly title: string; readonly expected: number })[] {
  const details: { path: string; message: string }[] = [];
  const byId = new Map(counted.map((one) => [one.itemId, one]));
  if (byId.size !== counted.length) details.push({ path: 'items', message: '同一件填了两次' });
  for (const one of counted.filter((item) => !expected.some((want) => want.itemId === item.itemId)))
    details.push({ path: `items.${one.itemId}`, message: '不在本次查（借）阅的材料之内' });
  const compared = expected.flatMap((want) => {
    const got = byId.get(want.itemId);
    if (!got) {
      details.push({ path: `items.${want.itemId}`, message: `「${want.title}」还没有清点` });
      return [];
    }
    if (got.pages !== want.pages && got.note === '')
      details.push({
        path: `items.${want.itemId}`,
        message: `「${want.title}」应有 ${want.pages} 页，清点 ${got.pages} 页，请写明情况`,
      });
    return [{ ...got, title: want.title, expected: want.pages }];
  });
  if (details.length > 0) throw new Refusal('validation-failed', '归还核对没有填全，未保存。', details);
  return compared;
}

/** 归还核对: closes the request. Differences go into the 备考表 as well. */
export function returnCheck(
  db: WriteDb,
  input: Parsed<'consult.returnCheck'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.returnCheck'> {
  const request = theRequest(db, input.id, caller, scope);
  refuseUnless(request, ['returning'], '办理归还核对');
  refuseIfChanged(request, input.revision);
  if (loansOut(db, request.id) > 0)
    throw new Refusal('state-refused', '还有借出的纸质材料没有归还，请先办理归还。');
  if (basisOf(db, request.id).length === 0)
    throw new Refusal('state-refused', '紧急查阅的依据文件还没有补上，请先附上再办结。');
  const compared = compareCounts(expectedCounts(db, request.id, caller), input.items);
  const different = compared.filter((one) => one.pages !== one.expected);
  const at = scope.now().toISOString();
  for (const one of compared) noteItemBack(db, request.id, one.itemId, one.pages, one.note);
  insertReturnCheck(db, request.id, {
    at,
    by: caller.name,
    note: input.note,
    differences: different.length,
  });
  for (const one of different)
    noteOnVolume(
      db,
      request.fileId,
      at,
      caller.name,
      `查阅归还核对（${request.number}）：「${one.title}」应有 ${one.expected} 页，清点 ${one.pages} 页。${one.note}`,
    );
  const revision = move(db, request, { state: 'closed', closedAt: at });
  scope.note.subject = `consult:${request.id}`;
  scope.note.detail = {
    number: request.number,
    items: compared.length,
    differences: different.map((one) => ({ item: one.itemId, expected: one.expected, counted: one.pages })),
  };
  traceEmergency(db, scope, caller, request, '办结');
  return { id: request.id, revision, differences: different.length };
}

function expectedCounts(
  db: WriteDb,
  requestId: number,
  caller: Pick<Caller, 'clearanceRank'>,
): { itemId: number; title: string; pages: number }[] {
  return frozenItems(db, requestId, caller.clearanceRank).map((item) => ({
    itemId: item.itemId,
    title: item.title,
    pages: item.paperPages ?? item.scannedPages,
  }));
}
