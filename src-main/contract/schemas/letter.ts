import { z } from 'zod';
import { route } from '../route.ts';
import {
  Done,
  FilledLine,
  Id,
  Instant,
  Leaving,
  Line,
  Lines,
  Nothing,
  PathToken,
  Written,
} from './common.ts';

const VIEWERS = ['clerk', 'reviewer', 'approver'] as const;
const Day = z.string().regex(/^\d{8}$/, '日期应写到日，如 20261125');

/** 党风廉政意见回复 (form 14) and 廉洁自律结论性意见 (form 15, signed by two). */
export const LetterKind = z.enum(['reply', 'conclusion']);
/** The four types of form 14: nothing known, known and settled, under examination, within an influence period. */
export const LetterConclusion = z.enum(['clear', 'settled', 'pending', 'influence']);
/** 承办 → 审核 → 签发; a letter that is sent back is a draft again. */
export const LetterState = z.enum(['draft', 'submitted', 'reviewed', 'signed', 'withdrawn']);

/**
 * What a sentence rests on. `page`: a page of an item of this cadre, or the item where it was never scanned. `measure`: a
 * registered 处理处分. `none`: that nothing lies in these head classes up to the day the letter speaks of.
 */
export const LetterSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('page'), itemId: Id, pageId: Id.nullable() }),
  z.strictObject({ kind: z.literal('measure'), measureId: Id }),
  z.strictObject({
    kind: z.literal('none'),
    classes: z
      .array(z.string().regex(/^\d{2}$/))
      .min(1)
      .max(20),
  }),
]);
const Sentence = z.strictObject({
  text: FilledLine(300),
  sources: z.array(LetterSource).min(1, '没有出处的句子不能写入').max(10),
});
/** A source in words, for a screen or a list of grounds. */
const ShownSource = z.strictObject({
  source: LetterSource,
  words: z.string(),
  position: z.number().int().nullable(),
});

export const LetterRow = z.strictObject({
  id: Id,
  batchId: Id,
  kind: LetterKind,
  fileId: Id,
  personName: z.string(),
  unit: z.string(),
  post: z.string(),
  purpose: z.string(),
  fromUnit: z.string(),
  dueOn: z.string(),
  conclusion: LetterConclusion,
  state: LetterState,
  number: z.string(),
  draftedBy: z.string(),
  draftedAt: Instant,
});
const Words = z.strictObject({
  /** Wordings with placeholders in braces. */
  conclusions: z.strictObject({
    clear: FilledLine(300),
    settled: FilledLine(300),
    pending: FilledLine(300),
    influence: FilledLine(300),
  }),
  /** A sentence for each kind of fact; the key is a class or a head class, the longest that fits counts. */
  facts: z
    .array(z.strictObject({ classes: z.string().regex(/^\d{2}(\d{2})?$/), text: FilledLine(200) }))
    .max(60),
  measure: FilledLine(200),
  measureWithout: FilledLine(200),
  none: z
    .array(z.strictObject({ classes: z.string().regex(/^\d{2}(,\d{2})*$/), text: FilledLine(200) }))
    .max(20),
  /** Of a reply, and of a conclusion. */
  opening: FilledLine(300),
  openingOfConclusion: FilledLine(300),
  /** 文号: {年} and {号}. */
  number: FilledLine(60),
});
export const LetterWording = Words;

