/** Rules of 立档与应收 as data (domain 1.4, 1.5). */
import { z } from 'zod';
import { ClassCode, FilledLine, Line } from './common.ts';

/** yyyymmdd, or empty: open on that side. */
export const DayOrOpen = z
  .string()
  .regex(/^(|\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))$/, '日期应写作 yyyymmdd');

export const DUTY_UNITS = ['day', 'working-day', 'month'] as const;
export const DutyTerm = z.strictObject({
  amount: z.number().int().min(1).max(999),
  unit: z.enum(DUTY_UNITS),
});
const Words = z.array(FilledLine(60)).max(60);
/** Each list that is not empty must fit: it names a part of the cadre's own words, e.g. 处级 in 县处级副职. */
export const Whom = z.strictObject({
  ranks: Words,
  posts: Words,
  units: Words,
  departments: Words,
  /** Only members of a leading group (领导班子). */
  leadingGroup: z.boolean(),
});
const Kept = {
  id: z.string().regex(/^[a-z0-9-]{1,40}$/, '编号由小写字母、数字和连字符组成'),
  name: FilledLine(60),
  whom: Whom,
  basis: FilledLine(200),
  /** false: the number is local or the office's to settle, and said so on screen. */
  certain: z.boolean(),
  from: DayOrOpen,
  until: DayOrOpen,
  enabled: z.boolean(),
};
/** 立档: who has a file, by 干部管理权限 or by 行业权力. */
export const HolderRule = z.strictObject({ ...Kept, authority: z.enum(['personnel', 'industry']) });
export const DutyWhen = z.discriminatedUnion('kind', [
  /** Once, so long after the file was opened. */
  z.strictObject({ kind: z.literal('creation'), within: DutyTerm }),
  /** For each year by a day (mmdd), so many years after the year it is about. */
  z.strictObject({
    kind: z.literal('yearly'),
    day: z
      .string()
      .regex(
        /^((0[13578]|1[02])(0[1-9]|[12]\d|3[01])|(0[469]|11)(0[1-9]|[12]\d|30)|02(0[1-9]|1\d|2\d))$/,
        '应写作月日四位，如 0131',
      ),
    yearsAfter: z.number().int().min(0).max(2),
  }),
  /** So long after an appointment, known by the dated posts, else by its paper. */
  z.strictObject({ kind: z.literal('appointment'), after: ClassCode, within: DutyTerm }),
  /** As often as a term of so many years is over, counted from the last appointment. */
  z.strictObject({
    kind: z.literal('term'),
    after: ClassCode,
    years: z.number().int().min(1).max(20),
    within: DutyTerm,
  }),
  /** So long after material of a class; without one it is a term that is told, nothing is awaited. */
  z.strictObject({
    kind: z.literal('occurrence'),
    after: z.union([ClassCode, z.literal('')]),
    within: DutyTerm,
  }),
]);
/** 应收: what is due of whom, when, from which department. */
export const DutyRule = z.strictObject({
  ...Kept,
  classCode: ClassCode,
  department: FilledLine(40),
  /** Ids of holder rules; empty: of everybody who has a file by any of them. */
  holders: z.array(z.string()).max(20),
  when: DutyWhen,
});
export const DutyRules = z.strictObject({
  name: FilledLine(60),
  /** First day of these rules; before it those of the version before hold. */
  inForceFrom: DayOrOpen,
  /** Class whose first item shows when a file was opened. */
  openingClass: ClassCode,
  departments: z.array(FilledLine(40)).min(1).max(60),
  holders: z.array(HolderRule).max(60),
  duties: z.array(DutyRule).max(300),
  remarks: Line(500),
});
export type DutyTerm = z.infer<typeof DutyTerm>;
