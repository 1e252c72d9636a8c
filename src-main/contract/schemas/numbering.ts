import { z } from 'zod';
import { route } from '../route.ts';
import { Done, FilledLine, Id, Instant, Leaving, Line, Nothing, PathToken, Written } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const NumberedItem = z.strictObject({
  itemId: Id,
  classCode: z.string(),
  className: z.string(),
  title: z.string(),
  date: z.string(),
  state: z.enum(['draft', 'fixed', 'void']),
  /** What it bears now, or would bear when fixed now. */
  itemNumber: z.number().int(),
  classSequence: z.number().int(),
  pencilCode: z.string(),
  archivalCode: z.string(),
  paperPages: z.number().int().nullable(),
  scannedPages: z.number().int(),
});
export const NumberFinding = z.strictObject({
  kind: z.enum(['gap', 'duplicate', 'order', 'incomplete']),
  itemId: Id.nullable(),
  message: z.string(),
});
export const Renumbered = z.strictObject({
  itemId: Id,
  title: z.string(),
  oldPencil: z.string(),
  newPencil: z.string(),
  oldCode: z.string(),
  newCode: z.string(),
});

export const NumberStyle = z.strictObject({
  id: z.string(),
  name: z.string(),
  template: z.string(),
  example: z.string(),
  /** Who made it; null: shipped with the program. */
  madeBy: z.string().nullable(),
});

export const numbering = {
  preview: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id }),
    output: z.strictObject({
      items: z.array(NumberedItem),
      findings: z.array(NumberFinding),
      /** Hash of what the preview was computed from; `proposeFixing` refuses when it changed meanwhile. */
      basis: z.string(),
      /** When the volume was last bound. */
      boundAt: Instant.nullable(),
      /** Numbered items that are not in the binding. */
      loose: z.number().int(),
      /** What waits to be approved; `stale`: the volume has changed since, so that it can only be withdrawn or sent back. */
      asked: z.strictObject({ id: Id, by: z.string(), stale: z.boolean() }).nullable(),
    }),
    access: VIEWERS,
    audit: 'numbering.preview',
  }),
  /** Moves a draft item before another draft item of its class (null: to the end). */
  move: route({
    kind: 'write',
    input: z.strictObject({ itemId: Id, beforeItemId: Id.nullable() }),
    output: Done,
    access: ['clerk'],
    audit: 'numbering.move',
  }),
  arrange: route({
    kind: 'write',
    input: z.strictObject({ fileId: Id }),
    output: Done,
    access: ['clerk'],
    audit: 'numbering.arrange',
  }),
  /** 提请定号: what the preview showed, for another person to approve; `binds`: the volume is bound with it. */
  proposeFixing: route({
    kind: 'write',
    input: z.strictObject({ fileId: Id, basis: z.string(), binds: z.boolean() }),
    output: z.strictObject({ id: Id, items: z.number().int() }),
    access: ['clerk'],
    audit: 'numbering.propose-fixing',
  }),
  withdrawFixing: route({
    kind: 'write',
    input: z.strictObject({ id: Id }),
    output: Done,
    access: ['clerk'],
    audit: 'numbering.withdraw-fixing',
  }),
  /** Approved: the numbers stand from then on. Sent back: with a reason. */
  decideFixing: route({
    kind: 'write',
    input: z.strictObject({ id: Id, approve: z.boolean(), note: Line(200) }),
    output: z.strictObject({ fixed: z.number().int() }),
    access: ['reviewer', 'approver'],
    audit: 'numbering.decide-fixing',
  }),
  fixings: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id.optional() }),
    output: z.strictObject({
      fixings: z.array(
        z.strictObject({
          id: Id,
          fileId: Id,
          personId: Id,
          personName: z.string(),
          volumeNumber: z.number().int(),
          state: z.enum(['proposed', 'approved', 'rejected', 'withdrawn']),
          binds: z.boolean(),
          items: z.number().int(),
          proposedBy: z.string(),
          proposedAt: Instant,
          decidedBy: z.string().nullable(),
          decidedAt: Instant.nullable(),
          note: z.string(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  voidItem: route({
    kind: 'write',
    input: z.strictObject({ itemId: Id, reason: FilledLine(200) }),
    output: Done,
    access: ['clerk'],
    audit: 'numbering.void',
  }),
  rearrangements: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id.optional() }),
    output: z.strictObject({
      rearrangements: z.array(
        z.strictObject({
          id: Id,
          fileId: Id,
          personName: z.string(),
          reason: z.string(),
          state: z.enum(['proposed', 'approved', 'rejected']),
          proposedBy: z.string(),
          proposedAt: Instant,
          decidedBy: z.string().nullable(),
          changes: z.array(Renumbered),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'numbering.view-rearrangements',
  }),
  proposeRearrangement: route({
    kind: 'write',
    input: z.strictObject({ fileId: Id, reason: FilledLine(200) }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'numbering.propose-rearrangement',
  }),
  decideRearrangement: route({
    kind: 'write',
    input: z.strictObject({ id: Id, approve: z.boolean(), note: z.string().max(200) }),
    output: z.strictObject({ changed: z.number().int() }),
    access: ['approver'],
    audit: 'numbering.decide-rearrangement',
  }),
  exportCatalogue: route({
    kind: 'act',
    input: z.strictObject({
      fileId: Id,
      format: z.enum(['docx', 'xlsx']),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'numbering.export-catalogue',
  }),
  exportRePencil: route({
    kind: 'act',
    input: z.strictObject({ rearrangementId: Id, target: PathToken, leaving: Leaving.optional() }),
    output: Written,
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'numbering.export-re-pencil',
  }),
  styles: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      current: z.string(),
      styles: z.array(NumberStyle),
    }),
    access: 'signed-in',
    audit: 'none',
  }),
  /** A template tried on the numbers that were ever given, voided and retired ones included. */
  tryTemplate: route({
    kind: 'read',
    /** Not `whole`: only the first numbers, as it is typed. */
    input: z.strictObject({ template: Line(120), whole: z.boolean() }),
    output: z.strictObject({
      findings: z.array(z.string()),
      example: z.string(),
      tried: z.number().int(),
      /** Numbers whose item has no year, where the template asks for one. */
      undated: z.number().int(),
      /** Numbers that would read like another one. */
      clashes: z.number().int(),
      clashing: z.array(z.strictObject({ code: z.string(), before: z.string(), other: z.string() })),
      examples: z.array(z.strictObject({ before: z.string(), after: z.string() })),
    }),
    access: ['reviewer'],
    audit: 'none',
  }),
  addStyle: route({
    kind: 'write',
    input: z.strictObject({ name: FilledLine(60), template: FilledLine(120) }),
    output: z.strictObject({ id: z.string() }),
    access: ['reviewer'],
    audit: 'numbering.add-style',
  }),
};
