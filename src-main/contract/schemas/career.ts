import { z } from 'zod';
import { route } from '../route.ts';
import { Done, FilledLine, Id, Instant, Line, Nothing, PartialDate } from './common.ts';

const BUSINESS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
const UnitEnd = z.enum(['merged', 'split', 'abolished']);

export const DatedPostDraft = z.strictObject({
  /** A known unit; else as written in `unitText`. */
  unitId: Id.nullable(),
  unitText: Line(200),
  title: FilledLine(200),
  main: z.boolean(),
  leading: z.boolean(),
  /** 职务级别 and 职级 are two ladders (domain 7.5). */
  level: Line(60),
  rank: Line(60),
  fromDate: PartialDate,
  untilDate: PartialDate,
  /** True with an empty `untilDate`: it ended, nobody knows when. */
  ended: z.boolean(),
  documentNumber: Line(100),
  appointedBy: Line(60),
  duties: Line(500),
});
const DatedPost = DatedPostDraft.extend({
  id: Id,
  revision: z.number().int(),
  /** What the unit was called when the post began; as written where the unit is not known. */
  unitThen: z.string(),
  /** What it is called now; '' when that is the same. */
  unitNow: z.string(),
  origin: z.enum(['roster', 'clerk']),
});
const UnitName = z.strictObject({ name: z.string(), fromDate: z.string(), documentNumber: z.string() });

const TimelineItem = z.strictObject({
  itemId: Id,
  classCode: z.string(),
  className: z.string(),
  title: z.string(),
  date: z.string(),
  archivalCode: z.string().nullable(),
});

export const career = {
  /** Posts by their begin, undated ones last. */
  posts: route({
    kind: 'read',
    input: z.strictObject({ personId: Id }),
    output: z.strictObject({
      posts: z.array(DatedPost),
      findings: z.array(
        z.strictObject({ kind: z.enum(['order', 'gap', 'undated']), postId: Id, message: z.string() }),
      ),
    }),
    access: BUSINESS,
    audit: 'career.view',
  }),
  /** 时间线, newest first: periods in which the same posts were held, and the material that falls in each. */
  timeline: route({
    kind: 'read',
    input: z.strictObject({ personId: Id }),
    output: z.strictObject({
      periods: z.array(
        z.strictObject({
          /** yyyymmdd; '': before any post is known to begin. */
          from: z.string(),
          /** yyyymmdd; '': still running. */
          until: z.string(),
          posts: z.array(z.strictObject({ id: Id, title: z.string(), unit: z.string(), main: z.boolean() })),
          items: z.array(TimelineItem),
        }),
      ),
      undated: z.array(TimelineItem),
    }),
    access: BUSINESS,
    audit: 'career.timeline',
  }),
  /** 谁看过: by days and accounts at the desk, by sittings of readers; at most 200 of each. */
  looks: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id }),
    output: z.strictObject({
      desk: z.array(
        z.strictObject({
          day: z.string(),
          login: z.string(),
          name: z.string(),
          pages: z.number().int(),
        }),
      ),
      sittings: z.array(
        z.strictObject({
          requestId: Id,
          number: z.string(),
          at: Instant,
          readers: z.string(),
          unit: z.string(),
          purpose: z.string(),
          pages: z.number().int(),
        }),
      ),
    }),
    access: ['reviewer', 'approver'],
    audit: 'career.looks',
  }),
  savePost: route({
    kind: 'write',
    /** Without `id`: a new post. `revision` is the one the screen has read. */
    input: z.strictObject({
      id: Id.optional(),
      revision: z.number().int().optional(),
      personId: Id,
      post: DatedPostDraft,
    }),
    output: z.strictObject({ id: Id, revision: z.number().int() }),
    access: ['clerk'],
    audit: 'career.save-post',
  }),
  voidPost: route({
    kind: 'write',
    input: z.strictObject({ id: Id, revision: z.number().int(), reason: FilledLine(200) }),
    output: Done,
    access: ['clerk'],
    audit: 'career.void-post',
  }),
  units: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      units: z.array(
        z.strictObject({
          id: Id,
          revision: z.number().int(),
          /** Oldest first; the last is the present one. */
          names: z.array(UnitName),
          endedHow: z.enum(['', 'merged', 'split', 'abolished']),
          endedOn: z.string(),
          documentNumber: z.string(),
          successors: z.array(Id),
        }),
      ),
    }),
    access: BUSINESS,
    audit: 'none',
  }),
  addUnit: route({
    kind: 'write',
    input: z.strictObject({ name: FilledLine(200), fromDate: PartialDate, documentNumber: Line(100) }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'career.add-unit',
  }),
  renameUnit: route({
    kind: 'write',
    input: z.strictObject({
      id: Id,
      revision: z.number().int(),
      name: FilledLine(200),
      fromDate: PartialDate,
      documentNumber: Line(100),
    }),
    output: Done,
    access: ['clerk'],
    audit: 'career.new-unit-name',
  }),
  /** Merged into one, split into several, or abolished with none to follow. */
  endUnit: route({
    kind: 'write',
    input: z.strictObject({
      id: Id,
      revision: z.number().int(),
      how: UnitEnd,
      endedOn: PartialDate,
      documentNumber: Line(100),
      successors: z.array(Id).max(20),
    }),
    output: Done,
    access: ['clerk'],
    audit: 'career.end-unit',
  }),
};
