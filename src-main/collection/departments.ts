/** 供料部门: who supplies which classes. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { today } from '#main/calendar/index.ts';
import { currentScheme } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  departmentClasses,
  departmentName,
  departmentNamed,
  departments,
  insertDepartment,
  putClasses,
  updateDepartment,
} from './queries.ts';

export function listDepartments(
  db: ReadDb,
  _input: Parsed<'collection.departments'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.departments'> {
  const classes = Map.groupBy(departmentClasses(db), (one) => one.departmentId);
  return {
    departments: departments(db, caller.clearanceRank, today(scope)).map((one) => ({
      ...one,
      active: one.active === 1,
      classes: (classes.get(one.id) ?? []).map((each) => each.classCode),
    })),
  };
}

export function theDepartment(db: ReadDb, id: number): string {
  const name = departmentName(db, id);
  if (name === undefined) throw new Refusal('not-found', '没有这个部门，列表可能已变化，请刷新。');
  return name;
}

export function saveDepartment(
  db: WriteDb,
  input: Parsed<'collection.saveDepartment'>,
  _caller: Caller,
  scope: Scope,
): Output<'collection.saveDepartment'> {
  const namesake = departmentNamed(db, input.name);
  if (namesake !== undefined && namesake !== input.id)
    throw new Refusal('validation-failed', `已有名为「${input.name}」的部门。`, [
      { path: 'name', message: '已有同名部门' },
    ]);
  const known = new Set(currentScheme(db).classes.map((one) => one.code));
  const strange = input.classes.filter((code) => !known.has(code));
  if (strange.length > 0)
    throw new Refusal('validation-failed', `分类方案中没有类号 ${strange.join('、')}。`, [
      { path: 'classes', message: `没有类号 ${strange.join('、')}` },
    ]);
  const fields = { ...input, active: input.active ? (1 as const) : (0 as const) };
  if (input.id !== undefined && !updateDepartment(db, input.id, fields))
    throw new Refusal('not-found', '没有这个部门，列表可能已变化，请刷新。');
  const id = input.id ?? insertDepartment(db, fields);
  putClasses(db, id, input.classes);
  scope.note.subject = `department:${id}`;
  scope.note.detail = { name: input.name, classes: input.classes, active: input.active };
  return { id };
}

/** The cadre supplies some material and the archive room makes some; neither is a department that is asked. */
const NOT_ASKED: ReadonlySet<string> = new Set(['本人', '本人填', '档案室']);

/** Departments in the words of a class's supplier: 组织部/纪委 are two, 本人→组织部 is 组织部. */
export function suppliersIn(words: string): string[] {
  return words
    .split(/[/、,，→;；\s]+/)
    .map((word) => word.replace(/[核填]$/, ''))
    .filter((word) => word !== '' && !NOT_ASKED.has(word));
}

export function takeSuppliers(
  db: WriteDb,
  _input: Parsed<'collection.takeSuppliers'>,
  _caller: Caller,
  scope: Scope,
): Output<'collection.takeSuppliers'> {
  const wanted = new Map<string, string[]>();
  for (const one of currentScheme(db).classes) {
    if (one.parent === null) continue;
    for (const name of suppliersIn(one.supplier)) wanted.set(name, [...(wanted.get(name) ?? []), one.code]);
  }
  const added: string[] = [];
  for (const [name, classes] of wanted) {
    if (departmentNamed(db, name) !== undefined) continue;
    putClasses(db, addDepartment(db, name), classes);
    added.push(name);
  }
  scope.note.detail = { added };
  return { added: added.length };
}

export function addDepartment(db: WriteDb, name: string): number {
  return insertDepartment(db, { name, contact: '', phone: '', note: '', active: 1 });
}
