import ExcelJS from 'exceljs';
import { CATALOGUE_HEADINGS, type CatalogueTable, catalogueCells } from './tables.ts';

const WIDTHS = [6, 9, 26, 18, 40, 11, 6, 12, 10, 18];

/** 卷内目录 as a sheet: every cell is text, so that no title runs as a formula and no code loses its zeros. */
export async function catalogueXlsx(table: CatalogueTable): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('卷内目录', {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    views: [{ state: 'frozen', ySplit: 3 }],
  });
  sheet.columns = WIDTHS.map((width) => ({ width }));
  sheet.pageSetup.printTitlesRow = '3:3';
  sheet.headerFooter.oddFooter = '第 &P 页，共 &N 页';
  sheet.mergeCells(1, 1, 1, WIDTHS.length);
  const title = sheet.getCell(1, 1);
  title.value = '卷内目录';
  title.font = { name: '宋体', size: 16, bold: true };
  title.alignment = { horizontal: 'center' };
  sheet.mergeCells(2, 1, 2, WIDTHS.length);
  sheet.getCell(2, 1).value =
    `${table.fondsName}（${table.fondsCode}）　${table.personName}　第 ${table.volumeNumber} 卷　${table.style}　${table.printedAt}`;
  const rows = [[...CATALOGUE_HEADINGS], ...table.rows.map(catalogueCells)];
  for (const [index, cells] of rows.entries()) {
    const row = sheet.getRow(3 + index);
    for (const [at, text] of cells.entries()) {
      const cell = row.getCell(at + 1);
      cell.value = text;
      cell.numFmt = '@';
      cell.alignment = { wrapText: true, vertical: 'middle' };
      cell.font = {
        name: '宋体',
        size: 10.5,
        bold: index === 0,
        strike: index > 0 && table.rows[index - 1]?.voided === true,
      };
      const edge = { style: 'thin' as const };
      cell.border = { top: edge, bottom: edge, left: edge, right: edge };
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
