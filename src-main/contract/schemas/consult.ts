import { z } from 'zod';
import { route } from '../route.ts';
import {
  Done,
  FilledLine,
  Id,
  IdList,
  Instant,
  Line,
  Lines,
  Nothing,
  PathToken,
  Window,
  Written,
} from './common.ts';
import {
  ConsultCopy,
  ConsultDetail,
  ConsultDraft,
  ConsultReader,
  ConsultRow,
  ConsultRules,
  CopyState,
  IdNumberEnd,
  Kin,
  Loan,
  Overdue,
  ReadingView,
  Tie,
  TieKind,
} from './consult-shapes.ts';
import { Password } from './session.ts';

/** Who deals with requests; a reader sees only the requests that name their account. */
const DESK = ['clerk', 'appraiser', 'reviewer', 'approver'] as const;
const DESK_OR_READER = [...DESK, 'reader'] as const;
const Revision = z.number().int();
const Changed = z.strictObject({ id: Id, revision: Revision });
const Reference = z.strictObject({ id: Id, revision: Revision });

export const consult = {
  rules: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ version: z.number().int(), rules: ConsultRules }),
    access: 'signed-in',
    audit: 'none',
  }),
  saveRules: route({
    kind: 'write',
    input: z.strictObject({ fromVersion: z.number().int(), reason: FilledLine(300), rules: ConsultRules }),
    output: z.strictObject({ version: z.number().int() }),
    access: ['security-admin'],
    audit: 'consult.save-rules',
  }),

  // 回避. An officer names the cadre by name and, where two bear it, by the end of the identity number: the roster itself
  // stays closed to the officers.
  ties: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      ties: z.array(Tie),
      accounts: z.array(
        z.strictObject({
          accountId: Id,
          name: z.string(),
          personName: z.string().nullable(),
          idNumberEnd: z.string(),
          relatives: z.array(Kin),
        }),
      ),
    }),
    access: ['security-admin', 'auditor'],
    audit: 'consult.list-ties',
  }),
  /** Ties an account to its holder on the roster (or to none) and to the holder's own relatives. */
  tieAccount: route({
    kind: 'write',
    input: z.strictObject({
      accountId: Id,
      /** Empty: the holder is not on the roster. */
      personName: Line(100),
      idNumberEnd: IdNumberEnd,
      relatives: z.array(Kin).max(40),
    }),
    output: Done,
    access: ['security-admin'],
    audit: 'consult.tie-account',
  }),
  noteTie: route({
    kind: 'write',
    input: z.strictObject({
      personName: FilledLine(100),
      personIdNumberEnd: IdNumberEnd,
      /** The account, or the name of somebody without one. */
      accountId: Id.nullable(),
      otherName: Line(100),
      kind: TieKind,
      note: FilledLine(300),
    }),
    output: z.strictObject({ id: Id }),
    access: ['security-admin'],
    audit: 'consult.note-tie',
  }),
  withdrawTie: route({
    kind: 'write',
    input: z.strictObject({ id: Id, reason: FilledLine(300) }),
    output: Done,
    access: ['security-admin'],
    audit: 'consult.withdraw-tie',
  }),
  /** What stands against these readers before the request is submitted. */
  checkRecusal: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id, readers: z.array(ConsultReader).max(6) }),
    output: z.strictObject({
      findings: z.array(z.strictObject({ who: z.string(), reason: z.string() })),
    }),
    access: ['clerk'],
    audit: 'consult.check-recusal',
  }),

  // 查阅单.
  ids: route({
    kind: 'read',
    input: z.strictObject({
      list: z.enum([
        'all',
        'draft',
        'to-sign',
        'submitted',
        'approved',
        'returning',
        'closed',
        'void',
        'emergency',
      ]),
      text: Line(100).optional(),
    }),
    output: IdList,
    access: DESK_OR_READER,
    audit: 'consult.list',
  }),
  rows: route({
    kind: 'read',
    input: Window,
    output: z.strictObject({ rows: z.array(ConsultRow) }),
    access: DESK_OR_READER,
    audit: 'none',
  }),
  get: route({
    kind: 'read',
    input: z.strictObject({ id: Id }),
    output: ConsultDetail,
    access: DESK_OR_READER,
    audit: 'consult.view',
  }),
  /** Accounts that may be named as readers. */
  readers: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      readers: z.array(
        z.strictObject({ accountId: Id, login: z.string(), name: z.string(), ready: z.boolean() }),
      ),
    }),
    access: ['clerk'],
    audit: 'none',
  }),
  /** Without `id`: a new draft. */
  save: route({
    kind: 'write',
    input: z.strictObject({ id: Id.optional(), revision: Revision.optional(), request: ConsultDraft }),
    output: Changed,
    access: ['clerk'],
    audit: 'consult.save',
  }),
  /** 依据文件: the stamped application or official letter, a picture or PDF, kept encrypted with the cadre's file. */
  attachBasis: route({
    kind: 'act',
    input: z.strictObject({ id: Id, revision: Revision, source: PathToken }),
    output: z.strictObject({ id: Id, revision: Revision, basisId: Id, pages: z.number().int() }),
    access: ['clerk'],
    audit: 'consult.attach-basis',
  }),
  submit: route({
    kind: 'write',
    input: Reference,
    output: Changed,
    access: ['clerk'],
    audit: 'consult.submit',
  }),
  withdraw: route({
    kind: 'write',
    input: Reference.extend({ reason: FilledLine(300) }),
    output: Changed,
    access: ['clerk'],
    audit: 'consult.withdraw',
  }),
  /** Opens a submitted or approved request for changes: a new version, which must be approved anew. */
  revise: route({
    kind: 'write',
    input: Reference.extend({ reason: FilledLine(300) }),
    output: Changed,
    access: ['clerk'],
    audit: 'consult.revise',
  }),
  /** 签批. `version` and `revision` are those the signer has read. Needs the signer's own password again. */
  sign: route({
    kind: 'act',
    input: Reference.extend({
      version: z.number().int(),
      approve: z.boolean(),
      opinion: Line(300),
      password: Password,
    }),
    output: Changed,
    access: ['reviewer', 'approver', 'appraiser', 'clerk'],
    audit: 'consult.sign',
  }),
  /** Gives a reader of another unit the account opened for them meanwhile; the names must agree. */
  bindReader: route({
    kind: 'write',
    input: Reference.extend({ name: FilledLine(100), accountId: Id }),
    output: Changed,
    access: ['clerk'],
    audit: 'consult.bind-reader',
  }),

  // 阅览. The clerk stays signed in; the readers authenticate beside. From here to `finish` the desk answers only the
  // routes of the reading screen, and the end locks it.
  open: route({
    kind: 'act',
    input: Reference.extend({
      readers: z
        .array(z.strictObject({ accountId: Id, password: Password }))
        .min(2, '须两名查阅人同时在场')
        .max(6),
    }),
    output: ReadingView,
    access: ['clerk'],
    audit: 'consult.open',
  }),
  reading: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ reading: ReadingView.nullable() }),
    access: 'signed-in',
    audit: 'none',
  }),
  /** Sent every few seconds while a page is looked at; seconds beyond the server's own clock are not counted. */
  beat: route({
    kind: 'write',
    input: z.strictObject({ sessionId: Id, pageId: Id, seconds: z.number().min(0).max(3600) }),
    output: z.strictObject({ secondsLeft: z.number().int(), counted: z.number().int() }),
    access: ['clerk'],
    audit: 'none',
  }),
  saveExcerpt: route({
    kind: 'write',
    input: z.strictObject({
      sessionId: Id,
      id: Id.optional(),
      itemId: Id,
      text: Lines(20_000).min(1, '摘抄内容不得为空'),
    }),
    output: z.strictObject({ id: Id }),
    access: ['clerk'],
    audit: 'consult.save-excerpt',
  }),
  finish: route({
    kind: 'act',
    input: z.strictObject({ sessionId: Id }),
    output: Done,
    access: ['clerk'],
    audit: 'consult.finish',
  }),
  /** Every item counted again; closes the request. */
  returnCheck: route({
    kind: 'write',
    input: Reference.extend({
      items: z.array(
        z.strictObject({ itemId: Id, pages: z.number().int().min(0).max(100_000), note: Line(300) }),
      ),
      note: Line(500),
    }),
    output: z.strictObject({ id: Id, revision: Revision, differences: z.number().int() }),
    access: ['clerk'],
    audit: 'consult.return-check',
  }),

  // 摘抄与复制.
  checkExcerpt: route({
    kind: 'write',
    input: z.strictObject({ id: Id, pass: z.boolean(), note: Line(300) }),
    output: Done,
    access: ['clerk', 'reviewer'],
    audit: 'consult.check-excerpt',
  }),
  exportExcerpts: route({
    kind: 'act',
    input: z.strictObject({ requestId: Id, receivedBy: FilledLine(100), target: PathToken }),
    output: Written.extend({ copyId: Id, copyNumber: z.number().int() }),
    access: ['clerk'],
    audit: 'consult.export-excerpts',
  }),
  makeCopy: route({
    kind: 'act',
    input: z.strictObject({
      requestId: Id,
      pageIds: z.array(Id).min(1, '请选择要复制的页').max(200, '一份复制件不超过 200 页'),
      format: z.enum(['docx', 'pdf', 'jpeg']),
      receivedBy: FilledLine(100),
      target: PathToken,
    }),
    output: Written.extend({ copyId: Id, copyNumber: z.number().int() }),
    access: ['clerk'],
    audit: 'consult.make-copy',
  }),
  copies: route({
    kind: 'read',
    input: z.strictObject({ requestId: Id.optional(), outOnly: z.boolean() }),
    output: z.strictObject({ copies: z.array(ConsultCopy) }),
    access: DESK,
    audit: 'consult.list-copies',
  }),
  settleCopy: route({
    kind: 'write',
    input: z.strictObject({ id: Id, state: CopyState.exclude(['out']), note: FilledLine(300) }),
    output: Done,
    access: ['clerk'],
    audit: 'consult.settle-copy',
  }),

  // 纸质借出.
  lend: route({
    kind: 'write',
    input: Reference.extend({
      borrower: FilledLine(100),
      phone: FilledLine(40),
      dueAt: Instant.pipe(z.iso.datetime()),
      items: z
        .array(z.strictObject({ itemId: Id, pages: z.number().int().min(1).max(100_000) }))
        .min(1, '请选择借出的材料')
        .max(500),
    }),
    output: z.strictObject({ loanId: Id, revision: Revision }),
    access: ['clerk'],
    audit: 'consult.lend',
  }),
  loans: route({
    kind: 'read',
    input: z.strictObject({ list: z.enum(['out', 'overdue', 'all']), requestId: Id.optional() }),
    output: z.strictObject({ loans: z.array(Loan) }),
    access: DESK,
    audit: 'consult.list-loans',
  }),
  returnLoan: route({
    kind: 'write',
    input: z.strictObject({
      loanId: Id,
      items: z.array(
        z.strictObject({ itemId: Id, pages: z.number().int().min(0).max(100_000), note: Line(300) }),
      ),
    }),
    output: z.strictObject({ differences: z.number().int() }),
    access: ['clerk'],
    audit: 'consult.return-loan',
  }),
  askRenewal: route({
    kind: 'write',
    input: z.strictObject({ loanId: Id, until: Instant.pipe(z.iso.datetime()), reason: FilledLine(300) }),
    output: z.strictObject({ renewalId: Id }),
    access: ['clerk'],
    audit: 'consult.ask-renewal',
  }),
  decideRenewal: route({
    kind: 'act',
    input: z.strictObject({ renewalId: Id, approve: z.boolean(), password: Password }),
    output: Done,
    access: ['approver'],
    audit: 'consult.decide-renewal',
  }),

  // 催还与登记.
  overdue: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ overdue: z.array(Overdue) }),
    access: DESK,
    audit: 'none',
  }),
  chase: route({
    kind: 'write',
    input: z.strictObject({ kind: Overdue.shape.kind, id: Id, note: FilledLine(300) }),
    output: Done,
    access: ['clerk'],
    audit: 'consult.chase',
  }),
  /** Emergency requests for the eyes of those who watch: no name of a cadre, no title. */
  emergencies: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({
      emergencies: z.array(
        z.strictObject({
          id: Id,
          number: z.string(),
          unit: z.string(),
          readers: z.array(z.string()),
          purposeName: z.string(),
          state: z.string(),
          createdAt: Instant,
          signedBy: z.array(z.string()),
          opened: z.number().int(),
        }),
      ),
    }),
    access: ['auditor', 'security-admin', 'approver'],
    audit: 'consult.list-emergencies',
  }),
  /** 查借阅审批表 (form 7). */
  exportApproval: route({
    kind: 'act',
    input: z.strictObject({ id: Id, target: PathToken }),
    output: Written,
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'consult.export-approval',
  }),
  /** 查阅登记簿 (form 8), 取出(借出)登记 and 复制登记 (form 18). */
  exportRegister: route({
    kind: 'act',
    input: z.strictObject({
      register: z.enum(['consults', 'loans', 'copies']),
      format: z.enum(['docx', 'xlsx']),
      from: Instant.pipe(z.iso.datetime()),
      to: Instant.pipe(z.iso.datetime()),
      target: PathToken,
    }),
    output: Written.extend({ rows: z.number().int() }),
    access: ['clerk', 'reviewer', 'approver'],
    audit: 'consult.export-register',
  }),
};
