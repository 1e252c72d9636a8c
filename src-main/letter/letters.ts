/** 意见回复与结论性意见: drafts put together from what is on file, each sentence with its source, changed by the drafter. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { inWords, today } from '#main/calendar/index.ts';
import { refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { postsOf } from '#main/people/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { unsettledOf } from '#main/warning/index.ts';
import { type Facts, factsOf } from './facts.ts';
import {
  actsOf,
  type Conclusion,
  countLetters,
  insertAct,
  insertBatch,
  insertLetter,
  type LetterRecord,
  letterById,
  letters,
  replaceSentences,
  type SentenceRecord,
  type Source,
  type State,
  saveDraft,
  sentencesOf,
} from './queries.ts';
import { classesHidden, faultOf, sourceInWords } from './sources.ts';
import { currentWording, type Wording, worded } from './wording.ts';

const LISTS: Readonly<Record<Parsed<'letter.list'>['list'], readonly State[]>> = {
  open: ['draft', 'submitted', 'reviewed'],
  'to-review': ['submitted'],
  'to-sign': ['reviewed'],
  signed: ['signed'],
  all: ['draft', 'submitted', 'reviewed', 'signed', 'withdrawn'],
};
/** Rows a list shows; the rest is counted. */
const SHOWN = 2_000;

