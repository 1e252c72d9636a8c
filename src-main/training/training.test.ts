import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

let archive: TestArchive;
let files: { readonly fileId: number; readonly name: string }[] = [];
const NOW = new Date('2026-11-25T08:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'liandang-training-'));

const fields = (title: string, heldOn: string) => ({
  planId: null,
  title,
  form: 'case' as const,
  heldOn,
  place: '三楼会议室',
  speaker: '王主任',
  hours: 1.5,
  summary: '',
  materials: [
    { name: '典型案例通报', mustRead: true },
    { name: '参考读物', mustRead: false },
  ],
});
const view = (id: number) => archive.must('training.session', { id });
const sheetOf = async (rows: readonly (readonly string[])[]) => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('签到');
  sheet.addRow(['廉政教育签到表']);
  sheet.addRow(['序号', '姓名', '到会情况']);
  for (const [at, row] of rows.entries()) sheet.addRow([at + 1, ...row]);
  const path = join(folder, '签到表.xlsx');
  await book.xlsx.writeFile(path);
  return archive.application.grantPath(path);
};

beforeAll(async () => {
  archive = await TestArchive.create('J019', '样例县纪委', { now: () => NOW });
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  const { rows } = await archive.must('people.rows', { ids: ids.slice(0, 3) });
  files = rows.map(({ fileId, name }) => ({ fileId, name }));
});
afterAll(() => archive.discard());

test('a session with its list: who came by a sign-in sheet, faults told by row, nothing written before', async () => {
  const { id } = await archive.must('training.saveSession', fields('警示教育大会', '20260610'));
  const fileIds = files.map((one) => one.fileId);
  expect((await archive.must('training.invite', { sessionId: id, fileIds })).added).toBe(3);
  expect((await archive.must('training.invite', { sessionId: id, fileIds })).added).toBe(0);
  const [first, second, third] = files;
  const source = await sheetOf([
    [first?.name ?? '', '到'],
    [second?.name ?? '', '请假（病假）'],
    [third?.name ?? '', '大概'],
    ['无此人', '到'],
    [first?.name ?? '', '到'],
  ]);
  const looked = await archive.must('training.readSheet', { sessionId: id, source, commit: false });
  expect(looked.taken).toBe(2);
  expect(looked.rows.map((row) => row.fault)).toEqual([
    '',
    '',
    '看不懂「大概」，请写到、请假或缺席',
    '应到名单里没有无此人',
    `${first?.name}在表里出现了不止一次`,
  ]);
  expect((await view(id)).people.every((one) => one.mark === 'invited')).toBe(true);
  await archive.must('training.readSheet', {
    sessionId: id,
    source: await sheetOf([
      [first?.name ?? '', '到'],
      [second?.name ?? '', '请假'],
    ]),
    commit: true,
  });
  expect((await view(id)).people.map((one) => one.mark)).toEqual(['present', 'leave', 'invited']);
});

test('what must be read is counted until everybody has signed, and a material that was signed stays', async () => {
  const { sessions } = await archive.must('training.sessions', { year: '2026' });
  const id = sessions[0]?.id ?? 0;
  const before = await view(id);
  expect(before.unread).toBe(3);
  const [material] = before.materials;
  await archive.must('training.acknowledge', {
    materialId: material?.id ?? 0,
    fileIds: [files[0]?.fileId ?? 0],
    on: '20260611',
  });
  expect((await view(id)).unread).toBe(2);
  const now = await view(id);
  expect(
    await archive.refusal('training.saveSession', {
      id,
      revision: now.revision,
      ...fields('警示教育大会', '20260610'),
    }),
  ).toBe('state-refused');
  expect(
    await archive.refusal('training.acknowledge', {
      materialId: material?.id ?? 0,
      fileIds: [files[0]?.fileId ?? 0],
      on: '20270101',
    }),
  ).toBe('validation-failed');
});

test('a year becomes one item of the cadre, found by its words; what stands in it is changed no more', async () => {
  const [person] = files;
  const fileId = person?.fileId ?? 0;
  const { id } = await archive.must('training.saveSession', fields('新条例专题辅导', '20260912'));
  await archive.must('training.invite', { sessionId: id, fileIds: [fileId] });
  await archive.must('training.mark', {
    sessionId: id,
    marks: [{ fileId, mark: 'present', note: '' }],
  });
  const year = async () =>
    (await archive.must('training.people', { year: '2026' })).people.find((one) => one.fileId === fileId);
  expect(await year()).toMatchObject({ sessions: 2, hours: 3, unfiled: 2 });
  expect(await archive.must('training.fileYear', { year: '2026', fileIds: [fileId] })).toEqual({
    filed: 1,
    refused: [],
  });
  expect(await year()).toMatchObject({ sessions: 2, unfiled: 0 });
  const itemId = (await view(id)).people[0]?.itemId ?? 0;
  expect(await archive.must('catalogue.get', { id: itemId })).toMatchObject({
    classCode: '0508',
    title: '2026年廉政教育培训记录',
    date: '20260912',
    paperPages: 1,
  });
  const found = await archive.must('search.find', { query: { text: '新条例专题辅导' }, limit: 10 });
  expect(found.hits.map((one) => one.itemId)).toContain(itemId);
  const again = await archive.must('training.fileYear', { year: '2026', fileIds: [fileId] });
  expect(again.refused[0]?.message).toContain('没有尚未归卷的到会记录');
  expect(
    await archive.refusal('training.mark', { sessionId: id, marks: [{ fileId, mark: 'absent', note: '' }] }),
  ).toBe('state-refused');
  expect(await archive.refusal('training.voidSession', { id, reason: '记错' })).toBe('state-refused');
});

test('the sheet to sign names everybody and what is to be read', async () => {
  const { sessions } = await archive.must('training.sessions', { year: '2026' });
  const session = sessions.find((one) => one.title === '警示教育大会');
  const target = join(folder, '签到签阅表.docx');
  await archive.must('training.exportSheet', {
    id: session?.id ?? 0,
    target: archive.application.grantPath(target),
  });
  const words = new PizZip(readFileSync(target)).file('word/document.xml')?.asText() ?? '';
  for (const one of files) expect(words).toContain(one.name);
  expect(words).toContain('典型案例通报（须签阅）');
});
