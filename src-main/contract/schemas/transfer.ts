import { z } from 'zod';
import { route } from '../route.ts';
import {
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

const VIEWERS = ['clerk', 'reviewer', 'approver'] as const;

export const Partner = z.strictObject({
  id: Id,
  name: z.string(),
  fondsCode: z.string(),
  fingerprint: z.string(),
  confirmedBy: z.string().nullable(),
  confirmedAt: Instant.nullable(),
});
export const CaseState = z.enum(['sealed', 'receipted', 'returned', 'staged', 'accepted', 'refused']);
export const TransferCase = z.strictObject({
  id: Id,
  direction: z.enum(['out', 'in']),
  bundleId: z.string(),
  sequence: z.number().int(),
  slipNumber: z.string(),
  partnerName: z.string(),
  fileId: Id.nullable(),
  personName: z.string(),
  reason: z.string(),
  state: CaseState,
  items: z.number().int(),
  pages: z.number().int(),
  size: z.number(),
  sha256: z.string(),
  createdAt: Instant,
  createdBy: z.string(),
  /** When the receipt is due: one month after sealing (domain 1.4). */
  receiptDueAt: Instant.nullable(),
  closedAt: Instant.nullable(),
});
export const Blocker = z.strictObject({
  kind: z.enum(['gate', 'unfixed', 'appraisal', 'rearrangement', 'state', 'clearance', 'empty', 'damaged']),
  message: z.string(),
  itemId: Id.nullable(),
});
export const StagedItem = z.strictObject({
  classCode: z.string(),
  title: z.string(),
  date: z.string(),
  archivalCode: z.string(),
  pages: z.number().int(),
  secrecyMark: z.string(),
});

export const transfer = {
  partners: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ partners: z.array(Partner) }),
    access: VIEWERS,
    audit: 'none',
  }),
  addPartner: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken }),
    output: Partner,
    access: ['clerk'],
    audit: 'transfer.add-partner',
  }),
  /** After the fingerprint was read out by telephone or letter; by another person than the one who added the card. */
  confirmPartner: route({
    kind: 'write',
    input: z.strictObject({ id: Id, fingerprint: FilledLine(200) }),
    output: Done,
    access: ['reviewer', 'approver'],
    audit: 'transfer.confirm-partner',
  }),
  check: route({
    kind: 'read',
    input: z.strictObject({ fileId: Id }),
    output: z.strictObject({ blockers: z.array(Blocker), items: z.number().int(), pages: z.number().int() }),
    access: VIEWERS,
    audit: 'transfer.check',
  }),
  seal: route({
    kind: 'act',
    input: z.strictObject({ fileId: Id, partnerId: Id, reason: FilledLine(200), target: PathToken }),
    output: JobStarted,
    access: ['approver'],
    audit: 'transfer.seal',
  }),
  cases: route({
    kind: 'read',
    input: Nothing,
    output: z.strictObject({ cases: z.array(TransferCase) }),
    access: VIEWERS,
    audit: 'transfer.list',
  }),
  exportPaper: route({
    kind: 'act',
    input: z.strictObject({
      caseId: Id,
      paper: z.enum(['slip', 'handover', 'receipt']),
      target: PathToken,
      leaving: Leaving.optional(),
    }),
    output: Written,
    access: VIEWERS,
    audit: 'transfer.export-paper',
  }),
  /** Opens a received bundle: checks everything and stages it encrypted; nothing is taken yet. */
  receive: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken }),
    output: JobStarted,
    access: ['clerk'],
    audit: 'transfer.receive',
  }),
  staged: route({
    kind: 'read',
    input: z.strictObject({ caseId: Id }),
    output: z.strictObject({
      case: TransferCase,
      person: z.strictObject({
        name: z.string(),
        idNumberEnd: z.string(),
        unit: z.string(),
        mainPost: z.string(),
      }),
      alreadyOnRoster: z.boolean(),
      /** Why it can't be taken as it is, in Chinese; empty: can be taken. */
      obstacles: z.array(z.string()),
      items: z.array(StagedItem),
    }),
    access: VIEWERS,
    audit: 'transfer.view-staged',
  }),
  accept: route({
    kind: 'act',
    input: z.strictObject({ caseId: Id, receiptTarget: PathToken }),
    output: z.strictObject({ fileId: Id, receipt: Written }),
    access: ['approver'],
    audit: 'transfer.accept',
  }),
  refuse: route({
    kind: 'act',
    input: z.strictObject({ caseId: Id, reason: FilledLine(300), receiptTarget: PathToken }),
    output: z.strictObject({ receipt: Written }),
    access: ['approver'],
    audit: 'transfer.refuse',
  }),
  /** Takes the signed receipt that came back: closes the case and seals the sender's copy in place. */
  closeWithReceipt: route({
    kind: 'act',
    input: z.strictObject({ source: PathToken, note: Line(200) }),
    output: TransferCase,
    access: ['approver'],
    audit: 'transfer.close-with-receipt',
  }),
};
