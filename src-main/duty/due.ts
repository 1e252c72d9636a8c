/** What is due of a cadre, by the rules in force when the duty arose, and what meets it. Pure: no database. */

import type { DutyTerm } from '#contract/schemas/duty-shapes.ts';
import { addDays, addMonths, addWorkingDays, dayOfYear, daysBetween, inWords } from '#main/calendar/index.ts';
import { type Duty, type Holder, holdsOn, type Timeline, type Version, versionOn } from './timeline.ts';
import { type CadreWords, type Fit, fitOf } from './whom.ts';

export interface DutyItem {
  readonly id: number;
  readonly classCode: string;
  /** Digits only: yyyy, yyyymm, yyyymmdd or empty. */
  readonly date: string;
  /** Year that the title names (2024年度…), or empty. */
  readonly titleYear: string;
  /** yyyymmdd when it came into the archive. */
  readonly arrivedOn: string;
}
export interface DutyFacts extends CadreWords {
  readonly personId: number;
  readonly fileId: number;
  /** yyyymmdd when the cadre came on the roster of this archive. */
  readonly recordedOn: string;
  /** yyyymmdd on which dated posts began, as far as the day is known. */
  readonly appointments: readonly string[];
  /** Not void; those of one class in any order. */
  readonly items: readonly DutyItem[];
}

/**
 * met: in time; met-late: after the day; met-untimed: the duty is older than the roster here, so when it arrived is not known;
 * open: the day is still to come; overdue: it is over and nothing is there.
 */
export type DueState = 'met' | 'met-late' | 'met-untimed' | 'open' | 'overdue';
export interface Due {
  readonly ruleId: string;
  readonly version: number;
  readonly classCode: string;
  readonly department: string;
  /** The year (yyyy), the day it arose from (yyyymmdd), or empty where a duty is once for ever. Names the duty with `ruleId`. */
  readonly period: string;
  /** yyyymmdd */
  readonly dueOn: string;
  readonly itemId: number | null;
  readonly state: DueState;
}
export interface DueItem extends Due {
  readonly ruleName: string;
  readonly why: {
    /** By which rules the cadre has a file at all. */
    readonly file: string;
    readonly facts: readonly string[];
    readonly basis: string;
  };
}

export function endOf(day: string, { amount, unit }: DutyTerm): string {
  if (unit === 'month') return addMonths(day, amount);
  return unit === 'day' ? addDays(day, amount) : addWorkingDays(day, amount);
}

const whole = (date: string) => date.length === 8;
/** A partial date counts as the last day it may mean: nothing is due earlier than is known. */
function latest(date: string): string {
  if (whole(date)) return date;
  return date.length === 6 ? dayOfYear(Number(date.slice(0, 4)), `${date.slice(4)}31`) : `${date}1231`;
}

/** When the file was opened: the day of the first registration form, or of the roster here where that is earlier. */
export function openedOn(facts: DutyFacts, openingClass: string): string {
  let opened = facts.recordedOn;
  for (const item of facts.items)
    if (item.classCode === openingClass && item.date !== '' && latest(item.date) < opened)
      opened = latest(item.date);
  return opened;
}

/** The holder rules by which a cadre has a file on a day. */
export function holdersOf(
  facts: CadreWords,
  { rules }: Version,
  day: string,
): { readonly rule: Holder; readonly fit: Fit }[] {
  return rules.holders
    .filter((rule) => holdsOn(rule, day))
    .map((rule) => ({ rule, fit: fitOf(rule.whom, facts) }))
    .filter(({ fit }) => fit.fits);
}

/** The year that an item is about, for a yearly duty: what its title says, else the due day it lies nearest to. */
function yearOf(item: DutyItem, day: string, yearsAfter: number): string {
  if (item.titleYear !== '') return item.titleYear;
  if (item.date.length < 6) return item.date;
  const date = latest(item.date);
  const base = Number(date.slice(0, 4)) - yearsAfter;
  if (yearsAfter === 0) return String(base);
  const distance = (year: number) => Math.abs(daysBetween(dayOfYear(year + yearsAfter, day), date));
  // Written in the year itself, or after it: the day that lies nearer decides.
  return String(distance(base) <= distance(base + 1) ? base : base + 1);
}

