import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { suppliersIn } from './departments.ts';

let archive: TestArchive;
let files: { readonly fileId: number; readonly name: string }[] = [];
let audit = 0;
const NOW = new Date('2026-11-25T08:00:00.000Z');
const folder = mkdtempSync(join(tmpdir(), 'liandang-collection-'));
const grant = (name: string) => archive.application.grantPath(join(folder, name));
const CHECKS = ['finished', 'formalities', 'owner', 'legible', 'dated', 'copy-marked'] as const;
const rowsOf = async (filter: object = {}) => {
  const { ids } = await archive.must('collection.taskIds', filter);
  return (await archive.must('collection.taskRows', { ids })).rows;
};
const ask = (period: string, fileIds = files.map((one) => one.fileId)) =>
  archive.must('collection.addTasks', {
    departmentId: audit,
    fileIds,
    classCode: '1002',
    period,
    wanted: '经济责任审计报告',
    dueOn: '20261231',
  });

beforeAll(async () => {
  archive = await TestArchive.create('J019', '样例县纪委', { now: () => NOW });
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  files = (await archive.must('people.rows', { ids: ids.slice(0, 3) })).rows.map((one) => ({
    fileId: one.fileId,
    name: one.name,
  }));
});
afterAll(() => archive.discard());

test('departments come from the suppliers of the class scheme; the cadre and the archive room are none', async () => {
  expect(suppliersIn('本人填, 人事核')).toEqual(['人事']);
  expect(suppliersIn('本人→组织部')).toEqual(['组织部']);
  const { added } = await archive.must('collection.takeSuppliers', {});
  expect(added).toBeGreaterThan(10);
  expect(await archive.must('collection.takeSuppliers', {})).toEqual({ added: 0 });
  const { departments } = await archive.must('collection.departments', {});
  expect(departments.map((one) => one.name)).not.toContain('本人');
  const found = departments.find((one) => one.name === '审计');
  expect(found?.classes).toContain('1002');
  audit = found?.id ?? 0;
});

test('the same thing is never asked for twice', async () => {
  expect(await ask('2025')).toEqual({ added: 3, already: 0 });
  expect(await ask('2025')).toEqual({ added: 0, already: 3 });
  expect((await rowsOf({ departmentId: audit })).map((one) => one.state)).toEqual(['open', 'open', 'open']);
});

test('a notice is numbered, registered, and counts as asking', async () => {
  const done = await archive.must('collection.exportNotice', {
    departmentId: audit,
    overdueOnly: false,
    target: grant('收集通知.docx'),
  });
  expect(done).toMatchObject({ number: '收 2026-001', tasks: 3 });
  const words =
    new PizZip(readFileSync(join(folder, '收集通知.docx'))).file('word/document.xml')?.asText() ?? '';
  for (const one of files) expect(words).toContain(one.name);
  const [task] = await rowsOf({ departmentId: audit });
  expect(task).toMatchObject({ state: 'asked', timesAsked: 1 });
  const { events } = await archive.must('collection.task', { id: task?.id ?? 0 });
  expect(events.at(-1)?.text).toContain('收 2026-001');
  expect(
    await archive.refusal('collection.exportNotice', {
      departmentId: audit,
      overdueOnly: true,
      target: grant('催交.docx'),
    }),
  ).toBe('state-refused');
});

test('rows are accepted with all conditions checked or returned with a reason; accepted ones become items and close the task', async () => {
  const tasks = await rowsOf({ departmentId: audit });
  const made = await archive.must('collection.addHandover', {
    departmentId: audit,
    hander: '赵审计',
    handedOn: '20261120',
    lines: tasks.slice(0, 2).map((task) => ({
      taskId: task.id,
      fileId: task.fileId,
      classCode: '1002',
      title: `${task.personName}经济责任审计报告`,
      date: '20251231',
      pages: 12,
      copies: 1,
      originality: 'original' as const,
      remarks: '',
    })),
  });
  expect(made.number).toBe('移 2026-001');
  const list = await archive.must('collection.handover', { id: made.id });
  const [first, second] = list.lines;
  const accept = { verdict: 'accepted' as const, handoverId: made.id, rowIds: [first?.id ?? 0] };
  expect(await archive.refusal('collection.decide', { ...accept, checks: ['finished'] })).toBe(
    'validation-failed',
  );
  const { itemIds, finished } = await archive.must('collection.decide', { ...accept, checks: [...CHECKS] });
  expect(finished).toBe(false);
  expect(await archive.must('catalogue.get', { id: itemIds[0] ?? 0 })).toMatchObject({
    classCode: '1002',
    supplier: '审计',
    paperPages: 12,
    date: '20251231',
    state: 'draft',
  });
  expect(await archive.refusal('collection.decide', { ...accept, checks: [...CHECKS] })).toBe('conflict');
  const back = await archive.must('collection.decide', {
    verdict: 'returned',
    handoverId: made.id,
    rowIds: [second?.id ?? 0],
    reason: '没有盖章',
  });
  expect(back.finished).toBe(true);
  const state = async (id: number | undefined) =>
    (await archive.must('collection.task', { id: id ?? 0 })).state;
  expect(await state(tasks[0]?.id)).toBe('received');
  expect(await state(tasks[1]?.id)).toBe('returned');
  // Taking the item back opens its task again; putting it back closes it.
  await archive.must('catalogue.undo', {});
  expect(await state(tasks[0]?.id)).toBe('asked');
  await archive.must('catalogue.redo', {});
  expect(await state(tasks[0]?.id)).toBe('received');
  await archive.must('collection.exportHandover', {
    id: made.id,
    paper: 'return-note',
    target: grant('退回清单.docx'),
  });
  const note =
    new PizZip(readFileSync(join(folder, '退回清单.docx'))).file('word/document.xml')?.asText() ?? '';
  expect(note).toContain('没有盖章');
  const register = await archive.must('collection.registerIds', { year: '2026' });
  expect(register.ids).toHaveLength(1);
  expect((await archive.must('collection.registerRows', register)).rows[0]).toMatchObject({
    hander: '赵审计',
    pages: 12,
  });
});

