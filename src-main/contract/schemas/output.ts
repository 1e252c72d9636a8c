import { z } from 'zod';
import { route } from '../route.ts';
import {
  Done,
  FilledLine,
  Id,
  IdList,
  Instant,
  Line,
  Nothing,
  PathToken,
  SecrecyLevel,
  Window,
  Written,
} from './common.ts';

/** What the policy says of a level: nothing leaves, only with an approved request, or freely but registered. */
export const OutputRule = z.enum(['forbidden', 'approval', 'logged']);
/** What can be asked for: each is one of the program's own exports of one subject. */
export const OutputSubject = z.strictObject({
  what: z.enum(['catalogue', 're-pencil', 'transfer-paper', 'page-print', 'profile', 'register']),
  /** The volume, re-arrangement, transfer case or item; of a register, its number and year as `report.view` tells them. */
  id: Id,
});
export const OutputRequest = z.strictObject({
  id: Id,
  number: z.string(),
  subject: OutputSubject,
  title: z.string(),
  level: SecrecyLevel,
  mark: z.string(),
  pages: z.number().int(),
  copies: z.number().int(),
  purpose: z.string(),
  destination: z.string(),
  state: z.enum(['submitted', 'approved', 'rejected', 'withdrawn', 'used', 'expired']),
  appliedBy: z.string(),
  appliedAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionNote: z.string(),
  /** An approval not used by then is void. */
  validUntil: Instant.nullable(),
  /** The caller may decide it: holds the role and the clearance and is another person. */
  mayDecide: z.boolean(),
});
export const OutputEntry = z.strictObject({
  id: Id,
  /** Running number of the register, without gap. */
  number: z.number().int(),
  at: Instant,
  by: z.string(),
  kind: z.string(),
  /** Empty for the three officers, who read no names and titles. */
  title: z.string(),
  subject: z.string(),
  level: SecrecyLevel,
  mark: z.string(),
  copies: z.number().int(),
  pages: z.number().int(),
  purpose: z.string(),
  destination: z.string(),
  fileName: z.string(),
  medium: z.string(),
  size: z.number(),
  sha256: z.string(),
  approval: z.string(),
});

const EVERYBODY = ['security-admin', 'auditor', 'clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const output = {
  policy: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      levels: z.array(z.strictObject({ level: SecrecyLevel, rule: OutputRule, loosest: OutputRule })),
      approvalDays: z.number().int(),
      version: z.number().int(),
    }),
    access: 'signed-in',
    audit: 'none',
  }),
  savePolicy: route({
    kind: 'write',
    input: z.strictObject({
      fromVersion: z.number().int(),
      rules: z.strictObject({
        internal: OutputRule,
        secret: OutputRule,
        confidential: OutputRule,
        'top-secret': OutputRule,
      }),
      approvalDays: z.number().int().min(1).max(30),
      reason: FilledLine(200),
    }),
    output: z.strictObject({ version: z.number().int() }),
    access: ['security-admin'],
    audit: 'output.save-policy',
  }),
  /** 输出审批单: who wants what, in how many copies, for what, where to. */
  request: route({
    kind: 'write',
    input: z.strictObject({
      subject: OutputSubject,
      copies: z.number().int().min(1).max(99),
      purpose: FilledLine(200),
      destination: FilledLine(200),
    }),
    output: OutputRequest,
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'output.request',
  }),
  withdraw: route({
    kind: 'write',
    input: z.strictObject({ id: Id, reason: FilledLine(200) }),
    output: Done,
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'output.withdraw',
  }),
  /** By another person than the applicant, cleared for the level. Good for one output. */
  decide: route({
    kind: 'write',
    input: z.strictObject({ id: Id, approve: z.boolean(), note: Line(200) }),
    output: Done,
    access: ['approver'],
    audit: 'output.decide',
  }),
  requests: route({
    kind: 'read',
    input: z.strictObject({ list: z.enum(['waiting', 'mine', 'all']) }),
    output: z.strictObject({ requests: z.array(OutputRequest) }),
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'output.list-requests',
  }),
  /** Registers a print of the window's own before it happens; refused where the level needs an approval that is not there. */
  print: route({
    kind: 'write',
    input: z.strictObject({
      itemId: Id,
      pageIds: z.array(Id).min(1).max(500),
      copies: z.number().int().min(1).max(99),
      purpose: FilledLine(200),
      destination: FilledLine(200),
    }),
    output: z.strictObject({
      number: z.number().int(),
      watermark: z.string(),
      /** The cells of the 归档章, when the first page is among them and the number stands. */
      stamp: z.tuple([z.string(), z.string(), z.string(), z.string(), z.string(), z.string()]).nullable(),
    }),
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'output.print',
  }),
  ledgerIds: route({
    kind: 'read',
    input: z.strictObject({ from: z.string().max(30).optional(), to: z.string().max(30).optional() }),
    output: IdList,
    access: EVERYBODY,
    audit: 'output.list-ledger',
  }),
  ledgerRows: route({
    kind: 'read',
    input: Window,
    output: z.strictObject({ rows: z.array(OutputEntry) }),
    access: EVERYBODY,
    audit: 'none',
  }),
  /** 输出登记簿. */
  exportLedger: route({
    kind: 'act',
    input: z.strictObject({
      from: z.string().max(30).optional(),
      to: z.string().max(30).optional(),
      format: z.enum(['docx', 'xlsx']),
      target: PathToken,
    }),
    output: Written.extend({ rows: z.number().int() }),
    access: EVERYBODY,
    audit: 'output.export-ledger',
  }),
};
