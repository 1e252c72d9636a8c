import { z } from 'zod';
import { route } from '../route.ts';
import {
  Done,
  FilledLine,
  Id,
  IdList,
  Instant,
  JobStarted,
  Line,
  Nothing,
  PathToken,
  Role,
  SecrecyLevel,
  Window,
} from './common.ts';
import { Password } from './session.ts';

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
});

export const audit = {
  ids: route({
    kind: 'read',
    input: z.strictObject({
      event: Line(100).optional(),
      account: Line(100).optional(),
      result: z.enum(['ok', 'refused', 'failed']).optional(),
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
};

export const AccountRow = z.strictObject({
  id: Id,
  login: z.string(),
  name: z.string(),
  roles: z.array(Role),
  clearance: SecrecyLevel,
  state: z.enum(['waiting', 'active', 'disabled', 'locked']),
  holdsContentKey: z.boolean(),
  needsContentKey: z.boolean(),
  mustChangePassword: z.boolean(),
  lastSignInAt: Instant.nullable(),
  failures: z.number().int(),
});

export const accounts = {
  list: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ accounts: z.array(AccountRow) }),
    access: ['system-admin', 'security-admin', 'auditor', 'clerk', 'approver'],
    audit: 'accounts.list',
  }),
  create: route({
    kind: 'act',
    input: z.strictObject({ login: FilledLine(64), name: FilledLine(50), password: Password }),
    output: z.strictObject({ id: Id }),
    access: ['system-admin'],
    audit: 'accounts.create',
  }),
  /** Activates, and sets roles and clearance. */
  grant: route({
    kind: 'act',
    input: z.strictObject({ id: Id, roles: z.array(Role).min(1), clearance: SecrecyLevel }),
    output: Done,
    access: ['security-admin'],
    audit: 'accounts.grant',
  }),
  disable: route({
    kind: 'act',
    input: z.strictObject({ id: Id, reason: FilledLine(200) }),
    output: Done,
    access: ['security-admin'],
    audit: 'accounts.disable',
  }),
  unlock: route({
    kind: 'write',
    input: z.strictObject({ id: Id }),
    output: Done,
    access: ['security-admin'],
    audit: 'accounts.unlock',
  }),
  resetPassword: route({
    kind: 'act',
    input: z.strictObject({ id: Id, password: Password }),
    output: Done,
    access: ['system-admin'],
    audit: 'accounts.reset-password',
  }),
  /** A holder of the content key hands it to an account whose business role needs it. */
  handOverContentKey: route({
    kind: 'act',
    input: z.strictObject({ id: Id }),
    output: Done,
    access: ['clerk', 'appraiser', 'reviewer', 'approver'],
    audit: 'accounts.hand-over-content-key',
  }),
};

export const Job = z.strictObject({
  id: Id,
  kind: z.string(),
  label: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  done: z.number().int(),
  total: z.number().int(),
  message: z.string(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  /** Counts and names the finished job reports, as label → value for the result panel. */
  result: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export const jobs = {
  list: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ jobs: z.array(Job) }),
    access: 'signed-in',
    audit: 'none',
  }),
  get: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: Job,
    access: 'signed-in',
    audit: 'none',
  }),
  cancel: route({
    kind: 'act',
    input: z.strictObject({ id: Id }),
    output: Done,
    access: 'signed-in',
    audit: 'jobs.cancel',
  }),
};

export const backup = {
  run: route({
    kind: 'act',
    input: z.strictObject({ target: PathToken }),
    output: JobStarted,
    access: ['system-admin'],
    audit: 'backup.run',
  }),
  history: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      backups: z.array(
        z.strictObject({
          id: Id,
          at: Instant,
          by: z.string(),
          place: z.string(),
          blobs: z.number(),
          copied: z.number(),
          bytes: z.number(),
          verified: z.boolean(),
        }),
      ),
    }),
    access: 'signed-in',
    audit: 'none',
  }),
  /** Into a new folder, never over a living archive; works without an open archive. */
  restore: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken, parent: PathToken, name: FilledLine(60) }),
    output: z.strictObject({ folder: PathToken, place: z.string(), blobs: z.number().int() }),
    access: 'anyone',
    audit: 'none',
    withoutArchive: true,
  }),
  /** Database, audit chain and every byte of the vault; needs the content key to read the scans. */
  verify: route({
    kind: 'act',
    input: Nothing,
    output: JobStarted,
    access: ['system-admin', 'auditor', 'clerk', 'reviewer', 'approver'],
    audit: 'backup.verify',
  }),
};
