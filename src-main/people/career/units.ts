import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { sortKey } from '../rules/index.ts';
import {
  allSuccessions,
  allUnitNames,
  allUnits,
  insertSuccessor,
  insertUnit,
  insertUnitName,
  markUnitEnded,
  namesOfUnit,
  raiseUnit,
  type UnitNameRecord,
  type UnitRecord,
  unitById,
} from './queries.ts';

/**
 * What a unit was called on a day. Before the first dated name and on an unknown day: the first name known.
 * @param names of one unit, oldest first
 */
export function nameOn(names: readonly UnitNameRecord[], date: string): string {
  const day = sortKey(date);
  const then = names.findLast((one) => one.fromDate === '' || (day !== '' && sortKey(one.fromDate) <= day));
  return (then ?? names[0])?.name ?? '';
}

export function listUnits(db: ReadDb): Output<'career.units'> {
  const names = Map.groupBy(allUnitNames(db), (one) => one.unitId);
  const successions = Map.groupBy(allSuccessions(db), (one) => one.unitId);
  return {
    units: allUnits(db).map((unit) => ({
      ...unit,
      names: (names.get(unit.id) ?? []).map(({ unitId: _, ...name }) => name),
      successors: (successions.get(unit.id) ?? []).map((one) => one.successorId),
    })),
  };
}

export function addUnit(
  db: WriteDb,
  input: Parsed<'career.addUnit'>,
  _caller: Caller,
  scope: Scope,
): Output<'career.addUnit'> {
  refuseTakenName(db, input.name);
  const id = insertUnit(db);
  insertUnitName(db, { unitId: id, ...input });
  scope.note.subject = `unit:${id}`;
  scope.note.detail = input;
  return { id };
}

export function renameUnit(
  db: WriteDb,
  input: Parsed<'career.renameUnit'>,
  _caller: Caller,
  scope: Scope,
): Output<'career.renameUnit'> {
  const { id, revision, ...name } = input;
  standing(db, id);
  refuseTakenName(db, name.name);
  const last = namesOfUnit(db, id).at(-1);
  if (name.fromDate === '') throw wrong('fromDate', '更名须填写起用日期；只知年份的，填年份。');
  if (last && sortKey(name.fromDate) < sortKey(last.fromDate))
    throw wrong('fromDate', `新名称的起用日期早于「${last.name}」的起用日期，请核对。`);
  if (!raiseUnit(db, id, revision)) throw changedMeanwhile();
  insertUnitName(db, { unitId: id, ...name });
  scope.note.subject = `unit:${id}`;
  scope.note.detail = { from: last?.name ?? '', ...name };
  return { done: true };
}

const FOLLOWERS = {
  merged: { fits: (count: number) => count === 1, message: '合并须指定并入的一个单位。' },
  split: { fits: (count: number) => count >= 2, message: '分设须指定两个以上承接的单位，请先登记它们。' },
  abolished: {
    fits: (count: number) => count === 0,
    message: '撤销的单位没有承接单位；有承接的请选合并或分设。',
  },
} as const;

export function endUnit(
  db: WriteDb,
  input: Parsed<'career.endUnit'>,
  _caller: Caller,
  scope: Scope,
): Output<'career.endUnit'> {
  standing(db, input.id);
  const successors = [...new Set(input.successors)];
  const rule = FOLLOWERS[input.how];
  if (!rule.fits(successors.length)) throw wrong('successors', rule.message);
  if (input.endedOn === '') throw wrong('endedOn', '请填写日期；只知年份的，填年份。');
  const last = namesOfUnit(db, input.id).at(-1);
  if (last && sortKey(input.endedOn) < sortKey(last.fromDate))
    throw wrong('endedOn', `日期早于「${last.name}」的起用日期，请核对。`);
  for (const successor of successors) {
    if (successor === input.id) throw wrong('successors', '单位不能由自己承接。');
    standing(db, successor);
  }
  if (!raiseUnit(db, input.id, input.revision)) throw changedMeanwhile();
  markUnitEnded(db, input.id, input);
  for (const successor of successors) insertSuccessor(db, input.id, successor);
  scope.note.subject = `unit:${input.id}`;
  scope.note.detail = { how: input.how, endedOn: input.endedOn, successors };
  return { done: true };
}

function standing(db: ReadDb, id: number): UnitRecord {
  const unit = unitById(db, id);
  if (!unit) throw new Refusal('not-found', '没有这个单位，列表可能已变化，请刷新。');
  if (unit.endedHow !== '') {
    const name = namesOfUnit(db, id).at(-1)?.name ?? '';
    throw new Refusal('state-refused', `「${name}」已合并、分设或撤销，不能再变动。请改选它的承接单位。`);
  }
  return unit;
}
/** Two units that stand side by side under one name could not be told apart. */
function refuseTakenName(db: ReadDb, name: string): void {
  const names = Map.groupBy(allUnitNames(db), (one) => one.unitId);
  const taken = allUnits(db).some(
    (unit) => unit.endedHow === '' && names.get(unit.id)?.at(-1)?.name === name,
  );
  if (taken) throw wrong('name', `已有名为「${name}」的单位。`);
}
const wrong = (path: string, message: string) =>
  new Refusal('validation-failed', message, [{ path, message }]);
const changedMeanwhile = () =>
  new Refusal('conflict', '这个单位刚被别人改过，您的修改未保存。请刷新后核对再存。');
