import { z } from 'zod';
import { route } from '../route.ts';
import { Done, Id, Leaving, Line, Nothing, PathToken, Written } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
/** By what the figures are divided; `year`: the five years up to the one asked for. */
export const BalanceAxis = z.enum(['unit', 'rank', 'class', 'year', 'cadre']);
/** Everything that is counted. `missing`: overdue and still to come together. */
export const BalanceCount = z.enum([
  'due',
  'met',
  'timed',
  'onTime',
  'missing',
  'overdue',
  'items',
  'personal',
  'organisation',
  'masses',
  'statements',
  'conclusions',
  'imaged',
  'verified',
  'counted',
  'differing',
]);
/** Shares that a target may be set for. */
export const BalanceShare = z.enum([
  'complete',
  'punctual',
  'organisation',
  'conclusions',
  'masses',
  'imaged',
]);
const Year = z.string().regex(/^\d{4}$/);
const Which = { year: Year, by: BalanceAxis, unit: Line(200) };
const Counts = z.record(BalanceCount, z.number().int());

export const BalanceRow = z.strictObject({
  key: z.string(),
  words: z.string(),
  files: z.number().int(),
  counts: Counts,
  /** Cadres of whom the masses' view is there. */
  massesFiles: z.number().int(),
  /** Date of the newest item, as it is catalogued; empty: there is none with a date. */
  newest: z.string(),
});

export const balance = {
  /** 完整与均衡, within the caller's clearance. */
  figures: route({
    kind: 'read',
    input: z.strictObject(Which),
    output: z.strictObject({ rows: z.array(BalanceRow), total: BalanceRow, units: z.array(z.string()) }),
    access: VIEWERS,
    audit: 'balance.figures',
  }),
  /** 热力图: what is there of what is due, cadre or unit against class. */
  map: route({
    kind: 'read',
    input: z.strictObject({ year: Year, unit: Line(200), by: z.enum(['unit', 'cadre']) }),
    output: z.strictObject({
      classes: z.array(z.strictObject({ code: z.string(), name: z.string() })),
      /** At most 500. */
      rows: z.array(
        z.strictObject({
          key: z.string(),
          words: z.string(),
          /** As the classes are; null: nothing is due. */
          cells: z.array(z.strictObject({ due: z.number().int(), met: z.number().int() }).nullable()),
        }),
      ),
      total: z.number().int(),
    }),
    access: VIEWERS,
    audit: 'balance.map',
  }),
  /** What a number counts: duties with what meets them, or items. At most 1,000 lines; `count` says how many there are. */
  lines: route({
    kind: 'read',
    input: z.strictObject({
      ...Which,
      /** null: the row of the total. */
      key: z.string().max(200).nullable(),
      classCode: z.string().max(4).optional(),
      count: BalanceCount,
    }),
    output: z.strictObject({
      count: z.number().int(),
      lines: z.array(
        z.strictObject({
          fileId: Id,
          personId: Id,
          personName: z.string(),
          unit: z.string(),
          classCode: z.string(),
          className: z.string(),
          /** Title of the item; for a duty that nothing meets what is wanted. */
          words: z.string(),
          /** Date of the item, or the day by which it is due. */
          day: z.string(),
          state: z.enum(['met', 'met-late', 'met-untimed', 'open', 'overdue', 'item']),
          itemId: Id.nullable(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'balance.lines',
  }),
  targets: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      targets: z.array(
        z.strictObject({
          figure: BalanceShare,
          percent: z.number().int(),
          setBy: z.string(),
          setAt: z.string(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** null: no target. */
  setTarget: route({
    kind: 'write',
    input: z.strictObject({ figure: BalanceShare, percent: z.number().int().min(1).max(100).nullable() }),
    output: Done,
    access: ['reviewer', 'approver'],
    audit: 'balance.set-target',
  }),
  export: route({
    kind: 'act',
    input: z.strictObject({
      ...Which,
      format: z.enum(['docx', 'xlsx']),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'balance.export',
  }),
  print: route({
    kind: 'write',
    input: z.strictObject(Which),
    output: z.strictObject({ number: z.number().int(), watermark: z.string() }),
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'balance.print',
  }),
};
