import { z } from 'zod';
import { route } from '../route.ts';
import { Done, FilledLine, Id, Instant, Leaving, Line, Nothing, PathToken, Written } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const FieldType = z.enum(['text', 'date', 'money', 'area', 'share', 'choice']);
/** One item of the report (8 家事, 6 家产 and 家庭成员), as data: an office may add fields of its own. */
export const DeclarationItem = z.strictObject({
  code: z.string(),
  name: z.string(),
  group: z.enum(['person', 'family', 'property']),
  fields: z.array(
    z.strictObject({
      key: z.string(),
      label: z.string(),
      type: FieldType,
      choices: z.array(z.string()).optional(),
    }),
  ),
  /** Fields by which a row is found again in another year. */
  key: z.array(z.string()),
  /** Field whose too small figure is 漏报. */
  measure: z.string().nullable(),
  /** Natures (车库 and the like) whose absence is 漏报, not 隐瞒不报. */
  lesser: z.array(z.string()),
  /** What a row missing altogether is, by the list of the 查核办法; `undecided`: the list does not say. */
  missing: z.enum(['omitted', 'concealed', 'undecided']),
});
export const DeclarationForm = z.strictObject({
  name: z.string(),
  basis: z.string(),
  items: z.array(DeclarationItem),
});

export const DeclarationKind = z.enum(['annual', 'change', 'check']);
export const DeclarationRow = z.strictObject({
  item: z.string().max(40),
  values: z.record(z.string().max(40), z.string().max(300)),
});
export const DeclarationHead = z.strictObject({
  id: Id,
  fileId: Id,
  personName: z.string(),
  year: z.number().int(),
  kind: DeclarationKind,
  version: z.number().int(),
  /** A later version of the same year and kind exists. */
  superseded: z.boolean(),
  itemId: Id.nullable(),
  itemTitle: z.string(),
  filledOn: z.string(),
  note: z.string(),
  rows: z.number().int(),
  capturedBy: z.string(),
  capturedAt: Instant,
});

export const Difference = z.strictObject({
  item: z.string(),
  itemName: z.string(),
  /** Words of the key, to name the row. */
  name: z.string(),
  rowKey: z.string(),
  outcome: z.enum(['added', 'removed', 'changed', 'same']),
  fields: z.array(
    z.strictObject({
      label: z.string(),
      left: z.string(),
      right: z.string(),
      /** Change in percent where both are figures. */
      percent: z.number().nullable(),
    }),
  ),
  /** What a person is to explain or look into; each sentence begins with why. */
  questions: z.array(z.string()),
  /** Only against a check result: the class by the list, always 疑似 until a finding is recorded. */
  suspected: z.enum(['omitted', 'concealed', 'undecided']).nullable(),
  finding: z
    .strictObject({
      finding: z.enum(['truthful', 'omitted', 'concealed']),
      basis: z.string(),
      note: z.string(),
      by: z.string(),
      at: Instant,
    })
    .nullable(),
});

const CheckedSheet = z.strictObject({
  rows: z.number().int(),
  faults: z.array(z.strictObject({ place: z.string(), message: z.string() })),
});

export const declaration = {
  form: route({
    kind: 'read',
    input: Nothing,
    output: DeclarationForm,
    access: VIEWERS,
    audit: 'none',
  }),
  list: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id }),
    output: z.strictObject({ declarations: z.array(DeclarationHead) }),
    access: VIEWERS,
    audit: 'declaration.list',
  }),
  get: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: DeclarationHead.extend({ content: z.array(DeclarationRow) }),
    access: VIEWERS,
    audit: 'declaration.view',
  }),
  /** Always a new version; the one before stays as it was. */
  save: route({
    kind: 'write',
    input: z.strictObject({
      fileId: Id,
      year: z.number().int().min(1995).max(2200),
      kind: DeclarationKind,
      /** The scan it is captured from. */
      itemId: Id.nullable(),
      filledOn: Line(20),
      note: Line(300),
      /** Newest version the screen has read; 0: none. */
      fromVersion: z.number().int().min(0),
      rows: z.array(DeclarationRow).max(2000, '一份报告不超过2000行'),
    }),
    output: z.strictObject({ id: Id, version: z.number().int() }),
    access: ['clerk'],
    audit: 'declaration.save',
  }),
  compare: route({
    kind: 'read',
    input: z.strictObject({ leftId: Id, rightId: Id }),
    output: z.strictObject({
      left: DeclarationHead,
      right: DeclarationHead,
      differences: z.array(Difference),
    }),
    access: VIEWERS,
    audit: 'declaration.compare',
  }),
  /** 认定, by the office's document; replaces 疑似 for this row. */
  noteFinding: route({
    kind: 'write',
    input: z.strictObject({
      declaredId: Id,
      checkedId: Id,
      item: z.string().max(40),
      rowKey: z.string().max(600),
      finding: z.enum(['truthful', 'omitted', 'concealed']),
      basis: FilledLine(200),
      note: Line(300),
    }),
    output: Done,
    access: ['reviewer'],
    audit: 'declaration.note-finding',
  }),
  /** A workbook with one sheet per item, empty or filled with an earlier report. */
  exportSheet: route({
    kind: 'act',
    input: z.strictObject({
      fileId: Id,
      year: z.number().int().min(1995).max(2200),
      fromId: Id.nullable(),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: ['clerk'],
    audit: 'declaration.export-sheet',
  }),
  checkSheet: route({
    kind: 'act',
    input: z.strictObject({ fileId: Id, source: PathToken }),
    output: CheckedSheet,
    access: ['clerk'],
    audit: 'declaration.check-sheet',
  }),
  /** Takes the whole sheet or nothing. */
  importSheet: route({
    kind: 'act',
    input: z.strictObject({
      fileId: Id,
      year: z.number().int().min(1995).max(2200),
      kind: DeclarationKind,
      itemId: Id.nullable(),
      filledOn: Line(20),
      source: PathToken,
    }),
    output: z.strictObject({ id: Id, version: z.number().int(), rows: z.number().int() }),
    access: ['clerk'],
    audit: 'declaration.import-sheet',
  }),
};
