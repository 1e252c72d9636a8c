/** 在案状态: what lay in the file when a letter was signed, kept with a digest, so that it can be told later what it rested on. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import type { Facts } from './facts.ts';
import { theLetter } from './letters.ts';
import { itemsToKeep, type LetterRecord } from './queries.ts';

const Kept = z.strictObject({
  takenAt: z.string(),
  asOf: z.string(),
  items: z.array(
    z.strictObject({
      itemId: z.number(),
      classCode: z.string(),
      title: z.string(),
      date: z.string(),
      archivalCode: z.string().nullable(),
      state: z.string(),
      rank: z.number(),
      pages: z.number(),
      originals: z.string(),
    }),
  ),
  measures: z.array(z.strictObject({ words: z.string(), rank: z.number() })),
});

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Every item of the file, whoever signs: it is evidence, shown later within each viewer's clearance. */
export function keepState(
  db: ReadDb,
  letter: LetterRecord,
  facts: Facts,
  at: string,
): { readonly kept: string; readonly sha256: string } {
  const state: z.infer<typeof Kept> = {
    takenAt: at,
    asOf: letter.asOf,
    items: itemsToKeep(db, letter.fileId).map((one) => ({ ...one, originals: digest(one.originals) })),
    measures: facts.running.map(({ measure, words }) => ({ words, rank: measure.rank })),
  };
  const kept = JSON.stringify(state);
  return { kept, sha256: digest(kept) };
}

export function viewState(
  db: ReadDb,
  input: Parsed<'letter.state'>,
  caller: Caller,
  scope: Scope,
): Output<'letter.state'> {
  const letter = theLetter(db, input.id, caller);
  if (letter.stateKept === null || letter.stateSha256 === null)
    throw new Refusal('state-refused', '这份意见还没有签发，没有留存当时的在案状态。');
  scope.note.subject = `file:${letter.fileId}`;
  scope.note.detail = { letter: letter.id };
  const kept = Kept.parse(JSON.parse(letter.stateKept));
  const now = new Map(itemsToKeep(db, letter.fileId).map((one) => [one.itemId, one]));
  const before = new Set(kept.items.map((one) => one.itemId));
  const mayBeSeen = (one: { readonly rank: number }) => one.rank <= caller.clearanceRank;
  return {
    takenAt: kept.takenAt,
    sha256: letter.stateSha256,
    intact: digest(letter.stateKept) === letter.stateSha256,
    items: kept.items
      // Raised since: then it is not shown either.
      .filter((one) => mayBeSeen(one) && mayBeSeen(now.get(one.itemId) ?? one))
      .map((one) => {
        const today = now.get(one.itemId);
        const same =
          today !== undefined &&
          today.title === one.title &&
          today.date === one.date &&
          today.classCode === one.classCode &&
          digest(today.originals) === one.originals;
        const { itemId, classCode, title, date, archivalCode, pages } = one;
        return {
          itemId,
          classCode,
          title,
          date,
          archivalCode,
          pages,
          now: today === undefined ? ('gone' as const) : same ? ('same' as const) : ('changed' as const),
        };
      }),
    since: [...now.values()]
      .filter((one) => !before.has(one.itemId) && one.itemId !== letter.itemId && mayBeSeen(one))
      .map(({ itemId, classCode, title, date }) => ({ itemId, classCode, title, date })),
    measures: kept.measures.filter(mayBeSeen).map((one) => one.words),
  };
}
