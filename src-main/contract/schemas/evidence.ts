import { z } from 'zod';
import { route } from '../route.ts';
import { FilledLine, Id, Instant, Nothing, PathToken, Written } from './common.ts';

/** 封条: what the archive was at one moment, short enough to be written into a paper register. */
export const Seal = z.strictObject({
  id: Id,
  /** Running number, from 1. */
  number: z.number().int(),
  at: Instant,
  by: z.string(),
  /** Events in the audit chain, and blobs recorded in the vault, that the seal covers. */
  events: z.number().int(),
  blobs: z.number().int(),
  /** Groups of five, the last character of each a check character: `LDF1-…`. */
  code: z.string(),
});
export const SealVerdict = z.enum(['continues', 'broken', 'newer', 'foreign', 'malformed']);

export const evidence = {
  seals: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ seals: z.array(Seal), lastAt: Instant.nullable() }),
    access: ['system-admin', 'security-admin', 'auditor'],
    audit: 'none',
  }),
  /** Makes a seal of this moment. `svg` is the code as a QR picture, black on white, for the window to print. */
  makeSeal: route({
    kind: 'write',
    input: Nothing,
    output: Seal.extend({ svg: z.string() }),
    access: ['security-admin', 'auditor'],
    audit: 'evidence.make-seal',
  }),
  viewSeal: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: Seal.extend({ svg: z.string() }),
    access: ['system-admin', 'security-admin', 'auditor'],
    audit: 'none',
  }),
  /** Whether today's archive continues what a seal on paper says. */
  checkSeal: route({
    kind: 'read',
    input: z.strictObject({ code: FilledLine(200) }),
    output: z.strictObject({
      verdict: SealVerdict,
      message: z.string(),
      number: z.number().int().nullable(),
      sealedAt: Instant.nullable(),
      /** Events written since. */
      eventsSince: z.number().int().nullable(),
    }),
    access: ['security-admin', 'auditor'],
    audit: 'evidence.check-seal',
  }),
  /** 封条 as docx with its QR picture, for the paper register. */
  exportSeal: route({
    kind: 'act',
    input: z.strictObject({ id: Id, target: PathToken }),
    output: Written,
    access: ['security-admin', 'auditor'],
    audit: 'evidence.export-seal',
  }),
  /** The stand-alone verifier: one file that plain Node runs on the inspector's own machine. */
  exportVerifier: route({
    kind: 'act',
    input: z.strictObject({ folder: PathToken }),
    output: Written,
    access: ['auditor', 'security-admin'],
    audit: 'evidence.export-verifier',
  }),
};
