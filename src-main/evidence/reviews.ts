import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import {
  allReviews,
  chainSpan,
  countAccounts,
  countEvents,
  countPeriod,
  insertReview,
  type ReviewRecord,
  reviewById,
  verifyChain,
} from '#main/audit/index.ts';
import { auditReport } from '#main/documents/index.ts';
import { leave } from '#main/output/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';

type Review = Output<'audit.review'>;
const show = (one: ReviewRecord): Review => ({ ...one, intact: one.intact === 1 });

/** The month after, `yyyy-mm`. */
function following(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
/** Instants as the chain holds them begin with the month, in UTC. */
const beginOf = (month: string) => `${month}-01T00:00:00.000Z`;

/** Months with events that are over and that nobody has reviewed, oldest first. */
export function dueReviews(db: ReadDb, now: Date): string[] {
  const { first } = chainSpan(db);
  if (first === null) return [];
  const reviewed = new Set(allReviews(db).map((one) => one.month));
  const present = now.toISOString().slice(0, 7);
  const due: string[] = [];
  for (let month = first.slice(0, 7); month < present; month = following(month))
    if (!reviewed.has(month)) due.push(month);
  return due;
}

export function listReviews(
  db: ReadDb,
  _input: Parsed<'audit.reviews'>,
  _caller: Caller,
  scope: Scope,
): Output<'audit.reviews'> {
  return { reviews: allReviews(db).map(show), due: dueReviews(db, scope.now()) };
}

/** 审计月查. A month may be reviewed again; each review stays. */
export function reviewMonth(
  db: WriteDb,
  input: Parsed<'audit.review'>,
  caller: Caller,
  scope: Scope,
): Output<'audit.review'> {
  const at = scope.now().toISOString();
  if (input.month >= at.slice(0, 7)) throw new Refusal('state-refused', '该月还没有过完，下月起再查。');
  const counts = countPeriod(db, beginOf(input.month), beginOf(following(input.month)));
  if (counts.events === 0) throw new Refusal('not-found', '该月没有审计记录，请核对月份。');
  const chain = verifyChain(db, scope.archiveId);
  const id = insertReview(db, {
    month: input.month,
    at,
    accountId: caller.accountId,
    by: caller.name,
    events: counts.events,
    refused: counts.refused,
    failed: counts.failed,
    firstEvent: counts.first,
    lastEvent: counts.last,
    head: chain.head,
    intact: chain.intact ? 1 : 0,
    findings: input.findings.trim(),
    measures: input.measures.trim(),
  });
  scope.note.subject = `audit-review:${id}`;
  scope.note.detail = { month: input.month, intact: chain.intact, events: counts.events };
  return show(theReview(db, id));
}

function theReview(db: ReadDb, id: number): ReviewRecord {
  const found = reviewById(db, id);
  if (!found) throw new Refusal('not-found', '没有这次月查记录，请刷新。');
  return found;
}

/** 审计报告 of a reviewed month, with the counts by event and by account. */
export async function exportReport(
  scope: ActScope,
  input: Parsed<'audit.exportReport'>,
): Promise<Output<'audit.exportReport'>> {
  const review = theReview(scope.db, input.reviewId);
  const [from, to] = [beginOf(review.month), beginOf(following(review.month))];
  const bytes = await auditReport({
    fondsName: setting(scope.db, 'fondsName'),
    ...show(review),
    byEvent: countEvents(scope.db, from, to),
    byAccount: countAccounts(scope.db, from, to),
  });
  return leave(
    scope,
    {
      kind: '审计报告',
      title: review.month,
      subject: `audit-review:${review.id}`,
      // Names of accounts and counts, nothing of a file.
      secrecy: 'internal',
      secrecyYears: 0,
      pages: 1,
      purpose: '审计月查',
    },
    scope.path(input.target),
    bytes,
  );
}
