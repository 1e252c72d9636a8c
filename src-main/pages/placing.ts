/** 页序、移件、拆分、合并、撤下、插入、替换: where pages stand. Every one of them can be taken back. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { highestSecrecy, secrecyRank } from '#contract/vocabulary.ts';
import { addItem, defaultFields, type ItemRecord, itemById, theItem } from '#main/catalogue/index.ts';
import { blobById, noteOnVolume, openKey, recordBlob, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { insertPage, insertScan, inspect, type ScanKind, settleTray, trayEntry } from '#main/intake/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { act, refuseFixed, standOf, TAKEN_OUT, thePage } from './acts.ts';
import { carry, standsAt } from './carry.ts';
import {
  factsOfItem,
  itemStand,
  lastPosition,
  type PageFacts,
  type PageStand,
  putItem,
  putPage,
  takenOutItem,
} from './queries.ts';

/** @throws Refusal unless pages may come into or leave this item */
function theDraft(db: ReadDb, id: number, caller: Caller) {
  const item = theItem(db, id, caller);
  refuseUnlessOpen(theFile(db, item.fileId));
  if (item.state === 'fixed') throw new Refusal('state-refused', `「${item.title}」已定号装订，不能增减页。`);
  if (item.state === 'void') throw new Refusal('state-refused', `「${item.title}」已作废，不能再放入页。`);
  return item;
}

/** Pages never become less secret by being moved: that takes a change of secrecy by three persons. */
function refuseLessSecret(rank: number, target: Pick<ItemRecord, 'title' | 'secrecyRank'>): void {
  if (rank > target.secrecyRank)
    throw new Refusal(
      'state-refused',
      `「${target.title}」的密级比这些页原来的低，不能移入。请先按程序变更密级，或拆成新的一件。`,
    );
}

/** A new item for pages that were elsewhere: as secret as the class asks for, and never less than where they came from. */
function newItem(
  db: WriteDb,
  fileId: number,
  classCode: string,
  from: readonly PageFacts[],
  at: string,
): number {
  const fields = defaultFields(db, classCode, classNames(db).get(classCode) ?? '');
  const sources = [...new Set(from.map((page) => page.itemId))].flatMap((id) => itemById(db, id) ?? []);
  const highest = highestSecrecy([fields, ...sources]);
  return addItem(db, fileId, { ...fields, ...highest, secrecyRank: secrecyRank(highest.secrecy) }, null, at);
}

export function reorder(
  db: WriteDb,
  input: Parsed<'pages.reorder'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.reorder'> {
  const item = theDraft(db, input.itemId, caller);
  const now = factsOfItem(db, item.id);
  const byId = new Map(now.map((page) => [page.pageId, page]));
  if (new Set(input.pageIds).size !== now.length || input.pageIds.some((id) => !byId.has(id)))
    throw new Refusal('conflict', '这一件的页刚有增减，新的次序没有保存。请刷新后重排。');
  const label = `调整「${item.title}」的页序`;
  const moved = input.pageIds.flatMap((id, at) => {
    const page = byId.get(id);
    return page && page.position !== at + 1 ? [{ page, position: at + 1 }] : [];
  });
  const actId = act(
    db,
    {
      label,
      fileId: item.fileId,
      before: { pages: moved.map(({ page }) => standOf(page)), items: [] },
      after: { pages: moved.map(({ page, position }) => ({ ...standOf(page), position })), items: [] },
    },
    caller,
    scope,
  );
  return { actId, label };
}

export function merge(
  db: WriteDb,
  input: Parsed<'pages.merge'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.merge'> {
  const from = theDraft(db, input.fromItemId, caller);
  const into = theDraft(db, input.intoItemId, caller);
  if (from.id === into.id || from.fileId !== into.fileId)
    throw new Refusal('validation-failed', '只能把同一名干部的另一件并入。');
  const moved = factsOfItem(db, from.id);
  refuseLessSecret(from.secrecyRank, into);
  const last = lastPosition(db, into.id);
  const label = `把「${from.title}」并入「${into.title}」`;
  const stand = itemStand(db, from.id);
  const actId = act(
    db,
    {
      label,
      fileId: into.fileId,
      before: { pages: moved.map(standOf), items: [stand] },
      after: {
        pages: moved.map((page, at) => ({ ...standOf(page), itemId: into.id, position: last + 1 + at })),
        items: [{ ...stand, state: 'void', voidReason: `并入另一件：${input.reason}` }],
      },
    },
    caller,
    scope,
  );
  return { actId, label };
}