/** @throws Refusal `not-found`, also above the caller's clearance */
export function theLetter(db: ReadDb, id: number, caller: Pick<Caller, 'clearanceRank'>): LetterRecord {
  const found = letterById(db, id);
  if (!found || found.rank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这份意见，列表可能已变化，请刷新。');
  return found;
}

const postOf = (db: ReadDb, letter: LetterRecord): string => postsOf(db, letter.personId).join('、');

function shown(db: ReadDb, one: LetterRecord): Output<'letter.list'>['letters'][number] {
  return {
    id: one.id,
    batchId: one.batchId,
    kind: one.kind,
    fileId: one.fileId,
    personName: one.personName,
    unit: one.unit,
    post: postOf(db, one),
    purpose: one.purpose,
    fromUnit: one.fromUnit,
    dueOn: one.dueOn,
    conclusion: one.conclusion,
    state: one.state,
    number: one.number,
    draftedBy: one.draftedBy,
    draftedAt: one.draftedAt,
  };
}

export function listLetters(db: ReadDb, input: Parsed<'letter.list'>, caller: Caller): Output<'letter.list'> {
  const filter = { states: LISTS[input.list], fileId: input.fileId, batchId: input.batchId };
  const found = letters(db, filter, caller.clearanceRank, SHOWN);
  const all = found.length < SHOWN ? found.length : countLetters(db, filter, caller.clearanceRank);
  return { letters: found.map((one) => shown(db, one)), more: all - found.length };
}

/** Opening and conclusion in the words in force; once signed, as they were signed. */
export function wordsOf(
  db: ReadDb,
  letter: LetterRecord,
  facts: Facts,
  wording: Wording,
): { opening: string; conclusionText: string } {
  if (letter.state === 'signed') return { opening: letter.opening, conclusionText: letter.conclusionText };
  const values = {
    姓名: letter.personName,
    单位职务: [letter.unit, postOf(db, letter)].filter(Boolean).join(''),
    末四位: letter.idNumber.slice(-4),
    用途: letter.purpose,
    来文日期: inWords(letter.fromDate),
    来文文号: letter.fromNumber,
    截止日: inWords(letter.asOf),
    影响期: facts.running.map((one) => one.words).join('；'),
  };
  return {
    opening: worded(letter.kind === 'reply' ? wording.opening : wording.openingOfConclusion, values),
    conclusionText: worded(wording.conclusions[letter.conclusion], values),
  };
}

/** What stands against a conclusion, by what is on file and by what the sentences rest on. */
function objectionsTo(
  conclusion: Conclusion,
  sentences: readonly SentenceRecord[],
  facts: Facts,
  hidden: readonly string[],
): string[] {
  const sources = sentences.flatMap((one) => one.sources);
  const cites = (test: (source: Source) => boolean) => sources.some(test);
  const citesClass = (heads: readonly string[]) =>
    cites(
      (one) =>
        one.kind === 'page' &&
        facts.items.some(
          (item) => item.id === one.itemId && heads.some((head) => item.classCode.startsWith(head)),
        ),
    );
  const found: string[] = [];
  if (hidden.length > 0)
    found.push('谈话函询、信访线索、处理处分各类的密级高于您的知悉范围，须由有相应权限的人承办、审核和签发');
  if (facts.running.length > 0 && conclusion !== 'influence')
    found.push(
      `在影响期内（${facts.running.map((one) => one.words).join('；')}），结论应为「受处分、影响期内」`,
    );
  if (
    conclusion === 'influence' &&
    !cites((one) =>
      facts.running.some(({ measure }) => one.kind === 'measure' && one.measureId === measure.id),
    )
  )
    found.push('没有句子引用在影响期内的处理处分');
  if (conclusion === 'clear' && facts.complaints.length > 0)
    found.push(`卷内有 ${facts.complaints.length} 件信访举报或线索材料，不能写「未收到」`);
  if (conclusion === 'clear' && !cites((one) => one.kind === 'none' && one.classes.includes('08')))
    found.push('没有句子说明已查 08 类而没有材料');
  if (conclusion === 'settled' && !citesClass(['07', '08', '09'])) found.push('没有句子引用已了结的材料');
  if (conclusion === 'pending' && !citesClass(['08'])) found.push('没有句子引用正在核查的线索材料');
  return found;
}

/** A letter with what its sentences rest on, as the caller sees it now. */
interface Looked {
  readonly facts: Facts;
  readonly wording: Wording;
  readonly sentences: readonly SentenceRecord[];
}
function look(db: ReadDb, letter: LetterRecord, caller: Pick<Caller, 'clearanceRank'>, scope: Scope): Looked {
  const { wording } = currentWording(db, scope);
  return {
    wording,
    facts: factsOf(db, scope, { ...letter, clearanceRank: caller.clearanceRank }, wording),
    sentences: sentencesOf(db, letter.id),
  };
}

/** Everything that stands against handing a letter on as it is now, for this caller. */
function faultsIn(db: ReadDb, letter: LetterRecord, { facts, sentences }: Looked, caller: Caller): string[] {
  const broken = sentences.flatMap((one) =>
    one.sources.flatMap((source) => faultOf(db, letter, source, facts, caller) ?? []),
  );
  const empty = sentences.length === 0 ? ['还没有写入任何句子'] : [];
  return [
    ...empty,
    ...broken,
    ...objectionsTo(letter.conclusion, sentences, facts, classesHidden(db, caller)),
  ];
}
/** @throws Refusal with everything that stands against it */
export function refuseUnlessSound(db: ReadDb, letter: LetterRecord, caller: Caller, scope: Scope): void {
  const faults = faultsIn(db, letter, look(db, letter, caller, scope), caller);
  if (faults.length > 0) throw new Refusal('state-refused', `${faults.join('；')}。`);
}

const sameSource = (a: Source, b: Source): boolean =>
  a.kind === 'page' && b.kind === 'page' ? a.itemId === b.itemId : JSON.stringify(a) === JSON.stringify(b);

export function viewLetter(
  db: ReadDb,
  input: Parsed<'letter.get'>,
  caller: Caller,
  scope: Scope,
): Output<'letter.get'> {
  const letter = theLetter(db, input.id, caller);
  const looked = look(db, letter, caller, scope);
  const { facts, wording, sentences } = looked;
  const used = sentences.flatMap((one) => one.sources);
  const describe = ({ text, sources }: SentenceRecord) => ({
    text,
    sources: sources.map((source) => ({ source, ...sourceInWords(db, letter, source, facts) })),
  });
  scope.note.subject = `file:${letter.fileId}`;
  scope.note.detail = { letter: letter.id };
  return {
    ...shown(db, letter),
    revision: letter.revision,
    asOf: letter.asOf,
    fromNumber: letter.fromNumber,
    fromDate: letter.fromDate,
    ...wordsOf(db, letter, facts, wording),
    sentences: sentences.map(describe),
    unused: facts.sentences
      .filter((one) => !one.sources.some((source) => used.some((other) => sameSource(source, other))))
      .map(describe),
    suggested: facts.suggested,
    objections:
      letter.state === 'signed' || letter.state === 'withdrawn' ? [] : faultsIn(db, letter, looked, caller),
    influence: facts.running.map((one) => one.words),
    openWarnings: unsettledOf(db, letter.fileId, caller.clearanceRank),
    itemId: letter.itemId,
    history: actsOf(db, letter.id),
  };
}
export function createLetters(
  db: WriteDb,
  input: Parsed<'letter.create'>,
  caller: Caller,
  scope: Scope,
): Output<'letter.create'> {
  const at = scope.now().toISOString();
  if (input.asOf > today(scope))
    throw new Refusal('validation-failed', '截止日不能晚于今天。', [
      { path: 'asOf', message: '不能晚于今天' },
    ]);
  if (classesHidden(db, caller).length > 0)
    throw new Refusal(
      'forbidden',
      '谈话函询、信访线索、处理处分各类的密级高于您的知悉范围，看不全就不能起草，须由有相应权限的人承办。',
    );
  const { wording } = currentWording(db, scope);
  const batchId = insertBatch(db, input, caller.name, at);
  const ids = [...new Set(input.fileIds)].map((fileId) => {
    refuseUnlessOpen(theFile(db, fileId));
    const facts = factsOf(
      db,
      scope,
      { fileId, asOf: input.asOf, clearanceRank: caller.clearanceRank },
      wording,
    );
    const id = insertLetter(db, { batchId, fileId, conclusion: facts.suggested, by: caller.accountId, at });
    replaceSentences(db, id, facts.sentences);
    insertAct(db, id, { at, by: caller.name, act: '起草', note: '' });
    return id;
  });
  scope.note.subject = `letter-batch:${batchId}`;
  scope.note.detail = { kind: input.kind, purpose: input.purpose, files: input.fileIds.length };
  return { batchId, ids };
}

export function saveLetter(
  db: WriteDb,
  input: Parsed<'letter.save'>,
  caller: Caller,
  scope: Scope,
): Output<'letter.save'> {
  const letter = theLetter(db, input.id, caller);
  refuseUnlessOpen(theFile(db, letter.fileId));
  if (letter.draftedById !== caller.accountId)
    throw new Refusal('forbidden', `这份意见由${letter.draftedBy}承办，只有承办人可以修改。`);
  const { facts } = look(db, letter, caller, scope);
  const details = input.sentences.flatMap((one, at) =>
    one.sources.flatMap((source) => {
      const message = faultOf(db, letter, source, facts, caller);
      return message === undefined ? [] : [{ path: `sentences.${at}`, message }];
    }),
  );
  if (details.length > 0) throw new Refusal('validation-failed', '有的句子出处不成立，未保存。', details);
  if (!saveDraft(db, letter.id, input.revision, input.conclusion))
    throw new Refusal('conflict', '这份意见刚被改过或已提交，您的修改未保存。请刷新后再改。');
  replaceSentences(db, letter.id, input.sentences);
  scope.note.subject = `file:${letter.fileId}`;
  scope.note.detail = { letter: letter.id, conclusion: input.conclusion, sentences: input.sentences.length };
  return { revision: input.revision + 1 };
}
