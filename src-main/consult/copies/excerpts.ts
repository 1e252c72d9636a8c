import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { theRequest } from '../request/index.ts';
import { decideExcerpt, excerptById, excerptRecords } from './queries.ts';

/** Excerpts of a request from items up to a secrecy rank. */
export function excerptsOf(db: ReadDb, requestId: number, rank: number): Output<'consult.get'>['excerpts'] {
  return excerptRecords(db, requestId, rank).map(({ requestId: _, ...shown }) => shown);
}

/** The archivist compares with the original before anything leaves. */
export function checkExcerpt(
  db: WriteDb,
  input: Parsed<'consult.checkExcerpt'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.checkExcerpt'> {
  const excerpt = excerptById(db, input.id);
  if (!excerpt) throw new Refusal('not-found', '没有这条摘抄，列表可能已变化，请刷新。');
  const request = theRequest(db, excerpt.requestId, caller, scope);
  if (!input.pass && input.note === '')
    throw new Refusal('validation-failed', '不予带出时请写明理由。', [
      { path: 'note', message: '请写明理由' },
    ]);
  const at = scope.now().toISOString();
  if (!decideExcerpt(db, excerpt.id, { pass: input.pass, by: caller.accountId, at, note: input.note }))
    throw new Refusal('state-refused', '这条摘抄已经核对过。');
  scope.note.subject = `consult:${request.id}`;
  scope.note.detail = { excerpt: excerpt.id, pass: input.pass, note: input.note };
  return { done: true };
}
