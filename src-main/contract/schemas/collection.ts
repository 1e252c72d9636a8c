import { z } from 'zod';
import { route } from '../route.ts';
import {
  ClassCode,
  Done,
  FilledLine,
  Id,
  IdList,
  Leaving,
  Line,
  Lines,
  Originality,
  PartialDate,
  PathToken,
  Window,
  Written,
} from './common.ts';

const VIEWERS = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
const Day = z.string().regex(/^\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/, '日期应写到日，如 20261125');

/** 待发出, 已要求, 已移交, 已收到, 已退回, 不适用. */
export const TaskState = z.enum(['open', 'asked', 'handed-over', 'received', 'returned', 'not-applicable']);
/** 材料接收条件 (domain 2.4): finished, formal and complete in its formalities, clear owner, legible, dated, copy marked. */
export const AcceptanceCheck = z.enum([
  'finished',
  'formalities',
  'owner',
  'legible',
  'dated',
  'copy-marked',
]);

const Department = z.strictObject({
  id: Id,
  name: z.string(),
  contact: z.string(),
  phone: z.string(),
  note: z.string(),
  active: z.boolean(),
  classes: z.array(z.string()),
  open: z.number().int(),
  overdue: z.number().int(),
});
const TaskRow = z.strictObject({
  id: Id,
  departmentId: Id,
  department: z.string(),
  fileId: Id,
  personName: z.string(),
  unit: z.string(),
  classCode: z.string(),
  className: z.string(),
  period: z.string(),
  wanted: z.string(),
  dueOn: z.string(),
  overdue: z.boolean(),
  state: TaskState,
  reason: z.string(),
  timesAsked: z.number().int(),
  itemId: Id.nullable(),
});
const HandoverHead = z.strictObject({
  id: Id,
  number: z.string(),
  department: z.string(),
  hander: z.string(),
  handedOn: z.string(),
  receivedAt: z.string().nullable(),
  receivedBy: z.string().nullable(),
  rows: z.number().int(),
  pending: z.number().int(),
  returned: z.number().int(),
});
const HandoverLine = z.strictObject({
  taskId: Id.nullable(),
  fileId: Id,
  classCode: ClassCode,
  title: FilledLine(200),
  date: PartialDate,
  pages: z.number().int().min(1).max(9_999),
  copies: z.number().int().min(1).max(99),
  originality: Originality,
  remarks: Line(200),
});

/** When it is due, both days included; of one unit, of one cadre, or of everybody. */
const DuePeriod = z.strictObject({
  from: Day,
  to: Day,
  unit: Line(100).optional(),
  fileId: Id.optional(),
  /** Only what is due of this class. */
  classCode: ClassCode.optional(),
});

