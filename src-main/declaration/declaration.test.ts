import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

let archive: TestArchive;
let fileId = 0;
const grant = (name: string) => archive.application.grantPath(join(archive.folder, name));
const house = {
  owner: '王示范',
  place: '示范市解放路1号',
  title: '示房权001',
  area: '120',
  nature: '商品房',
};

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  fileId = (await archive.must('people.get', { id: ids[0] ?? 0 })).fileId;
});
afterAll(() => archive.discard());

const report = (
  year: number,
  kind: 'annual' | 'change' | 'check',
  rows: { item: string; values: Record<string, string> }[],
  fromVersion = 0,
) =>
  archive.must('declaration.save', {
    fileId,
    year,
    kind,
    itemId: null,
    filledOn: `${year + 1}年1月20日`,
    note: '',
    fromVersion,
    rows,
  });

test('each saving is a version of its own, and a stale one is refused', async () => {
  const first = await report(2024, 'annual', [{ item: 'house', values: house }]);
  const second = await report(
    2024,
    'annual',
    [{ item: 'house', values: { ...house, area: '１２１平方米' } }],
    1,
  );
  expect(second.version).toBe(2);
  expect((await archive.must('declaration.get', { id: first.id })).content[0]?.values['area']).toBe('120');
  const now = await archive.must('declaration.get', { id: second.id });
  expect(now.content[0]?.values['area']).toBe('121');
  expect(now.filledOn).toBe('20250120');
  const { declarations } = await archive.must('declaration.list', { fileId });
  expect(declarations.map((one) => [one.version, one.superseded])).toEqual([
    [2, false],
    [1, true],
  ]);
  const stale = {
    fileId,
    year: 2024,
    kind: 'annual' as const,
    itemId: null,
    filledOn: '',
    note: '',
    rows: [],
  };
  expect(await archive.refusal('declaration.save', { ...stale, fromVersion: 1 })).toBe('conflict');
});

test('the sheet goes out filled, comes back changed, and takes the whole or nothing', async () => {
  const { declarations } = await archive.must('declaration.list', { fileId });
  const fromId = declarations[0]?.id ?? 0;
  await archive.must('declaration.exportSheet', { fileId, year: 2025, fromId, target: grant('填报表.xlsx') });
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(archive.folder, '填报表.xlsx'));
  const page = book.getWorksheet('房产（含车库、车位、储藏间）');
  if (!page) throw new Error('no sheet for houses');
  expect(page.getRow(2).getCell(3).text).toBe('示范市解放路1号');
  page.getRow(3).getCell(3).value = '示范市和平路9号';
  page.getRow(3).getCell(5).value = '八十九';
  await book.xlsx.writeFile(join(archive.folder, '交回.xlsx'));
  const checked = await archive.must('declaration.checkSheet', { fileId, source: grant('交回.xlsx') });
  expect(checked.rows).toBe(2);
  expect(checked.faults).toEqual([
    { place: '房产（含车库、车位、储藏间） 第 3 行', message: expect.stringContaining('不是数字') },
  ]);
  const order = { fileId, year: 2025, kind: 'annual' as const, itemId: null, filledOn: '20260118' };
  expect(await archive.refusal('declaration.importSheet', { ...order, source: grant('交回.xlsx') })).toBe(
    'validation-failed',
  );
  page.getRow(3).getCell(5).value = '89';
  await book.xlsx.writeFile(join(archive.folder, '交回.xlsx'));
  const taken = await archive.must('declaration.importSheet', { ...order, source: grant('交回.xlsx') });
  expect(taken.rows).toBe(2);
  const compared = await archive.must('declaration.compare', { leftId: fromId, rightId: taken.id });
  expect(compared.differences.map((one) => [one.itemName, one.outcome, one.name])).toContainEqual([
    '房产（含车库、车位、储藏间）',
    'added',
    '示范市和平路9号',
  ]);
  expect(
    await archive.refusal('declaration.checkSheet', {
      fileId,
      source: archive.application.grantPath(join(SAMPLE, '干部名册.xlsx')),
    }),
  ).toBe('file-refused');
});

test('what the check found stays 疑似 until a reviewer has recorded the finding with its basis', async () => {
  const check = await report(2025, 'check', [
    { item: 'house', values: { ...house, area: '121' } },
    { item: 'house', values: { ...house, place: '示范市和平路9号', title: '', area: '89' } },
    { item: 'house', values: { place: '示范市中山路3号', title: '示房权003', nature: '商品房', area: '70' } },
  ]);
  const { declarations } = await archive.must('declaration.list', { fileId });
  const declared = declarations.find((one) => one.year === 2025 && one.kind === 'annual');
  const pair = { leftId: declared?.id ?? 0, rightId: check.id };
  const before = (await archive.must('declaration.compare', pair)).differences.find(
    (one) => one.suspected !== null,
  );
  expect(before).toMatchObject({ name: '示范市中山路3号 示房权003', suspected: 'concealed', finding: null });
  const finding = {
    declaredId: pair.leftId,
    checkedId: pair.rightId,
    item: before?.item ?? '',
    rowKey: before?.rowKey ?? '',
    finding: 'omitted' as const,
    basis: '示组查〔2026〕3号',
    note: '系父母房产',
  };
  expect(await archive.refusal('declaration.noteFinding', finding)).toBe('forbidden');
  await archive.as('reviewer');
  expect(await archive.refusal('declaration.noteFinding', { ...finding, rowKey: '别的' })).toBe(
    'state-refused',
  );
  await archive.must('declaration.noteFinding', finding);
  const after = (await archive.must('declaration.compare', pair)).differences.find(
    (one) => one.suspected !== null,
  );
  expect(after?.finding).toMatchObject({ finding: 'omitted', basis: '示组查〔2026〕3号', by: '王审核' });
});
