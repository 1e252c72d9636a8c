/** A report as a table of words: what stands on the screen, in the sheet and in the document. */
import { SECRECY_WORDS, type SecrecyLevel } from '#contract/vocabulary.ts';
import type { Cell, WordTable } from '#main/documents/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting } from '#main/storage/index.ts';
import type { Asked, Report, Which } from './description.ts';
import { axisOf, figureTable } from './figures/index.ts';

/** Characters of a column of numbers. */
const NUMBER_WIDTH = 12;
const FIRST_WIDTH = 24;

export function basisOf(report: Report, caller: Pick<Caller, 'clearance'>): string {
  return `${report.basis}以上只计查看人知悉范围（${SECRECY_WORDS[caller.clearance]}及以下）内的材料和办理事项。`;
}

export interface ReportRow {
  readonly key: string;
  readonly cells: readonly Cell[];
  readonly fileId: number | null;
  readonly itemId: number | null;
  readonly secrecy: SecrecyLevel;
}
export interface ReportTable {
  readonly columns: readonly {
    readonly key: string;
    readonly title: string;
    readonly show: 'words' | 'number' | 'share' | 'mean';
    readonly width: number;
  }[];
  readonly rows: readonly ReportRow[];
  readonly total: ReportRow | undefined;
}

/** Numbers tell of nobody; lines of a register are as secret as what they name. */
const figureRow = (key: string, cells: readonly Cell[]): ReportRow => ({
  key,
  cells,
  fileId: null,
  itemId: null,
  secrecy: 'internal',
});

export function reportTable(
  db: ReadDb,
  report: Report,
  by: Which['by'],
  asked: Asked,
  caller: Caller,
  scope: Scope,
): ReportTable {
  if (report.kind === 'register') {
    const lines = report.lines(db, asked, caller, scope);
    return {
      columns: [['序号', 5] as const, ...report.columns].map(([title, width], at) => ({
        key: String(at),
        title,
        show: 'words',
        width,
      })),
      rows: lines.map(({ cells, ...about }, at) => ({
        key: String(at + 1),
        cells: [String(at + 1), ...cells],
        ...about,
      })),
      total: undefined,
    };
  }
  const [, title] = axisOf(report, by);
  const { rows, total } = figureTable(db, report, by, asked, scope);
  const shown = report.columns.map((one) => one.show);
  const row = (one: (typeof rows)[number]) =>
    figureRow(one.key, [
      one.words,
      ...one.cells.map((value, at): Cell => (value === null ? '—' : { value, as: shown[at] ?? 'number' })),
    ]);
  return {
    columns: [
      { key: '', title, show: 'words', width: FIRST_WIDTH },
      ...report.columns.map((one) => ({
        key: one.key,
        title: one.title,
        show: one.show,
        width: NUMBER_WIDTH,
      })),
    ],
    rows: rows.map(row),
    total: row(total),
  };
}

export function wordTable(
  db: ReadDb,
  report: Report,
  table: ReportTable,
  said: {
    readonly year: string;
    readonly unit: string;
    readonly day: string;
    readonly mark: string;
    readonly caller: Caller;
  },
): WordTable {
  const of =
    report.kind === 'figures' && !report.yearly ? '' : said.year === '' ? '各年度' : `${said.year}年度`;
  return {
    title: report.title,
    mark: said.mark,
    subtitle: [setting(db, 'fondsName'), of, said.unit, `制表 ${said.day} ${said.caller.name}`]
      .filter(Boolean)
      .join('　'),
    note: `口径：${basisOf(report, said.caller)}`,
    headings: table.columns.map((one) => one.title),
    widths: table.columns.map((one) => one.width),
    rows: [...table.rows, ...(table.total ? [table.total] : [])].map((one) => one.cells),
  };
}
