/** 谁看过: who opened pages of a file, and which readers sat over it. */
import type { Output, Parsed } from '#contract/index.ts';
import { theFile } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { pageLooks, sittingLooks } from './queries.ts';

/** Days and sittings that a page of the screen shows; older ones are in the audit and the register. */
const MOST = 200;

export function viewLooks(
  db: ReadDb,
  input: Parsed<'career.looks'>,
  caller: Caller,
  scope: Scope,
): Output<'career.looks'> {
  const file = theFile(db, input.fileId);
  scope.note.subject = `file:${file.id}`;
  return {
    desk: pageLooks(db, file.id, caller.clearanceRank, MOST),
    sittings: sittingLooks(db, file.id, caller.clearanceRank, MOST),
  };
}
