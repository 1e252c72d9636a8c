import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { SECRECY_LEVELS, SECRECY_WORDS, type SecrecyLevel } from '#contract/vocabulary.ts';
import { changesBetween } from '#main/audit/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { insertOutputPolicy, lastOutputPolicy } from './queries.ts';

export type OutputRule = Output<'output.policy'>['levels'][number]['rule'];

/** From the loosest to the strictest. */
const STRICTNESS: readonly OutputRule[] = ['logged', 'approval', 'forbidden'];
const Rule = z.enum(['forbidden', 'approval', 'logged']);
const Rules = z.strictObject({
  internal: Rule,
  secret: Rule,
  confidential: Rule,
  'top-secret': Rule,
});
const Shipped = z.strictObject({ rules: Rules, loosest: Rules, approvalDays: z.number().int() });

export interface OutputPolicy {
  readonly rules: Readonly<Record<SecrecyLevel, OutputRule>>;
  readonly loosest: Readonly<Record<SecrecyLevel, OutputRule>>;
  readonly approvalDays: number;
  readonly version: number;
}

let read: z.infer<typeof Shipped> | undefined;
function shipped(resources: string): z.infer<typeof Shipped> {
  read ??= Shipped.parse(JSON.parse(readFileSync(join(resources, 'output-policy.json'), 'utf8')));
  return read;
}

export function outputPolicy(db: ReadDb, resources: string): OutputPolicy {
  const first = shipped(resources);
  const last = lastOutputPolicy(db);
  if (!last) return { ...first, version: 1 };
  return {
    rules: Rules.parse(JSON.parse(last.rules)),
    loosest: first.loosest,
    approvalDays: last.approvalDays,
    version: last.version,
  };
}

export function viewOutputPolicy(
  db: ReadDb,
  _input: Parsed<'output.policy'>,
  _caller: Caller,
  scope: Scope,
): Output<'output.policy'> {
  const { rules, loosest, approvalDays, version } = outputPolicy(db, scope.resources);
  return {
    levels: SECRECY_LEVELS.map((level) => ({ level, rule: rules[level], loosest: loosest[level] })),
    approvalDays,
    version,
  };
}

export function saveOutputPolicy(
  db: WriteDb,
  input: Parsed<'output.savePolicy'>,
  caller: Caller,
  scope: Scope,
): Output<'output.savePolicy'> {
  const before = outputPolicy(db, scope.resources);
  if (input.fromVersion !== before.version)
    throw new Refusal('conflict', '输出策略刚被改过，您的修改未保存。请刷新后核对再存。');
  const details = SECRECY_LEVELS.filter(
    (level) => STRICTNESS.indexOf(input.rules[level]) < STRICTNESS.indexOf(before.loosest[level]),
  ).map((level) => ({
    path: `rules.${level}`,
    message: `${SECRECY_WORDS[level]}材料的输出至少须经审批`,
  }));
  if (details.length > 0)
    throw new Refusal('validation-failed', '机密、绝密材料的输出不能只登记不审批，未保存。', details);
  const version = before.version + 1;
  insertOutputPolicy(db, {
    version,
    rules: JSON.stringify(input.rules),
    approvalDays: input.approvalDays,
    reason: input.reason,
    at: scope.now().toISOString(),
    by: caller.name,
  });
  scope.note.subject = `output-policy:${version}`;
  scope.note.detail = { reason: input.reason };
  scope.note.changes = changesBetween(
    { ...before.rules, approvalDays: before.approvalDays },
    { ...input.rules, approvalDays: input.approvalDays },
  );
  return { version };
}