interface Arising {
  readonly period: string;
  /** yyyymmdd whose rules decide. */
  readonly arose: string;
  readonly dueOn: string;
  readonly meets: (item: DutyItem) => boolean;
}
/** Each time that a rule asks for something. @param from first day on which anything may be due, `to` the last */
function arisings(
  rule: Duty,
  facts: DutyFacts,
  byClass: Items,
  opened: string,
  from: string,
  to: string,
): Arising[] {
  const { when } = rule;
  if (when.kind === 'creation')
    return [{ period: '', arose: opened, dueOn: endOf(opened, when.within), meets: () => true }];
  if (when.kind === 'yearly') {
    const found: Arising[] = [];
    const first = Math.max(Number(from.slice(0, 4)) - when.yearsAfter, Number(opened.slice(0, 4)));
    for (let year = first; year <= Number(to.slice(0, 4)) - when.yearsAfter; year += 1) {
      const period = String(year);
      const dueOn = dayOfYear(year + when.yearsAfter, when.day);
      if (dueOn < opened) continue;
      found.push({
        period,
        arose: `${year}1231`,
        dueOn,
        meets: (item) => yearOf(item, when.day, when.yearsAfter) === period,
      });
    }
    return found;
  }
  if (when.after === '') return [];
  // Posts say it better than the papers, of which there may be several for one appointment.
  const known = when.kind === 'occurrence' ? [] : facts.appointments;
  const papers = (byClass.get(when.after) ?? []).map((item) => item.date).filter(whole);
  const events = [...new Set(known.length > 0 ? known : papers)].toSorted();
  if (when.kind === 'term') {
    const last = events.at(-1);
    if (last === undefined) return [];
    const found: Arising[] = [];
    const most = (Number(to.slice(0, 4)) - Number(last.slice(0, 4))) / when.years;
    for (let term = 1; term <= most; term += 1) {
      const end = addMonths(last, term * when.years * 12);
      const dueOn = endOf(end, when.within);
      if (dueOn > to) break;
      const began = addMonths(end, -when.years * 12);
      found.push({
        period: end,
        arose: end,
        dueOn,
        // An audit is made towards the end of the term: one of the year before its end counts for it.
        meets: (item) => whole(item.date) && item.date > began && item.date >= addMonths(end, -12),
      });
    }
    return found;
  }
  return events.map((day, at) => {
    const next = events[at + 1];
    return {
      period: day,
      arose: day,
      dueOn: endOf(day, when.within),
      // Prepared up to three months before an appointment; material before the next event belongs to this one.
      meets: (item: DutyItem) =>
        item.date !== '' &&
        latest(item.date) >= (when.kind === 'appointment' ? addMonths(day, -3) : day) &&
        (next === undefined ||
          latest(item.date) < (when.kind === 'appointment' ? addMonths(next, -3) : next)),
    };
  });
}

type Items = ReadonlyMap<string, readonly DutyItem[]>;
export interface Given {
  readonly timeline: Timeline;
  /** Sub-classes that the asker may not know of; nothing is said of them. */
  readonly hidden: ReadonlySet<string>;
  /** yyyymmdd, both days included: when something is due. */
  readonly from: string;
  readonly to: string;
  /** yyyymmdd */
  readonly today: string;
}

function stateOf(item: DutyItem | undefined, dueOn: string, facts: DutyFacts, today: string): DueState {
  if (!item) return dueOn < today ? 'overdue' : 'open';
  if (item.arrivedOn <= dueOn) return 'met';
  return dueOn < facts.recordedOn ? 'met-untimed' : 'met-late';
}

