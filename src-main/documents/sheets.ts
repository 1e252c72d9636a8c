import type { Cell } from './layout.ts';
import { CATALOGUE_HEADINGS, type CatalogueTable, catalogueCells } from './tables.ts';

const TYPE = { name: '宋体', size: 10.5 };
const WIDTHS = [6, 9, 26, 18, 40, 11, 6, 12, 10, 18];

/** A table of plain words: title, a line below it, headings that repeat on every printed sheet, rows. */
export interface WordTable {
  readonly title: string;
  /** 密级★期限, above the title at the left; absent for what bears none. */
  readonly mark?: string;
  readonly subtitle: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** In characters of the sheet's type; shares of the page's width in a docx. */
  readonly widths: readonly number[];
  /** How it counts, below the table. */
  readonly note?: string;
  /** Rows to strike through, by index. */
  readonly struck?: ReadonlySet<number>;
}

const FORMATS = { number: '#,##0', share: '0.0%', mean: '0.0' } as const;
/** As a sheet: every cell of words is text, so that no title runs as a formula and no code loses its zeros. */
export async function tableXlsx(table: WordTable): Promise<Buffer> {
  // Loaded when the first sheet is written: it costs a quarter of a second and 10 MB, in the window and in every job.
  const { Workbook } = (await import('exceljs')).default;
  const book = new Workbook();
  const sheet = book.addWorksheet(table.title, {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    views: [{ state: 'frozen', ySplit: 3 }],
  });
  sheet.columns = table.widths.map((width) => ({ width }));
  sheet.pageSetup.printTitlesRow = '3:3';
  sheet.headerFooter.oddFooter = '第 &P 页，共 &N 页';
  if (table.mark !== undefined) sheet.headerFooter.oddHeader = `&L${table.mark}`;
  sheet.mergeCells(1, 1, 1, table.widths.length);
  const title = sheet.getCell(1, 1);
  title.value = table.title;
  title.font = { name: '宋体', size: 16, bold: true };
  title.alignment = { horizontal: 'center' };
  sheet.mergeCells(2, 1, 2, table.widths.length);
  sheet.getCell(2, 1).value = table.mark === undefined ? table.subtitle : `${table.mark}　${table.subtitle}`;
  for (const [index, cells] of [table.headings, ...table.rows].entries()) {
    const row = sheet.getRow(3 + index);
    for (const [at, text] of cells.entries()) {
      const cell = row.getCell(at + 1);
      const number = typeof text !== 'string' && 'value' in text ? text : undefined;
      cell.value =
        typeof text === 'string'
          ? text
          : 'value' in text
            ? text.value
            : {
                richText: [
                  { font: { ...TYPE, strike: true }, text: text.struck },
                  { font: TYPE, text: ` ${text.text}` },
                ],
              };
      cell.numFmt = number === undefined ? '@' : FORMATS[number.as];
      cell.alignment = { wrapText: true, vertical: 'middle' };
      cell.font = {
        name: '宋体',
        size: 10.5,
        bold: index === 0,
        strike: index > 0 && table.struck?.has(index - 1) === true,
      };
      const edge = { style: 'thin' as const };
      cell.border = { top: edge, bottom: edge, left: edge, right: edge };
    }
  }
  if (table.note !== undefined) {
    // Filters and sums end with the table: one row stays empty between.
    const last = 3 + table.rows.length + 2;
    sheet.mergeCells(last, 1, last, table.widths.length);
    const note = sheet.getCell(last, 1);
    note.value = table.note;
    note.font = TYPE;
    note.alignment = { wrapText: true, vertical: 'top' };
    const width = table.widths.reduce((sum, one) => sum + one, 0);
    // A merged cell does not grow by itself; a Chinese character is two of a sheet's wide.
    sheet.getRow(last).height = 15 * Math.ceil((2 * table.note.length) / width);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** 卷内目录 as a sheet. */
export function catalogueXlsx(table: CatalogueTable): Promise<Buffer> {
  return tableXlsx({
    title: '卷内目录',
    mark: table.mark,
    subtitle: `${table.fondsName}（${table.fondsCode}）　${table.personName}　第 ${table.volumeNumber} 卷　${table.style}　打印日期 ${table.printedAt.slice(0, 10)}`,
    headings: CATALOGUE_HEADINGS,
    rows: table.rows.map(catalogueCells),
    widths: WIDTHS,
    struck: new Set(table.rows.flatMap((row, at) => (row.voided ? [at] : []))),
  });
}