export const letter = {
  /** One draft for each cadre, put together from what is on file up to `asOf`. */
  create: route({
    kind: 'write',
    input: z.strictObject({
      kind: LetterKind,
      fileIds: z.array(Id).min(1).max(200),
      purpose: FilledLine(100),
      fromUnit: Line(100),
      fromNumber: Line(60),
      fromDate: z.union([Day, z.literal('')]),
      dueOn: z.union([Day, z.literal('')]),
      asOf: Day,
    }),
    output: z.strictObject({ batchId: Id, ids: z.array(Id) }),
    access: ['clerk'],
    audit: 'letter.create',
  }),
  list: route({
    kind: 'read',
    input: z.strictObject({
      list: z.enum(['open', 'to-review', 'to-sign', 'signed', 'all']),
      fileId: Id.optional(),
      batchId: Id.optional(),
    }),
    /** Newest first; `more` says how many older ones are not shown. */
    output: z.strictObject({ letters: z.array(LetterRow), more: z.number().int() }),
    access: VIEWERS,
    audit: 'letter.list',
  }),
  get: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: LetterRow.extend({
      revision: z.number().int(),
      asOf: z.string(),
      fromNumber: z.string(),
      fromDate: z.string(),
      opening: z.string(),
      conclusionText: z.string(),
      sentences: z.array(z.strictObject({ text: z.string(), sources: z.array(ShownSource) })),
      /** Facts on file that no sentence rests on. */
      unused: z.array(z.strictObject({ text: z.string(), sources: z.array(ShownSource) })),
      /** 疑似: what the facts suggest; a person decides. */
      suggested: LetterConclusion,
      /** What stands against the chosen conclusion; empty: nothing. */
      objections: z.array(z.string()),
      /** Influence periods that run on the day, and warnings not settled: for the drafter, no part of the letter. */
      influence: z.array(z.string()),
      openWarnings: z.array(z.strictObject({ id: Id, text: z.string() })),
      itemId: Id.nullable(),
      history: z.array(z.strictObject({ at: Instant, by: z.string(), act: z.string(), note: z.string() })),
    }),
    access: VIEWERS,
    audit: 'letter.view',
  }),
  save: route({
    kind: 'write',
    input: z.strictObject({
      id: Id,
      revision: z.number().int(),
      conclusion: LetterConclusion,
      sentences: z.array(Sentence).max(60),
    }),
    output: z.strictObject({ revision: z.number().int() }),
    access: ['clerk'],
    audit: 'letter.save',
  }),
  /** 承办: hands drafts over; each is checked, and what is refused is told beside it. */
  submit: route({
    kind: 'write',
    input: z.strictObject({ ids: z.array(Id).min(1).max(200) }),
    output: z.strictObject({
      done: z.number().int(),
      refused: z.array(z.strictObject({ id: Id, personName: z.string(), message: z.string() })),
    }),
    access: ['clerk'],
    audit: 'letter.submit',
  }),
  withdraw: route({
    kind: 'write',
    input: z.strictObject({ id: Id, reason: FilledLine(200) }),
    output: Done,
    access: ['clerk'],
    audit: 'letter.withdraw',
  }),
  /** 审核, by a second person; not passing sends it back with the note. */
  review: route({
    kind: 'write',
    input: z.strictObject({ ids: z.array(Id).min(1).max(200), pass: z.boolean(), note: Lines(300) }),
    output: z.strictObject({
      done: z.number().int(),
      refused: z.array(z.strictObject({ id: Id, personName: z.string(), message: z.string() })),
    }),
    access: ['reviewer'],
    audit: 'letter.review',
  }),
  /** 签发, by a third person: numbered, the state of the file kept, filed as an item of class 1004 or 1005. */
  sign: route({
    kind: 'act',
    input: z.strictObject({ ids: z.array(Id).min(1).max(200), pass: z.boolean(), note: Lines(300) }),
    output: z.strictObject({
      done: z.number().int(),
      refused: z.array(z.strictObject({ id: Id, personName: z.string(), message: z.string() })),
    }),
    access: ['approver'],
    audit: 'letter.sign',
  }),
  /** The state of the file when the letter was signed, and what has changed since. */
  state: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: z.strictObject({
      takenAt: Instant,
      sha256: z.string(),
      /** Whether the kept state still has this digest. */
      intact: z.boolean(),
      items: z.array(
        z.strictObject({
          itemId: Id,
          classCode: z.string(),
          title: z.string(),
          date: z.string(),
          archivalCode: z.string().nullable(),
          pages: z.number().int(),
          /** `gone`: voided or moved to another file since. */
          now: z.enum(['same', 'changed', 'gone']),
        }),
      ),
      /** Items that came into the file since. */
      since: z.array(
        z.strictObject({ itemId: Id, classCode: z.string(), title: z.string(), date: z.string() }),
      ),
      measures: z.array(z.string()),
    }),
    access: VIEWERS,
    audit: 'letter.view-state',
  }),
  /** The letter, or the list of grounds behind its sentences, as docx. */
  exportPaper: route({
    kind: 'act',
    input: z.strictObject({
      id: Id,
      paper: z.enum(['letter', 'grounds']),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: VIEWERS,
    audit: 'letter.export',
  }),
  /** Every signed letter of a batch into one folder. */
  exportBatch: route({
    kind: 'act',
    input: z.strictObject({ batchId: Id, target: PathToken, leaving: Leaving.optional() }),
    output: z.strictObject({ written: z.array(z.string()) }),
    access: VIEWERS,
    audit: 'letter.export-batch',
  }),
  wording: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ version: z.number().int(), wording: Words }),
    access: VIEWERS,
    audit: 'none',
  }),
  saveWording: route({
    kind: 'write',
    input: z.strictObject({ fromVersion: z.number().int(), wording: Words, reason: FilledLine(200) }),
    output: z.strictObject({ version: z.number().int() }),
    access: ['reviewer'],
    audit: 'letter.save-wording',
  }),
};