test('a task file goes out, comes back filled in, and every fault of a row is told before anything is written', async () => {
  await ask('2024');
  const out = () =>
    archive.must('collection.exportTaskFile', { departmentId: audit, target: grant('任务.xlsx') });
  const { tasks } = await out();
  expect(tasks).toBe(5);
  const fill = async (name: string, change: (sheet: ExcelJS.Worksheet) => void) => {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(join(folder, '任务.xlsx'));
    const sheet = book.getWorksheet('移交材料');
    if (!sheet) throw new Error('no sheet');
    sheet.getCell('C3').value = '钱移交';
    sheet.getCell('F3').value = '20261121';
    change(sheet);
    await book.xlsx.writeFile(join(folder, name));
    return { source: grant(name) };
  };
  const answer = (sheet: ExcelJS.Worksheet, row: number, cells: readonly string[]) => {
    for (const [at, words] of cells.entries()) sheet.getCell(row, 8 + at).value = words;
  };
  const good = ['审计报告', '2025-03-01', '8', '', '复印件', ''];
  const bad = await fill('有错.xlsx', (sheet) => {
    answer(sheet, 5, good);
    answer(sheet, 6, ['=1+1', '20250301', '8', '1', '原件', '']);
    answer(sheet, 7, ['审计报告', '20270301', '8', '1', '原件', '']);
    answer(sheet, 8, ['审计报告', '20250301', '许多', '1', '原件', '']);
    sheet.getCell(9, 2).value = '0000000000';
    answer(sheet, 9, good);
    sheet.getCell(10, 1).value = '99999';
    answer(sheet, 10, good);
  });
  const dry = await archive.must('collection.readTaskFile', { ...bad, commit: false });
  expect(dry.taken).toBe(1);
  expect(dry.rows.map((one) => one.fault)).toEqual([
    '',
    expect.stringContaining('公式'),
    expect.stringContaining('晚于今天'),
    expect.stringContaining('页数'),
    expect.stringContaining('校验码'),
    expect.stringContaining('99999'),
  ]);
  expect(await archive.refusal('collection.readTaskFile', { ...bad, commit: true })).toBe('file-refused');
  const sound = await fill('填好.xlsx', (sheet) => answer(sheet, 5, good));
  const taken = await archive.must('collection.readTaskFile', { ...sound, commit: true });
  const list = await archive.must('collection.handover', { id: taken.handoverId ?? 0 });
  expect(list).toMatchObject({ hander: '钱移交', handedOn: '20261121', pending: 1 });
  expect(list.lines[0]).toMatchObject({ title: '审计报告', originality: 'copy', copies: 1 });
  // The same file once more; an older one after a newer went out; the file of another archive.
  expect(await archive.refusal('collection.readTaskFile', { ...sound, commit: false })).toBe('file-refused');
  const older = await fill('旧.xlsx', (sheet) => answer(sheet, 6, good));
  await out();
  expect(await archive.refusal('collection.readTaskFile', { ...older, commit: false })).toBe('file-refused');
  const strange = await fill('别库.xlsx', (sheet) => {
    sheet.getCell('A2').value = 'RW-0123456789ab-1';
  });
  expect(await archive.refusal('collection.readTaskFile', { ...strange, commit: false })).toBe(
    'file-refused',
  );
});

test('what is due becomes tasks once, and a task is closed when its material is in the catalogue', async () => {
  const fileId = files[0]?.fileId ?? 0;
  const window = { from: '20260101', to: '20271231', fileId };
  const seen = await archive.must('collection.previewDue', window);
  expect(seen.total).toBeGreaterThan(3);
  expect((await archive.must('collection.askDue', window)).added).toBe(seen.total);
  expect(await archive.must('collection.askDue', window)).toMatchObject({ added: 0, closed: 0 });
  const wanted = seen.rows.find((one) => one.period === '');
  const task = (await rowsOf({ fileId })).find(
    (one) => one.classCode === wanted?.classCode && one.period === '',
  );
  const got = await archive.must('catalogue.create', {
    fileId,
    item: {
      classCode: task?.classCode ?? '',
      title: '廉政档案登记表',
      date: '20261101',
      author: '',
      documentNumber: '',
      sourceKind: 'personal',
      nature: 'statement',
      supplier: '',
      originality: 'original',
      signed: true,
      stamped: true,
      secrecy: 'internal',
      secrecyYears: 0,
      retention: 'Y',
      paperPages: 2,
      remarks: '',
    },
  });
  // It is the form of the opening and that of its year.
  expect((await archive.must('collection.askDue', window)).closed).toBe(2);
  expect(await archive.must('collection.task', { id: task?.id ?? 0 })).toMatchObject({
    state: 'received',
    itemId: got.id,
  });
});

test('what lies in the personnel file is noted as an item that says where', async () => {
  const task = (await rowsOf({ departmentId: audit })).find((one) => one.state === 'open');
  const { itemId } = await archive.must('collection.noteElsewhere', {
    taskId: task?.id ?? 0,
    title: '经济责任审计结果',
    date: '2024',
    holder: '干部人事档案',
    reference: '5-2',
    form: 'original',
  });
  expect((await archive.must('catalogue.get', { id: itemId })).remarks).toBe('互见：原件存干部人事档案，5-2');
  expect((await archive.must('collection.task', { id: task?.id ?? 0 })).state).toBe('received');
});
