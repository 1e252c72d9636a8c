import { z } from 'zod';
import { route } from '../route.ts';
import { Id, Leaving, PathToken, Written } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
const Year = z.string().regex(/^(\d{4})?$/, '年度应为四位数字');

/** What a report can be divided by. */
export const ReportAxis = z.enum(['unit', 'rank', 'class', 'kind', 'year']);
/** `number`: how many; `share`: part of a whole, 0 to 1; `mean`: on average; `words`: as it stands. */
const Show = z.enum(['words', 'number', 'share', 'mean']);

const Which = z.strictObject({
  id: z.string().max(40),
  /** Empty: all years. Ignored by a report of the state today. */
  year: Year,
  /** Ignored by a register. */
  by: ReportAxis,
  /** A unit as it stands on the roster; empty: all. */
  unit: z.string().max(200),
});
/** Where a line leads. */
const Opens = z.strictObject({ fileId: Id, personId: Id, itemId: Id.nullable() });
const Row = z.strictObject({
  key: z.string(),
  cells: z.array(z.union([z.string(), z.number(), z.null()])),
  opens: Opens.nullable(),
});

export const report = {
  list: route({
    kind: 'read',
    input: z.strictObject({}),
    output: z.strictObject({
      /** Those that the caller's roles may see. */
      reports: z.array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          kind: z.enum(['figures', 'register']),
          /** What it is divided by; empty: a register. */
          by: z.array(z.strictObject({ axis: ReportAxis, title: z.string() })),
          yearly: z.boolean(),
        }),
      ),
      units: z.array(z.string()),
      /** The year of today at the office. */
      year: z.string(),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  view: route({
    kind: 'read',
    input: Which,
    output: z.strictObject({
      title: z.string(),
      /** How it counts, and that it counts within the caller's clearance. */
      basis: z.string(),
      columns: z.array(
        z.strictObject({
          key: z.string(),
          title: z.string(),
          show: Show,
          width: z.number(),
          /** Each number leads to its rows by `report.lines`. */
          leads: z.boolean(),
        }),
      ),
      /** Of a long register the newest ones only. */
      rows: z.array(Row),
      total: Row.nullable(),
      /** Of all rows. */
      count: z.number().int(),
      /** Subject of a request for its output; null: it is not asked for by request. */
      requestId: Id.nullable(),
    }),
    access: VIEWERS,
    audit: 'report.view',
  }),
  /** The rows behind one number. */
  lines: route({
    kind: 'read',
    input: Which.extend({
      /** Key of the row; null: the total. */
      row: z.string().max(400).nullable(),
      column: z.string().max(40),
    }),
    output: z.strictObject({
      title: z.string(),
      /** `amount` is what each line adds to the number. */
      lines: z.array(
        z.strictObject({
          key: z.string(),
          name: z.string(),
          unit: z.string(),
          words: z.string(),
          day: z.string(),
          amount: z.number(),
          opens: Opens.nullable(),
        }),
      ),
      count: z.number().int(),
      /** Sum of all amounts: the number itself. */
      amount: z.number(),
    }),
    access: VIEWERS,
    audit: 'report.lines',
  }),
  /** Enters a print of the window's own in the register of outputs; the window prints what `view` gave. */
  print: route({
    kind: 'write',
    input: Which,
    output: z.strictObject({
      number: z.number().int(),
      mark: z.string(),
      subtitle: z.string(),
      /** For the foot of the sheet. */
      watermark: z.string(),
    }),
    access: VIEWERS,
    audit: 'report.print',
  }),
  export: route({
    kind: 'act',
    input: Which.extend({ format: z.enum(['docx', 'xlsx']), target: PathToken, leaving: Leaving.optional() }),
    output: Written.extend({ rows: z.number().int() }),
    access: VIEWERS,
    audit: 'report.export',
  }),
};
