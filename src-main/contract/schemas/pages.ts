import { z } from 'zod';
import { route } from '../route.ts';
import {
  ClassCode,
  Done,
  FilledLine,
  Id,
  Instant,
  JobStarted,
  Leaving,
  Line,
  Nothing,
  PathToken,
  Written,
} from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
const Share = z.number().min(0).max(1);

/** One step from the original to the optimised picture. */
export const PictureStep = z.discriminatedUnion('op', [
  /** Clockwise. */
  z.strictObject({ op: z.literal('rotate'), degrees: z.number().min(-359).max(359) }),
  z.strictObject({ op: z.literal('deskew') }),
  /** Takes dark borders away. */
  z.strictObject({ op: z.literal('trim') }),
  /** In shares of the picture as it stands at that step. */
  z.strictObject({ op: z.literal('crop'), left: Share, top: Share, width: Share, height: Share }),
  /** Leaves red seals alone. */
  z.strictObject({ op: z.literal('despeckle') }),
]);
const Chosen = z.array(Id).min(1, '请先选定页').max(500, '一次不超过500页');
const Acted = z.strictObject({ actId: Id, label: z.string() });

export const WorkedPage = z.strictObject({
  id: Id,
  itemId: Id,
  position: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
  dpi: z.number().nullable(),
  blank: z.boolean(),
  damaged: z.boolean(),
  /** Changes when its picture does: a screen asks for it anew. */
  version: z.string(),
  steps: z.array(PictureStep),
  faults: z.array(z.string()),
});
export const QualityFault = z.strictObject({
  pageId: Id,
  itemId: Id,
  personName: z.string(),
  label: z.string(),
  position: z.number().int(),
  fault: z.enum(['dpi', 'colour', 'paper-size', 'skew', 'border', 'blank', 'damaged', 'file-size', 'order']),
  message: z.string(),
  acceptedBy: z.string().nullable(),
  acceptedReason: z.string(),
});
const Standard = z.enum(['GB/T 33870-2017', 'DA/T 31-2017']);
const Pair = z.strictObject({
  firstId: Id,
  secondId: Id,
  firstPlace: z.string(),
  secondPlace: z.string(),
  firstVersion: z.string(),
  secondVersion: z.string(),
  /** The very same bytes; otherwise only look-alikes. */
  identical: z.boolean(),
  /** Of 256. */
  differentBits: z.number().int(),
});

