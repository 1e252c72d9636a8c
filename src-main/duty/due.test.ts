import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DutyRules } from '#contract/schemas/duty-shapes.ts';
import { PROGRAM } from '#main/testing/archive.ts';
import { type DutyFacts, type DutyItem, dueItems, dueOf, type Given } from './due.ts';
import { type Duty, type Rules, timelineOf } from './timeline.ts';

const SHIPPED = DutyRules.parse(JSON.parse(readFileSync(join(PROGRAM.resources, 'duty-rules.json'), 'utf8')));
const NOBODY = { ranks: [], posts: [], units: [], departments: [], leadingGroup: false };
const duty = (more: Partial<Duty> & Pick<Duty, 'when'>): Duty => ({
  id: 'one',
  name: '一条',
  whom: NOBODY,
  basis: '依据',
  certain: true,
  from: '',
  until: '',
  enabled: true,
  classCode: '0601',
  department: '本人',
  holders: [],
  ...more,
});
const rules = (duties: readonly Duty[], more: Partial<Rules> = {}): Rules => ({
  ...SHIPPED,
  duties: [...duties],
  ...more,
});
let nextId = 0;
const item = (classCode: string, date: string, more: Partial<DutyItem> = {}): DutyItem => ({
  id: (nextId += 1),
  classCode,
  date,
  titleYear: '',
  arrivedOn: date.length === 8 ? date : '20261201',
  ...more,
});
const cadre = (items: readonly DutyItem[], more: Partial<DutyFacts> = {}): DutyFacts => ({
  personId: 1,
  fileId: 1,
  rank: '县处级副职',
  posts: ['副局长'],
  unit: '局机关',
  department: '',
  leadingGroup: '',
  recordedOn: '20230110',
  appointments: [],
  items,
  ...more,
});
const given = (set: readonly Rules[], more: Partial<Given> = {}): Given => ({
  timeline: timelineOf(set.map((one, at) => ({ version: at + 1, rules: one }))),
  hidden: new Set(),
  from: '20200101',
  to: '20301231',
  today: '20261125',
  ...more,
});
const yearly = (day: string, yearsAfter = 0) => duty({ when: { kind: 'yearly', day, yearsAfter } });
const short = (facts: DutyFacts, asked: Given) =>
  dueOf(facts, asked).map((one) => `${one.period} ${one.dueOn} ${one.state}`);

describe('yearly duties', () => {
  test('the report of a year is due on 31 January of the next, and is told by title, else by the nearest day', () => {
    const asked = given([rules([yearly('0131', 1)])], { from: '20240101', to: '20271231' });
    const facts = cadre([
      item('0601', '20240125'),
      item('0601', '20250210'),
      item('0601', '20260120', { titleYear: '2025', arrivedOn: '20260120' }),
    ]);
    expect(short(facts, asked)).toEqual([
      '2023 20240131 met',
      '2024 20250131 met-late',
      '2025 20260131 met',
      '2026 20270131 open',
    ]);
  });
  test('a day that is over without material is overdue, one that is today is not', () => {
    expect(short(cadre([]), given([rules([yearly('1125')])], { from: '20250101', to: '20261231' }))).toEqual([
      '2025 20251125 overdue',
      '2026 20261125 open',
    ]);
  });
  test('29 February ends with the month in other years', () => {
    const asked = given([rules([yearly('0229')])], { from: '20240101', to: '20251231' });
    expect(dueOf(cadre([]), asked).map((one) => one.dueOn)).toEqual(['20240229', '20250228']);
  });
  test('nothing is due of years before the file; the first registration form opens it earlier than the roster here', () => {
    const asked = given([rules([yearly('1231')])], { from: '20200101', to: '20241231' });
    expect(dueOf(cadre([]), asked).map((one) => one.period)).toEqual(['2023', '2024']);
    const older = cadre([item('0101', '202105')]);
    expect(dueOf(older, asked).map((one) => one.period)).toEqual(['2021', '2022', '2023', '2024']);
  });
  test('what was due before the roster was kept here is not called late', () => {
    const facts = cadre([item('0101', '20210501'), item('0601', '2021', { arrivedOn: '20261120' })]);
    const asked = given([rules([yearly('1231')])], { from: '20210101', to: '20211231' });
    expect(short(facts, asked)).toEqual(['2021 20211231 met-untimed']);
  });
  test('one item meets one year only', () => {
    const facts = cadre([item('0601', '20240601'), item('0601', '20240701')]);
    const asked = given([rules([yearly('1231')])], { from: '20230101', to: '20251231' });
    expect(dueOf(facts, asked).map((one) => one.itemId !== null)).toEqual([false, true, false]);
  });
});

