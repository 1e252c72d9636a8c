import { z } from 'zod';
import { route } from '../route.ts';
import { Done, FilledLine, Id, Instant, Leaving, Nothing, PathToken, Written } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;

export const FORM_IDS = [
  'cover',
  'spine',
  'contents',
  'volume-note',
  'registration',
  'handover',
  'missing',
  'ledger',
  'corrections',
  'loans',
  'copies',
  'roster',
  'standing',
  'movements',
  'posts',
] as const;
export const FormId = z.enum(FORM_IDS);
export const FormInfo = z.strictObject({
  id: FormId,
  name: z.string(),
  /** 一名干部, or a list over the archive and a year. */
  scope: z.enum(['cadre', 'archive']),
  xlsx: z.boolean(),
  /** Placeholders that a template of this form may use, with what each says. */
  placeholders: z.array(z.strictObject({ name: z.string(), loop: z.string(), says: z.string() })),
  template: z.strictObject({
    own: z.boolean(),
    version: z.number().int(),
    by: z.string(),
    at: Instant.nullable(),
  }),
});
const Which = { form: FormId, fileId: Id.optional(), year: z.number().int().min(1900).max(2200).optional() };

export const forms = {
  list: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ forms: z.array(FormInfo) }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** What would stand on the paper, for the eye. */
  preview: route({
    kind: 'read',
    input: z.strictObject(Which),
    output: z.strictObject({
      title: z.string(),
      mark: z.string(),
      pairs: z.array(z.strictObject({ label: z.string(), value: z.string() })),
      headings: z.array(z.string()),
      /** Class headings stand alone in their row. */
      rows: z.array(z.array(z.string())),
    }),
    access: VIEWERS,
    audit: 'forms.preview',
  }),
  /** What the preview shows goes on paper: entered in the register before it is printed. */
  print: route({
    kind: 'write',
    input: z.strictObject(Which),
    output: z.strictObject({ number: z.number().int(), watermark: z.string() }),
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'forms.print',
  }),
  export: route({
    kind: 'act',
    input: z.strictObject({
      ...Which,
      format: z.enum(['docx', 'xlsx']),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'forms.export',
  }),
  /** One paper for each cadre, into a folder. */
  exportMany: route({
    kind: 'act',
    input: z.strictObject({
      form: FormId,
      fileIds: z.array(Id).min(1).max(200, '一次不超过200人'),
      year: z.number().int().min(1900).max(2200).optional(),
      folder: PathToken,
      leaving: Leaving.optional(),
    }),
    output: z.strictObject({ written: z.array(z.string()) }),
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'forms.export',
  }),
  /** The template in force, to be edited in Word or WPS. */
  exportTemplate: route({
    kind: 'act',
    input: z.strictObject({ form: FormId, target: PathToken }),
    output: Written,
    access: ['clerk', 'reviewer'],
    audit: 'forms.export-template',
  }),
  /** The office's own; its faults are told with their places, and then it is not taken. */
  replaceTemplate: route({
    kind: 'act',
    input: z.strictObject({ form: FormId, source: PathToken, reason: FilledLine(200) }),
    output: z.strictObject({ version: z.number().int() }),
    access: ['reviewer'],
    audit: 'forms.replace-template',
  }),
  restoreTemplate: route({
    kind: 'write',
    input: z.strictObject({ form: FormId, reason: FilledLine(200) }),
    output: Done,
    access: ['reviewer'],
    audit: 'forms.restore-template',
  }),
};
