import { z } from 'zod';
import { route } from '../route.ts';
import { Done, FilledLine, Id, Instant, Line, Nothing } from './common.ts';
import { DutyRules } from './duty-shapes.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
const Day = z.string().regex(/^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/, '日期应写作 yyyymmdd');

export const DutyState = z.enum(['met', 'met-late', 'met-untimed', 'open', 'overdue']);
/** What a set of rules makes due within a clearance, of all open files in the year before and the year after a day. */
const Outcome = z.strictObject({
  cadres: z.number().int(),
  duties: z.number().int(),
  overdue: z.number().int(),
});
export const DutyChange = z.strictObject({
  /** 立档, 应收, or the set itself. */
  part: z.string(),
  name: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
});

export const duty = {
  rules: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      version: z.number().int(),
      /** The version by which what arises today is decided; another than `version` when that one begins later. */
      inForce: z.number().int(),
      rules: DutyRules,
      draft: z
        .strictObject({ fromVersion: z.number().int(), rules: DutyRules, at: Instant, by: z.string() })
        .nullable(),
      /** Newest first. */
      versions: z.array(
        z.strictObject({
          version: z.number().int(),
          inForceFrom: z.string(),
          reason: z.string(),
          at: Instant.nullable(),
          by: z.string(),
          /** Against the version before. */
          changes: z.array(DutyChange),
          /** A later one that begins earlier has taken its place. */
          replaced: z.boolean(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  saveDraft: route({
    kind: 'write',
    input: z.strictObject({ fromVersion: z.number().int(), rules: DutyRules }),
    output: Done,
    access: ['clerk', 'reviewer'],
    audit: 'duty.save-draft',
  }),
  dropDraft: route({
    kind: 'write',
    input: Nothing,
    output: Done,
    access: ['clerk', 'reviewer'],
    audit: 'duty.drop-draft',
  }),
  /** What edited rules would change, before anything is saved. */
  tryRules: route({
    kind: 'read',
    input: z.strictObject({ rules: DutyRules }),
    output: z.strictObject({
      before: Outcome,
      after: Outcome,
      changes: z.array(DutyChange),
      classes: z.array(
        z.strictObject({
          classCode: z.string(),
          name: z.string(),
          before: z.number().int(),
          after: z.number().int(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'duty.try-rules',
  }),
  putInForce: route({
    kind: 'write',
    input: z.strictObject({ fromVersion: z.number().int(), reason: FilledLine(300), rules: DutyRules }),
    output: z.strictObject({ version: z.number().int() }),
    access: ['reviewer'],
    audit: 'duty.put-in-force',
  }),
  /** Why something is due of a cadre, or why not. */
  explain: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id, from: Day, to: Day }),
    output: z.strictObject({
      personName: z.string(),
      /** yyyymmdd from which yearly duties run. */
      openedOn: z.string(),
      holders: z.array(
        z.strictObject({
          name: z.string(),
          authority: z.enum(['personnel', 'industry']),
          fits: z.boolean(),
          facts: z.array(z.string()),
          basis: z.string(),
        }),
      ),
      due: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleName: z.string(),
          version: z.number().int(),
          classCode: z.string(),
          className: z.string(),
          department: z.string(),
          period: z.string(),
          dueOn: z.string(),
          state: DutyState,
          itemId: Id.nullable(),
          itemTitle: z.string(),
          /** By which rules the cadre has a file at all. */
          file: z.string(),
          facts: z.array(z.string()),
          basis: z.string(),
        }),
      ),
      /** Rules that make nothing due of this cadre between the two days. */
      notDue: z.array(
        z.strictObject({
          ruleId: z.string(),
          ruleName: z.string(),
          classCode: z.string(),
          why: z.array(z.string()),
          basis: z.string(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'duty.explain',
  }),
  /** 应立未立: by the rules a file is due, nothing is in it; 立而不应: material is there, no rule asks for a file. */
  holders: route({
    kind: 'read',
    input: z.strictObject({ list: z.enum(['missing', 'unasked']), unit: Line(200).optional() }),
    output: z.strictObject({
      /** All of them; at most 1,000 rows are given. */
      total: z.number().int(),
      rows: z.array(
        z.strictObject({
          personId: Id,
          fileId: Id,
          name: z.string(),
          unit: z.string(),
          rank: z.string(),
          items: z.number().int(),
          why: z.string(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'duty.holders',
  }),
};
