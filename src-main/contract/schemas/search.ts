import { z } from 'zod';
import { route } from '../route.ts';
import {
  Done,
  FilledLine,
  Id,
  Instant,
  ItemState,
  JobStarted,
  Leaving,
  Line,
  Nature,
  Nothing,
  PathToken,
  Retention,
  SecrecyLevel,
  SourceKind,
  Written,
} from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

const DatePart = z.string().regex(/^\d{4}(\d{2}){0,2}$/, '日期应写作 yyyy、yyyymm 或 yyyymmdd');

/** What is looked for: the one box, and the form beside it. All that is given must hold. */
export const Query = z.strictObject({
  /** The box, in the query language (search/language). Empty: by the form alone. */
  text: Line(500),
  title: Line(200).optional(),
  classPrefix: z
    .string()
    .regex(/^\d{2}(\d{2})?$/, '类号应为两位或四位数字')
    .optional(),
  /** A name or part of one, a former name, pinyin or initials. */
  cadre: Line(100).optional(),
  fileId: Id.optional(),
  /** Today's or any former name of the cadre's unit, or part of it. */
  unit: Line(200).optional(),
  post: Line(200).optional(),
  level: Line(60).optional(),
  dateFrom: DatePart.optional(),
  dateTo: DatePart.optional(),
  author: Line(100).optional(),
  documentNumber: Line(100).optional(),
  /** Archival code or pencil code, whole or in part, with any of the separators that the styles use. */
  number: Line(60).optional(),
  sourceKind: SourceKind.optional(),
  nature: Nature.optional(),
  supplier: Line(100).optional(),
  retention: Retention.optional(),
  secrecy: SecrecyLevel.optional(),
  /** Void items are found only when they are asked for. */
  state: ItemState.optional(),
});

/** Where [from, to) in the box, in UTF-16 units. */
const Place = { from: z.number().int(), to: z.number().int() };

/** How the box was understood, to be shown below it. */
export const Understood = z.strictObject({
  /** One Chinese line: 「任免」且（题名含「张三」或「李四」）且不含「草案」. Empty for an empty box. */
  words: z.string(),
  /** Each piece of the box that was taken as a word, a field, an operator or a bracket, in order. */
  parts: z.array(
    z.strictObject({ ...Place, kind: z.enum(['word', 'field', 'operator', 'bracket', 'range']) }),
  ),
  /** Not understood: a whole Chinese sentence and where. Nothing was looked for then. */
  problem: z.strictObject({ ...Place, message: z.string() }).nullable(),
  /** What the person should know of how a word was taken (pinyin that too many names have, …). */
  notes: z.array(z.string()),
});

export const Order = z.enum(['relevance', 'newest', 'oldest']);

export const Hit = z.strictObject({
  itemId: Id,
  fileId: Id,
  personName: z.string(),
  classCode: z.string(),
  title: z.string(),
  date: z.string(),
  archivalCode: z.string().nullable(),
  pencilCode: z.string(),
  secrecyMark: z.string(),
  state: ItemState,
  /** `title`, `field` or `page`; a page hit names its page. */
  where: z.enum(['title', 'field', 'page']),
  /** Of the field in `context`: 责任者, 姓名, … ; empty for a title or a page. */
  field: z.string(),
  pageId: Id.nullable(),
  pagePosition: z.number().int().nullable(),
  /** How often the words stand in this title, these fields or this page. */
  count: z.number().int(),
  /** Text around the first hit and [start, length] of each mark in it, in UTF-16 units. */
  context: z.string(),
  marks: z.array(z.tuple([z.number().int(), z.number().int()])),
});

/** `exact`, or at least so many. */
const Count = { total: z.number().int(), exact: z.boolean() };
/** The word of a list before for where it ended. */
const Cursor = z.string().regex(/^(r\.\d{1,6}|t\.[0-2]\.\d{1,16}|m\.\d{0,6}\.\d{1,9}|\d{1,6})$/);

const Found = z.strictObject({ query: Query, order: Order.default('relevance') });

const Named = z.strictObject({ fileId: Id, personId: Id, name: z.string(), unit: z.string() });

/** A line of a statistic. `value` is what the form takes to narrow the search to it. */
const Share = z.strictObject({ value: z.string(), name: z.string(), items: z.number().int() });

export const SavedSearch = z.strictObject({
  id: Id,
  name: z.string(),
  query: Query,
  order: Order,
  savedAt: Instant,
});

export const CheckRun = z.strictObject({
  id: Id,
  at: Instant,
  by: z.string(),
  kind: z.enum(['hits', 'index']),
  /** What was looked for, in words; empty for a check of the whole index. */
  words: z.string(),
  texts: z.number().int(),
  /** Of a hit list: what the scan found. */
  found: z.number().int(),
  /** In the data and not found by the index, found by the index and not in the data, otherwise wrong. */
  missing: z.number().int(),
  extra: z.number().int(),
  repaired: z.number().int(),
  milliseconds: z.number().int(),
});

