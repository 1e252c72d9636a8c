/** 完整与均衡: what is there of what is due, and how it is made up. Counts are within the caller's clearance. */
import type { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import type { BalanceAxis, BalanceCount } from '#contract/schemas/balance.ts';
import { type CadreDue, type Due, dueOfMany } from '#main/duty/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import {
  ITEM_COUNTS,
  type ItemCount,
  type ItemTotals,
  itemTotals,
  type Meant,
  unitsOnFile,
} from './queries.ts';

export type Axis = z.infer<typeof BalanceAxis>;
export type Count = z.infer<typeof BalanceCount>;
export type Which = Pick<Parsed<'balance.figures'>, 'year' | 'by' | 'unit'>;
export type Row = Output<'balance.figures'>['rows'][number];

/** Years that a trend shows. */
const TREND_YEARS = 5;

/** Under which numbers a duty is counted. `timed`: known when it came; older ones than the roster are not. */
export const DUE_COUNTS: Readonly<Record<Exclude<Count, ItemCount>, (due: Pick<Due, 'state'>) => boolean>> = {
  due: () => true,
  met: ({ state }) => state.startsWith('met'),
  timed: ({ state }) => state === 'met' || state === 'met-late',
  onTime: ({ state }) => state === 'met',
  missing: ({ state }) => state === 'open' || state === 'overdue',
  overdue: ({ state }) => state === 'overdue',
};
const DUE_NAMES = Object.keys(DUE_COUNTS) as (keyof typeof DUE_COUNTS)[];

export function windowOf({ year, by }: Which): { readonly from: string; readonly to: string } {
  const first = by === 'year' ? String(Number(year) - TREND_YEARS + 1) : year;
  return { from: `${first}0101`, to: `${year}1231` };
}
export function meantOf(which: Which, caller: Pick<Caller, 'clearanceRank'>): Meant {
  const { from, to } = windowOf(which);
  return {
    unit: which.unit,
    fromYear: from.slice(0, 4),
    toYear: to.slice(0, 4),
    clearanceRank: caller.clearanceRank,
  };
}
export function duesOf(
  db: ReadDb,
  which: Which,
  caller: Caller,
  scope: Pick<Scope, 'resources' | 'now'>,
): CadreDue[] {
  const unit = which.unit === '' ? undefined : which.unit;
  return dueOfMany(db, { unit, ...windowOf(which) }, caller, scope);
}

type Cadre = CadreDue['cadre'];
/** In which row a cadre, a duty or an item stands. */
const cadreKey = (by: Axis, cadre: Cadre): string =>
  by === 'unit' ? cadre.unit : by === 'rank' ? cadre.rank : String(cadre.fileId);
export const dueKey = (by: Axis, cadre: Cadre, due: Due): string =>
  by === 'class' ? due.classCode : by === 'year' ? due.dueOn.slice(0, 4) : cadreKey(by, cadre);
const itemKey = (by: Axis, cadre: Cadre, item: ItemTotals): string =>
  by === 'class' ? item.classCode : by === 'year' ? item.year : cadreKey(by, cadre);

class Tally {
  readonly files = new Set<number>();
  readonly massesFiles = new Set<number>();
  readonly counts = Object.fromEntries([...DUE_NAMES, ...ITEM_COUNTS].map((name) => [name, 0])) as Record<
    Count,
    number
  >;
  newest = '';

  due(due: Due): void {
    for (const name of DUE_NAMES) if (DUE_COUNTS[name](due)) this.counts[name] += 1;
  }
  items(one: ItemTotals): void {
    for (const name of ITEM_COUNTS) this.counts[name] += one[name];
    if (one.masses > 0) this.massesFiles.add(one.fileId);
    if (one.newest > this.newest) this.newest = one.newest;
  }
  row(key: string, words: string): Row {
    const { counts, newest } = this;
    return { key, words, files: this.files.size, counts, massesFiles: this.massesFiles.size, newest };
  }
}

/** One reading of the roster, one of the items: all rows and the total. */
export function tally(db: ReadDb, which: Which, caller: Caller, scope: Scope): { rows: Row[]; total: Row } {
  const { by } = which;
  const dues = duesOf(db, which, caller, scope);
  const cadres = new Map(dues.map(({ cadre }) => [cadre.fileId, cadre]));
  const tallies = new Map<string, Tally>();
  const total = new Tally();
  const at = (key: string): Tally => {
    const known = tallies.get(key);
    if (known) return known;
    const made = new Tally();
    tallies.set(key, made);
    return made;
  };
  const perCadre = by === 'unit' || by === 'rank' || by === 'cadre';
  for (const { cadre, due } of dues) {
    total.files.add(cadre.fileId);
    if (perCadre) at(cadreKey(by, cadre)).files.add(cadre.fileId);
    for (const one of due) {
      total.due(one);
      at(dueKey(by, cadre, one)).due(one);
    }
  }
  for (const one of itemTotals(db, meantOf(which, caller))) {
    const cadre = cadres.get(one.fileId);
    if (!cadre) continue;
    total.items(one);
    at(itemKey(by, cadre, one)).items(one);
  }
  // A class or a year is everybody's: its shares are of all files.
  if (!perCadre) for (const one of tallies.values()) for (const id of total.files) one.files.add(id);
  const names = by === 'class' ? classNames(db) : undefined;
  const wordsOf = (key: string): string => {
    if (by === 'cadre') return cadres.get(Number(key))?.name ?? '';
    if (names) return `${key} ${names.get(key) ?? ''}`.trim();
    if (by === 'year') return `${key}年`;
    return key === '' ? '（未登记）' : key;
  };
  const keys = [...tallies.keys()];
  // Cadres keep the order of the roster, in which they were met.
  if (by !== 'cadre') keys.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return {
    rows: keys.map((key) => at(key).row(key, wordsOf(key))),
    total: total.row('', '合计'),
  };
}

export function viewFigures(
  db: ReadDb,
  input: Parsed<'balance.figures'>,
  caller: Caller,
  scope: Scope,
): Output<'balance.figures'> {
  scope.note.detail = { ...input };
  return { ...tally(db, input, caller, scope), units: unitsOnFile(db) };
}