export const collection = {
  /** Counts within the caller's clearance. */
  departments: route({
    kind: 'read',
    input: z.strictObject({}),
    output: z.strictObject({ departments: z.array(Department) }),
    access: VIEWERS,
    audit: 'none',
  }),
  saveDepartment: route({
    kind: 'write',
    input: z.strictObject({
      id: Id.optional(),
      name: FilledLine(50),
      contact: Line(50),
      phone: Line(50),
      note: Lines(500),
      active: z.boolean(),
      classes: z.array(ClassCode).max(500),
    }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'collection.save-department',
  }),
  /** Departments that the class scheme names as suppliers and that are not known yet. */
  takeSuppliers: route({
    kind: 'write',
    input: z.strictObject({}),
    output: z.strictObject({ added: z.number().int() }),
    access: ['clerk'],
    audit: 'collection.take-suppliers',
  }),
  taskIds: route({
    kind: 'read',
    input: z.strictObject({
      departmentId: Id.optional(),
      fileId: Id.optional(),
      /** Absent: those not settled. */
      states: z.array(TaskState).optional(),
      overdue: z.boolean().optional(),
    }),
    /** By due day. */
    output: IdList,
    access: VIEWERS,
    audit: 'none',
  }),
  taskRows: route({
    kind: 'read',
    input: Window,
    output: z.strictObject({ rows: z.array(TaskRow) }),
    access: VIEWERS,
    audit: 'none',
  }),
  task: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: TaskRow.extend({
      events: z.array(z.strictObject({ at: z.string(), by: z.string(), text: z.string() })),
    }),
    access: VIEWERS,
    audit: 'collection.view-task',
  }),
  /** One request for each cadre; what was asked for before is not asked for again. */
  addTasks: route({
    kind: 'write',
    input: z.strictObject({
      departmentId: Id,
      fileIds: z.array(Id).min(1).max(5_000),
      classCode: ClassCode,
      period: Line(40),
      wanted: FilledLine(200),
      dueOn: Day,
    }),
    output: z.strictObject({ added: z.number().int(), already: z.number().int() }),
    access: ['clerk'],
    audit: 'collection.add-tasks',
  }),
  /** What the duty rules ask for and nobody has been asked for yet. */
  previewDue: route({
    kind: 'read',
    input: DuePeriod,
    output: z.strictObject({
      total: z.number().int(),
      already: z.number().int(),
      /** Tasks whose material has come since. */
      met: z.number().int(),
      /** The first 500. */
      rows: z.array(
        z.strictObject({
          fileId: Id,
          personName: z.string(),
          classCode: z.string(),
          department: z.string(),
          period: z.string(),
          wanted: z.string(),
          dueOn: z.string(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  askDue: route({
    kind: 'write',
    input: DuePeriod,
    output: z.strictObject({
      added: z.number().int(),
      already: z.number().int(),
      closed: z.number().int(),
    }),
    access: ['clerk'],
    audit: 'collection.ask-due',
  }),
  /** 不适用, with the reason; or, with `itemId`, received as an item that is in the catalogue already. */
  settle: route({
    kind: 'write',
    input: z.discriminatedUnion('as', [
      z.strictObject({
        as: z.literal('not-applicable'),
        ids: z.array(Id).min(1).max(5_000),
        reason: FilledLine(200),
      }),
      z.strictObject({ as: z.literal('received'), id: Id, itemId: Id }),
    ]),
    output: Done,
    access: ['clerk'],
    audit: 'collection.settle',
  }),
  /** 收集通知 or, for what is overdue, 催交通知: docx, numbered; every task on it counts as asked once more. */
  exportNotice: route({
    kind: 'act',
    input: z.strictObject({
      departmentId: Id,
      overdueOnly: z.boolean(),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written.extend({ number: z.string(), tasks: z.number().int() }),
    access: ['clerk'],
    audit: 'collection.export-notice',
  }),
  /** 任务文件 (.xlsx) for a supplier without an account. */
  exportTaskFile: route({
    kind: 'act',
    input: z.strictObject({ departmentId: Id, target: PathToken, leaving: Leaving.optional() }),
    output: Written.extend({ tasks: z.number().int() }),
    access: ['clerk'],
    audit: 'collection.export-task-file',
  }),
  /** A task file that came back: every row judged. A hand-over list is made of it only with `commit` and without faults. */
  readTaskFile: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken, commit: z.boolean() }),
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          row: z.number().int(),
          personName: z.string(),
          title: z.string(),
          outcome: z.enum(['handed-over', 'empty', 'fault']),
          fault: z.string(),
        }),
      ),
      taken: z.number().int(),
      handoverId: Id.nullable(),
    }),
    access: ['clerk'],
    audit: 'collection.read-task-file',
  }),
  handovers: route({
    kind: 'read',
    input: z.strictObject({}),
    /** Newest first. */
    output: z.strictObject({ handovers: z.array(HandoverHead) }),
    access: VIEWERS,
    audit: 'none',
  }),
  handover: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: HandoverHead.extend({
      lines: z.array(
        HandoverLine.extend({
          id: Id,
          personName: z.string(),
          className: z.string(),
          verdict: z.enum(['pending', 'accepted', 'returned']),
          reason: z.string(),
          itemId: Id.nullable(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'collection.view-handover',
  }),
  addHandover: route({
    kind: 'write',
    input: z.strictObject({
      departmentId: Id,
      hander: FilledLine(50),
      handedOn: Day,
      lines: z.array(HandoverLine).min(1).max(2_000),
    }),
    output: z.strictObject({ id: Id, number: z.string() }),
    access: ['clerk'],
    audit: 'collection.add-handover',
  }),
  /** 逐行接收: accepted rows become draft items; all conditions must have been checked. Returned rows need a reason. */
  decide: route({
    kind: 'write',
    input: z.discriminatedUnion('verdict', [
      z.strictObject({
        verdict: z.literal('accepted'),
        handoverId: Id,
        rowIds: z.array(Id).min(1).max(2_000),
        checks: z.array(AcceptanceCheck),
      }),
      z.strictObject({
        verdict: z.literal('returned'),
        handoverId: Id,
        rowIds: z.array(Id).min(1).max(2_000),
        reason: FilledLine(200),
      }),
    ]),
    output: z.strictObject({ itemIds: z.array(Id), finished: z.boolean() }),
    access: ['clerk'],
    audit: 'collection.decide',
  }),
  /** 移交清单 or 退回清单 as docx. */
  exportHandover: route({
    kind: 'act',
    input: z.strictObject({
      id: Id,
      paper: z.enum(['list', 'return-note']),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: VIEWERS,
    audit: 'collection.export-handover',
  }),
  registerIds: route({
    kind: 'read',
    input: z.strictObject({ year: z.string().regex(/^\d{4}$/) }),
    output: IdList,
    access: VIEWERS,
    audit: 'none',
  }),
  /** 接收登记簿: accepted rows. */
  registerRows: route({
    kind: 'read',
    input: Window,
    output: z.strictObject({
      rows: z.array(
        z.strictObject({
          id: Id,
          receivedOn: z.string(),
          number: z.string(),
          department: z.string(),
          hander: z.string(),
          receiver: z.string(),
          personName: z.string(),
          classCode: z.string(),
          title: z.string(),
          date: z.string(),
          pages: z.number().int(),
          copies: z.number().int(),
          originality: Originality,
          itemId: Id.nullable(),
        }),
      ),
    }),
    access: VIEWERS,
    audit: 'none',
  }),
  exportRegister: route({
    kind: 'act',
    input: z.strictObject({
      year: z.string().regex(/^\d{4}$/),
      format: z.enum(['docx', 'xlsx']),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: VIEWERS,
    audit: 'collection.export-register',
  }),
  /** 互见: material of the personnel file, noted as a draft item that says where the paper lies. Closes the task. */
  noteElsewhere: route({
    kind: 'write',
    input: z.strictObject({
      taskId: Id,
      title: FilledLine(200),
      date: PartialDate,
      holder: FilledLine(100),
      reference: FilledLine(100),
      form: Originality,
    }),
    output: z.strictObject({ itemId: Id }),
    access: ['clerk'],
    audit: 'collection.note-elsewhere',
  }),
};
