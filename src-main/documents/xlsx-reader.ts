import type ExcelJS from 'exceljs';
import { unzipSync } from 'fflate';
import { Refusal } from '#contract/result.ts';

/** A worksheet as plain text cells; row and column numbers are those of the sheet, from 1. */
export interface SheetText {
  readonly name: string;
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

// A roster of 100,000 people unpacks to about 60 MB; more is no list but an attack or a mistake.
const MOST_UNPACKED = 400 * 1024 * 1024;

/**
 * Opens an .xlsx as text: dates as yyyymmdd, numbers as written, formulas by their last result.
 * @throws Refusal `file-refused`, saying what the file is instead
 */
export async function readXlsx(bytes: Uint8Array, fileName: string): Promise<SheetText[]> {
  refuseOtherKinds(bytes, fileName);
  // Loaded when the first sheet is wanted: it costs a quarter of a second and 10 MB, in the window and in every job.
  const { Workbook } = (await import('exceljs')).default;
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    );
  } catch {
    throw new Refusal(
      'file-refused',
      `「${fileName}」已损坏，无法读取。请用 WPS 或 Excel 打开后另存为 .xlsx 再导入。`,
    );
  }
  return workbook.worksheets.map((sheet) => {
    const rows: { number: number; cells: string[] }[] = [];
    sheet.eachRow({ includeEmpty: false }, (row, number) => {
      const cells: string[] = [];
      row.eachCell({ includeEmpty: false }, (cell, column) => {
        // A merged area repeats its value in every cell; only the first says it.
        cells[column - 1] = cell.isMerged && cell.master.address !== cell.address ? '' : cellText(cell.value);
      });
      const filled = Array.from(cells, (cell) => cell ?? '');
      if (filled.some((cell) => cell.trim() !== '')) rows.push({ number, cells: filled });
    });
    return { name: sheet.name, rows };
  });
}

function refuseOtherKinds(bytes: Uint8Array, fileName: string): void {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (bytes.length === 0) throw new Refusal('file-refused', `「${fileName}」是空文件。请重新拷贝后再导入。`);
  if (head.startsWith('d0cf11e0')) {
    throw new Refusal(
      'file-refused',
      `「${fileName}」是加密的表格或旧的 .xls 格式。请解除密码，另存为 .xlsx 再导入。`,
    );
  }
  if (!head.startsWith('504b0304')) {
    throw new Refusal(
      'file-refused',
      `「${fileName}」不是 .xlsx 表格（只改了扩展名不行）。请用 WPS 或 Excel 另存为 .xlsx。`,
    );
  }
  let unpacked = 0;
  let isWorkbook = false;
  try {
    unzipSync(bytes, {
      filter: (entry) => {
        unpacked += entry.originalSize;
        if (entry.name === 'xl/workbook.xml') isWorkbook = true;
        return false;
      },
    });
  } catch {
    throw new Refusal('file-refused', `「${fileName}」不完整，可能拷贝中断。请重新拷贝后再导入。`);
  }
  if (!isWorkbook)
    throw new Refusal('file-refused', `「${fileName}」是压缩包而不是 .xlsx 表格。请选择表格文件。`);
  if (unpacked > MOST_UNPACKED) {
    throw new Refusal(
      'file-refused',
      `「${fileName}」展开后过大（${Math.round(unpacked / 1024 / 1024)} MB），不像一份名册。请拆分后再导入。`,
    );
  }
}

function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10).replaceAll('-', '');
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('result' in value) return cellText(value.result);
  if ('text' in value) return cellText(value.text);
  if ('error' in value) return value.error;
  return '';
}

/** Name of a cell: column index from 0 and row number from 1 → C7. */
export function cellName(column: number, row: number): string {
  let letters = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}
