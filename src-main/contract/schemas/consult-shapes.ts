/** What the consult desk's routes carry. */
import { z } from 'zod';
import { CONSULT_STATES, CONSULT_WAYS, COPY_STATES, SITTING_ENDS, TIE_KINDS } from '../vocabulary.ts';
import { ClassCode, FilledLine, Id, Instant, Line, Role } from './common.ts';

export const ConsultState = z.enum(CONSULT_STATES);
export const ConsultWay = z.enum(CONSULT_WAYS);
export const TieKind = z.enum(TIE_KINDS);
export const SittingEnd = z.enum(SITTING_ENDS);
export const CopyState = z.enum(COPY_STATES);

/** Last four characters of an identity number; empty when it is not known. */
export const IdNumberEnd = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^(|\d{3}[\dX])$/, '应为身份证号末四位');

export const Kin = z.strictObject({ relation: FilledLine(20), name: FilledLine(100) });

/**
 * A reader (查阅人). `accountId` is the account with which the reader authenticates at the desk; it may follow later for
 * somebody of another unit, but before the desk opens.
 */
export const ConsultReader = z.strictObject({
  accountId: Id.nullable(),
  name: FilledLine(100),
  unit: FilledLine(200),
  post: FilledLine(200),
  politicalStatus: FilledLine(40),
  idNumberEnd: IdNumberEnd,
  /** The reader's own spouse and relatives, as far as the request names them (回避). */
  relatives: z.array(Kin).max(40),
});

/** What is asked for (查阅内容). Frozen to single pages when the request is submitted. */
export const ConsultScope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file') }),
  z.strictObject({
    kind: z.literal('classes'),
    /** Two digits for a whole class, four for a sub-class. */
    classes: z
      .array(z.union([ClassCode, z.string().regex(/^\d{2}$/)]))
      .min(1, '请选择类别')
      .max(100),
  }),
  z.strictObject({ kind: z.literal('items'), itemIds: z.array(Id).min(1, '请选择材料').max(2000) }),
  z.strictObject({ kind: z.literal('pages'), pageIds: z.array(Id).min(1, '请选择页').max(5000) }),
]);

export const ConsultDraft = z.strictObject({
  fileId: Id,
  /** Id of a purpose in the rules (查阅事由). */
  purpose: FilledLine(40),
  reason: FilledLine(500),
  /** 查阅单位. */
  unit: FilledLine(200),
  unitLeader: Line(100),
  phone: Line(40),
  readers: z.array(ConsultReader).min(2, '查阅人不得少于两人').max(6),
  scope: ConsultScope,
  ways: z.array(ConsultWay).min(1, '请选择查阅方式'),
  /** Time granted at the desk. */
  minutes: z.number().int().min(5, '至少 5 分钟').max(480, '一次不超过 480 分钟'),
  validFrom: Instant.pipe(z.iso.datetime()),
  validUntil: Instant.pipe(z.iso.datetime()),
  /** 紧急查阅: for a case, by its own chain with one more approver. */
  emergency: z.boolean(),
});

/** One step of a sign-off chain, as the request carries it. */
export const ConsultStep = z.strictObject({
  id: z.string(),
  name: z.string(),
  roles: z.array(Role),
  /** When not empty: only these accounts (login names) sign this step. */
  logins: z.array(z.string()),
});

export const SignOff = z.strictObject({
  version: z.number().int(),
  step: z.number().int(),
  stepName: z.string(),
  by: z.string(),
  at: Instant,
  approved: z.boolean(),
  opinion: z.string(),
});

export const ConsultRow = z.strictObject({
  id: Id,
  number: z.string(),
  fileId: Id,
  personName: z.string(),
  unit: z.string(),
  readers: z.array(z.string()),
  purposeName: z.string(),
  state: ConsultState,
  emergency: z.boolean(),
  /** Name of the step that is waited for; empty when none is. */
  waitingFor: z.string(),
  /** The caller may sign the step that is waited for. */
  mineToSign: z.boolean(),
  pages: z.number().int(),
  minutes: z.number().int(),
  validFrom: Instant,
  validUntil: Instant,
  createdAt: Instant,
  createdBy: z.string(),
  /** The return check, a loan or a copy is late. */
  overdue: z.boolean(),
});

export const ConsultItem = z.strictObject({
  itemId: Id,
  classCode: z.string(),
  title: z.string(),
  archivalCode: z.string().nullable(),
  secrecyMark: z.string(),
  /** Sheets on the shelf as catalogued; null when never counted. */
  paperPages: z.number().int().nullable(),
  pages: z.array(z.strictObject({ id: Id, position: z.number().int(), seconds: z.number().int() })),
});

export const Sitting = z.strictObject({
  id: Id,
  startedAt: Instant,
  endedAt: Instant.nullable(),
  end: SittingEnd.nullable(),
  readers: z.array(z.string()),
  clerk: z.string(),
  grantedSeconds: z.number().int(),
  usedSeconds: z.number().int(),
});

export const Excerpt = z.strictObject({
  id: Id,
  itemId: Id,
  title: z.string(),
  text: z.string(),
  at: Instant,
  state: z.enum(['written', 'passed', 'refused']),
  checkedBy: z.string().nullable(),
  note: z.string(),
});

