import { basename } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { SECRECY_LEVELS, secrecyMark } from '#contract/vocabulary.ts';
import { readChosen } from '#main/chosen/index.ts';
import { cellName, declarationXlsx, readXlsx } from '#main/documents/index.ts';
import { theFile } from '#main/files/index.ts';
import { leave, leavingOf } from '#main/output/index.ts';
import { theClass } from '#main/scheme/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { CLASS_OF, capture, theDeclaration } from './declarations.ts';
import { declarationForm, type Fault, type Form, type Row, readRows } from './form.ts';
import { rowsOf } from './queries.ts';

const MOST_BYTES = 16 * 1024 * 1024;

export async function exportSheet(
  scope: ActScope,
  input: Parsed<'declaration.exportSheet'>,
): Promise<Output<'declaration.exportSheet'>> {
  const target = scope.path(input.target);
  const file = theFile(scope.db, input.fileId);
  const from = input.fromId === null ? undefined : theDeclaration(scope.db, input.fromId, scope.caller);
  if (from && from.fileId !== file.id) throw new Refusal('validation-failed', '所选报告不是这名干部的。');
  const form = declarationForm(scope);
  const filled = from ? rowsOf(scope.db, from.id) : [];
  const secrecy = from
    ? (SECRECY_LEVELS[from.rank] ?? 'secret')
    : (theClass(scope.db, CLASS_OF.annual).secrecy ?? 'secret');
  const bytes = await declarationXlsx({
    title: `${file.person_name}　${input.year} 年度个人有关事项填报表`,
    mark: secrecyMark(secrecy, 0),
    notes: [
      form.basis,
      '每项一张表，一行一条；没有的项目留空。金额以万元为单位，写明“元”的按元换算。日期写作 20240301、2024年3月1日均可。',
      '请勿改动表名和第一行表头；填好后另存为 .xlsx 交回。',
    ],
    items: form.items.map((item) => ({
      name: sheetName(item.name),
      fields: item.fields.map((field) => ({ label: field.label, choices: field.choices ?? [] })),
      rows: filled
        .filter((row) => row.item === item.code)
        .map((row) => item.fields.map((field) => row.values[field.key] ?? '')),
    })),
  });
  return leave(
    scope,
    {
      kind: '个人有关事项填报表',
      title: `${file.person_name} ${input.year} 年度`,
      subject: `file:${file.id}`,
      secrecy,
      secrecyYears: 0,
      pages: form.items.length + 1,
      ...leavingOf(input.leaving, '请本人填报个人有关事项'),
    },
    target,
    bytes,
  );
}

/** Excel takes 31 characters and none of these in a sheet's name. */
function sheetName(name: string): string {
  return name.replaceAll(/[\\/?*[\]:]/g, '').slice(0, 31);
}

interface ReadSheet {
  readonly rows: Row[];
  /** Where each row stands, by index. */
  readonly places: string[];
  readonly faults: { place: string; message: string }[];
}
async function readSheet(form: Form, path: string): Promise<ReadSheet> {
  const fileName = basename(path);
  const sheets = await readXlsx(readChosen(path, MOST_BYTES), fileName);
  const byName = new Map(form.items.map((item) => [sheetName(item.name), item]));
  const rows: Row[] = [];
  const places: string[] = [];
  const faults: ReadSheet['faults'] = [];
  let known = 0;
  for (const sheet of sheets) {
    const item = byName.get(sheet.name);
    if (!item) {
      if (sheet.name !== '填报说明')
        faults.push({ place: sheet.name, message: '表式中没有这张表，未读取。请用本程序导出的填报表。' });
      continue;
    }
    known += 1;
    const [heading, ...body] = sheet.rows;
    const columns = new Map<number, string>();
    for (const [at, label] of (heading?.cells ?? []).entries()) {
      const field = item.fields.find((one) => one.label === label.trim());
      if (field) columns.set(at, field.key);
      else if (label.trim() !== '')
        faults.push({
          place: `${sheet.name} ${cellName(heading?.number ?? 1, at + 1)}`,
          message: `不认识的栏目「${label.trim()}」`,
        });
    }
    for (const line of body) {
      const values: Record<string, string> = {};
      for (const [at, words] of line.cells.entries()) {
        const key = columns.get(at);
        if (words.trim() === '') continue;
        if (key === undefined)
          faults.push({
            place: `${sheet.name} ${cellName(line.number, at + 1)}`,
            message: '这一格在表头之外，不知道属于哪一栏',
          });
        else values[key] = words;
      }
      rows.push({ item: item.code, values });
      places.push(`${sheet.name} 第 ${line.number} 行`);
    }
  }
  if (known === 0)
    throw new Refusal('file-refused', `「${fileName}」里没有一张填报表。请用本程序导出的填报表填写后交回。`);
  return { rows, places, faults };
}

async function check(scope: ActScope, path: string): Promise<ReadSheet> {
  const form = declarationForm(scope);
  const read = await readSheet(form, path);
  const told = readRows(form, read.rows).faults.map(({ path: at, message }: Fault) => ({
    place: read.places[Number(at.split('.')[1])] ?? '',
    message,
  }));
  return { ...read, faults: [...read.faults, ...told] };
}

export async function checkSheet(
  scope: ActScope,
  input: Parsed<'declaration.checkSheet'>,
): Promise<Output<'declaration.checkSheet'>> {
  const path = scope.path(input.source);
  const { rows, faults } = await check(scope, path);
  scope.note.subject = `file:${input.fileId}`;
  scope.commit(() => undefined);
  return { rows: rows.length, faults };
}

export async function importSheet(
  scope: ActScope,
  input: Parsed<'declaration.importSheet'>,
): Promise<Output<'declaration.importSheet'>> {
  const path = scope.path(input.source);
  const { rows, faults } = await check(scope, path);
  if (faults.length > 0)
    throw new Refusal(
      'validation-failed',
      `「${basename(path)}」有 ${faults.length} 处问题，整份未导入。请改正后再导入。`,
      faults.map(({ place, message }) => ({ path: place, message: `${place}：${message}` })),
    );
  return scope.commit((write) =>
    capture(write, { ...input, note: `由「${basename(path)}」导入` }, rows, scope.caller, scope),
  );
}
