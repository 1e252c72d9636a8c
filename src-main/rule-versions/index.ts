/** Rules as data, one version after another: the shipped ones are version 1, each saved set is kept for ever. */
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import { insertVersion, type RuleTable } from './queries.ts';

export { newestVersion, versionsOf } from './queries.ts';

export interface RuleSet {
  readonly table: RuleTable;
  /** As people call the set, e.g. 查阅规则. */
  readonly name: string;
}
export interface Fault {
  readonly path: string;
  readonly message: string;
}

/**
 * Keeps edited rules as the next version.
 * @param faultsOf asked only when nobody saved meanwhile
 * @throws Refusal `conflict` when the rules were saved by somebody else meanwhile, `validation-failed` with the faults
 */
export function saveVersion<R>(
  db: WriteDb,
  set: RuleSet,
  before: { readonly version: number; readonly rules: R },
  input: { readonly fromVersion: number; readonly reason: string; readonly rules: R },
  faultsOf: () => Fault[],
  caller: Pick<Caller, 'name'>,
  scope: Pick<Scope, 'now' | 'note'>,
): { version: number } {
  if (before.version !== input.fromVersion)
    throw new Refusal('conflict', `${set.name}刚被别人改过，您的修改未保存。请刷新后重新修改。`);
  const faults = faultsOf();
  if (faults.length > 0) throw new Refusal('validation-failed', `${set.name}有误，未保存。`, faults);
  const version = before.version + 1;
  insertVersion(db, set.table, {
    version,
    body: JSON.stringify(input.rules),
    reason: input.reason,
    at: scope.now().toISOString(),
    by: caller.name,
  });
  scope.note.subject = `${set.table.replace('_', '-')}:${version}`;
  scope.note.detail = { reason: input.reason, before: before.rules, after: input.rules };
  return { version };
}

/** A fault for each id that stands twice. */
export function twice(path: string, ids: readonly string[]): Fault[] {
  return [...new Set(ids.filter((one, at) => ids.indexOf(one) !== at))].map((id) => ({
    path,
    message: `编号「${id}」重复`,
  }));
}
