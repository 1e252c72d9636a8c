/** 改归他卷: material that was filed under the wrong cadre goes to the right one, its number stays behind. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { addItem, recountPages, theItem } from '#main/catalogue/index.ts';
import { noteOnVolume, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { carry, standsAt } from './carry.ts';
import { factsOfItem, putAside, putItem, putPage } from './queries.ts';

/**
 * The item is voided where it was, with its number if it bore one, and stands in the other volume as a draft with the same
 * entry and the same pages, encrypted under that volume's key. Both 备考表 get a line; neither names a title.
 * @throws Refusal `conflict` when its pages changed meanwhile, `state-refused` when one of the volumes is closed
 */
export async function refile(
  scope: ActScope,
  input: Parsed<'pages.refile'>,
): Promise<Output<'pages.refile'>> {
  const item = theItem(scope.db, input.itemId, scope.caller);
  const from = theFile(scope.db, item.fileId);
  const to = theFile(scope.db, input.fileId);
  for (const volume of [from, to]) refuseUnlessOpen(volume);
  if (item.state === 'void') throw new Refusal('state-refused', '已作废的件不能改归。');
  if (from.id === to.id)
    throw new Refusal('validation-failed', '它已经在这一卷。只改类号的，在编目中改；已定号的办理重新整理。');
  const pages = factsOfItem(scope.db, item.id);
  const carried = carry(scope, pages, to);
  return scope.commit((write) => {
    const now = theItem(write, item.id, scope.caller);
    const there = factsOfItem(write, item.id);
    if (now.revision !== item.revision || JSON.stringify(there) !== JSON.stringify(pages))
      throw new Refusal('conflict', '这一件刚被别人改动，没有改归。请刷新后重做。');
    const at = scope.now().toISOString();
    const reason = `改归${to.person_name}第 ${to.volume_number} 卷：${input.reason}`;
    const itemId = addItem(
      write,
      to.id,
      { ...now, signed: now.signed === 1, stamped: now.stamped === 1 },
      null,
      at,
    );
    putItem(write, { itemId: item.id, state: 'void', voidReason: reason }, at);
    for (const page of pages) putAside(write, page.pageId);
    for (const page of standsAt(write, pages, carried, { keyId: to.key_id, itemId, after: 0, at }))
      putPage(write, page);
    recountPages(write, item.id);
    recountPages(write, itemId);
    const number = now.archivalCode === null ? '未定号的一件' : `${now.archivalCode}（该号作废）`;
    noteOnVolume(write, from.id, at, scope.caller.name, `${number}${reason}`, now.secrecyRank);
    noteOnVolume(
      write,
      to.id,
      at,
      scope.caller.name,
      `自${from.person_name}第 ${from.volume_number} 卷改归 ${now.classCode} 类一件：${input.reason}`,
      now.secrecyRank,
    );
    scope.note.subject = `item:${item.id}`;
    scope.note.detail = {
      from: from.id,
      to: to.id,
      code: now.archivalCode,
      item: itemId,
      reason: input.reason,
    };
    return { itemId };
  });
}
