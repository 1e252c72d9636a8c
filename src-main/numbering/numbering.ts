import { createHash } from 'node:crypto';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { changesBetween } from '#main/audit/index.ts';
import { type ItemRecord, itemsOfFile, recordAct, type Turn, theItem } from '#main/catalogue/index.ts';
import { type FileRecord, noteOnVolume, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import {
  boundAt,
  countLoose,
  draftsToArrange,
  explainedNumbers,
  markVoid,
  openFixing,
  setPositions,
} from './queries.ts';
import {
  arrange,
  assignNumbers,
  type NumberingStyle,
  pencilCode,
  renderNumber,
  reportNumbers,
} from './rules/index.ts';
import { currentStyle } from './styles.ts';

export function codeFor(
  db: ReadDb,
  style: NumberingStyle,
  file: Pick<FileRecord, 'volume_number'>,
  item: Pick<ItemRecord, 'classCode' | 'retention' | 'date'>,
  itemNumber: number,
): string {
  return renderNumber(style.template, {
    fonds: setting(db, 'fondsCode'),
    volume: file.volume_number,
    item: itemNumber,
    classCode: item.classCode,
    retention: item.retention,
    year: item.date.replace('[', '').slice(0, 4),
  });
}

export interface Planned {
  readonly item: ItemRecord;
  readonly itemNumber: number;
  readonly classSequence: number;
  readonly code: string;
}

/** Every item of the volume with the number it bears, or would bear when fixed now. Void drafts bear none. */
export function plan(
  db: ReadDb,
  file: FileRecord,
  resources: string,
): { planned: Planned[]; items: ItemRecord[]; style: NumberingStyle } {
  const style = currentStyle(db, resources);
  const items = itemsOfFile(db, file.id);
  const assigned = new Map(assignNumbers(items).map((one) => [one.id, one]));
  const planned = items.flatMap((item): Planned[] => {
    const given = assigned.get(item.id);
    if (given) {
      return [
        {
          item,
          itemNumber: given.itemNumber,
          classSequence: given.classSequence,
          code: codeFor(db, style, file, item, given.itemNumber),
        },
      ];
    }
    if (item.itemNumber === null || item.classSequence === null) return [];
    return [
      { item, itemNumber: item.itemNumber, classSequence: item.classSequence, code: item.archivalCode ?? '' },
    ];
  });
  return { planned, items, style };
}

export function basisOf(planned: readonly Planned[]): string {
  const hash = createHash('sha256');
  for (const one of planned)
    hash.update(`${one.item.id}:${one.item.revision}:${one.item.position}:${one.itemNumber}:${one.code}\n`);
  return hash.digest('hex');
}

export function preview(
  db: ReadDb,
  input: Parsed<'numbering.preview'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.preview'> {
  const file = theFile(db, input.fileId);
  const { planned, items } = plan(db, file, scope.resources);
  scope.note.subject = `file:${file.id}`;
  const names = classNames(db);
  const visible = planned.filter((one) => one.item.secrecyRank <= caller.clearanceRank);
  // A number that somebody else may see is no gap; nothing is reported of an item that the caller may not.
  const seen = items.filter((item) => item.secrecyRank <= caller.clearanceRank);
  const taken = items.flatMap((item) => (item.itemNumber === null ? [] : [item.itemNumber]));
  const findings: Output<'numbering.preview'>['findings'] = reportNumbers(
    seen,
    new Set([...explainedNumbers(db, file.id), ...taken]),
  );
  for (const { item } of visible) {
    if (item.state !== 'draft') continue;
    if (item.date === '')
      findings.push({
        kind: 'incomplete',
        itemId: item.id,
        message: `「${item.title}」没有形成时间，将排在本类最后`,
      });
    if (item.paperPages === null)
      findings.push({ kind: 'incomplete', itemId: item.id, message: `「${item.title}」未登记页数` });
  }
  const asPlaced = seen.filter((item) => item.state === 'draft');
  const inOrder = arrange(asPlaced);
  if (inOrder.some((item, index) => item.id !== asPlaced[index]?.id)) {
    findings.push({
      kind: 'order',
      itemId: null,
      message: '草稿的次序与排列规则不同；可用「按规则排列」自动排好，或保持手工次序',
    });
  }
  const bound = boundAt(db, file.id);
  const asked = openFixing(db, file.id);
  return {
    boundAt: bound,
    loose: countLoose(db, file.id, bound, caller.clearanceRank),
    asked:
      asked && asked.secrecy_rank <= caller.clearanceRank
        ? { id: asked.id, by: asked.proposer, stale: asked.basis !== basisOf(planned) }
        : null,
    items: visible.map((one) => ({
      itemId: one.item.id,
      classCode: one.item.classCode,
      className: names.get(one.item.classCode) ?? '',
      title: one.item.title,
      date: one.item.date,
      state: one.item.state,
      itemNumber: one.itemNumber,
      classSequence: one.classSequence,
      pencilCode: pencilCode(one.item.classCode, one.classSequence),
      archivalCode: one.code,
      paperPages: one.item.paperPages,
      scannedPages: one.item.scannedPages,
    })),
    findings,
    basis: basisOf(planned),
  };
}

/** Voids an item. A number it bears stays with it for ever, with the reason. */
export function voidItem(
  db: WriteDb,
  input: Parsed<'numbering.voidItem'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.voidItem'> {
  const item = theItem(db, input.itemId, caller);
  refuseUnlessOpen(theFile(db, item.fileId));
  if (item.state === 'void') throw new Refusal('state-refused', '该件已经作废。');
  const at = scope.now().toISOString();
  markVoid(db, item.id, input.reason, at);
  noteOnVolume(
    db,
    item.fileId,
    at,
    caller.name,
    `作废「${item.title}」${item.archivalCode ?? '（未编号）'}：${input.reason}`,
    item.secrecyRank,
  );
  scope.note.subject = `item:${item.id}`;
  scope.note.detail = {
    before: { state: item.state, code: item.archivalCode },
    after: { state: 'void', reason: input.reason },
  };
  return { done: true };
}

/** Moves a draft item before another of its class; fixed ones keep their places. */
export function move(
  db: WriteDb,
  input: Parsed<'numbering.move'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.move'> {
  const item = theItem(db, input.itemId, caller);
  refuseUnlessOpen(theFile(db, item.fileId));
  if (item.state !== 'draft')
    throw new Refusal('state-refused', '已定号的材料不能移动。确需调整的，请办理重新整理。');
  const drafts = itemsOfFile(db, item.fileId).filter(
    (one) =>
      one.classCode === item.classCode && one.state === 'draft' && one.secrecyRank <= caller.clearanceRank,
  );
  const others = drafts.filter((one) => one.id !== item.id);
  const at =
    input.beforeItemId === null ? others.length : others.findIndex((one) => one.id === input.beforeItemId);
  if (at < 0) throw new Refusal('conflict', '目标位置已变化，请刷新后重试。');
  const order = [...others.slice(0, at), item, ...others.slice(at)];
  const places = drafts.map((one) => one.position).sort((a, b) => a - b);
  setPositions(db, new Map(order.map((one, index) => [one.id, places[index] ?? index + 1])));
  const sides = { before: drafts.map((one) => one.id), after: order.map((one) => one.id) };
  recordAct(db, caller, scope.now(), {
    kind: 'arrange',
    label: `移动「${item.title}」`,
    parts: [{ itemId: item.id, ...sides }],
  });
  scope.note.subject = `item:${item.id}`;
  scope.note.detail = sides;
  return { done: true };
}

/** Puts the drafts of a class back as they lay before a move, or again as after it. */
export const turnArrangement: Turn = (db, { itemId, from, to }, caller) => {
  const item = theItem(db, itemId, caller);
  refuseUnlessOpen(theFile(db, item.fileId));
  const drafts = itemsOfFile(db, item.fileId).filter(
    (one) =>
      one.classCode === item.classCode && one.state === 'draft' && one.secrecyRank <= caller.clearanceRank,
  );
  const lie = drafts.map((one) => one.id);
  if (JSON.stringify(lie) !== JSON.stringify(from))
    throw new Refusal('conflict', `「${item.title}」所在的类之后又动过，这一步不能直接撤销或重做。`);
  const places = drafts.map((one) => one.position).sort((a, b) => a - b);
  setPositions(db, new Map((to as number[]).map((id, index) => [id, places[index] ?? index + 1])));
  return changesBetween({ order: from }, { order: to }, item.secrecyRank);
};

/** Puts the draft items of the volume, those that the caller may see, in the order that the rules give. */
export function arrangeFile(
  db: WriteDb,
  input: Parsed<'numbering.arrange'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.arrange'> {
  const file = theFile(db, input.fileId);
  refuseUnlessOpen(file);
  const drafts = draftsToArrange(db, file.id, caller.clearanceRank);
  const places = new Map<string, number[]>();
  for (const one of drafts) {
    const ofClass = places.get(one.classCode);
    if (ofClass) ofClass.push(one.position);
    else places.set(one.classCode, [one.position]);
  }
  for (const ofClass of places.values()) ofClass.sort((a, b) => b - a);
  const ordered = arrange(drafts);
  setPositions(db, new Map(ordered.map((one) => [one.id, places.get(one.classCode)?.pop() ?? 1])));
  scope.note.subject = `file:${file.id}`;
  scope.note.detail = { before: drafts.map((one) => one.id), after: ordered.map((one) => one.id) };
  return { done: true };
}
