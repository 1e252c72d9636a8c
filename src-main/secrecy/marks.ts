import type { Output, Parsed } from '#contract/index.ts';
import { highestSecrecy, SECRECY_WORDS, type SecrecyLevel, secrecyMark } from '#contract/vocabulary.ts';
import { addDays, dayOf, daysBetween, today } from '#main/calendar/index.ts';
import { theItem } from '#main/catalogue/index.ts';
import { theFile } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { changesOfItem, countTerms, eventOf, marksOfFile, struckMarks, termsEnding } from './queries.ts';

/** The mark as written: `机密★20年`, `机密★至案件办结`, `内部`. */
export function writtenMark(level: SecrecyLevel, years: number, event: string): string {
  return event === '' || level === 'internal'
    ? secrecyMark(level, years)
    : `${SECRECY_WORDS[level]}★${event}`;
}

/** 解密 stands beside the struck mark; any other change by its new mark. */
export const DECLASSIFIED = '解密';

export function viewMarks(
  db: ReadDb,
  input: Parsed<'secrecy.marks'>,
  caller: Caller,
): Output<'secrecy.marks'> {
  const item = theItem(db, input.itemId, caller);
  // What it bore above the caller's clearance is not told either.
  const approved = changesOfItem(db, item.id).filter(
    (one) => one.state === 'approved' && one.rank <= caller.clearanceRank,
  );
  let from = item.date;
  const struck = approved.map((one) => {
    const mark = {
      mark: writtenMark(one.fromSecrecy, one.fromYears, one.fromEvent),
      from,
      until: one.decidedAt,
      struck: true,
      reason: one.reason,
      changeId: one.id,
    };
    from = one.decidedAt ?? '';
    return mark;
  });
  const last = approved.at(-1);
  const current =
    last?.kind === 'declassify'
      ? DECLASSIFIED
      : writtenMark(item.secrecy, item.secrecyYears, eventOf(db, item.id));
  return {
    current,
    marks: [...struck, { mark: current, from, until: null, struck: false, reason: '', changeId: null }],
  };
}

/** What a paper shows of an item whose mark was changed: the old marks struck through, 解密 where that is what it became. */
export interface FormerMark {
  readonly struck: string;
  readonly declassified: boolean;
}
export function formerMarks(db: ReadDb, fileId: number): ReadonlyMap<number, FormerMark> {
  const found = Map.groupBy(struckMarks(db, fileId), (one) => one.itemId);
  return new Map(
    [...found].map(([itemId, marks]) => [
      itemId,
      {
        struck: marks.map((one) => writtenMark(one.secrecy, one.years, one.event)).join(' '),
        declassified: marks.at(-1)?.kind === 'declassify',
      },
    ]),
  );
}

export function viewContainer(
  db: ReadDb,
  input: Parsed<'secrecy.container'>,
  caller: Caller,
): Output<'secrecy.container'> {
  const file = theFile(db, input.fileId);
  const { secrecy, secrecyYears } = highestSecrecy(marksOfFile(db, file.id, caller.clearanceRank));
  return { level: secrecy, years: secrecyYears, mark: secrecyMark(secrecy, secrecyYears) };
}

/** Lines of the list; beyond, their number. */
const MOST_TERMS = 2_000;
/** Terms that end within so many days, or have ended. */
export function viewEnding(
  db: ReadDb,
  input: Parsed<'secrecy.ending'>,
  caller: Caller,
  scope: Scope,
): Output<'secrecy.ending'> {
  const day = today(scope);
  const until = addDays(day, input.days);
  const terms = termsEnding(db, until, caller.clearanceRank, MOST_TERMS);
  const counts = countTerms(db, until, caller.clearanceRank);
  return {
    terms: terms.map(({ secrecy, secrecyYears, changeOpen, ...one }) => ({
      ...one,
      mark: secrecyMark(secrecy, secrecyYears),
      daysLeft: daysBetween(day, one.endsAt),
      changeOpen: changeOpen === 1,
    })),
    undated: counts.undated,
    byEvent: counts.byEvent,
    more: counts.ending - terms.length,
  };
}

export function countEnding(db: ReadDb, days: number, caller: Caller, now: Date): number {
  return countTerms(db, addDays(dayOf(now), days), caller.clearanceRank).ending;
}
