/** 查阅规则: purposes, sign-off chains and time limits as versioned data (domain 5). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { ConsultRules } from '#contract/schemas/consult-shapes.ts';
import { type Fault, newestVersion, saveVersion, twice } from '#main/rule-versions/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';

export type Rules = z.infer<typeof ConsultRules>;
export type Chain = Rules['chains'][number];
export type Step = Chain['steps'][number];

/** The rules in force, and their version; 1 are the shipped ones. */
export function currentRules(
  db: ReadDb,
  scope: Pick<Scope, 'resources'>,
): { readonly version: number; readonly rules: Rules } {
  const saved = newestVersion(db, 'consult_rules');
  const body = saved?.body ?? readFileSync(join(scope.resources, 'consult-rules.json'), 'utf8');
  return { version: saved?.version ?? 1, rules: ConsultRules.parse(JSON.parse(body)) };
}

export function viewRules(
  db: ReadDb,
  _input: Parsed<'consult.rules'>,
  _caller: Caller,
  scope: Scope,
): Output<'consult.rules'> {
  return currentRules(db, scope);
}

/** The first chain that fits: chains stand in the rules from the most special to the general one. */
export function chainFor(
  rules: Rules,
  asked: { readonly rank: string; readonly secrecyRank: number; readonly emergency: boolean },
): Chain | undefined {
  return rules.chains.find(
    (chain) =>
      chain.emergency === asked.emergency &&
      (!chain.classified || asked.secrecyRank > 0) &&
      (chain.ranks.length === 0 || chain.ranks.some((part) => asked.rank.includes(part))),
  );
}

/** What is wrong with edited rules. */
function faultsOf(rules: Rules): Fault[] {
  const faults = [
    ...twice(
      'purposes',
      rules.purposes.map((one) => one.id),
    ),
    ...twice(
      'chains',
      rules.chains.map((one) => one.id),
    ),
  ];
  for (const emergency of [false, true]) {
    const general = rules.chains.some(
      (one) => one.emergency === emergency && !one.classified && one.ranks.length === 0,
    );
    if (!general)
      faults.push({
        path: 'chains',
        message: emergency ? '缺少紧急查阅的审批链' : '缺少适用于所有干部的审批链',
      });
  }
  const ordinary = Math.min(
    ...rules.chains.filter((one) => !one.emergency).map((one) => approversIn(one.steps)),
  );
  for (const chain of rules.chains) {
    for (const step of chain.steps.filter((one) => one.roles.length === 0 && one.logins.length === 0))
      faults.push({ path: chain.id, message: `「${chain.name}」的「${step.name}」没有指定由谁签批` });
    if (chain.emergency && approversIn(chain.steps) <= ordinary)
      faults.push({ path: chain.id, message: `「${chain.name}」须比通常的审批多一名审批人` });
  }
  return faults;
}

const approversIn = (steps: readonly Step[]) =>
  steps.filter((step) => step.roles.length === 1 && step.roles[0] === 'approver').length;

export function saveRules(
  db: WriteDb,
  input: Parsed<'consult.saveRules'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.saveRules'> {
  return saveVersion(
    db,
    { table: 'consult_rules', name: '查阅规则' },
    currentRules(db, scope),
    input,
    () => faultsOf(input.rules),
    caller,
    scope,
  );
}
