import { z } from 'zod';
import { route } from '../route.ts';
import { Done, FilledLine, Id, IdList, Instant, Line, Retention, SecrecyLevel } from './common.ts';

const Judgement = <T extends z.ZodType>(value: T) =>
  z.strictObject({ value, reason: FilledLine(300), evidence: Line(300) });

/** 鉴定意见: four judgements, each with its reason and the evidence it rests on. */
export const Opinion = z.strictObject({
  authenticity: Judgement(z.enum(['genuine', 'doubtful', 'false'])),
  value: Judgement(z.enum(['keep', 'no-value'])),
  retention: Judgement(Retention),
  secrecy: Judgement(SecrecyLevel),
  /** `accept`: to be confirmed by another person; `refuse` and `supplement` go back to the clerk once confirmed. */
  verdict: z.enum(['accept', 'refuse', 'supplement']),
  note: Line(500),
});
export const Appraisal = z.strictObject({
  id: Id,
  itemId: Id,
  opinion: Opinion,
  state: z.enum(['proposed', 'confirmed', 'rejected']),
  proposedBy: z.string(),
  /** Proposed by the caller, under whatever account: who may not confirm it. */
  mine: z.boolean(),
  proposedAt: Instant,
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
  decisionNote: z.string(),
});

export const appraisal = {
  queue: route({
    kind: 'read',
    input: z.strictObject({ list: z.enum(['pending', 'proposed', 'returned', 'confirmed']) }),
    output: IdList,
    access: ['appraiser', 'reviewer', 'clerk', 'approver'],
    audit: 'appraisal.list',
  }),
  history: route({
    kind: 'read',
    input: z.strictObject({ itemId: Id }),
    output: z.strictObject({ appraisals: z.array(Appraisal) }),
    access: ['appraiser', 'reviewer', 'clerk', 'approver'],
    audit: 'appraisal.view',
  }),
  propose: route({
    kind: 'write',
    input: z.strictObject({ itemId: Id, revision: z.number().int(), opinion: Opinion }),
    output: z.strictObject({ id: Id }),
    access: ['appraiser'],
    audit: 'appraisal.propose',
  }),
  /** By another person than the proposer: 鉴定 needs two. */
  decide: route({
    kind: 'write',
    input: z.strictObject({ appraisalId: Id, confirm: z.boolean(), note: Line(300) }),
    output: Done,
    access: ['reviewer', 'appraiser'],
    audit: 'appraisal.decide',
  }),
  /** The clerk has mended what was refused or to be supplemented: back to the queue. */
  resubmit: route({
    kind: 'write',
    input: z.strictObject({ itemId: Id, note: FilledLine(300) }),
    output: Done,
    access: ['clerk'],
    audit: 'appraisal.resubmit',
  }),
};
