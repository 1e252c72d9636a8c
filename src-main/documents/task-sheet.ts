/** 任务文件: a sheet that a supplier fills in with Excel, WPS or LibreOffice. What was asked is locked, what is to be said is not. */
const FONT = { name: '宋体', size: 10.5 };
const EDGE = { style: 'thin' as const };
const BORDER = { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE };

/** The sheet to fill in, and its headings in order: those of the request, then those of the answer. */
export const TASK_SHEET = '移交材料';
export const TASK_HEADINGS = ['任务号', '校验码', '姓名', '单位', '类号', '要交的材料', '期限'] as const;
const ANSWER_HEADINGS = ['材料名称', '形成日期', '页数', '份数', '原件或复印件', '备注'] as const;
/** Row that bears 移交人 and 移交日期, row of the headings; from 1. */
export const TASK_HANDER_ROW = 3;
export const TASK_HEADING_ROW = 4;
const WIDTHS = [8, 13, 10, 20, 7, 32, 11, 32, 12, 7, 7, 14, 20];

export interface TaskSheetData {
  readonly title: string;
  /** Names the file: which archive made it and which of its files it is. */
  readonly code: string;
  readonly mark: string;
  readonly rows: readonly (readonly string[])[];
}

const EXPLAINED = [
  '一、请只填写「移交材料」表里没有底色的格子：上方的移交人、移交日期，以及每行右边的六格。',
  '二、一行是一项任务。没有材料可交的，这一行空着，不要删行；任务号和校验码请勿改动。',
  '三、形成日期写作 20260301 或 2026-03-01，只知道年月的写 202603；页数、份数写数字。',
  '四、「原件或复印件」从下拉里选；复印件须在材料上注明并加盖公章。',
  '五、材料应办理完毕、手续完备（签名、盖章）、归属明确、字迹清楚、有形成日期；不具备的会退回并说明原因。',
  '六、填好后按原格式（.xlsx）保存，连同材料一起交档案室。表里不要写公式。',
] as const;

export async function taskSheetXlsx(data: TaskSheetData): Promise<Buffer> {
  // Loaded when the first sheet is written: it costs a quarter of a second and 10 MB, in the window and in every job.
  const { Workbook } = (await import('exceljs')).default;
  const book = new Workbook();
  const sheet = book.addWorksheet(TASK_SHEET, {
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    views: [{ state: 'frozen', ySplit: TASK_HEADING_ROW }],
  });
  sheet.columns = WIDTHS.map((width) => ({ width }));
  const put = (row: number, column: number, words: string, open = false) => {
    const cell = sheet.getCell(row, column);
    cell.value = words;
    cell.font = FONT;
    cell.numFmt = '@';
    cell.protection = { locked: !open };
    return cell;
  };
  put(1, 1, data.title).font = { ...FONT, size: 16, bold: true };
  put(2, 1, data.code);
  put(2, 6, data.mark);
  put(TASK_HANDER_ROW, 1, '移交人');
  put(TASK_HANDER_ROW, 3, '', true).border = BORDER;
  put(TASK_HANDER_ROW, 5, '移交日期');
  put(TASK_HANDER_ROW, 6, '', true).border = BORDER;
  for (const [at, heading] of [...TASK_HEADINGS, ...ANSWER_HEADINGS].entries()) {
    const cell = put(TASK_HEADING_ROW, at + 1, heading);
    cell.font = { ...FONT, bold: true };
    cell.border = BORDER;
  }
  for (const [index, cells] of data.rows.entries()) {
    const row = TASK_HEADING_ROW + 1 + index;
    for (let at = 0; at < WIDTHS.length; at += 1) {
      const asked = at < TASK_HEADINGS.length;
      const cell = put(row, at + 1, cells[at] ?? '', !asked);
      cell.border = BORDER;
      cell.alignment = { wrapText: true, vertical: 'middle' };
      if (asked) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEFEFEF' } };
    }
    sheet.getCell(row, 12).dataValidation = {
      type: 'list',
      allowBlank: true,
      formulae: ['"原件,复印件"'],
      showErrorMessage: true,
      errorTitle: '请从下拉里选',
      error: '只能是原件或复印件',
    };
  }
  // Without a password: it keeps from slips, the checksum of each row tells the rest.
  await sheet.protect('', { formatColumns: true, formatRows: true });
  const help = book.addWorksheet('填写说明');
  help.getColumn(1).width = 100;
  for (const [at, words] of [data.title, ...EXPLAINED].entries()) {
    const cell = help.getCell(at + 1, 1);
    cell.value = words;
    cell.font = at === 0 ? { ...FONT, bold: true } : FONT;
    cell.alignment = { wrapText: true };
  }
  await help.protect('', {});
  return Buffer.from(await book.xlsx.writeBuffer());
}
