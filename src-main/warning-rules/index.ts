/** 预警规则与处分种类: parameters, explanations, bases and influence periods as versioned data (domain 6.2, 6.4). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { WarningRules } from '#contract/schemas/warning.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { insertRules, kindsInUse, newestRules } from './queries.ts';

export type Rules = z.infer<typeof WarningRules>;
export type Rule = Rules['rules'][number];

const shipped = new Map<string, Rules>();
function shippedRules(resources: string): Rules {
  const path = join(resources, 'warning-rules.json');
  let rules = shipped.get(path);
  if (!rules) shipped.set(path, (rules = WarningRules.parse(JSON.parse(readFileSync(path, 'utf8')))));
  return rules;
}

/** The rules in force and their version; 1 are the shipped ones. A rule that a newer program brings joins with its defaults. */
export function currentRules(
  db: ReadDb,
  { resources }: Pick<Scope, 'resources'>,
): { readonly version: number; readonly rules: Rules } {
  const defaults = shippedRules(resources);
  const saved = newestRules(db);
  if (!saved) return { version: 1, rules: defaults };
  const rules = WarningRules.parse(JSON.parse(saved.body));
  const known = new Set(rules.rules.map((one) => one.id));
  const added = defaults.rules.filter((one) => !known.has(one.id));
  return { version: saved.version, rules: { ...rules, rules: [...rules.rules, ...added] } };
}

export function viewRules(
  db: ReadDb,
  _input: Parsed<'warning.rules'>,
  _caller: Caller,
  scope: Scope,
): Output<'warning.rules'> {
  return currentRules(db, scope);
}

type Fault = { path: string; message: string };
/** Rules are checks of the program: their parameters may change, not which there are. Kinds are the office's own. */
function faultsOf(before: Rules, rules: Rules, inUse: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  const now = new Map(rules.rules.map((one) => [one.id, one]));
  for (const old of before.rules) {
    const one = now.get(old.id);
    if (!one) faults.push({ path: old.id, message: `「${old.name}」不能删除，可以停用` });
    else
      for (const parameter of old.parameters) {
        const value = one.parameters.find((found) => found.key === parameter.key)?.value;
        if (value === undefined)
          faults.push({ path: old.id, message: `「${old.name}」缺少「${parameter.label}」` });
        else if (parameter.unit !== '' && !/^\d{1,4}$/.test(value))
          faults.push({
            path: old.id,
            message: `「${old.name}」的「${parameter.label}」应是不超过四位的整数`,
          });
        else if (parameter.key === 'deadline' && !/^(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(value))
          faults.push({
            path: old.id,
            message: `「${old.name}」的「${parameter.label}」应写作月日四位，如 0131`,
          });
      }
  }
  for (const one of rules.rules)
    if (!before.rules.some((old) => old.id === one.id))
      faults.push({ path: one.id, message: `程序没有「${one.name}」这条规则` });
  const ids = rules.kinds.map((one) => one.id);
  for (const id of new Set(ids.filter((one, at) => ids.indexOf(one) !== at)))
    faults.push({ path: id, message: `种类编号「${id}」重复` });
  for (const id of inUse)
    if (!ids.includes(id)) faults.push({ path: id, message: `种类「${id}」已有登记在用，不能删除` });
  return faults;
}

export function saveRules(
  db: WriteDb,
  input: Parsed<'warning.saveRules'>,
  caller: Caller,
  scope: Scope,
): Output<'warning.saveRules'> {
  const before = currentRules(db, scope);
  if (before.version !== input.fromVersion)
    throw new Refusal('conflict', '预警规则刚被别人改过，您的修改未保存。请刷新后重新修改。');
  const faults = faultsOf(before.rules, input.rules, kindsInUse(db));
  if (faults.length > 0) throw new Refusal('validation-failed', '预警规则有误，未保存。', faults);
  const version = before.version + 1;
  insertRules(db, {
    version,
    body: JSON.stringify(input.rules),
    reason: input.reason,
    at: scope.now().toISOString(),
    by: caller.name,
  });
  scope.note.subject = `warning-rules:${version}`;
  scope.note.detail = { reason: input.reason, before: before.rules, after: input.rules };
  return { version };
}
