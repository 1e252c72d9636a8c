import { z } from 'zod';
import { route } from '../route.ts';
import { Done, FilledLine, Id, Instant, Leaving, Nothing, PathToken, Written } from './common.ts';

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

export const numbering = {
  preview: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id }),
    output: z.strictObject({
      items: z.array(NumberedItem),
      findings: z.array(NumberFinding),
      /** Hash of what the preview was computed from; `fix` refuses when it changed meanwhile. */
      basis: z.string(),
      hidden: z.number().int(),
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
  fix: route({
    kind: 'write',
    input: z.strictObject({ fileId: Id, basis: z.string() }),
    output: z.strictObject({ fixed: z.number().int() }),
    access: ['clerk'],
    audit: 'numbering.fix',
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
      styles: z.array(z.strictObject({ id: z.string(), name: z.string(), example: z.string() })),
    }),
    access: 'signed-in',
    audit: 'none',
  }),
};