/** The void item that keeps what was taken out of material of this secrecy: never less secret than where it came from. */
function takenOut(db: WriteDb, itemId: number, at: string): number {
  const item = itemById(db, itemId);
  if (!item) throw new Error(`item ${itemId} is gone`);
  const { secrecy, secrecyRank, secrecyYears } = item;
  const reason = `${TAKEN_OUT}（${secrecyRank}）`;
  const known = takenOutItem(db, item.fileId, reason);
  if (known !== undefined) return known;
  const fields = { ...defaultFields(db, item.classCode, '撤下的页'), secrecy, secrecyRank, secrecyYears };
  const id = addItem(db, item.fileId, fields, null, at);
  putItem(db, { itemId: id, state: 'void', voidReason: reason }, at);
  return id;
}

/** Takes pages out. Shared by 撤下, 替换 and the decision about doubles. */
export function takeOutPages(
  db: WriteDb,
  ids: readonly number[],
  label: string,
  caller: Caller,
  scope: Scope,
  also: { readonly before: readonly PageStand[]; readonly after: readonly PageStand[] } = {
    before: [],
    after: [],
  },
): number {
  const chosen = ids.map((id) => thePage(db, id, caller));
  refuseFixed(chosen);
  const fileId = chosen[0]?.fileId ?? 0;
  if (chosen.some((page) => page.fileId !== fileId))
    throw new Refusal('validation-failed', '一次只处理同一名干部的页。');
  const at = scope.now().toISOString();
  // Its own number is a page's place there: free whenever it comes back by an undo.
  const after = chosen.map((page) => ({
    ...standOf(page),
    itemId: takenOut(db, page.itemId, at),
    position: page.pageId,
  }));
  return act(
    db,
    {
      label,
      fileId,
      before: { pages: [...chosen.map(standOf), ...also.before], items: [] },
      after: { pages: [...after, ...also.after], items: [] },
    },
    caller,
    scope,
  );
}

export function takeOut(
  db: WriteDb,
  input: Parsed<'pages.takeOut'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.takeOut'> {
  const label = `撤下 ${input.pageIds.length} 页：${input.reason}`;
  const actId = takeOutPages(db, input.pageIds, label, caller, scope);
  noteOnVolume(
    db,
    thePage(db, input.pageIds[0] ?? 0, caller).fileId,
    scope.now().toISOString(),
    caller.name,
    label,
  );
  return { actId, label };
}

/** 移件、拆分. To another cadre the bytes are encrypted anew under that volume's key. */
export async function move(scope: ActScope, input: Parsed<'pages.move'>): Promise<Output<'pages.move'>> {
  const chosen = input.pageIds.map((id) => thePage(scope.db, id, scope.caller));
  refuseFixed(chosen);
  const target = theFile(
    scope.db,
    input.to.kind === 'new' ? input.to.fileId : theDraft(scope.db, input.to.itemId, scope.caller).fileId,
  );
  refuseUnlessOpen(target);
  const carried = carry(scope, chosen, target);
  return scope.commit((write) => {
    const at = scope.now().toISOString();
    const itemId =
      input.to.kind === 'item'
        ? theDraft(write, input.to.itemId, scope.caller).id
        : newItem(write, target.id, input.to.classCode, chosen, at);
    const into = itemById(write, itemId);
    if (!into) throw new Error(`item ${itemId} is gone`);
    refuseLessSecret(Math.max(...chosen.map((page) => page.rank)), into);
    const after = standsAt(write, chosen, carried, {
      keyId: target.key_id,
      itemId,
      after: lastPosition(write, itemId),
      at,
    });
    const away = chosen.some((page) => page.fileId !== target.id);
    const where = away ? `${target.person_name}卷` : '';
    const label = `把 ${chosen.length} 页移到${where}「${into.title}」`;
    // An item that came to be by this act goes with it when it is taken back.
    const made = input.to.kind === 'new';
    const stand = itemStand(write, itemId);
    const actId = act(
      write,
      {
        label,
        fileId: chosen[0]?.fileId ?? target.id,
        before: {
          pages: chosen.map(standOf),
          items: made ? [{ ...stand, state: 'void', voidReason: '撤销拆分' }] : [],
        },
        after: { pages: after, items: made ? [stand] : [] },
      },
      scope.caller,
      scope,
    );
    // Without the title: the notes of a volume are read below its secrecy too.
    const note = `把 ${chosen.length} 页移到${where}${into.classCode}类的一件`;
    for (const fileId of new Set([...chosen.map((page) => page.fileId), target.id]))
      noteOnVolume(write, fileId, at, scope.caller.name, note);
    return { actId, label, itemId };
  });
}

