import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { ConsultWay } from '#contract/vocabulary.ts';
import { noteOnVolume } from '#main/files/index.ts';
import { foldName } from '#main/people/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { compareCounts } from '../reading/index.ts';
import { partyOfAccount, partyOfReader } from '../recusal/index.ts';
import {
  type RequestRecord,
  raiseRequestRevision,
  readerOf,
  readersOf,
  refuseIfChanged,
  refuseRecused,
  refuseUnless,
  refuseUnlessAtHome,
  theRequest,
} from '../request/index.ts';
import { currentRules } from '../rules/index.ts';
import { frozenItems } from '../scope/index.ts';
import { minuteOf } from '../watermark/index.ts';
import {
  closeLoan,
  findLoans,
  insertLoan,
  insertLoanItem,
  type LoanRecord,
  loanById,
  loanItems,
  nextLoanSequence,
  noteLoanItemBack,
  outBy,
  renewalsOf,
} from './queries.ts';

const DAY = 86_400_000;

export function theLoan(db: ReadDb, id: number, caller: Caller, scope: Pick<Scope, 'now'>): LoanRecord {
  const loan = loanById(db, id);
  if (!loan) throw new Refusal('not-found', '没有这笔借出，列表可能已变化，请刷新。');
  theRequest(db, loan.requestId, caller, scope);
  return loan;
}

/** @throws Refusal when a due day lies too far ahead or behind */
export function refuseDue(dueAt: string, from: Date, days: number): void {
  const due = Date.parse(dueAt);
  if (due <= from.getTime() || due > from.getTime() + days * DAY)
    throw new Refusal('validation-failed', `归还期限应在 ${minuteOf(from)} 之后 ${days} 天之内。`, [
      { path: 'dueAt', message: `不超过 ${days} 天` },
    ]);
}

/** 借出: what leaves the shelf under an approved request that grants it. */
export function lend(
  db: WriteDb,
  input: Parsed<'consult.lend'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.lend'> {
  const request = theRequest(db, input.id, caller, scope);
  refuseUnless(request, ['approved', 'returning'], '借出');
  refuseIfChanged(request, input.revision);
  if (!(JSON.parse(request.ways) as ConsultWay[]).includes('loan'))
    throw new Refusal('forbidden', `查阅单 ${request.number} 没有批准借出。`);
  const now = scope.now();
  if (now.toISOString() < request.validFrom || now.toISOString() > request.validUntil)
    throw new Refusal('state-refused', `不在查阅单 ${request.number} 的有效期内，不能借出。`);
  refuseUnlessAtHome(db, request.fileId, '借出');
  refuseDue(input.dueAt, now, currentRules(db, scope).rules.loanDays);
  const reader = readersOf(db, request.id).find((one) => foldName(one.name) === foldName(input.borrower));
  if (!reader) throw new Refusal('forbidden', '借出人须是查阅单上批准的查阅人，不得转借他人。');
  refuseRecused(db, request.personId, [
    { as: '借出人', party: partyOfReader(db, readerOf(reader)) },
    { as: '经办人', party: partyOfAccount(db, caller.accountId) },
  ]);
  refuseUnlendable(db, request, input, caller);
  const loanId = insertLoan(db, {
    number: loanNumber(db, now),
    requestId: request.id,
    borrower: reader.name,
    borrowerUnit: reader.unit,
    phone: input.phone,
    at: now.toISOString(),
    by: caller.name,
    dueAt: input.dueAt,
  });
  for (const one of input.items) insertLoanItem(db, loanId, one.itemId, one.pages);
  if (!raiseRequestRevision(db, request.id, request.revision)) refuseIfChanged(request, -1);
  scope.note.subject = `consult:${request.id}`;
  scope.note.detail = {
    loan: loanId,
    borrower: reader.name,
    dueAt: input.dueAt,
    items: input.items,
  };
  return { loanId, revision: request.revision + 1 };
}

function loanNumber(db: ReadDb, now: Date): string {
  const prefix = `借字〔${now.getFullYear()}〕第`;
  return `${prefix}${String(nextLoanSequence(db, prefix)).padStart(4, '0')}号`;
}

function refuseUnlendable(
  db: ReadDb,
  request: RequestRecord,
  input: Parsed<'consult.lend'>,
  caller: Caller,
): void {
  const granted = new Map(
    frozenItems(db, request.id, caller.clearanceRank).map((item) => [item.itemId, item]),
  );
  const details = input.items.flatMap((one, at) => {
    const path = `items.${at}`;
    const item = granted.get(one.itemId);
    if (!item) return [{ path, message: '有材料不在批准的范围之内' }];
    if (input.items.findIndex((other) => other.itemId === one.itemId) !== at)
      return [{ path, message: `「${item.title}」填了两次` }];
    const out = outBy(db, one.itemId);
    return out === undefined ? [] : [{ path, message: `「${item.title}」已由 ${out} 借出，尚未归还` }];
  });
  const [first] = details;
  if (first) throw new Refusal('validation-failed', `不能借出：${first.message}。`, details);
}

export function listLoans(
  db: ReadDb,
  input: Parsed<'consult.loans'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.loans'> {
  const now = scope.now().toISOString();
  const found = findLoans(db, {
    outOnly: input.list !== 'all',
    overdueAt: input.list === 'overdue' ? now : undefined,
    requestId: input.requestId,
    rank: caller.clearanceRank,
  });
  return {
    loans: found.map(({ fileId: _, ...loan }) => ({
      ...loan,
      overdue: loan.returnedAt === null && loan.dueAt < now,
      items: loanItems(db, loan.id),
      renewals: renewalsOf(db, loan.id).map(({ loanId: _l, askedById: _a, ...shown }) => shown),
    })),
  };
}

/** 归还: every item counted again, page by page. */
export function returnLoan(
  db: WriteDb,
  input: Parsed<'consult.returnLoan'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.returnLoan'> {
  const loan = theLoan(db, input.loanId, caller, scope);
  if (loan.returnedAt !== null) throw new Refusal('state-refused', `${loan.number} 已经归还。`);
  const out = loanItems(db, loan.id).map((one) => ({
    itemId: one.itemId,
    title: one.title,
    pages: one.pagesOut,
  }));
  const compared = compareCounts(out, input.items);
  const different = compared.filter((one) => one.pages !== one.expected);
  const at = scope.now().toISOString();
  for (const one of compared) noteLoanItemBack(db, loan.id, one.itemId, one.pages, one.note);
  closeLoan(db, loan.id, { at, by: caller.name, differences: different.length });
  for (const one of different)
    noteOnVolume(
      db,
      loan.fileId,
      at,
      caller.name,
      `借出归还核对（${loan.number}）：「${one.title}」借出 ${one.expected} 页，归还 ${one.pages} 页。${one.note}`,
    );
  scope.note.subject = `consult:${loan.requestId}`;
  scope.note.detail = {
    loan: loan.id,
    differences: different.map((one) => ({ item: one.itemId, out: one.expected, back: one.pages })),
  };
  return { differences: different.length };
}
