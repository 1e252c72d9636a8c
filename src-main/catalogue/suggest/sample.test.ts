/** How much of the sample the suggestions get right, and at the least how much they must. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { defaultScheme } from '#main/scheme/index.ts';
import { PROGRAM, SAMPLE } from '#main/testing/archive.ts';
import { shippedTemplates } from '../templates/index.ts';
import { classWords } from './class.ts';
import { type PageText, plainLines } from './lines.ts';
import { suggestionsFrom } from './suggest.ts';

interface Row {
  readonly name: string;
  readonly code: string;
  readonly sequence: number;
  readonly title: string;
  readonly date: string;
}

async function catalogueRows(): Promise<Row[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(SAMPLE, '目录.xlsx'));
  const rows: Row[] = [];
  book.worksheets[0]?.eachRow((row, index) => {
    const text = (at: number) => row.getCell(at).text;
    if (index > 1)
      rows.push({
        name: text(1),
        code: text(3),
        sequence: Number(text(4)),
        title: text(5),
        date: text(6),
      });
  });
  return rows;
}

/** The first page goes by a scanner's name, so that only the text tells. */
function pagesOf(row: Row): PageText[] {
  const folder = join(SAMPLE, '文字底稿', row.name);
  const stem = `${row.code}-${String(row.sequence).padStart(3, '0')}-`;
  return readdirSync(folder)
    .filter((file) => file.startsWith(stem))
    .sort()
    .map((file, index) => ({
      pageId: index + 1,
      position: index + 1,
      fileName: `扫描${index + 1}.jpg`,
      machineRead: false,
      lines: plainLines(readFileSync(join(folder, file), 'utf8')),
    }));
}

const scheme = defaultScheme(PROGRAM.resources);
const classes = scheme.classes.filter((one) => one.parent !== null);
const words = classWords(classes, PROGRAM.resources);

/** The shipped templates, as an archive without its own has them. */
const templates = shippedTemplates(PROGRAM.resources, classes);

test('of 40 items with their pages, class, title and date by the text alone', async () => {
  const rows = (await catalogueRows()).map((row) => ({ row, pages: pagesOf(row) }));
  const forty = rows.filter(({ pages }) => pages.length > 0).slice(0, 40);
  expect(forty).toHaveLength(40);
  const right = { class: 0, date: 0, heading: 0, 'title by template': 0 };
  const wrong: string[] = [];
  for (const { row, pages } of forty) {
    const known = { personName: row.name, classCode: '', classes, words };
    const read = suggestionsFrom(pages, { ...known, templates: new Map() });
    const filled = suggestionsFrom(pages, { ...known, templates });
    const check = (what: keyof typeof right, said: string | undefined, value: string) => {
      if (said === value) right[what] += 1;
      else wrong.push(`${row.name} ${row.code} ${what}: ${said} / ${value}`);
    };
    const of = (list: typeof read, field: string) => list.find((one) => one.field === field)?.value;
    check('class', of(read, 'classCode'), row.code);
    check('date', of(read, 'date'), row.date);
    check('heading', of(read, 'title'), row.title);
    check('title by template', of(filled, 'title'), row.title);
  }
  // What the papers call themselves differs from the catalogue's wording more often than not: the heading is a help only.
  expect(right, wrong.join('\n')).toEqual({ class: 40, date: 40, heading: 20, 'title by template': 40 });
});