/** A line of the export ledger of the desk (摘抄、复制登记). */
export const ConsultCopy = z.strictObject({
  id: Id,
  requestId: Id,
  requestNumber: z.string(),
  personName: z.string(),
  kind: z.enum(['excerpt', 'copy']),
  /** 第 x 份 within its request. */
  copyNumber: z.number().int(),
  format: z.enum(['docx', 'pdf', 'jpeg']),
  pages: z.number().int(),
  fileName: z.string(),
  sha256: z.string(),
  receivedBy: z.string(),
  madeAt: Instant,
  madeBy: z.string(),
  dueAt: Instant,
  state: CopyState,
  settledAt: Instant.nullable(),
  settledBy: z.string().nullable(),
  note: z.string(),
});

export const ConsultDetail = ConsultDraft.extend({
  id: Id,
  number: z.string(),
  version: z.number().int(),
  revision: z.number().int(),
  state: ConsultState,
  stateReason: z.string(),
  personName: z.string(),
  personUnit: z.string(),
  personPost: z.string(),
  volumeNumber: z.number().int(),
  purposeName: z.string(),
  chainName: z.string(),
  steps: z.array(ConsultStep),
  /** Index of the step that is waited for; null when none is. */
  step: z.number().int().nullable(),
  mineToSign: z.boolean(),
  /** Why the caller may not sign, when the step waits for somebody of the caller's role. */
  signHindrance: z.string(),
  signOffs: z.array(SignOff),
  basis: z.array(z.strictObject({ id: Id, fileName: z.string(), pages: z.number().int(), at: Instant })),
  items: z.array(ConsultItem),
  sittings: z.array(Sitting),
  secondsLeft: z.number().int(),
  excerpts: z.array(Excerpt),
  createdAt: Instant,
  createdBy: z.string(),
  closedAt: Instant.nullable(),
  returnCheck: z
    .strictObject({
      at: Instant,
      by: z.string(),
      note: z.string(),
      differences: z.number().int(),
    })
    .nullable(),
});

/** What the reading screen shows; the desk answers nothing else while readers sit at it. */
export const ReadingView = z.strictObject({
  sessionId: Id,
  requestId: Id,
  number: z.string(),
  personName: z.string(),
  readers: z.array(z.string()),
  ways: z.array(ConsultWay),
  secondsLeft: z.number().int(),
  items: z.array(ConsultItem),
  excerpts: z.array(Excerpt),
});

export const LoanItem = z.strictObject({
  itemId: Id,
  title: z.string(),
  archivalCode: z.string().nullable(),
  pagesOut: z.number().int(),
  pagesBack: z.number().int().nullable(),
  note: z.string(),
});
export const Renewal = z.strictObject({
  id: Id,
  reason: z.string(),
  until: Instant,
  askedBy: z.string(),
  askedAt: Instant,
  state: z.enum(['asked', 'approved', 'rejected']),
  decidedBy: z.string().nullable(),
  decidedAt: Instant.nullable(),
});
export const Loan = z.strictObject({
  id: Id,
  number: z.string(),
  requestId: Id,
  requestNumber: z.string(),
  personName: z.string(),
  borrower: z.string(),
  borrowerUnit: z.string(),
  phone: z.string(),
  lentAt: Instant,
  lentBy: z.string(),
  dueAt: Instant,
  returnedAt: Instant.nullable(),
  returnedBy: z.string().nullable(),
  differences: z.number().int(),
  overdue: z.boolean(),
  items: z.array(LoanItem),
  renewals: z.array(Renewal),
});

export const Overdue = z.strictObject({
  kind: z.enum(['return-check', 'loan', 'copy']),
  /** Id of the request, the loan or the copy. */
  id: Id,
  requestId: Id,
  requestNumber: z.string(),
  personName: z.string(),
  who: z.string(),
  dueAt: Instant,
  chased: z.number().int(),
  lastChasedAt: Instant.nullable(),
});

export const Tie = z.strictObject({
  id: Id,
  personName: z.string(),
  /** The account or, without one, the person by name. */
  accountId: Id.nullable(),
  otherName: z.string(),
  kind: TieKind,
  note: z.string(),
  notedBy: z.string(),
  notedAt: Instant,
  withdrawnAt: Instant.nullable(),
  withdrawnReason: z.string(),
});

/** 查阅规则: data, shipped in resources/consult-rules.json, changed by the 安全保密管理员 as a new version. */
export const ConsultRules = z.strictObject({
  basis: FilledLine(500),
  purposes: z
    .array(
      z.strictObject({ id: FilledLine(40), name: FilledLine(60), note: Line(200), emergency: z.boolean() }),
    )
    .min(1)
    .max(60),
  chains: z
    .array(
      z.strictObject({
        id: FilledLine(40),
        name: FilledLine(60),
        /** Parts of the cadre's 职务级别 that choose this chain; empty: any. */
        ranks: z.array(FilledLine(60)).max(60),
        /** Chosen only when something above 内部 is asked for. */
        classified: z.boolean(),
        emergency: z.boolean(),
        steps: z.array(ConsultStep).min(2).max(8),
      }),
    )
    .min(1)
    .max(30),
  /** Longest stretch between the approval's first and last day. */
  mostValidDays: z.number().int().min(1).max(365),
  /** Hours from the end of reading until the return check is late. */
  returnCheckHours: z.number().int().min(1).max(720),
  loanDays: z.number().int().min(1).max(60),
  renewalDays: z.number().int().min(1).max(60),
  mostRenewals: z.number().int().min(0).max(10),
  /** Days until an excerpt or copy must be back, destroyed or filed. */
  copyDays: z.number().int().min(1).max(365),
});
