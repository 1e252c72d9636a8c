/** 报表 on the screen: which there are, one of them, and the lines behind one of its numbers. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { today } from '#main/calendar/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import type { Asked, Report, Which } from './description.ts';
import { FIGURES, figureLines, rosterUnits, wordsOf } from './figures/index.ts';
import { personOfFile, REGISTERS, registerYear } from './registers/index.ts';
import { basisOf, type ReportRow, reportTable } from './table.ts';

const REPORTS: readonly Report[] = [...FIGURES, ...REGISTERS];
/** Rows and lines that a screen shows; all of them stand in the sheet. */
export const MOST_SHOWN = 2_000;

const maySee = (report: Report, caller: Pick<Caller, 'roles'>) =>
  report.roles === undefined || report.roles.some((role) => caller.roles.includes(role));

/** @throws Refusal when there is none, or the caller's roles do not see it */
export function theReport(id: string, caller: Pick<Caller, 'roles'>): Report {
  const found = REPORTS.find((one) => one.id === id);
  if (!found) throw new Refusal('not-found', '没有这张报表，请刷新后重选。');
  if (!maySee(found, caller))
    throw new Refusal('forbidden', `您的角色不看「${found.title}」，请由办理这项业务的人查看。`);
  return found;
}

export function askedOf(
  which: Pick<Which, 'year' | 'unit'>,
  caller: Pick<Caller, 'clearanceRank'>,
  scope: Pick<Scope, 'now'>,
): Asked {
  const year = Number(which.year);
  const begin = (of: number) => new Date(of, 0, 1).toISOString();
  return {
    year: which.year,
    unit: which.unit,
    clearanceRank: caller.clearanceRank,
    today: today(scope),
    from: which.year === '' ? '' : begin(year),
    to: which.year === '' ? '9999' : begin(year + 1),
    now: scope.now().toISOString(),
  };
}

export function listReports(
  db: ReadDb,
  _input: Parsed<'report.list'>,
  caller: Caller,
  scope: Scope,
): Output<'report.list'> {
  return {
    reports: REPORTS.filter((one) => maySee(one, caller)).map((one) => ({
      id: one.id,
      title: one.title,
      kind: one.kind,
      by: one.kind === 'figures' ? one.by.map(([axis, title]) => ({ axis, title })) : [],
      yearly: one.kind === 'register' || one.yearly,
    })),
    units: rosterUnits(db),
    year: today(scope).slice(0, 4),
  };
}

export function viewReport(
  db: ReadDb,
  input: Parsed<'report.view'>,
  caller: Caller,
  scope: Scope,
): Output<'report.view'> {
  const report = theReport(input.id, caller);
  const table = reportTable(db, report, input.by, askedOf(input, caller, scope), caller, scope);
  const shown = report.kind === 'register' ? table.rows.toReversed().slice(0, MOST_SHOWN) : table.rows;
  const persons = personOfFile(
    db,
    shown.flatMap((one) => one.fileId ?? []),
  );
  const row = ({ key, cells, fileId, itemId }: ReportRow): Output<'report.view'>['rows'][number] => {
    const personId = fileId === null ? undefined : persons.get(fileId);
    return {
      key,
      cells: cells.map((cell) =>
        typeof cell === 'string' ? cell : 'value' in cell ? cell.value : `${cell.struck} ${cell.text}`,
      ),
      opens: fileId === null || personId === undefined ? null : { fileId, personId, itemId },
    };
  };
  scope.note.subject = `report:${report.id}`;
  scope.note.detail = { year: input.year, by: input.by, unit: input.unit, rows: table.rows.length };
  return {
    title: report.title,
    basis: basisOf(report, caller),
    columns: table.columns.map((one) => ({ ...one, leads: one.show !== 'words' })),
    rows: shown.map(row),
    total: table.total ? row(table.total) : null,
    count: table.rows.length,
    requestId: report.kind === 'register' && input.year !== '' ? registerYear(report, input.year) : null,
  };
}

export function viewLines(
  db: ReadDb,
  input: Parsed<'report.lines'>,
  caller: Caller,
  scope: Scope,
): Output<'report.lines'> {
  const report = theReport(input.id, caller);
  const column =
    report.kind === 'figures' ? report.columns.find((one) => one.key === input.column) : undefined;
  if (report.kind !== 'figures' || !column)
    throw new Refusal('not-found', '报表里没有这一列，请刷新后再点。');
  const asked = askedOf(input, caller, scope);
  const { facts, count, amount } = figureLines(
    db,
    report,
    { by: input.by, key: input.row, column },
    asked,
    scope,
    MOST_SHOWN,
  );
  const axis = report.by.find(([one]) => one === input.by)?.[0] ?? report.by[0]?.[0] ?? 'unit';
  scope.note.subject = `report:${report.id}`;
  scope.note.detail = { year: input.year, by: axis, unit: input.unit, row: input.row, column: input.column };
  return {
    title: [
      input.row === null ? '合计' : wordsOf(db, axis, input.row),
      column.show === 'number' ? column.title : leadTitle(column.title),
    ].join(' · '),
    lines: facts.map(({ fileId, personId, itemId, ...line }) => ({
      ...line,
      opens: { fileId, personId, itemId },
    })),
    count,
    amount,
  };
}
const leadTitle = (title: string) => `${title}：所涉各项`;
