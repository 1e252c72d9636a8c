/** A table of figures, and the facts behind each number: both come from the same condition, so they agree. */
import { classNames } from '#main/scheme/index.ts';
import type { Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import type { Asked, Axis, FigureColumn, Figures, Sum } from '../description.ts';
import { boundFor } from './given.ts';
import { type FactRecord, factsBehind, type Totals, totalsBy } from './queries.ts';

export interface FigureRow {
  readonly key: string;
  readonly words: string;
  readonly cells: readonly (number | null)[];
}
export interface FigureTable {
  readonly rows: readonly FigureRow[];
  readonly total: FigureRow;
}

/** The axis asked for, or the report's first where it is not divided by that one. */
export function axisOf(report: Figures, by: Axis): readonly [axis: Axis, title: string] {
  const found = report.by.find(([axis]) => axis === by) ?? report.by[0];
  if (!found) throw new Error(`report ${report.id} is divided by nothing`);
  return found;
}

/** How a key of an axis reads. */
export function wordsOf(db: ReadDb, axis: Axis, key: string): string {
  if (key === '' || key === '0000') return '（未注明）';
  if (axis === 'class') return `${key} ${classNames(db).get(key) ?? ''}`.trim();
  return axis === 'year' ? `${key}年` : key;
}

const partsOf = (columns: readonly FigureColumn[]): Sum[] =>
  columns.flatMap((one) => (one.show === 'number' ? [one.part] : [one.part, one.whole]));

function cellsOf(columns: readonly FigureColumn[], { sums }: Totals): (number | null)[] {
  let at = 0;
  const next = () => sums[at++] ?? 0;
  return columns.map((one) => {
    const part = next();
    if (one.show === 'number') return part;
    const whole = next();
    return whole === 0 ? null : part / whole;
  });
}

export function figureTable(db: ReadDb, report: Figures, by: Axis, asked: Asked, scope: Scope): FigureTable {
  const given = boundFor(db, report.source, asked, scope);
  const [axis] = axisOf(report, by);
  const sums = partsOf(report.columns);
  const rowOf = (one: Totals, words: string) => ({
    key: one.key,
    words,
    cells: cellsOf(report.columns, one),
  });
  const groups = totalsBy(db, report.source, axis, sums, given);
  // Somebody can stand in two groups: people are counted anew for the total. All else adds up, and is not read twice.
  const [all] = sums.some((one) => one.as === 'people')
    ? totalsBy(db, report.source, undefined, sums, given)
    : [{ key: '', sums: sums.map((_, at) => groups.reduce((sum, one) => sum + (one.sums[at] ?? 0), 0)) }];
  return {
    // A group of which nothing is counted is no row.
    rows: groups
      .filter((one) => one.sums.some((sum) => sum > 0))
      .map((one) => rowOf(one, wordsOf(db, axis, one.key))),
    total: rowOf(all ?? { key: '', sums: [] }, '合计'),
  };
}

/** What a column's number leads to. */
const leadOf = (column: FigureColumn): Sum =>
  column.show === 'number' ? column.part : (column.leads ?? column.part);

export function figureLines(
  db: ReadDb,
  report: Figures,
  where: { readonly by: Axis; readonly key: string | null; readonly column: FigureColumn },
  asked: Asked,
  scope: Scope,
  limit: number,
): { readonly facts: FactRecord[]; readonly count: number; readonly amount: number } {
  const [axis] = axisOf(report, where.by);
  return factsBehind(
    db,
    report.source,
    { axis, key: where.key },
    leadOf(where.column),
    boundFor(db, report.source, asked, scope),
    limit,
  );
}
