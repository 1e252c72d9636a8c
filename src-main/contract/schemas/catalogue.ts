import { z } from 'zod';
import { route } from '../route.ts';
import {
  AppraisalState,
  ClassCode,
  Done,
  FilledLine,
  Id,
  IdList,
  ItemState,
  Line,
  Lines,
  Nature,
  Nothing,
  Originality,
  PartialDate,
  Retention,
  SecrecyLevel,
  SourceKind,
  Window,
} from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const ItemDraft = z.strictObject({
  classCode: ClassCode,
  title: FilledLine(300),
  date: PartialDate,
  author: Line(200),
  documentNumber: Line(100),
  sourceKind: SourceKind,
  nature: Nature,
  supplier: Line(100),
  originality: Originality,
  signed: z.boolean(),
  stamped: z.boolean(),
  secrecy: SecrecyLevel,
  /** Years from the marked date; 0 for 内部, which has no term (domain 2.10). */
  secrecyYears: z.number().int().min(0).max(30),
  retention: Retention,
  /** Written sides of the paper, counted by hand; null: not counted yet. */
  paperPages: z.number().int().min(0).max(9999).nullable(),
  remarks: Line(300),
});

export const Page = z.strictObject({
  id: Id,
  position: z.number().int(),
  mediaType: z.string(),
  fileName: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  dpi: z.number().nullable(),
  blank: z.boolean(),
  hasText: z.boolean(),
});

export const Item = ItemDraft.extend({
  id: Id,
  fileId: Id,
  personName: z.string(),
  state: ItemState,
  itemNumber: z.number().int().nullable(),
  classSequence: z.number().int().nullable(),
  archivalCode: z.string().nullable(),
  voidReason: z.string(),
  appraisalState: AppraisalState,
  /** What the appraiser asks the clerk to mend, when `refused` or `supplement`. */
  appraisalNote: z.string(),
  secrecyMark: z.string(),
  revision: z.number().int(),
  pages: z.array(Page),
});

export const ItemRow = z.strictObject({
  id: Id,
  fileId: Id,
  personName: z.string(),
  classCode: z.string(),
  title: z.string(),
  date: z.string(),
  state: ItemState,
  pencilCode: z.string(),
  archivalCode: z.string().nullable(),
  paperPages: z.number().int().nullable(),
  scannedPages: z.number().int(),
  secrecyMark: z.string(),
  retention: Retention,
  appraisalState: AppraisalState,
});

export const ItemSort = z.enum(['arrangement', 'title', 'date', 'class', 'state', 'code', 'changed']);

export const SchemeClass = z.strictObject({
  code: z.string(),
  parent: z.string().nullable(),
  name: z.string(),
  supplier: z.string(),
  sourceKind: SourceKind.nullable(),
  nature: Nature.nullable(),
  frequency: z.string(),
  retention: Retention.nullable(),
  secrecy: SecrecyLevel.nullable(),
  secrecyYears: z.number().int(),
  yearly: z.boolean(),
});

export const catalogue = {
  ids: route({
    kind: 'read',
    input: z.strictObject({
      fileId: Id.optional(),
      classPrefix: z
        .string()
        .regex(/^\d{2}(\d{2})?$/)
        .optional(),
      state: ItemState.optional(),
      appraisal: AppraisalState.optional(),
      /** Only items whose required fields or page counts are incomplete. */
      incomplete: z.boolean().optional(),
      sort: ItemSort,
      descending: z.boolean(),
    }),
    output: IdList,
    access: VIEWERS,
    audit: 'catalogue.list',
  }),
  rows: route({
    kind: 'read',
    input: Window,
    output: z.strictObject({ rows: z.array(ItemRow) }),
    access: VIEWERS,
    audit: 'none',
  }),
  get: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: Item,
    access: VIEWERS,
    audit: 'catalogue.view',
  }),
  create: route({
    kind: 'write',
    input: z.strictObject({ fileId: Id, item: ItemDraft }),
    output: z.strictObject({ id: Id, revision: z.number().int() }),
    access: ['clerk'],
    audit: 'catalogue.create',
  }),
  save: route({
    kind: 'write',
    input: z.strictObject({ id: Id, revision: z.number().int(), item: ItemDraft }),
    output: z.strictObject({ id: Id, revision: z.number().int() }),
    access: ['clerk'],
    audit: 'catalogue.save',
  }),
  undo: route({
    kind: 'write',
    input: Nothing,
    output: z.strictObject({ label: z.string(), itemId: Id.nullable() }),
    access: ['clerk'],
    audit: 'catalogue.undo',
  }),
  redo: route({
    kind: 'write',
    input: Nothing,
    output: z.strictObject({ label: z.string(), itemId: Id.nullable() }),
    access: ['clerk'],
    audit: 'catalogue.redo',
  }),
  saveDraft: route({
    kind: 'write',
    /** The screen's unsaved form, as plain strings; kept encrypted, per account and place. */
    input: z.strictObject({ place: Line(100), body: Lines(20_000) }),
    output: Done,
    access: 'signed-in',
    audit: 'none',
  }),
  loadDraft: route({
    kind: 'read',
    input: z.strictObject({ place: Line(100) }),
    output: z.strictObject({ body: z.string().nullable(), savedAt: z.string().nullable() }),
    access: 'signed-in',
    audit: 'none',
  }),
  discardDraft: route({
    kind: 'write',
    input: z.strictObject({ place: Line(100) }),
    output: Done,
    access: 'signed-in',
    audit: 'none',
  }),
  scheme: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      version: z.number().int(),
      name: z.string(),
      basis: z.string(),
      classes: z.array(SchemeClass),
    }),
    access: 'signed-in',
    audit: 'none',
  }),
  saveScheme: route({
    kind: 'write',
    input: z.strictObject({
      fromVersion: z.number().int(),
      reason: FilledLine(300),
      classes: z.array(SchemeClass).max(500),
    }),
    output: z.strictObject({ version: z.number().int() }),
    access: ['reviewer'],
    audit: 'catalogue.save-scheme',
  }),
};
