/** 画像 on the screen: of a file, within a request for consulting, at the desk of the readers. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { approvedAtDesk, approvedItems, type ReadingRoom } from '#main/consult/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { buildProfile } from './build.ts';

export function viewProfile(
  db: ReadDb,
  input: Parsed<'profile.view'>,
  caller: Caller,
  scope: Scope,
): Output<'profile.view'> {
  scope.note.subject = `file:${input.fileId}`;
  const meant = { fileId: input.fileId, clearanceRank: caller.clearanceRank };
  if (input.requestId === undefined) return buildProfile(db, meant, scope).profile;
  const { fileId, number, itemIds } = approvedItems(db, input.requestId, caller, scope);
  if (fileId !== input.fileId)
    throw new Refusal('not-found', '这张查阅单查的不是这名干部，请刷新后重新打开。');
  scope.note.detail = { request: number };
  return buildProfile(db, { ...meant, within: { number, itemIds } }, scope).profile;
}

/** @throws Refusal when the sitting is not the one that goes on */
export function readProfile(
  room: ReadingRoom,
  db: ReadDb,
  input: Parsed<'profile.reading'>,
  caller: Caller,
  scope: Scope,
): Output<'profile.reading'> {
  const { fileId, number, itemIds, rank, readers } = approvedAtDesk(room, db, input.sessionId, caller, scope);
  scope.note.subject = `file:${fileId}`;
  scope.note.detail = { request: number, readers };
  return buildProfile(db, { fileId, clearanceRank: rank, within: { number, itemIds } }, scope).profile;
}
