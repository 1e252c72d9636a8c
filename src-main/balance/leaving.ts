/** 完整与均衡统计 on paper or as a file: through the gate and into the register. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { secrecyMark } from '#contract/vocabulary.ts';
import { inWords, today } from '#main/calendar/index.ts';
import { registerDocx, tableXlsx, type WordTable } from '#main/documents/index.ts';
import { type Departure, enterPrint, leave, leavingOf, refuseUnlessAllowed } from '#main/output/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import { type Row, tally, type Which } from './figures.ts';

const LINES_A_PAGE = 25;
const TITLE = '廉政档案完整与均衡统计';
const BY_WORDS = { unit: '单位', rank: '职级', class: '类别', year: '年度', cadre: '干部' } as const;
const percent = (part: number, whole: number) =>
  whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`;

const COLUMNS: readonly (readonly [string, number, (row: Row) => string])[] = [
  ['卷数', 7, ({ files }) => String(files)],
  ['应收', 7, ({ counts }) => String(counts.due)],
  ['已收', 7, ({ counts }) => String(counts.met)],
  ['完整率', 9, ({ counts }) => percent(counts.met, counts.due)],
  ['及时率', 9, ({ counts }) => percent(counts.onTime, counts.timed)],
  ['逾期', 7, ({ counts }) => String(counts.overdue)],
  ['件数', 7, ({ counts }) => String(counts.items)],
  ['个人∶组织∶群众', 16, ({ counts }) => [counts.personal, counts.organisation, counts.masses].join('∶')],
  ['结论性占比', 10, ({ counts }) => percent(counts.conclusions, counts.statements + counts.conclusions)],
  ['群众意见覆盖', 11, ({ massesFiles, files }) => percent(massesFiles, files)],
  ['有扫描', 9, ({ counts }) => percent(counts.imaged, counts.items)],
  ['已鉴定', 9, ({ counts }) => percent(counts.verified, counts.items)],
  ['页数不符', 9, ({ counts }) => String(counts.differing)],
];
/** How the figures count; the screen says the same. */
export const BASIS =
  '应收按现行应收规则，年度按应交日；已收含逾期补交的。及时率只计知道何时收到的。件数、结构、扫描、鉴定按形成时间在该年度的件，作废的不计。群众意见覆盖为当年有群众来源材料的卷数除以卷数。均在打印人知悉范围之内。';

function make(
  db: ReadDb,
  which: Which,
  caller: Caller,
  scope: Scope,
  leaving: Parsed<'balance.export'>['leaving'],
): { readonly table: WordTable; readonly departure: Departure } {
  const { rows, total } = tally(db, which, caller, scope);
  if (rows.length === 0)
    throw new Refusal('state-refused', '没有可以输出的内容。请换一个年度或单位，或先登记花名册。');
  const lines = [...rows, total].map((row) => [row.words, ...COLUMNS.map(([, , cell]) => cell(row))]);
  const what = [`${which.year}年度`, which.unit, `按${BY_WORDS[which.by]}`].filter(Boolean).join('　');
  return {
    table: {
      title: TITLE,
      mark: secrecyMark('internal', 0),
      subtitle: `${setting(db, 'fondsName')}　${what}　${inWords(today(scope))}　${caller.name}`,
      headings: [BY_WORDS[which.by], ...COLUMNS.map(([heading]) => heading)],
      rows: lines,
      widths: [22, ...COLUMNS.map(([, width]) => width)],
      note: BASIS,
    },
    departure: {
      kind: TITLE,
      title: what,
      subject: `balance:${which.year}`,
      secrecy: 'internal',
      secrecyYears: 0,
      pages: Math.max(1, Math.ceil(lines.length / LINES_A_PAGE)),
      ...leavingOf(leaving, '统计报表'),
    },
  };
}

export async function exportFigures(
  scope: ActScope,
  input: Parsed<'balance.export'>,
): Promise<Output<'balance.export'>> {
  const { table, departure } = make(scope.db, input, scope.caller, scope, input.leaving);
  refuseUnlessAllowed(scope.db, scope, departure);
  const bytes = await (input.format === 'docx' ? registerDocx(table) : tableXlsx(table));
  scope.note.detail = { year: input.year, by: input.by, unit: input.unit, format: input.format };
  return leave(scope, departure, scope.path(input.target), bytes);
}

export function printFigures(
  db: WriteDb,
  input: Parsed<'balance.print'>,
  caller: Caller,
  scope: Scope,
): Output<'balance.print'> {
  const { table, departure } = make(db, input, caller, scope, undefined);
  const { number, watermark } = enterPrint(
    db,
    caller,
    scope,
    { ...departure, kind: '打印', title: `${TITLE} ${departure.title}` },
    JSON.stringify(table.rows),
  );
  scope.note.detail = { ...input, register: number };
  return { number, watermark };
}
