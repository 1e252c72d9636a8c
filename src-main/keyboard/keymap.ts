import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { changesBetween } from '#main/audit/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { keymapOf, putKeymap } from './queries.ts';

type Keymap = Output<'archive.keymap'>['own'];

/** Holder of the keys that hold for everybody; accounts count from 1. */
const EVERYBODY = 0;

function read(db: ReadDb, holder: number): Keymap {
  const body = keymapOf(db, holder);
  return body === undefined ? {} : (JSON.parse(body) as Keymap);
}

export function viewKeymap(
  db: ReadDb,
  _input: Parsed<'archive.keymap'>,
  caller: Caller,
): Output<'archive.keymap'> {
  return { everybody: read(db, EVERYBODY), own: read(db, caller.accountId) };
}

export function saveOwnKeymap(
  db: WriteDb,
  input: Parsed<'archive.saveOwnKeymap'>,
  caller: Caller,
  scope: Scope,
): Output<'archive.saveOwnKeymap'> {
  return save(db, caller.accountId, input.keymap, scope);
}

export function saveKeymap(
  db: WriteDb,
  input: Parsed<'archive.saveKeymap'>,
  _caller: Caller,
  scope: Scope,
): Output<'archive.saveKeymap'> {
  return save(db, EVERYBODY, input.keymap, scope);
}

/** The screens know their commands and warn of a clash with keys left as they are; among the changed ones none gets in. */
function save(db: WriteDb, holder: number, keymap: Keymap, scope: Scope): { done: true } {
  const taken = new Map<string, string>();
  for (const [command, keys] of Object.entries(keymap)) {
    for (const key of keys) {
      const other = taken.get(key);
      if (other !== undefined)
        throw new Refusal('validation-failed', `快捷键 ${key} 给了两项命令，未保存。请改掉其中一项。`, [
          { path: command, message: `${key} 已给 ${other}` },
        ]);
      taken.set(key, command);
    }
  }
  scope.note.subject = holder === EVERYBODY ? 'keymap' : `keymap:${holder}`;
  scope.note.changes = changesBetween(read(db, holder), keymap);
  putKeymap(db, holder, JSON.stringify(keymap), scope.now().toISOString());
  return { done: true };
}
