/** 签发: by a third person. The letter gets its number, the state of the file is kept, and the letter is filed as an item. */
import { join } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { highestSecrecy, secrecyRank } from '#contract/vocabulary.ts';
import { refuseSamePerson } from '#main/accounts/index.ts';
import { dayOf, today } from '#main/calendar/index.ts';
import { defaultFields, type ItemFields } from '#main/catalogue/index.ts';
import { letterLines, letterPdf, letterTitle } from '#main/documents/index.ts';
import { filePaper, keepPaper } from '#main/filed-paper/index.ts';
import { noteOnVolume } from '#main/files/index.ts';
import { sortKey } from '#main/people/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { type ReadDb, setting } from '#main/storage/index.ts';
import { factsOf } from './facts.ts';
import { keepState } from './kept-state.ts';
import { refuseUnlessSound, theLetter, wordsOf } from './letters.ts';
import { markOf, paperOf } from './papers.ts';
import { insertAct, type LetterRecord, moveOn, noteSigning, numbersGiven } from './queries.ts';
import { currentWording, worded } from './wording.ts';

type Told = Output<'letter.sign'>;
/** 1004 党风廉政意见征求函、回复函; 1005 廉洁自律结论性意见 (domain 1.5). */
const FILED_UNDER = { reply: '1004', conclusion: '1005' } as const;

/** The next 文号 of the year by the pattern in force; one that was given is never given again. */
function nextNumber(db: ReadDb, pattern: string, year: string): string {
  const [before = '', after = ''] = pattern.replaceAll('{年}', year).split('{号}');
  const given = numbersGiven(db, before)
    .filter((one) => one.endsWith(after))
    .map((one) => Number(one.slice(before.length, one.length - after.length)))
    .filter((one) => Number.isInteger(one));
  return worded(pattern, { 年: year, 号: String(Math.max(0, ...given) + 1) });
}

export async function signLetters(scope: ActScope, input: Parsed<'letter.sign'>): Promise<Told> {
  if (!input.pass && input.note.trim() === '')
    throw new Refusal('validation-failed', '退回须写明原因。', [{ path: 'note', message: '请写明原因' }]);
  const refused: Told['refused'][number][] = [];
  let done = 0;
  for (const id of new Set(input.ids)) {
    const letter = theLetter(scope.db, id, scope.caller);
    try {
      refuseSamePerson(
        scope.db,
        scope.caller.accountId,
        [letter.draftedById, ...(letter.reviewedById === null ? [] : [letter.reviewedById])],
        '须由第三人签发，承办人和审核人不能签发。',
      );
      if (input.pass) await signOne(scope, letter, input.note);
      else sendBack(scope, letter, input.note);
      done += 1;
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      refused.push({ id, personName: letter.personName, message: cause.message });
    }
  }
  return { done, refused };
}

function sendBack(scope: ActScope, letter: LetterRecord, note: string): void {
  scope.commit((write) => {
    if (!moveOn(write, letter.id, ['reviewed'], 'draft'))
      throw new Refusal('state-refused', '它已不在这一步，请刷新。');
    const at = scope.now().toISOString();
    insertAct(write, letter.id, { at, by: scope.caller.name, act: '退回承办人', note });
    scope.note.subject = `letter:${letter.id}`;
    scope.note.detail = { back: true, note };
  });
}

async function signOne(scope: ActScope, letter: LetterRecord, note: string): Promise<void> {
  const { db, caller } = scope;
  if (letter.state !== 'reviewed') throw new Refusal('state-refused', '它已不在这一步，请刷新。');
  const at = scope.now().toISOString();
  const year = today(scope).slice(0, 4);
  const { wording } = currentWording(db, scope);
  const number = nextNumber(db, wording.number, year);
  const paper = paperOf(db, { ...letter, number, signedBy: caller.name, signedAt: at }, caller, scope);
  const bytes = await letterPdf(join(scope.resources, 'fonts', 'NotoSansSC-Regular.ttf'), paper.data);
  const kept = await keepPaper(scope, letter.fileId, bytes);
  scope.commit((write) => {
    // Asked again inside the transaction: what was on file may have changed while the paper was made.
    const now = theLetter(write, letter.id, caller);
    refuseUnlessSound(write, now, caller, scope);
    if (nextNumber(write, wording.number, year) !== number)
      throw new Refusal('conflict', '文号刚被另一份意见用去，请再签发一次。');
    const facts = factsOf(write, scope, { ...now, clearanceRank: caller.clearanceRank }, wording);
    const state = keepState(write, now, facts, at);
    const itemId = filePaper(write, kept, {
      fields: fieldsOf(write, now, number, at),
      fileName: `${number}.pdf`,
      text: textOf(paper),
      at,
    });
    const signing = {
      by: caller.accountId,
      at,
      number,
      itemId,
      kept: state.kept,
      sha256: state.sha256,
      ...wordsOf(write, now, facts, wording),
    };
    if (!noteSigning(write, now.id, signing)) throw new Refusal('state-refused', '它已不在这一步，请刷新。');
    insertAct(write, now.id, { at, by: caller.name, act: `签发 ${number}`, note });
    noteOnVolume(write, now.fileId, at, caller.name, `归入一件廉政意见（${number}）。`);
    scope.note.subject = `letter:${now.id}`;
    scope.note.detail = { number, item: itemId, state: state.sha256 };
  });
}

const textOf = ({ data }: ReturnType<typeof paperOf>): string =>
  [data.number, letterTitle(data), ...letterLines(data).map((one) => one.text)].filter(Boolean).join('\n');

/** As secret as what the letter rests on, and never less than its class asks for. */
function fieldsOf(db: ReadDb, letter: LetterRecord, number: string, at: string): ItemFields {
  const fields = defaultFields(db, FILED_UNDER[letter.kind], letterTitle(letter));
  const highest = highestSecrecy([fields, markOf(db, letter)]);
  const date = dayOf(new Date(at));
  return {
    ...fields,
    ...highest,
    secrecyRank: secrecyRank(highest.secrecy),
    date,
    dateSort: sortKey(date),
    author: setting(db, 'fondsName'),
    documentNumber: number,
    signed: true,
  };
}
