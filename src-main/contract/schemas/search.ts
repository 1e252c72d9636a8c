import { z } from 'zod';
import { route } from '../route.ts';
import { Id, ItemState, Line, Nature, Nothing, Retention, SecrecyLevel, SourceKind } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const Query = z.strictObject({
  /** Any length from one character on; several words apart by blanks must all be found. */
  text: Line(200),
  classPrefix: z
    .string()
    .regex(/^\d{2}(\d{2})?$/)
    .optional(),
  fileId: Id.optional(),
  unit: Line(200).optional(),
  dateFrom: z
    .string()
    .regex(/^\d{4}(\d{2}){0,2}$/)
    .optional(),
  dateTo: z
    .string()
    .regex(/^\d{4}(\d{2}){0,2}$/)
    .optional(),
  author: Line(100).optional(),
  documentNumber: Line(100).optional(),
  number: Line(60).optional(),
  sourceKind: SourceKind.optional(),
  nature: Nature.optional(),
  retention: Retention.optional(),
  secrecy: SecrecyLevel.optional(),
  state: ItemState.optional(),
});
export const Hit = z.strictObject({
  itemId: Id,
  fileId: Id,
  personName: z.string(),
  classCode: z.string(),
  title: z.string(),
  date: z.string(),
  archivalCode: z.string().nullable(),
  secrecyMark: z.string(),
  /** `title`, `field` or `page`; a page hit names its page. */
  where: z.enum(['title', 'field', 'page']),
  pageId: Id.nullable(),
  pagePosition: z.number().int().nullable(),
  /** Text around the hit and [start, length] of each mark in it, in UTF-16 units. */
  context: z.string(),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
});

export const search = {
  find: route({
    kind: 'read',
    input: z.strictObject({
      query: Query,
      offset: z.number().int().min(0).max(100_000),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({
      hits: z.array(Hit),
      /** Exact when `exact`, else at least this many. */
      total: z.number().int(),
      exact: z.boolean(),
      people: z.array(z.strictObject({ fileId: Id, personId: Id, name: z.string(), unit: z.string() })),
    }),
    access: VIEWERS,
    audit: 'search.find',
  }),
  coverage: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      pages: z.number().int(),
      pagesWithText: z.number().int(),
      items: z.number().int(),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
};
