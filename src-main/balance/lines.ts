/** What a number counts, and where in the map something is missing. */
import type { Output, Parsed } from '#contract/index.ts';
import type { Due } from '#main/duty/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { DUE_COUNTS, dueKey, duesOf, meantOf } from './figures.ts';
import { COUNTED, type ItemCount, itemLines } from './queries.ts';

/** Lines that a drawer can show; the count says how many there are. */
const MOST_LINES = 1_000;
const MOST_ROWS = 500;

type Line = Output<'balance.lines'>['lines'][number];
const isItems = (count: Parsed<'balance.lines'>['count']): count is ItemCount => count in COUNTED;
const wanted = (name: string, { period }: Due) => {
  const year = period.length === 4 ? `${period}${name.startsWith('年度') ? '' : '年度'}` : '';
  return `${year}${name}`;
};

export function viewLines(
  db: ReadDb,
  input: Parsed<'balance.lines'>,
  caller: Caller,
  scope: Scope,
): Output<'balance.lines'> {
  const names = classNames(db);
  scope.note.detail = { ...input };
  if (isItems(input.count)) {
    const of = { by: input.by, key: input.key, classCode: input.classCode ?? null, count: input.count };
    const { count, lines } = itemLines(db, meantOf(input, caller), of, MOST_LINES);
    return {
      count,
      lines: lines.map(({ title, date, ...one }) => ({
        ...one,
        className: names.get(one.classCode) ?? '',
        words: title,
        day: date,
        state: 'item',
      })),
    };
  }
  const counts = DUE_COUNTS[input.count];
  const lines: Line[] = [];
  let count = 0;
  for (const { cadre, due } of duesOf(db, input, caller, scope))
    for (const one of due) {
      if (!counts(one)) continue;
      if (input.key !== null && dueKey(input.by, cadre, one) !== input.key) continue;
      if (input.classCode !== undefined && one.classCode !== input.classCode) continue;
      count += 1;
      if (lines.length === MOST_LINES) continue;
      const className = names.get(one.classCode) ?? '';
      lines.push({
        fileId: cadre.fileId,
        personId: cadre.personId,
        personName: cadre.name,
        unit: cadre.unit,
        classCode: one.classCode,
        className,
        words: wanted(className, one),
        day: one.dueOn,
        state: one.state,
        itemId: one.itemId,
      });
    }
  return { count, lines };
}

export function viewMap(
  db: ReadDb,
  input: Parsed<'balance.map'>,
  caller: Caller,
  scope: Scope,
): Output<'balance.map'> {
  const names = classNames(db);
  const rows = new Map<string, { words: string; cells: Map<string, { due: number; met: number }> }>();
  const codes = new Set<string>();
  for (const { cadre, due } of duesOf(db, input, caller, scope)) {
    const key = input.by === 'unit' ? cadre.unit : String(cadre.fileId);
    const words = input.by === 'unit' ? cadre.unit || '（未登记）' : cadre.name;
    const row = rows.get(key) ?? { words, cells: new Map<string, { due: number; met: number }>() };
    rows.set(key, row);
    for (const one of due) {
      codes.add(one.classCode);
      const cell = row.cells.get(one.classCode) ?? { due: 0, met: 0 };
      cell.due += 1;
      if (DUE_COUNTS.met(one)) cell.met += 1;
      row.cells.set(one.classCode, cell);
    }
  }
  const classes = [...codes].toSorted();
  scope.note.detail = { ...input };
  return {
    classes: classes.map((code) => ({ code, name: names.get(code) ?? '' })),
    rows: [...rows].slice(0, MOST_ROWS).map(([key, { words, cells }]) => ({
      key,
      words,
      cells: classes.map((code) => cells.get(code) ?? null),
    })),
    total: rows.size,
  };
}