describe('duties that arise from something', () => {
  test('creation: once, a month after, at the end of a shorter month', () => {
    const asked = given([
      rules([duty({ when: { kind: 'creation', within: { amount: 1, unit: 'month' } } })]),
    ]);
    expect(short(cadre([], { recordedOn: '20240131' }), asked)).toEqual([' 20240229 overdue']);
  });
  test('appointment: each paper with a whole date; what belongs to the next one does not meet the first', () => {
    const rule = duty({ when: { kind: 'appointment', after: '0102', within: { amount: 1, unit: 'month' } } });
    const facts = cadre([
      item('0102', '2022'),
      item('0102', '20230831'),
      item('0102', '20260105'),
      item('0601', '20251220'),
    ]);
    expect(short(facts, given([rules([rule])]))).toEqual([
      '20230831 20230930 overdue',
      '20260105 20260205 met',
    ]);
  });
  test('appointment: where posts are dated, their days decide and not those of the papers', () => {
    const rule = duty({ when: { kind: 'appointment', after: '0102', within: { amount: 1, unit: 'month' } } });
    const facts = cadre([item('0102', '20260105')], { appointments: ['20260131', '20260131'] });
    expect(short(facts, given([rules([rule])]))).toEqual(['20260131 20260228 overdue']);
  });
  test('term: counted from the last appointment, five years of a leap day end with February', () => {
    const rule = duty({
      when: { kind: 'term', after: '0102', years: 5, within: { amount: 3, unit: 'month' } },
    });
    const facts = cadre([item('0102', '20200229'), item('0601', '20250301')]);
    expect(short(facts, given([rules([rule])]))).toEqual(['20250228 20250528 met', '20300228 20300528 open']);
  });
  test('occurrence: working days after material of a class; without a class nothing is awaited', () => {
    const after = duty({
      when: { kind: 'occurrence', after: '0703', within: { amount: 15, unit: 'working-day' } },
    });
    const told = duty({
      id: 'told',
      when: { kind: 'occurrence', after: '', within: { amount: 30, unit: 'day' } },
    });
    const facts = cadre([item('0703', '20261120')]);
    expect(short(facts, given([rules([after, told])]))).toEqual(['20261120 20261211 open']);
  });
});

describe('whom', () => {
  test('without a rule by which the cadre has a file nothing is due', () => {
    expect(dueOf(cadre([], { rank: '一级科员' }), given([SHIPPED]))).toEqual([]);
    const power = cadre([], { rank: '一级科员', department: '行政审批处' });
    expect(dueOf(power, given([SHIPPED])).length).toBeGreaterThan(0);
  });
  test('the yearly report is due of 处级 and above only', () => {
    const asked = given([SHIPPED]);
    const classes = (rank: string) => new Set(dueOf(cadre([], { rank }), asked).map((one) => one.classCode));
    expect(classes('县处级副职').has('0201')).toBe(true);
    expect(classes('乡科级正职').has('0201')).toBe(false);
  });
  test('of a hidden class nothing is said', () => {
    const asked = given([SHIPPED], { hidden: new Set(['0201']) });
    expect(dueOf(cadre([]), asked).some((one) => one.classCode === '0201')).toBe(false);
  });
  test('why: the rule, its basis, the words of the roster and the date', () => {
    const [first] = dueItems(
      cadre([]),
      given([rules([yearly('1231')])], { from: '20260101', to: '20261231' }),
    );
    expect(first?.why).toEqual({
      basis: '依据',
      file: '按立档规则“副科级以上干部（含非领导职务）”应建档：级别“县处级副职”含“处级”',
      facts: ['2026年度应有一件'],
    });
  });
});

describe('versions', () => {
  const old = rules([yearly('0331', 1)]);
  test('each year is due by one version: none is lost or doubled where the day changes', () => {
    const later = rules([yearly('0131', 1)], { inForceFrom: '20260301' });
    const found = dueOf(cadre([]), given([old, later], { to: '20281231' }));
    expect(found.map((one) => `${one.period} ${one.dueOn} ${one.version}`)).toEqual([
      '2023 20240331 1',
      '2024 20250331 1',
      '2025 20260331 1',
      '2026 20270131 2',
      '2027 20280131 2',
    ]);
  });
  test('a version asks for nothing before its first day', () => {
    const later = rules([yearly('0331')], { inForceFrom: '20260501' });
    const found = dueOf(cadre([]), given([rules([]), later], { to: '20271231' }));
    expect(found.map((one) => one.dueOn)).toEqual(['20260501', '20270331']);
  });
  test('what was due already stays due on its day', () => {
    const [before, later] = [rules([yearly('0331')]), rules([yearly('0630')], { inForceFrom: '20260501' })];
    const moved = rules([yearly('0228')], { inForceFrom: '20260601' });
    const days = (set: Rules[]) =>
      dueOf(cadre([]), given(set, { from: '20260101', to: '20261231' })).map((one) => one.dueOn);
    expect(days([before, later])).toEqual(['20260630']);
    expect(days([before, moved])).toEqual(['20260331']);
  });
  test('a later version that begins earlier takes the place of what was to begin', () => {
    const line = timelineOf([
      { version: 1, rules: old },
      { version: 2, rules: rules([], { inForceFrom: '20270101' }) },
      { version: 3, rules: rules([], { inForceFrom: '20260601' }) },
    ]);
    expect(line.map((one) => one.version)).toEqual([1, 3]);
  });
  test('a rule holds within its own dates', () => {
    const asked = given([rules([{ ...yearly('1231'), from: '20240101', until: '20251231' }])]);
    expect(dueOf(cadre([]), asked).map((one) => one.period)).toEqual(['2024', '2025']);
  });
});
