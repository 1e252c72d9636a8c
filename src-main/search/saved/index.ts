/** 常用检索: each person's own, seen by nobody else. What they find is cut to the clearance of the moment. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { deleteSaved, insertSaved, placeSaved, savedSearches, updateSaved } from './queries.ts';

const MOST_SAVED = 200;

export function listSaved(
  db: ReadDb,
  _input: Parsed<'search.saved'>,
  caller: Caller,
): Output<'search.saved'> {
  return {
    searches: savedSearches(db, caller.accountId).map(({ query, sort, ...one }) => ({
      ...one,
      query: JSON.parse(query),
      order: sort,
    })),
  };
}

export function saveSearch(
  db: WriteDb,
  input: Parsed<'search.save'>,
  caller: Caller,
  scope: Scope,
): Output<'search.save'> {
  const { id, name, query, order } = input;
  const known = savedSearches(db, caller.accountId);
  if (known.some((one) => one.name === name && one.id !== id))
    throw new Refusal('validation-failed', `已有名为「${name}」的常用检索，请另取名称，或先改旧的那条。`, [
      { path: 'name', message: '与另一条重名' },
    ]);
  const one = { name, query: JSON.stringify(query), sort: order, savedAt: scope.now().toISOString() };
  if (id !== undefined) {
    if (!updateSaved(db, caller.accountId, { id, ...one })) throw gone();
    scope.note.subject = `saved-search:${id}`;
    return { id };
  }
  if (known.length >= MOST_SAVED)
    throw new Refusal('state-refused', `常用检索最多保存${MOST_SAVED}条，请先删去不用的。`);
  const made = insertSaved(db, caller.accountId, one);
  scope.note.subject = `saved-search:${made}`;
  return { id: made };
}

export function removeSaved(
  db: WriteDb,
  input: Parsed<'search.removeSaved'>,
  caller: Caller,
  scope: Scope,
): Output<'search.removeSaved'> {
  if (!deleteSaved(db, caller.accountId, input.id)) throw gone();
  scope.note.subject = `saved-search:${input.id}`;
  return { done: true };
}

export function orderSaved(
  db: WriteDb,
  input: Parsed<'search.orderSaved'>,
  caller: Caller,
): Output<'search.orderSaved'> {
  const known = savedSearches(db, caller.accountId).map(({ id }) => id);
  if (known.length !== input.ids.length || !known.every((id) => input.ids.includes(id)))
    throw new Refusal('conflict', '常用检索刚有变动，顺序没有保存。请刷新后再排。');
  for (const [position, id] of input.ids.entries()) placeSaved(db, caller.accountId, id, position + 1);
  return { done: true };
}

const gone = () => new Refusal('not-found', '没有这条常用检索，可能已经删去，请刷新。');
