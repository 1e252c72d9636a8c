import { createHash } from 'node:crypto';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { changesBetween } from '#main/audit/index.ts';
import { type ItemRecord, itemsOfFile, recordAct, type Turn, theItem } from '#main/catalogue/index.ts';
import { type FileRecord, noteOnVolume, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import { explainedNumbers, isRetired, markVoid, putNumber, setPosition } from './queries.ts';
import {
  arrange,
  assignNumbers,
  type NumberingStyle,
  pencilCode,
  readStyles,
  renderNumber,
  reportNumbers,
} from './rules/index.ts';

/** The style in force, from the archive's settings. */
export function currentStyle(db: ReadDb, resources: string): NumberingStyle {
  const styles = readStyles(resources);
  const chosen = setting(db, 'numberingStyle');
  const style = styles.find((one) => one.id === chosen);
  if (!style)
    throw new Refusal('state-refused', `设置的档号式样 ${chosen} 不在程序的式样表中，请系统管理员重新选择。`);
  return style;
}

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

interface Planned {
  readonly item: ItemRecord;
  readonly itemNumber: number;
  readonly classSequence: number;
  readonly code: string;
}

/** Every item of the volume with the number it bears, or would bear when fixed now. Void drafts bear none. */
function plan(
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

function basisOf(planned: readonly Planned[]): string {
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
  return {
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
    hidden: 0,
  };
}

/** Fixes the numbers of all draft items as previewed (装订/入库). From then on they stay. */
export function fix(
  db: WriteDb,
  input: Parsed<'numbering.fix'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.fix'> {
  const file = theFile(db, input.fileId);
  refuseUnlessOpen(file);
  const { planned, style } = plan(db, file, scope.resources);
  if (basisOf(planned) !== input.basis) {
    throw new Refusal('conflict', '预览之后材料又有变动，编号未固定。请重新预览，确认后再固定。');
  }
  const drafts = planned.filter((one) => one.item.state === 'draft');
  if (drafts.length === 0) throw new Refusal('state-refused', '没有待编号的材料。');
  const hidden = drafts.filter((one) => one.item.secrecyRank > caller.clearanceRank);
  if (hidden.length > 0)
    throw new Refusal('forbidden', '本卷有超出您知悉范围的材料，须由有相应权限的档案员固定编号。');
  const at = scope.now().toISOString();
  for (const one of drafts) {
    if (isRetired(db, one.code))
      throw new Refusal('number-taken', `档号 ${one.code} 曾经用过，不能再用。请检查档号式样。`);
    putNumber(
      db,
      one.item.id,
      {
        itemNumber: one.itemNumber,
        classSequence: one.classSequence,
        archivalCode: one.code,
        style: style.id,
      },
      at,
    );
  }
  noteOnVolume(
    db,
    file.id,
    at,
    caller.name,
    `固定编号 ${drafts.length} 件（件号 ${drafts.map((one) => one.itemNumber).join('、')}）。`,
  );
  scope.note.subject = `file:${file.id}`;
  scope.note.detail = { fixed: drafts.map((one) => [one.item.id, one.code]) };
  return { fixed: drafts.length };
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
  for (const [index, one] of order.entries()) setPosition(db, one.id, places[index] ?? index + 1);
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
  for (const [index, id] of (to as number[]).entries()) setPosition(db, id, places[index] ?? index + 1);
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
  const drafts = itemsOfFile(db, file.id).filter(
    (one) => one.state === 'draft' && one.secrecyRank <= caller.clearanceRank,
  );
  const places = new Map<string, number[]>();
  for (const one of drafts) places.set(one.classCode, [...(places.get(one.classCode) ?? []), one.position]);
  for (const list of places.values()) list.sort((a, b) => b - a);
  for (const one of arrange(drafts)) setPosition(db, one.id, places.get(one.classCode)?.pop() ?? 1);
  scope.note.subject = `file:${file.id}`;
  scope.note.detail = { before: drafts.map((one) => one.id), after: arrange(drafts).map((one) => one.id) };
  return { done: true };
}

export function listStyles(
  db: ReadDb,
  _input: Parsed<'numbering.styles'>,
  _caller: Caller,
  scope: Scope,
): Output<'numbering.styles'> {
  const fonds = setting(db, 'fondsCode');
  const styles = readStyles(scope.resources).map((style) => ({
    id: style.id,
    name: style.name,
    example: renderNumber(style.template, {
      fonds,
      volume: 12,
      item: 3,
      classCode: '0201',
      retention: 'D30',
      year: '2024',
    }),
  }));
  return { current: setting(db, 'numberingStyle'), styles };
}
