import type { Output, Parsed } from '#contract/index.ts';
import { changesBetween } from '#main/audit/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { dropTarget, putTarget, targets } from './queries.ts';

export function viewTargets(db: ReadDb): Output<'balance.targets'> {
  return { targets: targets(db) };
}

/** 目标值 of a share; null takes it away. */
export function setTarget(
  db: WriteDb,
  { figure, percent }: Parsed<'balance.setTarget'>,
  caller: Caller,
  scope: Scope,
): Output<'balance.setTarget'> {
  const before = targets(db).find((one) => one.figure === figure)?.percent ?? null;
  if (percent === null) dropTarget(db, figure);
  else putTarget(db, { figure, percent, setBy: caller.name, setAt: scope.now().toISOString() });
  scope.note.subject = `target:${figure}`;
  scope.note.changes = changesBetween({ percent: before }, { percent });
  return { done: true };
}