export const pages = {
  /** The pages of an item with what was done to them. */
  list: route({
    kind: 'read',
    input: z.strictObject({ itemId: Id }),
    output: z.strictObject({ pages: z.array(WorkedPage), fixed: z.boolean() }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** Adds steps to each page; `fromOriginal`: forgets the steps before. */
  adjust: route({
    kind: 'act',
    input: z.strictObject({
      pageIds: Chosen,
      steps: z.array(PictureStep).max(10),
      fromOriginal: z.boolean(),
    }),
    output: Acted,
    access: ['clerk'],
    audit: 'pages.adjust',
  }),
  /** The complete new order of an item. */
  reorder: route({
    kind: 'write',
    input: z.strictObject({ itemId: Id, pageIds: z.array(Id).min(1).max(5_000) }),
    output: Acted,
    access: ['clerk'],
    audit: 'pages.reorder',
  }),
  /** To the end of another item of any cadre, or into a new one: 拆分、移件. Emptied drafts stay. */
  move: route({
    kind: 'act',
    input: z.strictObject({
      pageIds: Chosen,
      to: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('item'), itemId: Id }),
        z.strictObject({ kind: z.literal('new'), fileId: Id, classCode: ClassCode }),
      ]),
    }),
    output: Acted.extend({ itemId: Id }),
    access: ['clerk'],
    audit: 'pages.move',
  }),
  /** 改归他卷: the item is voided here, its number with it, and stands as a draft in the other cadre's volume. */
  refile: route({
    kind: 'act',
    input: z.strictObject({ itemId: Id, fileId: Id, reason: FilledLine(200) }),
    output: z.strictObject({ itemId: Id }),
    access: ['clerk'],
    audit: 'pages.refile',
  }),
  /** 合并: all pages of one item go behind those of another, and the emptied one is voided. */
  merge: route({
    kind: 'write',
    input: z.strictObject({ fromItemId: Id, intoItemId: Id, reason: FilledLine(200) }),
    output: Acted,
    access: ['clerk'],
    audit: 'pages.merge',
  }),
  /** 撤下: out of the material into the volume's list of pages taken out; nothing is deleted. */
  takeOut: route({
    kind: 'write',
    input: z.strictObject({ pageIds: Chosen, reason: FilledLine(200) }),
    output: Acted,
    access: ['clerk'],
    audit: 'pages.take-out',
  }),
  /** A file of the tray at a place in an item; `replaces`: the page that it takes the place of is taken out. */
  insert: route({
    kind: 'act',
    input: z.strictObject({
      entryId: Id,
      itemId: Id,
      /** Behind this page; 0: before the first. */
      after: z.number().int().min(0),
      replaces: Id.nullable(),
    }),
    output: Acted,
    access: ['clerk'],
    audit: 'pages.insert',
  }),
  acts: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id }),
    output: z.strictObject({
      acts: z.array(
        z.strictObject({
          id: Id,
          label: z.string(),
          by: z.string(),
          at: Instant,
          undone: z.boolean(),
          mine: z.boolean(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** Takes an act back, or does it again; refused when something else has changed the same pages since. */
  undo: route({
    kind: 'write',
    input: z.strictObject({ actId: Id }),
    output: Done,
    access: ['clerk'],
    audit: 'pages.undo',
  }),
  redo: route({
    kind: 'write',
    input: z.strictObject({ actId: Id }),
    output: Done,
    access: ['clerk'],
    audit: 'pages.redo',
  }),
  /** Looks at every page that was not looked at since its picture changed. */
  check: route({
    kind: 'act',
    input: z.strictObject({ fileId: Id.optional() }),
    output: JobStarted,
    access: VIEWERS,
    audit: 'pages.start-check',
  }),
  quality: route({
    kind: 'read',
    input: z.strictObject({ standard: Standard, fileId: Id.optional(), all: z.boolean() }),
    /** At most 5,000 faults; `total` counts them all. */
    output: z.strictObject({
      faults: z.array(QualityFault),
      total: z.number().int(),
      checked: z.number().int(),
      unchecked: z.number().int(),
    }),
    access: VIEWERS,
    audit: 'pages.view-quality',
  }),
  acceptFault: route({
    kind: 'write',
    input: z.strictObject({ pageId: Id, fault: QualityFault.shape.fault, reason: FilledLine(200) }),
    output: Done,
    access: ['reviewer'],
    audit: 'pages.accept-fault',
  }),
  exportQuality: route({
    kind: 'act',
    input: z.strictObject({
      standard: Standard,
      fileId: Id.optional(),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: ['clerk', 'reviewer'],
    audit: 'pages.export-quality',
  }),
  /** Same bytes and look-alikes within each cadre's file, not decided yet. */
  doubles: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id.optional() }),
    output: z.strictObject({ pairs: z.array(Pair), total: z.number().int() }),
    access: VIEWERS,
    audit: 'pages.view-doubles',
  }),
  /** Both stay, or the second is taken out. */
  decideDouble: route({
    kind: 'write',
    input: z.strictObject({
      firstId: Id,
      secondId: Id,
      decision: z.enum(['both', 'double']),
      /** Which one is taken out. */
      takeOut: Id.nullable(),
      reason: Line(200),
    }),
    output: Done,
    access: ['clerk'],
    audit: 'pages.decide-double',
  }),
  standards: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      standards: z.array(
        z.strictObject({
          id: Standard,
          name: z.string(),
          dpi: z.number(),
          colour: z.boolean(),
          skew: z.number(),
          border: z.number(),
          megabytes: z.number(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
};
