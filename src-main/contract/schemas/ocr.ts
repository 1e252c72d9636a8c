import { z } from 'zod';
import { route } from '../route.ts';
import { Done, Id, Instant, JobStarted, Nothing } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

/** `waiting`, `read`, `person` (needs one), `settled` (a person has seen to it), `failed`, `typed` (has a transcript). */
const TaskState = z.enum(['waiting', 'read', 'person', 'settled', 'failed', 'typed']);
export const OcrPace = z.enum(['paused', 'gentle', 'steady']);
const Reason = z.string();

const OcrLine = z.strictObject({
  text: z.string(),
  /** [x, y, width, height] in pixels of the page's picture, before it is turned by `tilt`. */
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Certainty of each character in hundredths; empty once a person has written the line. */
  sure: z.array(z.number()),
  kind: z.enum(['print', 'seal']),
  join: z.enum(['', ' ', '\t', '\n']),
});

export const ocr = {
  status: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      pace: OcrPace,
      /** `off`: nobody with the content key is signed in, or nothing waits; `resting`: other work has precedence. */
      activity: z.enum(['off', 'reading', 'resting', 'paused', 'stopped']),
      /** Why it stopped by itself; else empty. */
      problem: z.string(),
      waiting: z.number().int(),
      done: z.number().int(),
      person: z.number().int(),
      failed: z.number().int(),
      typed: z.number().int(),
      /** Measured over the last pages, rests included; null until enough were read. */
      pagesPerMinute: z.number().nullable(),
      remainingSeconds: z.number().nullable(),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  setPace: route({
    kind: 'act',
    input: z.strictObject({ pace: OcrPace }),
    output: Done,
    access: ['clerk'],
    audit: 'ocr.set-pace',
  }),
  /** Reads everything that waits, as a job. */
  run: route({
    kind: 'act',
    input: Nothing,
    output: JobStarted,
    access: ['clerk'],
    audit: 'ocr.run',
  }),
  ids: route({
    kind: 'read',
    input: z.strictObject({ state: TaskState }),
    /** At most 5,000, those that come first; `total` counts them all. */
    output: z.strictObject({ ids: z.array(Id), total: z.number().int() }),
    access: VIEWERS,
    audit: 'ocr.view-list',
  }),
  rows: route({
    kind: 'read',
    input: z.strictObject({ ids: z.array(Id).max(500) }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          id: Id,
          itemId: Id,
          fileId: Id,
          personName: z.string(),
          title: z.string(),
          classCode: z.string(),
          position: z.number().int(),
          state: TaskState,
          reason: Reason,
          confidence: z.number().nullable(),
          at: Instant.nullable(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  page: route({
    kind: 'read',
    input: z.strictObject({ pageId: Id }),
    output: z.strictObject({
      pageId: Id,
      itemId: Id,
      state: TaskState,
      reason: Reason,
      /** The text that holds, and where it came from; null: there is none. */
      text: z
        .strictObject({
          text: z.string(),
          source: z.enum(['typed', 'machine', 'person']),
          at: Instant,
          by: z.string(),
        })
        .nullable(),
      /** What the machine read last, whatever holds. */
      machine: z
        .strictObject({
          engine: z.string(),
          at: Instant,
          confidence: z.number(),
          width: z.number().int(),
          height: z.number().int(),
          tilt: z.number(),
          turns: z.number().int(),
          lines: z.array(OcrLine),
        })
        .nullable(),
      /** The lines that a person left, where one did. */
      corrected: z.strictObject({ by: z.string(), at: Instant, lines: z.array(OcrLine) }).nullable(),
    }),
    access: VIEWERS,
    audit: 'ocr.view-text',
  }),
  correct: route({
    kind: 'write',
    /** Every line of the page in its order; an empty text leaves the line out. Unchanged lines are thereby confirmed. */
    input: z.strictObject({
      pageId: Id,
      /** When the machine's reading was made that was corrected; null for a page without one. */
      readAt: Instant.nullable(),
      lines: z.array(OcrLine.omit({ sure: true }).extend({ text: z.string().max(2_000) })).max(2_000),
    }),
    output: Done,
    access: ['clerk'],
    audit: 'ocr.correct',
  }),
  /** Puts pages first in the queue; `again` also those that were read. What a person wrote stays. */
  queue: route({
    kind: 'write',
    input: z.strictObject({ pageIds: z.array(Id).min(1).max(1_000), again: z.boolean() }),
    output: z.strictObject({ queued: z.number().int() }),
    access: ['clerk'],
    audit: 'ocr.queue',
  }),
};
