/** Why something is due of a cadre or not; who should have a file and has none, and the reverse. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { today } from '#main/calendar/index.ts';
import { theFile } from '#main/files/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type DutyFacts, dueItems, holdersOf, openedOn } from './due.ts';
import { dutyFacts, givenFor } from './load.ts';
import { titlesOf } from './queries.ts';
import { dutyTimeline } from './rules.ts';
import { type Duty, holdsOn, type Version, versionOn } from './timeline.ts';
import { fitOf } from './whom.ts';

const span = (from: string, until: string) => `${from || '起初'}至${until || '今后'}`;

/** The first thing that keeps a rule from making something due. */
function whyNot(rule: Duty, facts: DutyFacts, version: Version, day: string): string[] {
  if (!rule.enabled) return ['规则已停用'];
  if (!holdsOn(rule, day)) return [`规则的有效期是${span(rule.from, rule.until)}`];
  const own = fitOf(rule.whom, facts);
  if (!own.fits) return [...own.facts];
  const holders = holdersOf(facts, version, day);
  if (holders.length === 0) return ['不合任何一条立档规则，不要求建档'];
  if (rule.holders.length > 0 && !holders.some((one) => rule.holders.includes(one.rule.id)))
    return ['不合本条所限定的立档规则'];
  const { when } = rule;
  if (when.kind === 'creation') return ['期限不在所查的日期内'];
  if (when.kind === 'yearly') return ['所查的日期内没有到期的年度'];
  if (when.after === '') return ['事项发生后才应报送，程序不能预知'];
  return [`卷内没有写明年月日的${when.after}类材料，或期限不在所查的日期内`];
}

export function explain(
  db: ReadDb,
  input: Parsed<'duty.explain'>,
  caller: Caller,
  scope: Scope,
): Output<'duty.explain'> {
  const file = theFile(db, input.fileId);
  const [facts] = dutyFacts(db, { fileId: file.id }, caller.clearanceRank);
  if (!facts)
    throw new Refusal(
      'state-refused',
      `${file.person_name}的卷不在本库整理（转递中或已封存），不计应收材料。`,
    );
  scope.note.subject = `file:${file.id}`;
  const given = givenFor(db, input, caller, scope);
  const day = given.today;
  const version = versionOn(given.timeline, day);
  const names = classNames(db);
  const due = dueItems(facts, given).toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  const ids = due.flatMap((one) => (one.itemId === null ? [] : [one.itemId]));
  const titles = titlesOf(db, ids, caller.clearanceRank);
  const found = new Set(due.map((one) => one.ruleId));
  return {
    personName: facts.name,
    openedOn: openedOn(facts, version.rules.openingClass),
    holders: version.rules.holders
      .filter((one) => holdsOn(one, day))
      .map((one) => {
        const fit = fitOf(one.whom, facts);
        return { name: one.name, authority: one.authority, ...fit, facts: [...fit.facts], basis: one.basis };
      }),
    due: due.map(({ why, ...one }) => ({
      ...one,
      className: names.get(one.classCode) ?? '',
      itemTitle: one.itemId === null ? '' : (titles.get(one.itemId) ?? ''),
      file: why.file,
      facts: [...why.facts],
      basis: why.basis,
    })),
    notDue: version.rules.duties
      .filter((rule) => !found.has(rule.id) && !given.hidden.has(rule.classCode))
      .map((rule) => ({
        ruleId: rule.id,
        ruleName: rule.name,
        classCode: rule.classCode,
        why: whyNot(rule, facts, version, day),
        basis: rule.basis,
      })),
  };
}

const MOST_ROWS = 1000;
export function listHolders(
  db: ReadDb,
  input: Parsed<'duty.holders'>,
  caller: Caller,
  scope: Scope,
): Output<'duty.holders'> {
  const day = today(scope);
  const version = versionOn(dutyTimeline(db, scope), day);
  const rows = dutyFacts(db, { unit: input.unit }, caller.clearanceRank).flatMap((facts) => {
    const holders = holdersOf(facts, version, day);
    const [first] = holders;
    if (input.list === 'missing' ? !first || facts.items.length > 0 : first || facts.items.length === 0)
      return [];
    return [
      {
        personId: facts.personId,
        fileId: facts.fileId,
        name: facts.name,
        unit: facts.unit,
        rank: facts.rank,
        items: facts.items.length,
        why: first
          ? `${holders.map((one) => one.rule.name).join('、')}：${holders.flatMap((one) => one.fit.facts).join('；')}`
          : '级别、职务、部门都不合任何一条立档规则',
      },
    ];
  });
  return { total: rows.length, rows: rows.slice(0, MOST_ROWS) };
}
