import type { Output } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import { type BundleCatalogue, pagesOfItem, type Unit } from '#main/bundle/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type CaseLine, type CaseRecord, caseById } from './queries.ts';

/** What a case keeps of its bundle: enough for the slip and for judging it, without opening the originals. */
export interface CaseBody {
  readonly sender: Unit;
  readonly recipient: Unit;
  readonly preparedBy: string;
  readonly sealedAt: string;
  readonly person: {
    readonly name: string;
    readonly idNumber: string;
    readonly birthDate: string;
    readonly unit: string;
    readonly mainPost: string;
  };
  readonly lines: readonly CaseLine[];
}

export function bodyOf(catalogue: BundleCatalogue): CaseBody {
  const { bundle, person } = catalogue;
  return {
    sender: bundle.sender,
    recipient: bundle.recipient,
    preparedBy: bundle.preparedBy,
    sealedAt: bundle.sealedAt,
    person: {
      name: person.name,
      idNumber: person.idNumber,
      birthDate: person.birthDate,
      unit: person.unit,
      mainPost: person.posts[0] ?? '',
    },
    lines: catalogue.items.map((item) => ({
      classCode: item.classCode,
      className: item.className,
      title: item.title,
      date: item.date,
      archivalCode: item.archivalCode,
      pages: pagesOfItem(item),
      secrecy: item.secrecy,
      secrecyYears: item.secrecyYears,
    })),
  };
}

export function readBody(record: CaseRecord): CaseBody {
  return JSON.parse(record.body) as CaseBody;
}

export function visibleLines(body: CaseBody, caller: Pick<Caller, 'clearanceRank'>): CaseLine[] {
  return body.lines.filter((line) => secrecyRank(line.secrecy) <= caller.clearanceRank);
}

/** @throws Refusal `not-found` */
export function theCase(db: ReadDb, id: number): CaseRecord {
  const record = caseById(db, id);
  if (!record) throw new Refusal('not-found', '没有这一转递事项，列表可能已变化，请刷新。');
  return record;
}

/** A receipt is due one month after sealing (domain 1.4). */
function receiptDue(sealedAt: string): string {
  const sealed = new Date(sealedAt);
  const due = new Date(sealed);
  due.setUTCMonth(due.getUTCMonth() + 1);
  // The 31st of a month without one: its last day, not a day of the month after.
  if (due.getUTCDate() !== sealed.getUTCDate()) due.setUTCDate(0);
  return due.toISOString();
}

/** A case as the caller may see it: items above their clearance are not counted. */
export function showCase(
  record: CaseRecord,
  caller: Pick<Caller, 'clearanceRank'>,
): Output<'transfer.closeWithReceipt'> {
  const lines = visibleLines(readBody(record), caller);
  return {
    id: record.id,
    direction: record.direction,
    bundleId: record.bundleId,
    sequence: record.sequence,
    slipNumber: record.slipNumber,
    partnerName: record.partnerName,
    fileId: record.fileId,
    personName: record.personName,
    reason: record.reason,
    state: record.state,
    items: lines.length,
    pages: lines.reduce((sum, line) => sum + line.pages, 0),
    size: record.size,
    sha256: record.sha256,
    createdAt: record.createdAt,
    createdBy: record.createdBy,
    receiptDueAt: record.direction === 'out' ? receiptDue(record.createdAt) : null,
    closedAt: record.closedAt,
  };
}
