import { z } from 'zod';
import { route } from '../route.ts';
import { TRAINING_FORMS } from '../vocabulary.ts';
import { Done, FilledLine, Id, Leaving, Line, Lines, PathToken, Written } from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
const Day = z.string().regex(/^\d{8}$/, '日期应写到日，如 20261125');
const Year = z.string().regex(/^\d{4}$/, '年度应为四位数字');
const Hours = z.number().min(0).max(200);

const TrainingForm = z.enum(TRAINING_FORMS);
/** 应到, 到会, 请假, 缺席. */
export const AttendanceMark = z.enum(['invited', 'present', 'leave', 'absent']);

const Plan = z.strictObject({
  id: Id,
  year: z.string(),
  title: z.string(),
  aim: z.string(),
  hours: z.number(),
  sessions: z.number().int(),
});
const SessionHead = z.strictObject({
  id: Id,
  planId: Id.nullable(),
  title: z.string(),
  form: TrainingForm,
  heldOn: z.string(),
  place: z.string(),
  speaker: z.string(),
  hours: z.number(),
  voidReason: z.string(),
  invited: z.number().int(),
  present: z.number().int(),
  /** Of those invited, for the material that must be read. */
  unread: z.number().int(),
});

export const training = {
  plans: route({
    kind: 'read',
    input: z.strictObject({ year: Year.optional() }),
    output: z.strictObject({ plans: z.array(Plan) }),
    access: VIEWERS,
    audit: 'none',
  }),
  savePlan: route({
    kind: 'write',
    input: z.strictObject({
      id: Id.optional(),
      year: Year,
      title: FilledLine(100),
      aim: Lines(500),
      hours: Hours,
    }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'training.save-plan',
  }),
  sessions: route({
    kind: 'read',
    input: z.strictObject({ year: Year }),
    /** Newest first. */
    output: z.strictObject({ sessions: z.array(SessionHead) }),
    access: VIEWERS,
    audit: 'none',
  }),
  session: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: SessionHead.extend({
      summary: z.string(),
      revision: z.number().int(),
      materials: z.array(z.strictObject({ id: Id, name: z.string(), mustRead: z.boolean() })),
      people: z.array(
        z.strictObject({
          fileId: Id,
          name: z.string(),
          unit: z.string(),
          mark: AttendanceMark,
          note: z.string(),
          /** Materials acknowledged, each with the day. */
          read: z.array(z.strictObject({ materialId: Id, on: z.string() })),
          itemId: Id.nullable(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'training.view',
  }),
  saveSession: route({
    kind: 'write',
    input: z.strictObject({
      id: Id.optional(),
      revision: z.number().int().optional(),
      planId: Id.nullable(),
      title: FilledLine(100),
      form: TrainingForm,
      heldOn: Day,
      place: Line(100),
      speaker: Line(100),
      hours: Hours,
      summary: Lines(2_000),
      /** Those that are kept keep their id: acknowledgements hang on it. */
      materials: z
        .array(z.strictObject({ id: Id.optional(), name: FilledLine(200), mustRead: z.boolean() }))
        .max(50),
    }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'training.save-session',
  }),
  voidSession: route({
    kind: 'write',
    input: z.strictObject({ id: Id, reason: FilledLine(200) }),
    output: Done,
    access: ['clerk'],
    audit: 'training.void-session',
  }),
  invite: route({
    kind: 'write',
    input: z.strictObject({ sessionId: Id, fileIds: z.array(Id).min(1).max(5_000) }),
    output: z.strictObject({ added: z.number().int() }),
    access: ['clerk'],
    audit: 'training.invite',
  }),
  mark: route({
    kind: 'write',
    input: z.strictObject({
      sessionId: Id,
      marks: z
        .array(z.strictObject({ fileId: Id, mark: AttendanceMark.or(z.literal('remove')), note: Line(100) }))
        .min(1)
        .max(5_000),
    }),
    output: Done,
    access: ['clerk'],
    audit: 'training.mark',
  }),
  /** A sign-in sheet as .xlsx: what each row would do, and what is wrong with it. Nothing is written unless `commit`. */
  readSheet: route({
    kind: 'act',
    input: z.strictObject({ sessionId: Id, source: PathToken, commit: z.boolean() }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          row: z.number().int(),
          name: z.string(),
          mark: AttendanceMark.nullable(),
          /** Empty: the row can be taken. */
          fault: z.string(),
        }),
      ),
      taken: z.number().int(),
    }),
    access: ['clerk'],
    audit: 'training.read-sheet',
  }),
  /** 签阅: those who signed that they have read a material. */
  acknowledge: route({
    kind: 'write',
    input: z.strictObject({
      materialId: Id,
      fileIds: z.array(Id).min(1).max(5_000),
      /** Empty: takes the acknowledgement back. */
      on: Day.or(z.literal('')),
    }),
    output: Done,
    access: ['clerk'],
    audit: 'training.acknowledge',
  }),
  /** 签到签阅表 as docx. */
  exportSheet: route({
    kind: 'act',
    input: z.strictObject({ id: Id, target: PathToken, leaving: Leaving.optional() }),
    output: Written,
    access: VIEWERS,
    audit: 'training.export-sheet',
  }),
  /** Everybody on the roster in a year: sessions, hours, what is not filed yet. */
  people: route({
    kind: 'read',
    input: z.strictObject({ year: Year }),
    output: z.strictObject({
      people: z.array(
        z.strictObject({
          fileId: Id,
          name: z.string(),
          unit: z.string(),
          sessions: z.number().int(),
          hours: z.number(),
          missed: z.number().int(),
          unfiled: z.number().int(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  /** One item of class 0508 for each cadre, of the year's sessions that stand in none yet. */
  fileYear: route({
    kind: 'act',
    input: z.strictObject({ year: Year, fileIds: z.array(Id).min(1).max(100) }),
    output: z.strictObject({
      filed: z.number().int(),
      refused: z.array(z.strictObject({ fileId: Id, message: z.string() })),
    }),
    access: ['clerk'],
    audit: 'training.file-year',
  }),
};