/** The due day, were the rules not changed since: a new version asks for nothing before its own first day. */
function dayFor(one: Arising, rule: Duty, version: Version, timeline: Timeline): string {
  const begins = version.rules.inForceFrom;
  if (one.dueOn >= begins) return one.dueOn;
  const before = timeline[timeline.indexOf(version) - 1]?.rules.duties.find(
    (old) => old.id === rule.id && old.enabled,
  );
  if (before?.when.kind === 'yearly' && rule.when.kind === 'yearly') {
    const day = dayOfYear(Number(one.period) + before.when.yearsAfter, before.when.day);
    if (day < begins) return day;
  }
  return begins;
}

/** What is due of one cadre between two days, in the order of the rules. */
export function dueOf(facts: DutyFacts, given: Given): Due[] {
  const { timeline, from, to, today } = given;
  const byClass: Items = Map.groupBy(facts.items, (item) => item.classCode);
  const found: Due[] = [];
  for (const version of timeline) {
    const opened = openedOn(facts, version.rules.openingClass);
    const fits = new Map<string, boolean>();
    const holds = (rule: Holder, day: string) => {
      if (!holdsOn(rule, day)) return false;
      let fit = fits.get(rule.id);
      if (fit === undefined) fits.set(rule.id, (fit = fitOf(rule.whom, facts).fits));
      return fit;
    };
    for (const rule of version.rules.duties) {
      if (!rule.enabled || given.hidden.has(rule.classCode) || !fitOf(rule.whom, facts).fits) continue;
      const holders = version.rules.holders.filter(
        (one) => rule.holders.length === 0 || rule.holders.includes(one.id),
      );
      const taken = new Set<number>();
      const candidates = byClass.get(rule.classCode) ?? [];
      for (const one of arisings(rule, facts, byClass, opened, from, to)) {
        if (versionOn(timeline, one.arose) !== version || !holdsOn(rule, one.arose)) continue;
        if (!holders.some((holder) => holds(holder, one.arose))) continue;
        const dueOn = dayFor(one, rule, version, timeline);
        let item: DutyItem | undefined;
        for (const candidate of candidates)
          if (
            (item === undefined || candidate.arrivedOn < item.arrivedOn) &&
            !taken.has(candidate.id) &&
            one.meets(candidate)
          )
            item = candidate;
        if (item) taken.add(item.id);
        if (dueOn < from || dueOn > to) continue;
        found.push({
          ruleId: rule.id,
          version: version.version,
          classCode: rule.classCode,
          department: rule.department,
          period: one.period,
          dueOn,
          itemId: item?.id ?? null,
          state: stateOf(item, dueOn, facts, today),
        });
      }
    }
  }
  return found;
}

/** The same, each with the facts and the basis that make it due. */
export function dueItems(facts: DutyFacts, given: Given): DueItem[] {
  return dueOf(facts, given).map((due) => {
    const version = given.timeline.find((one) => one.version === due.version);
    const rule = version?.rules.duties.find((one) => one.id === due.ruleId);
    if (!version || !rule) throw new Error(`rule ${due.ruleId} of version ${due.version} is gone`);
    const opened = openedOn(facts, version.rules.openingClass);
    const arose = due.period === '' ? opened : due.period.length === 4 ? `${due.period}1231` : due.period;
    const holders = holdersOf(facts, version, arose).filter(
      (one) => rule.holders.length === 0 || rule.holders.includes(one.rule.id),
    );
    return {
      ...due,
      ruleName: rule.name,
      why: {
        basis: rule.basis,
        file: `按立档规则“${holders.map((one) => one.rule.name).join('”“')}”应建档：${holders.flatMap((one) => one.fit.facts).join('；') || '适用于全体'}`,
        facts: [...fitOf(rule.whom, facts).facts, whenWords(rule, due.period, opened)],
      },
    };
  });
}

function whenWords(rule: Duty, period: string, opened: string): string {
  const { when } = rule;
  if (when.kind === 'creation') return `${inWords(opened)}建档`;
  if (when.kind === 'yearly') return `${period}年度应有一件`;
  if (when.kind === 'term') return `任期${when.years}年于${inWords(period)}届满`;
  return when.kind === 'appointment' ? `${inWords(period)}任职` : `${inWords(period)}的${when.after}类材料`;
}
