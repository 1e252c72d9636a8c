/** What checks found, as told to whoever may see how much of it. */
import type { Output, Parsed } from '#contract/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type CheckRecord, checkRuns, lastCheckOfIndex } from './queries.ts';

const SHOWN = 50;

export function listChecks(
  db: ReadDb,
  _input: Parsed<'search.checks'>,
  caller: Caller,
): Output<'search.checks'> {
  return { runs: checkRuns(db, caller.accountId, SHOWN).map((one) => shown(one, caller)) };
}

export function lastIndexCheck(db: ReadDb, caller: Caller): Output<'search.coverage'>['lastCheck'] {
  const last = lastCheckOfIndex(db);
  return last ? shown(last, caller) : null;
}

/** Numbers by secrecy rank: what lies above a clearance is not counted for it. */
function shown(one: CheckRecord, caller: Caller): Output<'search.checks'>['runs'][number] {
  const upTo = (json: string) => {
    const byRank: number[] = JSON.parse(json);
    return byRank.slice(0, caller.clearanceRank + 1).reduce((sum, each) => sum + each, 0);
  };
  return {
    ...one,
    texts: upTo(one.texts),
    found: upTo(one.found),
    missing: upTo(one.missing),
    extra: upTo(one.extra),
    repaired: upTo(one.repaired),
  };
}
