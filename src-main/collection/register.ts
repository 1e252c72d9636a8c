/** 接收登记簿 as it is shown: rows accepted from hand-over lists. */
import type { Output, Parsed } from '#contract/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { registerByIds, registerIds } from './queries.ts';

export const listRegister = (
  db: ReadDb,
  input: Parsed<'collection.registerIds'>,
  caller: Caller,
): Output<'collection.registerIds'> => ({ ids: registerIds(db, input.year, caller.clearanceRank) });

export const registerWindow = (
  db: ReadDb,
  input: Parsed<'collection.registerRows'>,
  caller: Caller,
): Output<'collection.registerRows'> => ({ rows: registerByIds(db, input.ids, caller.clearanceRank) });