/** 插入、替换: a file of the tray at its place. */
export async function insert(
  scope: ActScope,
  input: Parsed<'pages.insert'>,
): Promise<Output<'pages.insert'>> {
  const entry = trayEntry(scope.db, input.entryId);
  const blob = entry?.blobId ? blobById(scope.db, entry.blobId) : undefined;
  if (!entry || entry.state !== 'waiting' || !blob)
    throw new Refusal('conflict', '这个待处理文件已经办过，或内容没有收存。请刷新。');
  const item = theDraft(scope.db, input.itemId, scope.caller);
  const volume = theFile(scope.db, item.fileId);
  const bytes = scope.vault.read(openKey(scope.db, scope, blob.key_id), blob.id);
  const facts = await inspect(bytes, entry.mediaType.split('/')[1] as ScanKind).catch(() => {
    throw new Refusal('file-refused', '图像损坏，不能插入。请重新扫描该页，此文件可写明理由不收。');
  });
  const key = openKey(scope.db, scope, volume.key_id);
  const stored = scope.vault.put(key, bytes);
  scope.vault.flush();
  key.fill(0);
  bytes.fill(0);
  return scope.commit((write) => {
    if (trayEntry(write, entry.id)?.state !== 'waiting')
      throw new Refusal('conflict', '这个文件刚被别人处理，请刷新。');
    const at = scope.now().toISOString();
    const now = factsOfItem(write, item.id);
    const behind = input.after === 0 ? -1 : now.findIndex((page) => page.pageId === input.after);
    if (input.after !== 0 && behind < 0) throw new Refusal('conflict', '所选的页已不在这一件，请刷新。');
    const replaced = input.replaces === null ? undefined : now.find((page) => page.pageId === input.replaces);
    if (input.replaces !== null && !replaced)
      throw new Refusal('conflict', '要替换的页已不在这一件，请刷新。');
    recordBlob(write, volume.key_id, stored, 'original', at);
    const scanId = insertScan(write, {
      blobId: stored.blobId,
      importId: entry.importId,
      fileName: entry.relativePath.split('/').at(-1) ?? entry.relativePath,
      mediaType: entry.mediaType,
      imageSet: 'original',
      pageCount: facts.length,
      at,
    });
    // They begin among the pages taken out: there they lie again when the act is taken back.
    const aside = takenOut(write, item.id, at);
    const added = facts.map((one, index) => {
      const id = insertPage(write, { itemId: aside, position: -1, scanId, pageIndex: index, ...one });
      putPage(write, { ...standOf(thePage(write, id, scope.caller)), position: id });
      return id;
    });
    settleTray(write, entry.id, 'placed', `插入「${item.title}」`);
    const stay = now.filter((page) => page !== replaced).map((page) => page.pageId);
    const at0 = replaced ? now.indexOf(replaced) : behind + 1;
    const order = [...stay.slice(0, at0), ...added, ...stay.slice(at0)];
    const stands = order.map((id) => standOf(thePage(write, id, scope.caller)));
    const moved = stands.map((page, index) => ({ ...page, itemId: item.id, position: index + 1 }));
    const changed = moved.map(
      (page, index) => page.itemId !== stands[index]?.itemId || page.position !== stands[index]?.position,
    );
    const before = stands.filter((_page, index) => changed[index]);
    const after = moved.filter((_page, index) => changed[index]);
    const label = replaced
      ? `替换「${item.title}」第 ${replaced.position} 页`
      : `在「${item.title}」插入 ${added.length} 页`;
    const actId = replaced
      ? takeOutPages(write, [replaced.pageId], label, scope.caller, scope, { before, after })
      : act(
          write,
          {
            label,
            fileId: item.fileId,
            before: { pages: before, items: [] },
            after: { pages: after, items: [] },
          },
          scope.caller,
          scope,
        );
    const note = `在 ${item.classCode} 类的一件${replaced ? '替换一页' : `插入 ${added.length} 页`}`;
    noteOnVolume(write, item.fileId, at, scope.caller.name, note);
    return { actId, label };
  });
}
