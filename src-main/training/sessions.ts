/** 宣传教育: what is planned for a year and what was held; what stands in a filed item is changed no more. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  attendanceOf,
  dropMaterial,
  filedItems,
  insertPlan,
  insertSession,
  materialsOf,
  planNamed,
  plans,
  putMaterials,
  readersOf,
  readingsOf,
  type SessionRecord,
  sessionById,
  sessionsOf,
  updatePlan,
  updateSession,
  voidSessionRecord,
} from './queries.ts';

export function listPlans(db: ReadDb, input: Parsed<'training.plans'>): Output<'training.plans'> {
  return { plans: plans(db, input.year) };
}

export function savePlan(
  db: WriteDb,
  input: Parsed<'training.savePlan'>,
  caller: Caller,
  scope: Scope,
): Output<'training.savePlan'> {
  const namesake = planNamed(db, input.year, input.title);
  if (namesake !== undefined && namesake !== input.id)
    throw new Refusal('validation-failed', `${input.year} 年已有同名的计划。`, [
      { path: 'title', message: '这一年已有同名计划' },
    ]);
  const id = input.id ?? insertPlan(db, input, caller.name, scope.now().toISOString());
  if (input.id !== undefined && !updatePlan(db, input.id, input))
    throw new Refusal('not-found', '没有这个计划，请刷新。');
  scope.note.subject = `training-plan:${id}`;
  scope.note.detail = { year: input.year, title: input.title, hours: input.hours };
  return { id };
}

export function theSession(db: ReadDb, id: number): SessionRecord {
  const found = sessionById(db, id);
  if (!found) throw new Refusal('not-found', '没有这次活动，列表可能已变化，请刷新。');
  return found;
}
/** @throws Refusal when nothing may be noted of it any more */
export function theHeldSession(db: ReadDb, id: number): SessionRecord {
  const found = theSession(db, id);
  if (found.voidReason !== '')
    throw new Refusal('state-refused', `「${found.title}」已作废（${found.voidReason}），不能再记。`);
  return found;
}

const head = ({ summary: _summary, revision: _revision, ...one }: SessionRecord) => one;

export function listSessions(db: ReadDb, input: Parsed<'training.sessions'>): Output<'training.sessions'> {
  return { sessions: sessionsOf(db, input.year).map(head) };
}

export function viewSession(
  db: ReadDb,
  input: Parsed<'training.session'>,
  _caller: Caller,
  scope: Scope,
): Output<'training.session'> {
  const one = theSession(db, input.id);
  const read = Map.groupBy(readingsOf(db, one.id), (reading) => reading.fileId);
  scope.note.subject = `training:${one.id}`;
  return {
    ...one,
    materials: materialsOf(db, one.id).map(({ id, name, mustRead }) => ({
      id,
      name,
      mustRead: mustRead === 1,
    })),
    people: attendanceOf(db, one.id).map((person) => ({
      ...person,
      read: (read.get(person.fileId) ?? []).map(({ materialId, on }) => ({ materialId, on })),
    })),
  };
}

export function saveSession(
  db: WriteDb,
  input: Parsed<'training.saveSession'>,
  caller: Caller,
  scope: Scope,
): Output<'training.saveSession'> {
  const at = scope.now().toISOString();
  if (input.planId !== null && !plans(db, undefined).some((one) => one.id === input.planId))
    throw new Refusal('validation-failed', '所选的计划已不在，请重选。', [
      { path: 'planId', message: '请重选' },
    ]);
  const id = input.id ?? insertSession(db, input, caller.name, at);
  if (input.id !== undefined) {
    theHeldSession(db, input.id);
    const filed = filedItems(db, input.id);
    if (filed > 0)
      throw new Refusal(
        'state-refused',
        `这次活动已归入 ${filed} 人的卷，内容不能再改。确有错误的，请先作废那些件。`,
      );
    if (!updateSession(db, input.id, input.revision ?? 0, input))
      throw new Refusal('conflict', '这次活动刚被别人改过，您的修改未保存。请刷新后再改。');
  }
  const kept = new Set(input.materials.map((one) => one.id));
  for (const material of materialsOf(db, id).filter((one) => !kept.has(one.id))) {
    const readers = readersOf(db, material.id);
    if (readers > 0)
      throw new Refusal('state-refused', `「${material.name}」已有 ${readers} 人签阅，不能删除。`);
    dropMaterial(db, material.id);
  }
  putMaterials(db, id, input.materials);
  scope.note.subject = `training:${id}`;
  scope.note.detail = { title: input.title, heldOn: input.heldOn, hours: input.hours };
  return { id };
}

export function voidSession(
  db: WriteDb,
  input: Parsed<'training.voidSession'>,
  _caller: Caller,
  scope: Scope,
): Output<'training.voidSession'> {
  const one = theHeldSession(db, input.id);
  const filed = filedItems(db, one.id);
  if (filed > 0)
    throw new Refusal(
      'state-refused',
      `这次活动已归入 ${filed} 人的卷，不能作废。确有错误的，请先作废那些件。`,
    );
  voidSessionRecord(db, one.id, input.reason);
  scope.note.subject = `training:${one.id}`;
  scope.note.detail = { reason: input.reason };
  return { done: true };
}
