/** 报表 by keyboard: a figure, what it counts, the file behind it; out as a sheet, in the register. 廉政画像 from a file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import PizZip from 'pizzip';
import { goTo, takeFirst } from './desk.ts';
import { enter, expect, PASSWORD, test } from './fixtures.ts';

test('a figure leads to its items and back, leaves as a sheet with numbers, and stands in the register', async ({
  sampleArchive,
  eapp,
  win,
  dialogs,
  folder,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '报表');
  const figures = win.getByRole('listbox', { name: '统计表' });
  await figures.focus();
  await win.keyboard.press('Home');
  const table = win.getByRole('table', { name: '数字化率' });
  await win.getByRole('combobox', { name: '年度' }).press('Enter');
  // From this year upwards comes the last: all years.
  await win.keyboard.press('ArrowUp');
  await win.keyboard.press('Enter');
  await expect(win.getByTitle('各年度').first()).toBeVisible();
  const total = table.getByRole('row').last();
  await expect(total).toContainText('合计');
  const held = Number((await total.getByRole('button').first().innerText()).replaceAll(',', ''));
  expect(held).toBeGreaterThan(20);
  await total.getByRole('button').first().press('Enter');
  const drawer = win.getByRole('dialog', { name: `合计 · 件数（${held} 项）` });
  await expect(drawer.getByRole('row').nth(2)).toBeVisible();
  await drawer.getByRole('button', { name: '材料' }).first().press('Enter');
  await win.getByRole('region', { name: '编目' }).waitFor();
  await win.getByRole('button', { name: /返\s?回/ }).press('Enter');
  await expect(table.getByRole('row').last()).toContainText('合计');

  const path = join(folder, '数字化率.xlsx');
  await dialogs.save(path);
  await win.getByRole('button', { name: '输出表格…' }).press('Enter');
  await expect(win.getByText('进输出登记簿')).toBeVisible();
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(readFileSync(path)).buffer);
  const sheet = book.worksheets[0];
  // The total stands above an empty row and the note.
  expect(sheet?.getRow(sheet.rowCount - 2).getCell(2).value).toBe(held);

  await eapp.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents) contents.print = (_options, done) => done?.(true, '');
  });
  await win.getByRole('button', { name: /打\s?印/ }).press('Enter');
  await win.getByRole('listbox', { name: '登记簿' }).focus();
  await win.keyboard.press('End');
  const register = win.getByRole('table', { name: '输出登记簿' });
  await expect(register.getByRole('row', { name: /数字化率/ })).toHaveCount(2);
  await expect(register.getByRole('row', { name: /打印机/ })).toBeVisible();
});

test('a profile is opened from the file, a source leads to its page, and it leaves as a document', async ({
  sampleArchive,
  win,
  dialogs,
  folder,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '花名册');
  await takeFirst(win, '干部');
  await win.keyboard.press('Enter');
  await win.getByRole('button', { name: '廉政画像' }).press('Enter');
  const profile = win.getByRole('region', { name: '廉政画像' });
  await expect(profile.getByText('只列事实，不评分，不作结论')).toBeVisible();
  await expect(profile.getByRole('row', { name: /工作实绩/ }).first()).toContainText('年度考核登记表');
  await expect(profile.getByText(/：档案中无材料/).first()).toBeVisible();
  await profile
    .getByRole('button', { name: /0602类.*第1页/ })
    .first()
    .press('Enter');
  await win.getByRole('region', { name: '编目' }).waitFor();
  await expect(win.getByRole('textbox', { name: '题名' })).toHaveValue(/年度考核登记表/);
  await win.getByRole('button', { name: /返\s?回/ }).press('Enter');
  const path = join(folder, '画像.docx');
  await dialogs.save(path);
  await profile.getByRole('button', { name: '输出文档…' }).press('Enter');
  await expect(win.getByText('进输出登记簿')).toBeVisible();
  const words = new PizZip(readFileSync(path)).file('word/document.xml')?.asText() ?? '';
  expect(words).toContain('干部廉政画像');
  expect(words).toContain('年度考核登记表');
});
