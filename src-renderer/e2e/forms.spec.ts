/** A form from the list to the file on disk: preview, docx, and the office's own template. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PizZip from 'pizzip';
import { goTo, pick } from './desk.ts';
import { enter, expect, PASSWORD, test } from './fixtures.ts';

test('a form is previewed, written out, and its template replaced by the office’s own', async ({
  sampleArchive,
  folder,
  win,
  dialogs,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'reviewer', PASSWORD);
  await goTo(win, '表格');
  await pick(win, '哪位干部', '李样卷');
  await expect(win.getByText('六、述责述廉与评议考核').first()).toBeVisible();
  await expect(win.getByRole('cell', { name: '2024年度述责述廉报告' }).first()).toBeVisible();
  await dialogs.save(join(folder, '目录.docx'));
  await win.getByRole('button', { name: '输出文档…' }).click();
  await expect(win.getByText(/已写出「目录.docx」/)).toBeVisible();
  expect(existsSync(join(folder, '目录.docx'))).toBe(true);

  await win.getByRole('tab', { name: '模板与占位符' }).click();
  await expect(win.getByRole('cell', { name: '{材料名称}' })).toBeVisible();
  await dialogs.save(join(folder, '模板.docx'));
  await win.getByRole('button', { name: '取出模板…' }).click();
  await expect(win.getByText(/已写出「模板.docx」/)).toBeVisible();
  const zip = new PizZip(readFileSync(join(folder, '模板.docx')));
  const xml = zip.file('word/document.xml')?.asText() ?? '';
  zip.file('word/document.xml', xml.replace('{材料名称}', '{材料名}'));
  writeFileSync(join(folder, '错的.docx'), zip.generate({ type: 'nodebuffer' }));
  await dialogs.open(join(folder, '错的.docx'));
  await win.getByRole('button', { name: '换成本单位的…' }).click();
  await win.getByLabel('理由').fill('本单位格式');
  await win.getByRole('button', { name: /^确\s?定$/ }).click();
  await expect(win.getByText(/是不是「\{材料名称\}」/).first()).toBeVisible();
});
