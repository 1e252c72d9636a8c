/** Reports out of the archive: numbers stay numbers, registers are marked and let go as the gate says, all in the register. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

const NOW = new Date('2026-11-25T08:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'liandang-report-'));
let archive: TestArchive;
const judged = (value: string) => ({ value, reason: '理由', evidence: '' });

beforeAll(async () => {
  archive = await TestArchive.create('J019', '样例县纪委', { now: () => NOW });
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  const { fileId } = await archive.must('people.get', { id: ids[0] ?? 0 });
  const made = await archive.must('catalogue.create', {
    fileId,
    item: {
      classCode: '0802',
      title: '某信访核查结论',
      date: '20250301',
      author: '',
      documentNumber: '',
      sourceKind: 'organisation',
      nature: 'conclusion',
      supplier: '',
      originality: 'original',
      signed: false,
      stamped: true,
      secrecy: 'confidential',
      secrecyYears: 20,
      retention: 'Y',
      paperPages: 4,
      remarks: '',
    },
  });
  await archive.as('appraiser');
  await archive.must('appraisal.propose', {
    itemId: made.id,
    revision: made.revision,
    opinion: {
      authenticity: judged('genuine'),
      value: judged('keep'),
      retention: judged('Y'),
      secrecy: judged('confidential'),
      verdict: 'accept',
      note: '',
    },
  } as Parameters<typeof archive.must<'appraisal.propose'>>[1]);
  await archive.as('clerk');
}, 60_000);
afterAll(async () => {
  await archive.discard();
  rmSync(folder, { recursive: true, force: true });
});

const out = (id: string, format: 'xlsx' | 'docx', year = '2026') => {
  const path = join(folder, `${id}.${format}`);
  const target = archive.application.grantPath(path);
  return { path, input: { id, year, by: 'unit' as const, unit: '', format, target } };
};

test('a figure leaves as a sheet whose numbers can be added up, with what it counts below', async () => {
  const { path, input } = out('imaging', 'xlsx', '');
  expect((await archive.must('report.export', input)).rows).toBe(1);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(readFileSync(path)).buffer);
  const sheet = book.worksheets[0];
  expect(sheet?.getRow(4).values).toEqual([undefined, expect.any(String), 1, 4, 0, 4, 0, 0]);
  expect(sheet?.getRow(4).getCell(6).numFmt).toBe('0.0%');
  expect(sheet?.getRow(5).getCell(1).value).toBe('合计');
  expect(sheet?.getRow(7).getCell(1).text).toContain('知悉范围（机密及以下）');
  expect(await archive.refusal('report.export', out('receipts', 'xlsx').input)).toBe('state-refused');
});

test('a register with a confidential line is marked so and leaves only as it was approved', async () => {
  const { path, input } = out('appraisals-book', 'docx');
  expect(await archive.refusal('report.export', input)).toBe('state-refused');
  expect(await archive.refusal('report.print', { id: input.id, year: '2026', by: 'unit', unit: '' })).toBe(
    'state-refused',
  );
  const view = await archive.must('report.view', { id: input.id, year: '2026', by: 'unit', unit: '' });
  expect(view.rows[0]?.cells.slice(1, 4)).toEqual(['2026.11.25', expect.any(String), '某信访核查结论']);
  const { id } = await archive.must('output.request', {
    subject: { what: 'register', id: view.requestId ?? 0 },
    copies: 1,
    purpose: '年终检查',
    destination: '县纪委',
  });
  await archive.as('approver');
  await archive.must('output.decide', { id, approve: true, note: '' });
  await archive.as('clerk');
  await archive.must('report.export', out('appraisals-book', 'docx').input);
  const words = new PizZip(readFileSync(path)).file('word/document.xml')?.asText() ?? '';
  for (const word of ['机密★20年', '鉴定登记簿', '某信访核查结论']) expect(words).toContain(word);
  const book = await archive.must('report.view', { id: 'output-book', year: '2026', by: 'unit', unit: '' });
  const entry = book.rows.find((row) => row.cells.includes('鉴定登记簿'));
  expect(entry?.cells).toEqual(expect.arrayContaining(['机密★20年', '年终检查', '县纪委']));
  // Another year has nothing of it.
  expect(
    (await archive.must('report.view', { id: 'appraisals-book', year: '2025', by: 'unit', unit: '' })).count,
  ).toBe(0);
});

test('a print of figures is entered in the register', async () => {
  const printed = await archive.must('report.print', { id: 'imaging', year: '', by: 'unit', unit: '' });
  expect(printed.watermark).toContain(`输出登记 ${printed.number} 号`);
  const { rows } = await archive.must('output.ledgerRows', { ids: [printed.number] });
  expect(rows[0]).toMatchObject({ kind: '数字化率', medium: '打印机', purpose: '打印报表' });
});
