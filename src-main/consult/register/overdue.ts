import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { currentRules } from '../rules/index.ts';
import { insertChase, type LateRecord, lateRecords } from './queries.ts';

/** What is late now, within the caller's clearance. */
export function lateNow(
  db: ReadDb,
  caller: Pick<Caller, 'clearanceRank'>,
  scope: Pick<Scope, 'now' | 'resources'>,
): LateRecord[] {
  const { returnCheckHours } = currentRules(db, scope).rules;
  return lateRecords(db, scope.now().toISOString(), returnCheckHours, caller.clearanceRank);
}

export function overdue(
  db: ReadDb,
  _input: Parsed<'consult.overdue'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.overdue'> {
  return { overdue: lateNow(db, caller, scope) };
}

/** 催还: a note that somebody was reminded. */
export function chase(
  db: WriteDb,
  input: Parsed<'consult.chase'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.chase'> {
  const late = lateNow(db, caller, scope).find((one) => one.kind === input.kind && one.id === input.id);
  if (!late) throw new Refusal('state-refused', '这一笔没有逾期，或已经办结，不用催还。请刷新。');
  insertChase(db, {
    kind: late.kind,
    targetId: late.id,
    note: input.note,
    by: caller.name,
    at: scope.now().toISOString(),
  });
  scope.note.subject = `consult:${late.requestId}`;
  scope.note.detail = { kind: late.kind, id: late.id, note: input.note };
  return { done: true };
}
