import { createHash } from 'node:crypto';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { highestSecrecy, secrecyMark } from '#contract/vocabulary.ts';
import type { Receipt } from '#main/bundle/index.ts';
import { handoverList, receiptPaper, transferSlip } from '#main/documents/index.ts';
import { type Departure, type Described, leave, leavingOf, refuseUnlessAllowed } from '#main/output/index.ts';
import type { ActScope, Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type CaseBody, readBody, showCase, theCase, visibleLines } from './case-body.ts';
import { allCases, type CaseRecord } from './queries.ts';

/** What slip and hand-over list say. */
export function slipData(
  body: CaseBody,
  more: {
    readonly slipNumber: string;
    readonly reason: string;
    readonly size: number;
    readonly sha256: string;
  },
) {
  return {
    slipNumber: more.slipNumber,
    reason: more.reason,
    size: more.size,
    sha256: more.sha256,
    senderName: body.sender.name,
    recipientName: body.recipient.name,
    personName: body.person.name,
    sealedAt: body.sealedAt,
    preparedBy: body.preparedBy,
    items: body.lines.length,
    pages: body.lines.reduce((sum, line) => sum + line.pages, 0),
    lines: body.lines.map((line) => ({
      code: line.archivalCode,
      title: line.title,
      date: line.date,
      pages: line.pages,
      secrecy: secrecyMark(line.secrecy, line.secrecyYears),
    })),
  };
}

export function cases(
  db: ReadDb,
  _input: Parsed<'transfer.cases'>,
  caller: Caller,
): Output<'transfer.cases'> {
  return { cases: allCases(db).map((record) => showCase(record, caller)) };
}

function paperBytes(
  record: CaseRecord,
  body: CaseBody,
  paper: 'slip' | 'handover' | 'receipt',
): Promise<Buffer> {
  if (paper === 'slip') return transferSlip(slipData(body, record));
  if (paper === 'handover') return handoverList(slipData(body, record));
  if (record.receipt === null) {
    throw new Refusal(
      'state-refused',
      record.direction === 'out' ? '回执还没有收到，不能打印。' : '此包还没有接收或退回，没有回执可以打印。',
    );
  }
  const receipt = JSON.parse(record.receipt) as Receipt;
  return receiptPaper({
    slipNumber: receipt.slipNumber,
    senderName: receipt.sender.name,
    recipientName: receipt.recipient.name,
    personName: receipt.personName,
    receivedAt: receipt.receivedAt,
    acceptedBy: receipt.decidedBy,
    items: receipt.items,
    pages: receipt.pages,
    sha256: receipt.bundleSha256,
    verdict: receipt.verdict,
    reason: receipt.reason,
  });
}

const KINDS = { slip: '转递通知单', handover: '移交清单', receipt: '转递回执' } as const;

/** @throws Refusal `forbidden` when the papers of a case would name something above the caller's clearance */
export function describePaper(db: ReadDb, caseId: number, caller: Caller): Described {
  const record = theCase(db, caseId);
  const body = readBody(record);
  if (visibleLines(body, caller).length < body.lines.length) {
    throw new Refusal('forbidden', '这份单据列有超出您知悉范围的材料，须由有相应权限的人打印。');
  }
  return {
    title: `${record.personName} 转递单 ${record.slipNumber}`,
    ...highestSecrecy(body.lines),
    pages: 1,
    basis: createHash('sha256').update(record.body).digest('hex'),
  };
}

/** 转递通知单, 移交清单 or 回执 as docx. Those of a bundle that an approver has sealed are covered by that act. */
export async function exportPaper(
  scope: ActScope,
  input: Parsed<'transfer.exportPaper'>,
): Promise<Output<'transfer.exportPaper'>> {
  const record = theCase(scope.db, input.caseId);
  const { basis, ...what } = describePaper(scope.db, record.id, scope.caller);
  const departure: Departure = {
    kind: KINDS[input.paper],
    subject: `transfer:${record.id}`,
    ...what,
    ...leavingOf(input.leaving, '随档转递'),
    asked: { subject: { what: 'transfer-paper', id: record.id }, basis },
    ...(record.direction === 'out' ? { coveredBy: record.slipNumber } : {}),
  };
  refuseUnlessAllowed(scope.db, scope, departure);
  const bytes = await paperBytes(record, readBody(record), input.paper);
  scope.note.detail = { paper: input.paper, slip: record.slipNumber };
  return leave(scope, departure, scope.path(input.target), bytes);
}
