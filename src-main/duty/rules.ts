/** 立档与应收规则 as they are kept: the shipped ones, each saved version, and what may be wrong with edited ones. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DutyRules } from '#contract/schemas/duty-shapes.ts';
import { repealedTitles } from '#main/regulation/index.ts';
import { type Fault, newestVersion, twice, versionsOf } from '#main/rule-versions/index.ts';
import { currentScheme } from '#main/scheme/index.ts';
import type { Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type Rules, type Timeline, timelineOf, type Version } from './timeline.ts';

const shipped = new Map<string, Rules>();
export function shippedRules(resources: string): Rules {
  const path = join(resources, 'duty-rules.json');
  let rules = shipped.get(path);
  if (!rules) shipped.set(path, (rules = DutyRules.parse(JSON.parse(readFileSync(path, 'utf8')))));
  return rules;
}

// Read at every list and count; changes perhaps once a year.
const known = new WeakMap<object, { readonly version: number; readonly timeline: Timeline }>();

/** Every version in the order of time. */
export function dutyTimeline(db: ReadDb, { resources }: Pick<Scope, 'resources'>): Timeline {
  const version = newestVersion(db, 'duty_rules')?.version ?? 1;
  const cached = known.get(db);
  if (cached?.version === version) return cached.timeline;
  const saved = versionsOf(db, 'duty_rules').map((one) => ({
    version: one.version,
    rules: DutyRules.parse(JSON.parse(one.body)),
  }));
  const timeline = timelineOf([{ version: 1, rules: shippedRules(resources) }, ...saved]);
  known.set(db, { version, timeline });
  return timeline;
}

/** The version saved last, in force or about to be. */
export function newestRules(db: ReadDb, scope: Pick<Scope, 'resources'>): Version {
  const saved = newestVersion(db, 'duty_rules');
  return saved
    ? { version: saved.version, rules: DutyRules.parse(JSON.parse(saved.body)) }
    : { version: 1, rules: shippedRules(scope.resources) };
}

/** @param day yyyymmdd: what is repealed then is no basis any more */
export function faultsOf(db: ReadDb, rules: Rules, day: string): Fault[] {
  const codes = new Set(
    currentScheme(db)
      .classes.filter((one) => one.parent !== null)
      .map((one) => one.code),
  );
  const holders = new Set(rules.holders.map((one) => one.id));
  const faults = [
    ...twice(
      'holders',
      rules.holders.map((one) => one.id),
    ),
    ...twice(
      'duties',
      rules.duties.map((one) => one.id),
    ),
  ];
  const fault = (path: string, message: string) => faults.push({ path, message });
  if (!codes.has(rules.openingClass)) fault('openingClass', `分类方案中没有类号 ${rules.openingClass}`);
  if (!rules.holders.some((one) => one.enabled)) fault('holders', '至少要有一条启用的立档规则');
  for (const one of [...rules.holders, ...rules.duties])
    if (one.until !== '' && one.until < one.from) fault(one.id, `「${one.name}」的止期早于起期`);
  const repealed = repealedTitles(db, day);
  for (const one of [...rules.holders, ...rules.duties].filter((each) => each.enabled))
    for (const [title, since] of repealed)
      if (one.basis.includes(`《${title}》`))
        fault(one.id, `「${one.name}」的依据《${title}》已于 ${since} 废止，请改引现行的规定`);
  for (const one of rules.duties) {
    if (!codes.has(one.classCode)) fault(one.id, `「${one.name}」：分类方案中没有类号 ${one.classCode}`);
    if (!rules.departments.includes(one.department))
      fault(one.id, `「${one.name}」：部门「${one.department}」不在供料部门中`);
    if ('after' in one.when && one.when.after !== '' && !codes.has(one.when.after))
      fault(one.id, `「${one.name}」：分类方案中没有类号 ${one.when.after}`);
    for (const id of one.holders)
      if (!holders.has(id)) fault(one.id, `「${one.name}」所指的立档规则「${id}」不存在`);
  }
  return faults;
}
