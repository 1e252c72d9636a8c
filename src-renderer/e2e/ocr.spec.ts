import { cpSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import sharp from 'sharp';
import { TestArchive } from '#main/testing/archive.ts';
import { openArchive, signIn } from './desk.ts';
import { expect, PASSWORD, SAMPLE, test } from './fixtures.ts';

const CADRE = '李样卷429999198006162988';

test('a page that the machine is unsure of is corrected beside its picture, and found by the correction', async ({
  archive,
  folder,
  win,
}) => {
  const pages = join(folder, '待识别', CADRE, '原始图像数据');
  mkdirSync(pages, { recursive: true });
  const scan = join(SAMPLE, '扫描件', CADRE, '原始图像数据', '0603-001-001.jpg');
  cpSync(scan, join(pages, '0603-001-001.jpg'));
  await sharp(scan).blur(6).jpeg().toFile(join(pages, '0603-002-001.jpg'));
  const made = await TestArchive.open(dirname(archive), basename(archive, '.liandang'));
  await made.as('clerk');
  const source = made.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await made.must('people.readRoster', { source });
  await made.must('people.importRoster', { source, match });
  await made.job(
    await made.must('intake.importScans', { source: made.application.grantPath(join(folder, '待识别')) }),
  );
  await made.job(await made.must('ocr.run', {}));
  await made.application.close();

  await openArchive(win, '样例库');
  await signIn(win, 'clerk', PASSWORD);
  await win.getByRole('menuitem', { name: '文字识别' }).click();
  const list = win.getByRole('grid', { name: '待人工的页' });
  await list.getByRole('row').nth(1).click();
  await expect(win.getByText('疑似手写或字迹模糊').last()).toBeVisible();
  await expect(win.locator('.ocr-sheet img')).toHaveJSProperty('complete', true);
  const first = win.getByLabel('第 1 行', { exact: true });
  await first.fill('民主测评校对样例');
  await expect(win.locator('.ocr-box.current')).toHaveCount(1);
  await first.press('Enter');
  await expect(win.getByLabel('第 2 行', { exact: true })).toBeFocused();
  await win.keyboard.press('Control+S');
  await expect(win.getByText('没有需要人看的页')).toBeVisible();

  await win.getByRole('menuitem', { name: '检索' }).click();
  await win.getByLabel('检索词').fill('测评校对样例');
  await win.keyboard.press('Enter');
  await expect(win.getByText('民主测评校对样例').first()).toBeVisible();

  // Of what the machine read it is known where it stands: the hit is framed on the picture.
  await win.getByLabel('检索词').fill('测评对象');
  const hits = win.getByRole('listbox', { name: '检索结果' }).getByRole('option');
  await hits.filter({ hasText: '测评对象' }).first().dblclick();
  await expect(win.locator('.viewer-mark').first()).toBeVisible();
});
