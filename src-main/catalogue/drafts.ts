import type { Output, Parsed } from '#contract/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { draftAt, dropDraft, putDraft } from './queries.ts';

/** Unsaved forms, kept in the encrypted database so that a lock, a crash or a power cut loses no typing. */
export function saveDraft(
  db: WriteDb,
  input: Parsed<'catalogue.saveDraft'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.saveDraft'> {
  putDraft(db, caller.accountId, input.place, input.body, scope.now().toISOString());
  return { done: true };
}
export function loadDraft(
  db: ReadDb,
  input: Parsed<'catalogue.loadDraft'>,
  caller: Caller,
): Output<'catalogue.loadDraft'> {
  const draft = draftAt(db, caller.accountId, input.place);
  return { body: draft?.body ?? null, savedAt: draft?.saved_at ?? null };
}
export function discardDraft(
  db: WriteDb,
  input: Parsed<'catalogue.discardDraft'>,
  caller: Caller,
): Output<'catalogue.discardDraft'> {
  dropDraft(db, caller.accountId, input.place);
  return { done: true };
}
