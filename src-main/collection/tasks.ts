/** 收集任务: what is asked of a department for one cadre; the same thing is never asked for twice. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import { today } from '#main/calendar/index.ts';
import { theItem } from '#main/catalogue/index.ts';
import { theFile } from '#main/files/index.ts';
import { classNames, theClass } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { addDepartment, theDepartment } from './departments.ts';
import {
  countTasks,
  departmentNamed,
  eventsOf,
  insertTask,
  noteEvent,
  OWED_STATES,
  setTask,
  type TaskRecord,
  taskAsked,
  taskById,
  taskIds,
  tasksByIds,
} from './queries.ts';

/** Something that is missing and from whom it should come. */
export interface Want {
  readonly fileId: number;
  readonly classCode: string;
  /** Name of the supplying department; made when it is not known yet. */
  readonly department: string;
  /** Tells this request from others of its class and cadre: a year, a day, or empty where one is enough. */
  readonly period: string;
  readonly wanted: string;
  /** yyyymmdd */
  readonly dueOn: string;
}

/**
 * Makes a task of each want that was not asked for before.
 * @returns ids of the new tasks, and how many were asked for already
 */
export function askFor(
  db: WriteDb,
  wants: readonly Want[],
  caller: Pick<Caller, 'name' | 'clearanceRank'>,
  at: string,
): { readonly taskIds: readonly number[]; readonly already: number } {
  const made: number[] = [];
  let already = 0;
  for (const want of wants) {
    const rank = secrecyRank(theClass(db, want.classCode).secrecy ?? 'internal');
    if (rank > caller.clearanceRank)
      throw new Refusal('forbidden', `${want.classCode} 类超出您的知悉范围，须由有相应权限的人办理。`);
    if (taskAsked(db, want.fileId, want.classCode, want.period)) {
      already += 1;
      continue;
    }
    const departmentId = departmentNamed(db, want.department) ?? addDepartment(db, want.department);
    const id = insertTask(db, { ...want, departmentId, secrecyRank: rank }, caller.name, at);
    noteEvent(db, id, at, caller.name, `列入收集：${want.department}，${want.dueOn} 前`);
    made.push(id);
  }
  return { taskIds: made, already };
}

export function addTasks(
  db: WriteDb,
  input: Parsed<'collection.addTasks'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.addTasks'> {
  const department = theDepartment(db, input.departmentId);
  const fileIds = [...new Set(input.fileIds)];
  for (const id of fileIds) theFile(db, id);
  const { taskIds: made, already } = askFor(
    db,
    fileIds.map((fileId) => ({ ...input, fileId, department })),
    caller,
    scope.now().toISOString(),
  );
  scope.note.subject = `department:${input.departmentId}`;
  scope.note.detail = { classCode: input.classCode, period: input.period, tasks: made, already };
  return { added: made.length, already };
}

export function listTasks(
  db: ReadDb,
  input: Parsed<'collection.taskIds'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.taskIds'> {
  const { overdue, ...filter } = input;
  return {
    ids: taskIds(db, { ...filter, ...(overdue ? { dueBefore: today(scope) } : {}) }, caller.clearanceRank),
  };
}

/** For the first page: tasks not settled, and of these the overdue. */
export function collectionWaiting(
  db: ReadDb,
  caller: Pick<Caller, 'clearanceRank'>,
  scope: Scope,
): { readonly open: number; readonly overdue: number } {
  return countTasks(db, caller.clearanceRank, today(scope));
}

const owed = (task: TaskRecord) => OWED_STATES.includes(task.state);
function shown(db: ReadDb, tasks: readonly TaskRecord[], day: string): Output<'collection.taskRows'>['rows'] {
  const names = classNames(db);
  return tasks.map(({ secrecyRank: _rank, ...task }) => ({
    ...task,
    className: names.get(task.classCode) ?? '',
    overdue: task.dueOn < day && OWED_STATES.includes(task.state),
  }));
}

export function taskWindow(
  db: ReadDb,
  input: Parsed<'collection.taskRows'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.taskRows'> {
  return { rows: shown(db, tasksByIds(db, input.ids, caller.clearanceRank), today(scope)) };
}

/** @throws Refusal `not-found`, also above the caller's clearance */
export function theTask(db: ReadDb, id: number, caller: Pick<Caller, 'clearanceRank'>): TaskRecord {
  const task = taskById(db, id);
  if (!task || task.secrecyRank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这项任务，列表可能已变化，请刷新。');
  return task;
}
/** @throws Refusal when nothing more is expected */
export function theOwedTask(db: ReadDb, id: number, caller: Pick<Caller, 'clearanceRank'>): TaskRecord {
  const task = theTask(db, id, caller);
  if (!owed(task))
    throw new Refusal('state-refused', `${task.personName}的「${task.wanted}」已移交或已办结，请刷新。`);
  return task;
}

export function viewTask(
  db: ReadDb,
  input: Parsed<'collection.task'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.task'> {
  const task = theTask(db, input.id, caller);
  const [row] = shown(db, [task], today(scope));
  if (!row) throw new Error(`task ${input.id} was read and is not shown`);
  scope.note.subject = `collection-task:${input.id}`;
  return { ...row, events: eventsOf(db, input.id) };
}

export function settle(
  db: WriteDb,
  input: Parsed<'collection.settle'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.settle'> {
  const at = scope.now().toISOString();
  if (input.as === 'not-applicable') {
    for (const id of new Set(input.ids)) {
      const task = theOwedTask(db, id, caller);
      setTask(db, id, { state: 'not-applicable', reason: input.reason, itemId: null });
      noteEvent(db, task.id, at, caller.name, `不适用：${input.reason}`);
    }
    scope.note.detail = { tasks: input.ids, reason: input.reason };
    return { done: true };
  }
  const task = theOwedTask(db, input.id, caller);
  const item = theItem(db, input.itemId, caller);
  if (item.fileId !== task.fileId || item.classCode !== task.classCode || item.state === 'void')
    throw new Refusal('validation-failed', '这件材料不属于该干部的这一类，或已作废，不能用来办结。');
  closeWith(db, task, item.id, at, caller.name);
  scope.note.subject = `collection-task:${task.id}`;
  scope.note.detail = { item: item.id };
  return { done: true };
}

/** The task is received as this item. */
export function closeWith(
  db: WriteDb,
  task: Pick<TaskRecord, 'id'>,
  itemId: number,
  at: string,
  by: string,
): void {
  setTask(db, task.id, { state: 'received', reason: '', itemId });
  noteEvent(db, task.id, at, by, '材料已收到，登记为材料');
}
