import { z } from 'zod';
import { route } from '../route.ts';
import { ClassCode, FilledLine, Id, Instant, Line, Lines } from './common.ts';
import { DayOrOpen } from './duty-shapes.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const RegulationDraft = z.strictObject({
  title: FilledLine(200),
  issuer: Line(100),
  documentNumber: Line(100),
  inForceFrom: DayOrOpen,
  /** yyyymmdd, the first day on which it holds no more; empty: not repealed. */
  repealedOn: DayOrOpen,
  successorId: Id.nullable(),
  /** Classes whose material goes by it. */
  classes: z.array(ClassCode).max(100),
  /** The text; a state secret does not belong here, it is not marked nor hidden. */
  body: Lines(200_000),
});
export const RegulationRow = RegulationDraft.omit({ body: true }).extend({
  id: Id,
  state: z.enum(['coming', 'in-force', 'repealed']),
  /** Words around what was sought in the text; empty when it stands in the heading. */
  excerpt: z.string(),
});

export const regulation = {
  list: route({
    kind: 'read',
    input: z.strictObject({
      text: Line(100).optional(),
      classCode: ClassCode.optional(),
      /** Only those by which something may be based today. */
      inForce: z.boolean(),
    }),
    output: z.strictObject({ regulations: z.array(RegulationRow) }),
    access: VIEWERS,
    audit: 'none',
  }),
  get: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: RegulationDraft.extend({
      id: Id,
      revision: z.number().int(),
      changedAt: Instant,
      changedBy: z.string(),
    }),
    access: VIEWERS,
    audit: 'regulation.view',
  }),
  save: route({
    kind: 'write',
    /** Without `id`: a new one. `revision` is the one the screen has read. */
    input: z.strictObject({
      id: Id.optional(),
      revision: z.number().int().optional(),
      regulation: RegulationDraft,
    }),
    output: z.strictObject({ id: Id, revision: z.number().int() }),
    access: ['clerk', 'reviewer'],
    audit: 'regulation.save',
  }),
};
