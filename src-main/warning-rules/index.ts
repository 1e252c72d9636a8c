/** 预警规则与处分种类: parameters, explanations, bases and influence periods as versioned data (domain 6.2, 6.4). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { WarningRules } from '#contract/schemas/warning.ts';
import { type Fault, newestVersion, saveVersion, twice } from '#main/rule-versions/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { kindsInUse } from './queries.ts';

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
  const saved = newestVersion(db, 'warning_rules');
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
  faults.push(...twice('kinds', ids));
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
  return saveVersion(
    db,
    { table: 'warning_rules', name: '预警规则' },
    before,
    input,
    () => faultsOf(before.rules, input.rules, kindsInUse(db)),
    caller,
    scope,
  );
}
