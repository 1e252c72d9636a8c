/** 目录 as a spreadsheet (domain 2.4, 2.5): items per person with their page counts, faults by cell. */
import { Refusal } from '#contract/result.ts';
import { cellName, readXlsx, type SheetText } from '#main/documents/index.ts';
import { normaliseName, readPartialDate } from '#main/people/index.ts';

export interface CatalogueRow {
  readonly row: number;
  readonly personName: string;
  readonly idNumber: string;
  readonly classCode: string;
  readonly sequence: number;
  readonly title: string;
  readonly date: string;
  readonly pages: number | null;
  readonly author: string;
  readonly documentNumber: string;
  readonly remarks: string;
}
export interface CatalogueFault {
  readonly cell: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

const FIELDS = {
  personName: ['姓名', '干部姓名'],
  idNumber: ['身份证号', '身份证号码', '公民身份号码'],
  classCode: ['类号', '分类号', '类别号'],
  sequence: ['序号', '材料序号', '顺序号'],
  title: ['材料名称', '题名', '名称'],
  date: ['材料形成时间', '形成时间', '日期', '成文日期'],
  pages: ['页数'],
  author: ['责任者', '材料来源'],
  documentNumber: ['文号', '文件编号'],
  remarks: ['备注'],
} as const;
type Field = keyof typeof FIELDS;

const tidy = (text: string) => text.normalize('NFKC').replaceAll(/\s/g, '');

function findHeadings(sheet: SheetText): { index: number; columns: Map<Field, number> } | undefined {
  for (const [index, row] of sheet.rows.slice(0, 30).entries()) {
    const words = row.cells.map(tidy);
    const columns = new Map<Field, number>();
    for (const [field, synonyms] of Object.entries(FIELDS) as [Field, readonly string[]][]) {
      const column = words.findIndex((word) => synonyms.includes(word));
      if (column >= 0) columns.set(field, column);
    }
    if (columns.has('title') && (columns.has('classCode') || columns.has('sequence')))
      return { index, columns };
  }
  return undefined;
}

/** @throws Refusal `file-refused` */
export async function readCatalogueSheet(
  bytes: Uint8Array,
  fileName: string,
): Promise<{ rows: CatalogueRow[]; faults: CatalogueFault[] }> {
  const rows: CatalogueRow[] = [];
  const faults: CatalogueFault[] = [];
  let found = false;
  for (const sheet of await readXlsx(bytes, fileName)) {
    const headings = findHeadings(sheet);
    if (!headings) continue;
    found = true;
    readRows(sheet, headings, rows, faults);
  }
  if (!found)
    throw new Refusal(
      'file-refused',
      `「${fileName}」里找不到目录的标题行（须有「材料名称」和「类号」或「序号」）。`,
    );
  return { rows, faults };
}

function readRows(
  sheet: SheetText,
  headings: { index: number; columns: Map<Field, number> },
  rows: CatalogueRow[],
  faults: CatalogueFault[],
): void {
  let headClass = '';
  for (const row of sheet.rows.slice(headings.index + 1)) {
    const text = (field: Field) => {
      const column = headings.columns.get(field);
      return column === undefined
        ? ''
        : (row.cells[column] ?? '').replaceAll(/[\u0000-\u001f\u200b\ufeff]+/g, ' ').trim();
    };
    const fault = (field: Field, message: string, severity: 'error' | 'warning' = 'error') =>
      faults.push({
        cell: `${sheet.name}!${cellName(headings.columns.get(field) ?? 0, row.number)}`,
        message,
        severity,
      });
    const before = faults.length;
    let classCode = tidy(text('classCode')).replaceAll(/\D/g, '');
    let sequenceText = tidy(text('sequence')).replaceAll(/[—–―－﹣.．]/g, '-');
    // A class heading row: its code alone, without an item.
    if (text('title') === '' && /^\d{4}$/.test(classCode || sequenceText)) {
      headClass = classCode || sequenceText;
      continue;
    }
    const joined = /^(\d{4})-(\d{1,4})$/.exec(sequenceText);
    if (joined?.[1] && joined[2]) {
      classCode ||= joined[1];
      sequenceText = joined[2];
    }
    classCode ||= headClass;
    const title = text('title');
    if (title === '' && classCode === '' && sequenceText === '') continue;
    if (title === '') fault('title', '缺少材料名称');
    if (!/^\d{4}$/.test(classCode)) fault('classCode', `类号「${text('classCode')}」应为四位数字`);
    const sequence = Number(sequenceText);
    if (!Number.isInteger(sequence) || sequence < 1)
      fault('sequence', `序号「${text('sequence')}」应为正整数`);
    const date = readPartialDate(text('date'));
    if (!date.ok) fault('date', date.message, 'warning');
    const pagesText = tidy(text('pages'));
    const pages = /^\d{1,4}$/.test(pagesText) ? Number(pagesText) : null;
    if (pages === null)
      fault('pages', pagesText === '' ? '缺少页数' : `页数「${text('pages')}」不是数字`, 'warning');
    if (faults.slice(before).some((one) => one.severity === 'error')) continue;
    rows.push({
      row: row.number,
      personName: normaliseName(text('personName') || (headings.columns.has('personName') ? '' : sheet.name)),
      idNumber: tidy(text('idNumber')).toUpperCase(),
      classCode,
      sequence,
      title,
      date: date.ok ? date.date : '',
      pages,
      author: text('author'),
      documentNumber: text('documentNumber'),
      remarks: text('remarks'),
    });
  }
}
