import { z } from 'zod';
import { ERROR_CODES } from '../result.ts';
import { route } from '../route.ts';
import { Done, FilledLine, Id, Instant, JobStarted, Nothing, PathToken } from './common.ts';

export const Job = z.strictObject({
  id: Id,
  kind: z.string(),
  label: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled', 'interrupted']),
  done: z.number().int(),
  total: z.number().int(),
  message: z.string(),
  /** Why it failed or was stopped; null while it runs and when it is done. */
  code: z.enum(ERROR_CODES).nullable(),
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
