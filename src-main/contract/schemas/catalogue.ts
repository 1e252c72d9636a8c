import { z } from 'zod';
import { route } from '../route.ts';
import {
  AppraisalState,
  ClassCode,
  Done,
  FilledLine,
  Id,
  IdList,
  Instant,
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
  /** Page work or an import has given it an optimised picture beside the original. */
  optimised: z.boolean(),
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
  author: z.string(),
  documentNumber: z.string(),
  supplier: z.string(),
  changedAt: Instant,
});

export const ItemSort = z.enum([
  'arrangement',
  'title',
  'date',
  'class',
  'state',
  'code',
  'changed',
  'author',
  'documentNumber',
  'supplier',
  'retention',
  'secrecy',
  'paperPages',
  'scannedPages',
  'appraisal',
]);

/** 批量修改 takes no more at once: the preview must still be looked through. */
export const MOST_IN_BATCH = 1_000;
const BatchIds = z.array(Id).min(1).max(MOST_IN_BATCH);

/** What a batch sets, field by field; absent fields stay. Titles and remarks are changed by replacing words in them. */
export const BatchChange = z
  .strictObject({
    classCode: ClassCode,
    date: PartialDate,
    author: Line(200),
    supplier: Line(100),
    sourceKind: SourceKind,
    nature: Nature,
    originality: Originality,
    signed: z.boolean(),
    stamped: z.boolean(),
    secrecy: SecrecyLevel,
    secrecyYears: z.number().int().min(0).max(30),
    retention: Retention,
    remarks: Line(300),
    titleReplace: z.strictObject({ find: FilledLine(100), with: Line(100) }),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, '请至少选一栏');

export const BatchItem = z.strictObject({
  id: Id,
  revision: z.number().int(),
  title: z.string(),
  changes: z.array(z.strictObject({ field: z.string(), before: z.string(), after: z.string() })),
  /** Why this one cannot be changed so; null when it can. */
  refused: z.string().nullable(),
});

/** 著录模板 of a class; null: nothing said. In `title`: {年度}, {姓名}, {类名}, {责任者}. */
export const ItemTemplate = z.strictObject({
  classCode: ClassCode,
  title: Line(200),
  author: Line(200),
  supplier: Line(100),
  sourceKind: SourceKind.nullable(),
  nature: Nature.nullable(),
  originality: Originality.nullable(),
  signed: z.boolean().nullable(),
  stamped: z.boolean().nullable(),
  secrecy: SecrecyLevel.nullable(),
  secrecyYears: z.number().int().min(0).max(30),
  retention: Retention.nullable(),
  remarks: Line(300),
});

/** What the pages say of a field; nothing is written until a person takes it. */
export const Suggestion = z.strictObject({
  field: z.enum(['classCode', 'title', 'date', 'author', 'documentNumber']),
  value: z.string(),
  /** The line it was read from, or the file's name. */
  quote: z.string(),
  /** Where: null when the file's name or the template says so. */
  pageId: Id.nullable(),
  pagePosition: z.number().int().nullable(),
  /** Part of the page's width and height, 0 to 1; null when the text came without positions. */
  box: z.strictObject({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
  /** The text was read by machine and may be wrong. */
  machineRead: z.boolean(),
});

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
  acts: route({
    kind: 'read',
    input: Nothing,
    /** The caller's own of today, newest first. */
    output: z.strictObject({
      acts: z.array(
        z.strictObject({
          id: Id,
          at: Instant,
          label: z.string(),
          items: z.number().int(),
          undone: z.boolean(),
        }),
      ),
      total: z.number().int(),
    }),
    access: ['clerk'],
    audit: 'none',
  }),
  undo: route({
    kind: 'write',
    /** Without an act: the last one of today. */
    input: z.strictObject({ actId: Id.optional() }),
    output: z.strictObject({ label: z.string(), itemId: Id.nullable() }),
    access: ['clerk'],
    audit: 'catalogue.undo',
  }),
  redo: route({
    kind: 'write',
    input: z.strictObject({ actId: Id.optional() }),
    output: z.strictObject({ label: z.string(), itemId: Id.nullable() }),
    access: ['clerk'],
    audit: 'catalogue.redo',
  }),
  previewBatch: route({
    kind: 'read',
    input: z.strictObject({ ids: BatchIds, change: BatchChange }),
    output: z.strictObject({ items: z.array(BatchItem) }),
    access: ['clerk'],
    audit: 'catalogue.preview-batch',
  }),
  saveBatch: route({
    kind: 'write',
    /** With the revisions that the preview showed: what was changed since is refused. */
    input: z.strictObject({
      items: z
        .array(z.strictObject({ id: Id, revision: z.number().int() }))
        .min(1)
        .max(MOST_IN_BATCH),
      change: BatchChange,
    }),
    output: z.strictObject({ changed: z.number().int(), refused: z.array(BatchItem) }),
    access: ['clerk'],
    audit: 'catalogue.save-batch',
  }),
  templates: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ templates: z.array(ItemTemplate) }),
    access: VIEWERS,
    audit: 'none',
  }),
  saveTemplate: route({
    kind: 'write',
    input: ItemTemplate,
    output: Done,
    access: ['clerk'],
    audit: 'catalogue.save-template',
  }),
  dropTemplate: route({
    kind: 'write',
    /** The class then begins with what ships with the program, where there is something. */
    input: z.strictObject({ classCode: ClassCode }),
    output: Done,
    access: ['clerk'],
    audit: 'catalogue.drop-template',
  }),
  check: route({
    kind: 'read',
    /** The form as it is being typed; what cannot be read yet is left out. */
    input: z.strictObject({
      fileId: Id,
      itemId: Id.optional(),
      title: z.string().max(400),
      date: PartialDate.catch(''),
      documentNumber: z.string().max(200),
    }),
    output: z.strictObject({
      warnings: z.array(
        z.strictObject({
          field: z.enum(['title', 'date', 'documentNumber']),
          message: z.string(),
        }),
      ),
    }),
    access: ['clerk'],
    audit: 'none',
  }),
  suggest: route({
    kind: 'read',
    input: z.strictObject({ itemId: Id }),
    output: z.strictObject({ suggestions: z.array(Suggestion) }),
    access: ['clerk'],
    audit: 'catalogue.suggest',
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
