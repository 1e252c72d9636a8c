/** Facts of many cadres at once, and what is due of them: one reading of the roster, one of the items. */
import { today } from '#main/calendar/index.ts';
import { classesAbove } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type Due, type DutyFacts, dueOf, type Given } from './due.ts';
import { type Cadres, cadreRecords, type ItemRow, itemRows } from './queries.ts';
import { dutyTimeline } from './rules.ts';

export interface CadreFacts extends DutyFacts {
  readonly name: string;
}
/** Facts of every open file meant, in the order of the roster. Items above the clearance are not among them. */
export function dutyFacts(db: ReadDb, meant: Cadres, clearanceRank: number): CadreFacts[] {
  const items = new Map<number, ItemRow[]>();
  for (const item of itemRows(db, meant, clearanceRank)) {
    const own = items.get(item.fileId);
    if (own) own.push(item);
    else items.set(item.fileId, [item]);
  }
  return cadreRecords(db, meant).map((one) => ({
    ...one,
    posts: JSON.parse(one.posts) as string[],
    appointments: JSON.parse(one.appointments) as string[],
    items: items.get(one.fileId) ?? [],
  }));
}

/** What `dueOf` needs besides the facts. @param from, to yyyymmdd, both included: when something is due */
export function givenFor(
  db: ReadDb,
  window: { readonly from: string; readonly to: string },
  caller: Pick<Caller, 'clearanceRank'>,
  scope: Pick<Scope, 'resources' | 'now'>,
): Given {
  return {
    ...window,
    timeline: dutyTimeline(db, scope),
    hidden: new Set(classesAbove(db, caller.clearanceRank)),
    today: today(scope),
  };
}

export interface CadreDue {
  readonly cadre: CadreFacts;
  readonly due: readonly Due[];
}
/**
 * What is due of all open files, of one unit or of one file.
 * Classes and items above the caller's clearance do not exist for it, so counts can be shown as they are.
 */
export function dueOfMany(
  db: ReadDb,
  meant: Cadres & { readonly from: string; readonly to: string },
  caller: Pick<Caller, 'clearanceRank'>,
  scope: Pick<Scope, 'resources' | 'now'>,
): CadreDue[] {
  const given = givenFor(db, meant, caller, scope);
  return dutyFacts(db, meant, caller.clearanceRank).map((cadre) => ({ cadre, due: dueOf(cadre, given) }));
}
