import { z } from 'zod';
import { route } from '../route.ts';
import { Done, FilledLine, Id, Instant, Line, PathToken, SecrecyLevel, Written } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

/** A mark an item bears or bore; the old ones are shown struck through (domain 2.10). */
export const SecrecyMark = z.strictObject({
  mark: z.string(),
  /** yyyymmdd or ISO instant from when it held, and until when; null: it holds. */
  from: z.string(),
  until: Instant.nullable(),
  struck: z.boolean(),
  reason: z.string(),
  changeId: Id.nullable(),
});
export const SecrecyChange = z.strictObject({
  id: Id,
  itemId: Id,
  fileId: Id,
  personName: z.string(),
  title: z.string(),
  archivalCode: z.string().nullable(),
  kind: z.enum(['change', 'declassify']),
  fromMark: z.string(),
  toMark: z.string(),
  level: SecrecyLevel,
  years: z.number().int(),
  event: z.string(),
  reason: z.string(),
  basis: z.string(),
  /** 拟定 → 审核 → 批准. */
  state: z.enum(['proposed', 'reviewed', 'approved', 'rejected', 'withdrawn']),
  proposedBy: z.string(),
  proposedAt: Instant,
  reviewedBy: z.string().nullable(),
  reviewedAt: Instant.nullable(),
  reviewNote: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionNote: z.string(),
});
export const EndingTerm = z.strictObject({
  itemId: Id,
  fileId: Id,
  personName: z.string(),
  title: z.string(),
  archivalCode: z.string().nullable(),
  mark: z.string(),
  /** yyyymmdd. */
  startsAt: z.string(),
  endsAt: z.string(),
  daysLeft: z.number().int(),
  /** A change is under way already. */
  changeOpen: z.boolean(),
});

export const secrecy = {
  marks: route({
    kind: 'read',
    input: z.strictObject({ itemId: Id }),
    output: z.strictObject({ current: z.string(), marks: z.array(SecrecyMark) }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** Highest level and longest term of what the caller may see in a volume. */
  container: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id }),
    output: z.strictObject({ level: SecrecyLevel, years: z.number().int(), mark: z.string() }),
    access: VIEWERS,
    audit: 'none',
  }),
  changes: route({
    kind: 'read',
    input: z.strictObject({
      list: z.enum(['open', 'to-review', 'to-decide', 'all']),
      itemId: Id.optional(),
      fileId: Id.optional(),
    }),
    output: z.strictObject({ changes: z.array(SecrecyChange) }),
    access: VIEWERS,
    audit: 'secrecy.list',
  }),
  /** 拟定. For 解密 the level must be `internal` and the term 0. */
  propose: route({
    kind: 'write',
    input: z.strictObject({
      itemId: Id,
      revision: z.number().int(),
      kind: z.enum(['change', 'declassify']),
      level: SecrecyLevel,
      /** 0 with a level that has terms: until the event. */
      years: z.number().int().min(0).max(30),
      /** 解密条件或事件, instead of years. */
      event: Line(100),
      reason: FilledLine(300),
      /** 依据: document of the organ that set the level, or its superior. */
      basis: FilledLine(200),
    }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'secrecy.propose',
  }),
  withdraw: route({
    kind: 'write',
    input: z.strictObject({ id: Id, reason: FilledLine(200) }),
    output: Done,
    access: ['clerk'],
    audit: 'secrecy.withdraw',
  }),
  /** 审核, by a second person. */
  review: route({
    kind: 'write',
    input: z.strictObject({ id: Id, pass: z.boolean(), note: Line(300) }),
    output: Done,
    access: ['reviewer'],
    audit: 'secrecy.review',
  }),
  /** 批准, by a third person; from here the new mark holds. */
  decide: route({
    kind: 'write',
    input: z.strictObject({ id: Id, approve: z.boolean(), note: Line(300) }),
    output: Done,
    access: ['approver'],
    audit: 'secrecy.decide',
  }),
  /** Terms that end within so many days, or have ended; ones without a date are not guessed but counted. */
  ending: route({
    kind: 'read',
    input: z.strictObject({ days: z.number().int().min(0).max(3660) }),
    output: z.strictObject({
      terms: z.array(EndingTerm),
      /** Classified items whose date says no year, or whose term is an event. */
      undated: z.number().int(),
      byEvent: z.number().int(),
      more: z.number().int(),
    }),
    access: VIEWERS,
    audit: 'secrecy.view-ending',
  }),
  /** 密级变更（解密）审批表 and 通知书 as docx. */
  exportPaper: route({
    kind: 'act',
    input: z.strictObject({ changeId: Id, paper: z.enum(['approval', 'notice']), target: PathToken }),
    output: Written,
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'secrecy.export-paper',
  }),
};