export const search = {
  /** How the box would be understood; quick enough for every pause in typing. */
  understand: route({
    kind: 'read',
    input: z.strictObject({ text: Line(500) }),
    output: Understood,
    access: VIEWERS,
    audit: 'none',
  }),
  find: route({
    kind: 'read',
    input: Found.extend({
      /** Where the list before ended; null: from the start. */
      after: Cursor.nullable().default(null),
      limit: z.number().int().min(1).max(200),
    }),
    output: z.strictObject({
      understood: Understood,
      hits: z.array(Hit),
      /** For the next call; null: that was all. */
      next: Cursor.nullable(),
      ...Count,
      /**
       * `full`: title before field before page, then number of hits, then date. `by-place`: too many to count the words in each:
       * title before field before page, then what was filed last. `by-date`: as asked for.
       */
      ranking: z.enum(['full', 'by-place', 'by-date']),
      /** Cadres whose name a one-word box means; only with the first hits. */
      people: z.array(Named),
    }),
    access: VIEWERS,
    audit: 'search.find',
  }),
  /** The same hits by cadre, in the order of each one's first hit. More of a cadre: `find` with its `fileId`. */
  groups: route({
    kind: 'read',
    input: Found.extend({
      after: Cursor.nullable().default(null),
      limit: z.number().int().min(1).max(50),
      /** Hits shown of each. */
      each: z.number().int().min(1).max(10),
    }),
    output: z.strictObject({
      understood: Understood,
      groups: z.array(Named.extend({ ...Count, hits: z.array(Hit) })),
      next: Cursor.nullable(),
      ...Count,
      people: z.array(Named),
    }),
    access: VIEWERS,
    audit: 'search.find',
  }),
  /** Counts on where `find` stopped. */
  count: route({
    kind: 'read',
    input: z.strictObject({ query: Query }),
    output: z.strictObject(Count),
    access: VIEWERS,
    audit: 'none',
  }),
  statistics: route({
    kind: 'read',
    input: z.strictObject({ query: Query }),
    output: z.strictObject({
      understood: Understood,
      /** Items, each once, however many of its pages hit. */
      ...Count,
      byClass: z.array(Share),
      byUnit: z.array(Share),
      byYear: z.array(Share),
    }),
    access: VIEWERS,
    audit: 'search.statistics',
  }),
  /** Where the words of the box stand on a page's picture. */
  boxes: route({
    kind: 'read',
    input: z.strictObject({ pageId: Id, query: Query }),
    output: z.strictObject({
      boxes: z.array(
        z.strictObject({
          /** Parts of the picture's width and height, 0 to 1. */
          x: z.number(),
          y: z.number(),
          width: z.number(),
          height: z.number(),
          /** Hits are counted from 0; one that goes over a line's end has a box on each line. */
          hit: z.number().int(),
        }),
      ),
      /** Hits in the text that holds for the page. */
      hits: z.number().int(),
      /** Hits without a box, and why, as a whole Chinese sentence; empty when each has one. */
      unplaced: z.number().int(),
      reason: z.string(),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  coverage: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      items: z.number().int(),
      pages: z.number().int(),
      /** Pages whose text is in the index. */
      pagesWithText: z.number().int(),
      /** The others, by why: their sum and `pagesWithText` make `pages`. */
      without: z.strictObject({
        /** To be read by the program. */
        waiting: z.number().int(),
        /** Reading failed. */
        failed: z.number().int(),
        /** Read, and nothing was found that is text; or nobody but a person can read it. */
        noText: z.number().int(),
        /** Blank pages. */
        blank: z.number().int(),
      }),
      /** Texts that a newer program will index anew; until then they may be missing from hits. */
      behind: z.number().int(),
      lastCheck: CheckRun.nullable(),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** Proves a hit list by reading every text; progress and stop as of any job, the outcome in `checks`. */
  crossCheck: route({
    kind: 'act',
    input: z.strictObject({ query: Query }),
    output: JobStarted,
    access: VIEWERS,
    audit: 'search.cross-check',
  }),
  /** Compares the whole index with the data and puts right what differs. */
  checkIndex: route({
    kind: 'act',
    input: Nothing,
    output: JobStarted,
    access: ['clerk', 'reviewer'],
    audit: 'search.check-index',
  }),
  /** The last checks: of the index, and the caller's own of hit lists. */
  checks: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ runs: z.array(CheckRun) }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** The caller's own, in their order. */
  saved: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ searches: z.array(SavedSearch) }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** With an id: renames it or replaces what it looks for. */
  save: route({
    kind: 'write',
    input: z.strictObject({ id: Id.optional(), name: FilledLine(60), query: Query, order: Order }),
    output: z.strictObject({ id: Id }),
    access: VIEWERS,
    audit: 'search.save',
  }),
  removeSaved: route({
    kind: 'write',
    input: z.strictObject({ id: Id }),
    output: Done,
    access: VIEWERS,
    audit: 'search.remove-saved',
  }),
  /** All ids of the caller's saved searches in their new order. */
  orderSaved: route({
    kind: 'write',
    input: z.strictObject({ ids: z.array(Id).max(200) }),
    output: Done,
    access: VIEWERS,
    audit: 'search.order-saved',
  }),
  /** The hit list as a sheet (xlsx), through the output gate. */
  exportHits: route({
    kind: 'act',
    input: Found.extend({ target: PathToken, leaving: Leaving.optional() }),
    output: Written.extend({ hits: z.number().int() }),
    access: VIEWERS,
    audit: 'search.export-hits',
  }),
};
