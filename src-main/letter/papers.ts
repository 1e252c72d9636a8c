/** The letter and its grounds as papers, and how they leave. */
import { join } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { LONGEST_SECRECY_YEARS, SECRECY_LEVELS, secrecyMark } from '#contract/vocabulary.ts';
import { dayOf, inWords } from '#main/calendar/index.ts';
import { itemById } from '#main/catalogue/index.ts';
import { groundsDocx, type LetterData, letterDocx, letterTitle } from '#main/documents/index.ts';
import { leave, leavingOf } from '#main/output/index.ts';
import { postsOf } from '#main/people/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting } from '#main/storage/index.ts';
import { type Facts, factsOf } from './facts.ts';
import { theLetter, wordsOf } from './letters.ts';
import { type LetterRecord, sentencesOf, signedOfBatch } from './queries.ts';
import { sourceInWords } from './sources.ts';
import { currentWording } from './wording.ts';

/** As secret as what it rests on; where no term is known, for the longest (domain 2.10). */
export function markOf(db: ReadDb, letter: LetterRecord): Pick<LetterPaper, 'secrecy' | 'secrecyYears'> {
  const secrecy = SECRECY_LEVELS[letter.rank] ?? 'top-secret';
  const item = letter.itemId === null ? undefined : itemById(db, letter.itemId);
  const years = item?.secrecy === secrecy ? item.secrecyYears : LONGEST_SECRECY_YEARS[secrecy];
  return { secrecy, secrecyYears: years };
}

interface LetterPaper {
  readonly data: LetterData;
  readonly facts: Facts;
  readonly secrecy: (typeof SECRECY_LEVELS)[number];
  readonly secrecyYears: number;
}
export function paperOf(
  db: ReadDb,
  letter: LetterRecord,
  caller: Pick<Caller, 'clearanceRank'>,
  scope: Pick<Scope, 'resources'>,
): LetterPaper {
  const { wording } = currentWording(db, scope);
  const facts = factsOf(db, scope, { ...letter, clearanceRank: caller.clearanceRank }, wording);
  const { opening, conclusionText } = wordsOf(db, letter, facts, wording);
  const mark = markOf(db, letter);
  return {
    ...mark,
    facts,
    data: {
      kind: letter.kind,
      fondsName: setting(db, 'fondsName'),
      mark: mark.secrecy === 'internal' ? '' : secrecyMark(mark.secrecy, mark.secrecyYears),
      number: letter.number,
      to: letter.fromUnit,
      personName: letter.personName,
      unit: letter.unit,
      post: postsOf(db, letter.personId).join('、'),
      opening,
      sentences: sentencesOf(db, letter.id).map((one) => one.text),
      conclusion: conclusionText,
      draftedBy: letter.draftedBy,
      reviewedBy: letter.reviewedBy ?? '',
      signedBy: letter.signedBy ?? '',
      date: letter.signedAt === null ? '' : inWords(dayOf(new Date(letter.signedAt))),
    },
  };
}

const KIND_WORDS = { reply: '廉政意见回复', conclusion: '廉洁自律结论性意见' } as const;

/** A signed letter leaves as what three persons signed for; a draft only by the rule of its level. */
function departureOf(
  letter: LetterRecord,
  paper: LetterPaper,
  kind: string,
  said: Parsed<'letter.exportPaper'>['leaving'],
) {
  return {
    kind,
    title: letterTitle(paper.data),
    subject: `letter:${letter.id}`,
    secrecy: paper.secrecy,
    secrecyYears: paper.secrecyYears,
    pages: 1,
    ...leavingOf(said, letter.purpose),
    ...(letter.state === 'signed' ? { coveredBy: letter.number } : {}),
  };
}

export async function exportPaper(
  scope: ActScope,
  input: Parsed<'letter.exportPaper'>,
): Promise<Output<'letter.exportPaper'>> {
  const { db, caller } = scope;
  const letter = theLetter(db, input.id, caller);
  if (letter.state === 'withdrawn') throw new Refusal('state-refused', '这份意见已撤回，不再输出。');
  const paper = paperOf(db, letter, caller, scope);
  const bytes = await (input.paper === 'letter'
    ? letterDocx(paper.data)
    : groundsDocx({
        ...paper.data,
        heading: letterTitle(paper.data),
        asOf: inWords(letter.asOf),
        rows: sentencesOf(db, letter.id).map(({ text, sources }) => ({
          text,
          sources: sources.map((source) => sourceInWords(db, letter, source, paper.facts).words),
        })),
        kept: letter.stateSha256 ?? '',
      }));
  const kind = input.paper === 'letter' ? KIND_WORDS[letter.kind] : `${KIND_WORDS[letter.kind]}依据清单`;
  return leave(scope, departureOf(letter, paper, kind, input.leaving), scope.path(input.target), bytes);
}

export async function exportBatch(
  scope: ActScope,
  input: Parsed<'letter.exportBatch'>,
): Promise<Output<'letter.exportBatch'>> {
  const { db, caller } = scope;
  const folder = scope.path(input.target);
  const signed = signedOfBatch(db, input.batchId, caller.clearanceRank);
  if (signed.length === 0) throw new Refusal('state-refused', '这一批还没有签发的意见。');
  const written: string[] = [];
  for (const letter of signed) {
    const paper = paperOf(db, letter, caller, scope);
    const name = `${letter.number}-${letter.personName}.docx`.replaceAll(/[\\/:*?"<>|]/g, '_');
    const bytes = await letterDocx(paper.data);
    leave(
      scope,
      departureOf(letter, paper, KIND_WORDS[letter.kind], input.leaving),
      join(folder, name),
      bytes,
    );
    written.push(name);
  }
  return { written };
}
