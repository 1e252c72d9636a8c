/** 移交清单: handed over by a department, accepted or returned row by row; accepted rows become draft items. */
import type { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { AcceptanceCheck } from '#contract/schemas/collection.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import { today } from '#main/calendar/index.ts';
import { addItem, defaultFields, draftOf, recordAct, theItem } from '#main/catalogue/index.ts';
import { refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { sortKey } from '#main/people/index.ts';
import { classNames, theClass } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { theDepartment } from './departments.ts';
import {
  closeHandover,
  decideLine,
  type HandoverRecord,
  handoverById,
  handovers,
  insertElsewhere,
  insertHandover,
  insertLine,
  type LineRecord,
  linesOf,
  nextNumber,
  noteEvent,
  setTask,
} from './queries.ts';
import { closeWith, theOwedTask } from './tasks.ts';

export const listHandovers = (
  db: ReadDb,
  _input: Parsed<'collection.handovers'>,
  caller: Caller,
): Output<'collection.handovers'> => ({ handovers: handovers(db, caller.clearanceRank) });

/** @throws Refusal `not-found`, also when every row is above the clearance */
export function theHandover(db: ReadDb, id: number, caller: Pick<Caller, 'clearanceRank'>): HandoverRecord {
  const found = handoverById(db, id, caller.clearanceRank);
  if (!found) throw new Refusal('not-found', '没有这张移交清单，列表可能已变化，请刷新。');
  return found;
}

export function viewHandover(
  db: ReadDb,
  input: Parsed<'collection.handover'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.handover'> {
  const found = theHandover(db, input.id, caller);
  const names = classNames(db);
  scope.note.subject = `handover:${found.id}`;
  return {
    ...found,
    lines: linesOf(db, found.id, caller.clearanceRank).map(({ secrecyRank: _rank, ...one }) => ({
      ...one,
      className: names.get(one.classCode) ?? '',
    })),
  };
}

export type Line = Parsed<'collection.addHandover'>['lines'][number];
export interface HandedOver {
  readonly departmentId: number;
  readonly hander: string;
  readonly handedOn: string;
  readonly lines: readonly Line[];
  readonly sheetSha256: string | null;
}

/** A new list; its tasks count as handed over. @throws Refusal before anything is written */
export function putHandover(
  db: WriteDb,
  one: HandedOver,
  caller: Caller,
  scope: Pick<Scope, 'now'>,
): { readonly id: number; readonly number: string } {
  theDepartment(db, one.departmentId);
  const at = scope.now().toISOString();
  if (one.handedOn > today(scope))
    throw new Refusal('validation-failed', '移交日期不能晚于今天。', [
      { path: 'handedOn', message: '不能晚于今天' },
    ]);
  const year = today(scope).slice(0, 4);
  const number = `移 ${year}-${String(nextNumber(db, 'handover', year)).padStart(3, '0')}`;
  const id = insertHandover(db, { ...one, number }, caller.name, at);
  const seen = new Set<number>();
  for (const [index, line] of one.lines.entries()) {
    const file = theFile(db, line.fileId);
    const rank = secrecyRank(theClass(db, line.classCode).secrecy ?? 'internal');
    if (rank > caller.clearanceRank)
      throw new Refusal('forbidden', `${line.classCode} 类超出您的知悉范围，须由有相应权限的人办理。`);
    if (line.taskId !== null) {
      const task = theOwedTask(db, line.taskId, caller);
      if (task.fileId !== file.id || task.classCode !== line.classCode || seen.has(task.id))
        throw new Refusal(
          'validation-failed',
          `第 ${index + 1} 行与所选任务不是同一人同一类，或同一任务列了两次。`,
        );
      seen.add(task.id);
      setTask(db, task.id, { state: 'handed-over', reason: '', itemId: null });
      noteEvent(db, task.id, at, caller.name, `已移交，清单 ${number}，移交人 ${one.hander}`);
    }
    insertLine(db, id, index + 1, { ...line, secrecyRank: rank });
  }
  return { id, number };
}

export function addHandover(
  db: WriteDb,
  input: Parsed<'collection.addHandover'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.addHandover'> {
  const made = putHandover(db, { ...input, sheetSha256: null }, caller, scope);
  scope.note.subject = `handover:${made.id}`;
  scope.note.detail = { number: made.number, hander: input.hander, rows: input.lines.length };
  return made;
}

const CHECK_WORDS: Readonly<Record<z.infer<typeof AcceptanceCheck>, string>> = {
  finished: '办理完毕',
  formalities: '手续完备',
  owner: '归属明确',
  legible: '字迹清楚',
  dated: '有形成日期',
  'copy-marked': '复印件已注明',
};

export function decide(
  db: WriteDb,
  input: Parsed<'collection.decide'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.decide'> {
  const found = theHandover(db, input.handoverId, caller);
  const lines = new Map(linesOf(db, found.id, caller.clearanceRank).map((one) => [one.id, one]));
  const chosen = [...new Set(input.rowIds)].map((id) => {
    const line = lines.get(id);
    if (!line || line.verdict !== 'pending')
      throw new Refusal('conflict', '清单刚有变化，有的行已经办过，请刷新后再办。');
    return line;
  });
  const at = scope.now().toISOString();
  const itemIds: number[] = [];
  if (input.verdict === 'accepted') {
    const lacking = AcceptanceCheck.options.filter((one) => !input.checks.includes(one));
    if (lacking.length > 0)
      throw new Refusal(
        'validation-failed',
        `接收条件还没有核对完：${lacking.map((one) => CHECK_WORDS[one]).join('、')}。不具备的请退回。`,
        lacking.map((one) => ({ path: one, message: `未核对${CHECK_WORDS[one]}` })),
      );
    for (const line of chosen) {
      const itemId = becomeItem(db, line, found.department, caller, scope);
      itemIds.push(itemId);
      decideLine(db, line.id, { verdict: 'accepted', reason: '', itemId, at, by: caller.name });
      if (line.taskId !== null) closeWith(db, { id: line.taskId }, itemId, at, caller.name);
    }
    recordCreated(db, itemIds, `接收移交清单 ${found.number} 的 ${itemIds.length} 件`, caller, scope);
  } else {
    for (const line of chosen) {
      decideLine(db, line.id, {
        verdict: 'returned',
        reason: input.reason,
        itemId: null,
        at,
        by: caller.name,
      });
      if (line.taskId === null) continue;
      setTask(db, line.taskId, { state: 'returned', reason: input.reason, itemId: null });
      noteEvent(db, line.taskId, at, caller.name, `退回（清单 ${found.number}）：${input.reason}`);
    }
  }
  const finished = closeHandover(db, found.id, at, caller.name);
  scope.note.subject = `handover:${found.id}`;
  scope.note.detail = { verdict: input.verdict, rows: chosen.map((one) => one.id), items: itemIds };
  return { itemIds, finished };
}

function becomeItem(db: WriteDb, line: LineRecord, department: string, caller: Caller, scope: Scope): number {
  refuseUnlessOpen(theFile(db, line.fileId));
  const fields = defaultFields(db, line.classCode, line.title);
  if (fields.secrecyRank > caller.clearanceRank)
    throw new Refusal('forbidden', `${line.classCode} 类现在超出您的知悉范围，须由有相应权限的人接收。`);
  return addItem(
    db,
    line.fileId,
    {
      ...fields,
      date: line.date,
      dateSort: sortKey(line.date),
      supplier: department,
      originality: line.originality,
      paperPages: line.pages,
      remarks: line.remarks,
    },
    null,
    scope.now().toISOString(),
  );
}

/** One act of the day for all of them, so that they are taken back together. */
function recordCreated(
  db: WriteDb,
  itemIds: readonly number[],
  label: string,
  caller: Caller,
  scope: Scope,
): void {
  recordAct(db, caller, scope.now(), {
    kind: 'create',
    label,
    parts: itemIds.map((itemId) => ({ itemId, before: null, after: draftOf(theItem(db, itemId, caller)) })),
  });
}

/** 互见: the paper lies elsewhere; an item without a page here says where. */
export function noteElsewhere(
  db: WriteDb,
  input: Parsed<'collection.noteElsewhere'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.noteElsewhere'> {
  const task = theOwedTask(db, input.taskId, caller);
  refuseUnlessOpen(theFile(db, task.fileId));
  const at = scope.now().toISOString();
  const itemId = addItem(
    db,
    task.fileId,
    {
      ...defaultFields(db, task.classCode, input.title),
      date: input.date,
      dateSort: sortKey(input.date),
      supplier: task.department,
      originality: 'copy',
      remarks: `互见：${input.form === 'original' ? '原件' : '复印件'}存${input.holder}，${input.reference}`,
    },
    null,
    at,
  );
  insertElsewhere(db, itemId, input, at, caller.name);
  closeWith(db, task, itemId, at, caller.name);
  recordCreated(db, [itemId], `互见「${input.title}」`, caller, scope);
  scope.note.subject = `item:${itemId}`;
  scope.note.detail = { task: task.id, holder: input.holder, reference: input.reference };
  return { itemId };
}
