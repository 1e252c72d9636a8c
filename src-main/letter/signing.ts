/** 签发: by a third person. The letter gets its number, the state of the file is kept, and the letter is filed as an item. */
import { join } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { highestSecrecy, secrecyRank } from '#contract/vocabulary.ts';
import { refuseSamePerson } from '#main/accounts/index.ts';
import { addItem, defaultFields, recountPages } from '#main/catalogue/index.ts';
import { letterLines, letterPdf, letterTitle } from '#main/documents/index.ts';
import { noteOnVolume, openKey, recordBlob, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { insertPage, insertScan, inspect } from '#main/intake/index.ts';
import { takeText } from '#main/page-text/index.ts';
import { sortKey } from '#main/people/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';
import { factsOf } from './facts.ts';
import { keepState } from './kept-state.ts';
import { theLetter, wordsOf } from './letters.ts';
import { markOf, paperOf } from './papers.ts';
import { insertAct, type LetterRecord, moveOn, noteSigning, numbersGiven } from './queries.ts';
import { refuseUnlessSound } from './steps.ts';
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
  const volume = theFile(db, letter.fileId);
  refuseUnlessOpen(volume);
  const at = scope.now().toISOString();
  const { wording } = currentWording(db, scope);
  const number = nextNumber(db, wording.number, at.slice(0, 4));
  const paper = paperOf(db, { ...letter, number, signedBy: caller.name, signedAt: at }, caller, scope);
  const { bytes } = await letterPdf(join(scope.resources, 'fonts', 'NotoSansSC-Regular.ttf'), paper.data);
  const pages = await inspect(bytes, 'pdf');
  const key = openKey(db, scope, volume.key_id);
  const blob = scope.vault.put(key, bytes);
  scope.vault.flush();
  key.fill(0);
  scope.commit((write) => {
    // Asked again inside the transaction: what was on file may have changed while the paper was made.
    const now = theLetter(write, letter.id, caller);
    refuseUnlessOpen(theFile(write, letter.fileId));
    refuseUnlessSound(write, now, caller, scope);
    if (nextNumber(write, wording.number, at.slice(0, 4)) !== number)
      throw new Refusal('conflict', '文号刚被另一份意见用去，请再签发一次。');
    const facts = factsOf(write, scope, { ...now, clearanceRank: caller.clearanceRank }, wording);
    const { kept, sha256 } = keepState(write, now, facts, at);
    const itemId = fileLetter(write, scope, now, {
      number,
      blob,
      pages,
      at,
      volumeKey: volume.key_id,
      lines: textOf(paper),
    });
    const signing = {
      by: caller.accountId,
      at,
      number,
      itemId,
      kept,
      sha256,
      ...wordsOf(write, now, facts, wording),
    };
    if (!noteSigning(write, now.id, signing)) throw new Refusal('state-refused', '它已不在这一步，请刷新。');
    insertAct(write, now.id, { at, by: caller.name, act: `签发 ${number}`, note });
    noteOnVolume(write, now.fileId, at, caller.name, `归入一件廉政意见（${number}）。`);
    scope.note.subject = `letter:${now.id}`;
    scope.note.detail = { number, item: itemId, state: sha256 };
  });
}

const textOf = ({ data }: ReturnType<typeof paperOf>): string =>
  [data.number, letterTitle(data), ...letterLines(data).map((one) => one.text)].filter(Boolean).join('\n');

interface Filed {
  readonly number: string;
  readonly blob: StoredBlob;
  readonly pages: Awaited<ReturnType<typeof inspect>>;
  readonly at: string;
  readonly volumeKey: number;
  readonly lines: string;
}
/** The letter as an item at the end of its class, as secret as what it rests on and never less than the class asks for. */
function fileLetter(write: WriteDb, scope: ActScope, letter: LetterRecord, filed: Filed): number {
  const title = letterTitle(letter);
  const fields = defaultFields(write, FILED_UNDER[letter.kind], title);
  const mark = markOf(write, letter);
  const highest = highestSecrecy([fields, mark]);
  const date = filed.at.slice(0, 10).replaceAll('-', '');
  const itemId = addItem(
    write,
    letter.fileId,
    {
      ...fields,
      ...highest,
      secrecyRank: secrecyRank(highest.secrecy),
      date,
      dateSort: sortKey(date),
      author: setting(write, 'fondsName'),
      documentNumber: filed.number,
      signed: true,
      paperPages: filed.pages.length,
    },
    null,
    filed.at,
  );
  recordBlob(write, filed.volumeKey, filed.blob, 'original', filed.at);
  const scanId = insertScan(write, {
    blobId: filed.blob.blobId,
    importId: null,
    fileName: `${filed.number}.pdf`,
    mediaType: 'application/pdf',
    imageSet: 'original',
    pageCount: filed.pages.length,
    at: filed.at,
  });
  filed.pages.forEach(({ width, height, dpi }, pageIndex) => {
    const pageId = insertPage(write, {
      itemId,
      position: pageIndex + 1,
      scanId,
      pageIndex,
      width,
      height,
      dpi,
    });
    // The whole text stands with the first page; pages of one letter are never shown apart.
    if (pageIndex === 0)
      takeText(write, pageId, { text: filed.lines, source: 'typed', at: filed.at, by: '' });
  });
  recountPages(write, itemId);
  return itemId;
}
