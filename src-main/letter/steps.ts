/** 承办 → 审核: letters go on many at once; what cannot go on stays, and is told with its reason. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { refuseSamePerson } from '#main/accounts/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import { refuseUnlessSound, theLetter } from './letters.ts';
import { insertAct, type LetterRecord, moveOn, noteReviewer } from './queries.ts';

type Told = Output<'letter.submit'>;

/** Does one thing to each letter; a refusal of one leaves the others. */
function each(
  db: WriteDb,
  ids: readonly number[],
  caller: Caller,
  scope: Scope,
  work: (letter: LetterRecord) => void,
): Told {
  const refused: Told['refused'][number][] = [];
  const done: number[] = [];
  for (const id of new Set(ids)) {
    const letter = theLetter(db, id, caller);
    try {
      work(letter);
      done.push(id);
    } catch (cause) {
      if (!(cause instanceof Refusal)) throw cause;
      refused.push({ id, personName: letter.personName, message: cause.message });
    }
  }
  scope.note.subject = `letter:${done[0] ?? ids[0] ?? 0}`;
  scope.note.detail = { done, refused: refused.map((one) => one.id) };
  return { done: done.length, refused };
}

const NOT_THERE = '它已不在这一步，请刷新。';

export function submitLetters(
  db: WriteDb,
  input: Parsed<'letter.submit'>,
  caller: Caller,
  scope: Scope,
): Told {
  return each(db, input.ids, caller, scope, (letter) => {
    if (letter.draftedById !== caller.accountId)
      throw new Refusal('forbidden', `由${letter.draftedBy}承办，只有承办人可以提交。`);
    refuseUnlessSound(db, letter, caller, scope);
    if (!moveOn(db, letter.id, ['draft'], 'submitted')) throw new Refusal('state-refused', NOT_THERE);
    insertAct(db, letter.id, { at: scope.now().toISOString(), by: caller.name, act: '提交审核', note: '' });
  });
}

export function reviewLetters(
  db: WriteDb,
  input: Parsed<'letter.review'>,
  caller: Caller,
  scope: Scope,
): Told {
  if (!input.pass && input.note.trim() === '')
    throw new Refusal('validation-failed', '退回须写明原因。', [{ path: 'note', message: '请写明原因' }]);
  return each(db, input.ids, caller, scope, (letter) => {
    refuseSamePerson(db, caller.accountId, [letter.draftedById], '须由另一人审核，不能审核自己承办的。');
    if (input.pass) refuseUnlessSound(db, letter, caller, scope);
    if (!moveOn(db, letter.id, ['submitted'], input.pass ? 'reviewed' : 'draft'))
      throw new Refusal('state-refused', NOT_THERE);
    if (input.pass) noteReviewer(db, letter.id, caller.accountId);
    insertAct(db, letter.id, {
      at: scope.now().toISOString(),
      by: caller.name,
      act: input.pass ? '审核通过' : '退回承办人',
      note: input.note,
    });
  });
}

export function withdrawLetter(
  db: WriteDb,
  input: Parsed<'letter.withdraw'>,
  caller: Caller,
  scope: Scope,
): Output<'letter.withdraw'> {
  const letter = theLetter(db, input.id, caller);
  if (letter.draftedById !== caller.accountId)
    throw new Refusal('forbidden', `这份意见由${letter.draftedBy}承办，只有承办人可以撤回。`);
  if (!moveOn(db, letter.id, ['draft', 'submitted', 'reviewed'], 'withdrawn'))
    throw new Refusal('state-refused', '这份意见已签发或已撤回，不能撤回。');
  insertAct(db, letter.id, {
    at: scope.now().toISOString(),
    by: caller.name,
    act: '撤回',
    note: input.reason,
  });
  scope.note.subject = `file:${letter.fileId}`;
  scope.note.detail = { letter: letter.id, reason: input.reason };
  return { done: true };
}
