import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { SECRECY_LEVELS, SECRECY_WORDS, type SecrecyLevel, secrecyRank } from '#contract/vocabulary.ts';
import { changesBetween } from '#main/audit/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { setFailureLimit } from './attempts.ts';
import { insertPolicy, lastPolicy } from './queries.ts';

type Shown = Output<'policy.get'>;
export type SecurityRules = Shown['rules'];

const Rules = z.strictObject({
  passwordLength: z.number().int(),
  passwordKinds: z.number().int(),
  passwordDays: z.number().int(),
  passwordHistory: z.number().int(),
  idleMinutes: z.number().int(),
  failuresToLock: z.number().int(),
});
const Level = z.enum(SECRECY_LEVELS);
const Presets = z.strictObject({
  default: Level,
  presets: z.array(
    z.strictObject({
      level: Level,
      name: z.string(),
      rules: Rules,
      unavailable: z.string(),
      basis: z.string(),
    }),
  ),
});

/** What each rule is called, and whether more of it is stricter. */
const FIELDS: Record<keyof SecurityRules, { readonly name: string; readonly moreIsStricter: boolean }> = {
  passwordLength: { name: '口令最短位数', moreIsStricter: true },
  passwordKinds: { name: '口令字符种类', moreIsStricter: true },
  passwordDays: { name: '口令更换周期（天）', moreIsStricter: false },
  passwordHistory: { name: '不得重复的历史口令数', moreIsStricter: true },
  idleMinutes: { name: '空闲锁屏（分钟）', moreIsStricter: false },
  failuresToLock: { name: '锁定前的失败次数', moreIsStricter: false },
};

let shipped: z.infer<typeof Presets> | undefined;
/** The shipped presets, one per secrecy level of the machine (domain 3.2). */
function presets(resources: string): z.infer<typeof Presets> {
  shipped ??= Presets.parse(JSON.parse(readFileSync(join(resources, 'security-presets.json'), 'utf8')));
  return shipped;
}

function presetOf(resources: string, level: SecrecyLevel): z.infer<typeof Presets>['presets'][number] {
  const found = presets(resources).presets.find((one) => one.level === level);
  if (!found) throw new Error(`no security preset for ${level}`);
  return found;
}

export interface SecurityPolicy {
  readonly level: SecrecyLevel;
  readonly rules: SecurityRules;
  readonly version: number;
  readonly changedAt: string | null;
  readonly changedBy: string;
  readonly reason: string;
}

/** What a new archive starts with. */
export function firstPolicy(resources: string): SecurityPolicy {
  const { level, rules } = presetOf(resources, presets(resources).default);
  return { level, rules, version: 1, changedAt: null, changedBy: '', reason: '' };
}

export function currentPolicy(db: ReadDb, resources: string): SecurityPolicy {
  const last = lastPolicy(db);
  if (!last) return firstPolicy(resources);
  const { body, ...rest } = last;
  return { ...rest, rules: Rules.parse(JSON.parse(body)) };
}

export function viewPolicy(
  db: ReadDb,
  _input: Parsed<'policy.get'>,
  _caller: Caller,
  scope: Scope,
): Output<'policy.get'> {
  const policy = currentPolicy(db, scope.resources);
  return {
    ...policy,
    loosest: presetOf(scope.resources, policy.level).rules,
    presets: presets(scope.resources).presets,
  };
}

/** A machine is not declassified by a click, and no rule goes below the preset of its level. */
export function savePolicy(
  db: WriteDb,
  input: Parsed<'policy.save'>,
  caller: Caller,
  scope: Scope,
): Output<'policy.save'> {
  const before = currentPolicy(db, scope.resources);
  if (input.fromVersion !== before.version)
    throw new Refusal('conflict', '安全策略刚被改过，您的修改未保存。请刷新后核对再存。');
  const preset = presetOf(scope.resources, input.level);
  if (preset.unavailable !== '') throw new Refusal('state-refused', preset.unavailable);
  if (secrecyRank(input.level) < secrecyRank(before.level)) {
    throw new Refusal(
      'state-refused',
      `机器的密级只能调高，不能由${SECRECY_WORDS[before.level]}降为${SECRECY_WORDS[input.level]}。`,
    );
  }
  const details = (Object.keys(FIELDS) as (keyof SecurityRules)[]).flatMap((field) => {
    const { name, moreIsStricter } = FIELDS[field];
    const most = preset.rules[field];
    const looser = moreIsStricter ? input.rules[field] < most : input.rules[field] > most;
    if (!looser) return [];
    return [{ path: `rules.${field}`, message: `${name}不得${moreIsStricter ? '少于' : '多于'} ${most}` }];
  });
  if (details.length > 0)
    throw new Refusal('validation-failed', `安全策略只能比${preset.name}的要求更严，未保存。`, details);
  const version = before.version + 1;
  insertPolicy(db, {
    version,
    level: input.level,
    body: JSON.stringify(input.rules),
    reason: input.reason,
    at: scope.now().toISOString(),
    by: caller.name,
  });
  setFailureLimit(scope.folder, input.rules.failuresToLock);
  scope.note.subject = `policy:${version}`;
  scope.note.detail = { reason: input.reason };
  scope.note.changes = changesBetween(
    { level: before.level, ...before.rules },
    { level: input.level, ...input.rules },
  );
  return { version };
}

const DAY = 86_400_000;

/** When a password of this age must be changed, ISO 8601. */
export function passwordExpiry(changedAt: string, rules: SecurityRules): string {
  return new Date(Date.parse(changedAt) + rules.passwordDays * DAY).toISOString();
}
