import { z } from 'zod';
import { route } from '../route.ts';
import {
  FilledLine,
  Id,
  IdList,
  Instant,
  Line,
  Lines,
  Nothing,
  PathToken,
  Window,
  Written,
} from './common.ts';

/** One field before and after. Values above the reader's clearance are not shown: `hidden`, both values empty. */
export const FieldChange = z.strictObject({
  field: z.string(),
  before: z.string(),
  after: z.string(),
  hidden: z.boolean(),
});
export const AuditRow = z.strictObject({
  id: Id,
  at: Instant,
  account: z.string(),
  roles: z.string(),
  machine: z.string(),
  origin: z.string(),
  event: z.string(),
  subject: z.string(),
  result: z.string(),
  detail: z.string(),
  changes: z.array(FieldChange),
});
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应写作 yyyy-mm');
export const AuditReview = z.strictObject({
  id: Id,
  month: z.string(),
  at: Instant,
  by: z.string(),
  /** Events of the month, of these refused and failed; first and last number. */
  events: z.number().int(),
  refused: z.number().int(),
  failed: z.number().int(),
  firstEvent: z.number().int(),
  lastEvent: z.number().int(),
  head: z.string(),
  intact: z.boolean(),
  findings: z.string(),
  measures: z.string(),
});

export const audit = {
  ids: route({
    kind: 'read',
    input: z.strictObject({
      /** Beginning of the event's name. */
      event: Line(100).optional(),
      account: Line(100).optional(),
      result: z.enum(['ok', 'refused', 'failed']).optional(),
      /** Beginning of the subject, e.g. `file:12`. */
      subject: Line(100).optional(),
      /** Part of event, account, machine, subject or detail. */
      text: Line(100).optional(),
      from: z.string().max(30).optional(),
      to: z.string().max(30).optional(),
    }),
    output: IdList,
    access: ['auditor'],
    audit: 'audit.list',
  }),
  rows: route({
    kind: 'read',
    input: Window,
    output: z.strictObject({ rows: z.array(AuditRow) }),
    access: ['auditor'],
    audit: 'none',
  }),
  verify: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      events: z.number().int(),
      intact: z.boolean(),
      /** The first event whose hash or link does not fit. */
      firstBroken: Id.nullable(),
      message: z.string(),
      head: z.string(),
    }),
    access: ['auditor'],
    audit: 'audit.verify',
  }),
  /** How large the record has grown, and what to do about it. Nothing is ever overwritten. */
  size: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      events: z.number().int(),
      bytes: z.number(),
      oldestAt: Instant.nullable(),
      /** Whole Chinese sentence; null: no need. */
      warning: z.string().nullable(),
      /** Last event that a segment exported from this archive covers; 0: none yet. */
      exportedUpTo: z.number().int(),
    }),
    access: ['auditor', 'security-admin'],
    audit: 'none',
  }),
  reviews: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      reviews: z.array(AuditReview),
      /** Months that are over and not reviewed, oldest first. */
      due: z.array(z.string()),
    }),
    access: ['auditor', 'security-admin', 'system-admin'],
    audit: 'none',
  }),
  /** 审计月查: the auditor's record of having looked through a month that is over. */
  review: route({
    kind: 'write',
    input: z.strictObject({
      month: Month,
      findings: Lines(4000).min(1, '请写明查看结果'),
      measures: Lines(2000),
    }),
    output: AuditReview,
    access: ['auditor'],
    audit: 'audit.review',
  }),
  /** 审计报告 of a reviewed month, docx. */
  exportReport: route({
    kind: 'act',
    input: z.strictObject({ reviewId: Id, target: PathToken }),
    output: Written,
    access: ['auditor'],
    audit: 'audit.export-report',
  }),
  /**
   * A segment of the record as JSON lines, to be checked anywhere with the stand-alone verifier. Field values stay behind;
   * the lines hold their digests. `folder`: the program names the file.
   */
  exportLog: route({
    kind: 'act',
    input: z.strictObject({
      fromEvent: z.number().int().min(1).optional(),
      toEvent: z.number().int().min(1).optional(),
      purpose: FilledLine(200),
      folder: PathToken,
    }),
    output: Written.extend({ events: z.number().int(), head: z.string() }),
    access: ['auditor'],
    audit: 'audit.export-log',
  }),
};
