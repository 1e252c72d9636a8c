import { z } from 'zod';
import { route } from '../route.ts';
import { DISCIPLINES } from '../vocabulary.ts';
import {
  Done,
  FilledLine,
  Id,
  IdList,
  Instant,
  JobStarted,
  Line,
  Nothing,
  PartialDate,
  Window,
} from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const WarningLevel = z.enum(['low', 'middle', 'high']);
export const WarningGroup = z.enum(['contradiction', 'measure', 'declaration', 'pattern', 'term']);
export const WarningRule = z.strictObject({
  id: z.string().max(40),
  name: FilledLine(40),
  group: WarningGroup,
  level: WarningLevel,
  enabled: z.boolean(),
  explanation: FilledLine(200),
  basis: FilledLine(200),
  parameters: z.array(
    z.strictObject({ key: z.string(), label: z.string(), unit: z.string(), value: Line(200) }),
  ),
});
/** A kind of disposal and how long it weighs (domain 6.4). */
export const MeasureKind = z.strictObject({
  id: z.string().max(40),
  name: FilledLine(60),
  group: z.enum(['party', 'government', 'organisation']),
  months: z.number().int().min(0).max(600),
  /** Months that run on after the first ones (after a restoration). */
  adds: z.number().int().min(0).max(600),
  basis: FilledLine(200),
  /** false: the number is common knowledge or the office's to settle, and said so on screen. */
  certain: z.boolean(),
  note: Line(200),
});
export const WarningRules = z.strictObject({
  name: FilledLine(60),
  kinds: z.array(MeasureKind).max(100),
  rules: z.array(WarningRule).max(100),
});

export const Measure = z.strictObject({
  id: Id,
  fileId: Id,
  personName: z.string(),
  kind: z.string(),
  kindName: z.string(),
  itemId: Id,
  itemTitle: z.string(),
  decidedOn: z.string(),
  organ: z.string(),
  documentNumber: z.string(),
  disciplines: z.array(z.enum(DISCIPLINES)),
  note: z.string(),
  /** yyyymmdd, first and last day of the influence period; empty: no period. */
  from: z.string(),
  until: z.string(),
  /** Set by hand, and why. */
  overridden: z.boolean(),
  overrideReason: z.string(),
  state: z.enum(['running', 'over', 'none', 'unknown']),
  recordedBy: z.string(),
  recordedAt: Instant,
  withdrawn: z.string().nullable(),
});

export const measure = {
  kinds: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ kinds: z.array(MeasureKind) }),
    access: VIEWERS,
    audit: 'none',
  }),
  list: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id.optional(), running: z.boolean() }),
    output: z.strictObject({ measures: z.array(Measure) }),
    access: VIEWERS,
    audit: 'measure.list',
  }),
  /** Period of a kind from a day on, before anything is saved. */
  period: route({
    kind: 'read',
    input: z.strictObject({ kind: z.string().max(40), decidedOn: PartialDate }),
    output: z.strictObject({ from: z.string(), until: z.string() }),
    access: VIEWERS,
    audit: 'none',
  }),
  save: route({
    kind: 'write',
    input: z.strictObject({
      /** The decision or record it stands on. */
      itemId: Id,
      kind: z.string().max(40),
      decidedOn: PartialDate,
      organ: Line(100),
      documentNumber: Line(100),
      /** What the decision names; absent: not noted. */
      disciplines: z.array(z.enum(DISCIPLINES)).max(DISCIPLINES.length).optional(),
      note: Line(300),
      /** Last day by hand, where the rule does not fit; empty: by the rule. */
      until: PartialDate,
      overrideReason: Line(200),
    }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'measure.save',
  }),
  withdraw: route({
    kind: 'write',
    input: z.strictObject({ id: Id, reason: FilledLine(200) }),
    output: Done,
    access: ['clerk'],
    audit: 'measure.withdraw',
  }),
};

export const WarningState = z.enum(['open', 'proposed', 'closed', 'lapsed']);
export const WarningOutcome = z.enum(['verified', 'excluded', 'mended']);
export const WarningRow = z.strictObject({
  id: Id,
  rule: z.string(),
  ruleName: z.string(),
  group: WarningGroup,
  level: WarningLevel,
  fileId: Id,
  personId: Id,
  personName: z.string(),
  text: z.string(),
  state: WarningState,
  since: Instant,
  assignee: z.string(),
});

export const warning = {
  rules: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ version: z.number().int(), rules: WarningRules }),
    access: VIEWERS,
    audit: 'none',
  }),
  saveRules: route({
    kind: 'write',
    input: z.strictObject({ fromVersion: z.number().int(), reason: FilledLine(300), rules: WarningRules }),
    output: z.strictObject({ version: z.number().int() }),
    access: ['reviewer'],
    audit: 'warning.save-rules',
  }),
  /** Looks through every file by the rules in force. */
  scan: route({
    kind: 'act',
    input: Nothing,
    output: JobStarted,
    access: VIEWERS,
    audit: 'warning.start-scan',
  }),
  /** Counts within the caller's clearance, and when the archive was last looked through. */
  summary: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      scannedAt: Instant.nullable(),
      rules: z.array(
        z.strictObject({
          rule: z.string(),
          name: z.string(),
          group: WarningGroup,
          level: WarningLevel,
          open: z.number().int(),
          proposed: z.number().int(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  ids: route({
    kind: 'read',
    input: z.strictObject({
      rule: z.string().max(40).optional(),
      fileId: Id.optional(),
      list: z.enum(['open', 'mine', 'proposed', 'closed', 'all']),
      sort: z.enum(['since', 'level', 'person']),
      descending: z.boolean(),
    }),
    output: IdList,
    access: VIEWERS,
    audit: 'warning.list',
  }),
  rows: route({
    kind: 'read',
    input: Window,
    output: z.strictObject({ rows: z.array(WarningRow) }),
    access: VIEWERS,
    audit: 'none',
  }),
  get: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: WarningRow.extend({
      explanation: z.string(),
      basis: z.string(),
      ruleVersion: z.number().int(),
      facts: z.array(z.strictObject({ label: z.string(), value: z.string() })),
      /** Material it rests on. */
      evidence: z.array(
        z.strictObject({ itemId: Id, title: z.string(), archivalCode: z.string().nullable() }),
      ),
      outcome: WarningOutcome.nullable(),
      reason: z.string(),
      proposedBy: z.string().nullable(),
      proposedById: Id.nullable(),
      history: z.array(z.strictObject({ at: Instant, by: z.string(), act: z.string(), note: z.string() })),
    }),
    access: VIEWERS,
    audit: 'warning.view',
  }),
  /** Who may take a warning over. */
  handlers: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ accounts: z.array(z.strictObject({ id: Id, name: z.string() })) }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** 转办. */
  assign: route({
    kind: 'write',
    input: z.strictObject({ id: Id, accountId: Id, note: Line(200) }),
    output: Done,
    access: VIEWERS,
    audit: 'warning.assign',
  }),
  /** 核实, 排除 or 整改, with the reason; a second person confirms. */
  propose: route({
    kind: 'write',
    input: z.strictObject({ id: Id, outcome: WarningOutcome, reason: FilledLine(500) }),
    output: Done,
    access: ['clerk', 'appraiser', 'reviewer'],
    audit: 'warning.propose',
  }),
  decide: route({
    kind: 'write',
    input: z.strictObject({ id: Id, approve: z.boolean(), note: Line(300) }),
    output: Done,
    access: ['reviewer', 'approver'],
    audit: 'warning.decide',
  }),
};
