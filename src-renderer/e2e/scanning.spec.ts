/** A real scanner, SANE's own test device, from the profile to filed pages; the only input is the keyboard. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { enter, expect, PASSWORD, SAMPLE, test } from './fixtures.ts';
import { drawSheet, layOnGlass, openScanning, openTab, SANE, saveProfile, sheetFor } from './scanner.ts';

test('a stack with a separator before it is fed, filed and shown as it comes, by keys alone', async ({
  sampleArchive,
  folder,
  win,
}) => {
  test.skip(!SANE, 'NOT RUN: sane-utils is not installed on this machine');
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await openScanning(win);
  const payload = await sheetFor(win, '0605');

  await saveProfile(win, '玻璃板', 'pnm:0', '', `filename=${layOnGlass(folder, payload)}`);
  await saveProfile(win, '进纸器', 'test', 'Automatic Document Feeder', 'test-picture=Color pattern');
  await openTab(win, '扫描仪');
  const profile = win.getByLabel('扫描方案');
  await expect(win.getByTitle('玻璃板（100dpi）')).toBeVisible();
  await win.keyboard.press('F9');
  const strip = win.getByRole('group', { name: '这一批' });
  await expect(strip.getByText('1 张分件页')).toBeVisible({ timeout: 20_000 });
  await profile.focus();
  await win.keyboard.press('Enter');
  await win.getByTitle('进纸器（100dpi）').waitFor();
  await win.keyboard.press('ArrowDown');
  await win.keyboard.press('Enter');
  await win.keyboard.press('F11');
  await expect(strip.getByText('10 页已归件，1 张分件页，0 页待处理')).toBeVisible({ timeout: 40_000 });
  await expect(strip.getByText(/李样卷 0605.*第 10 页/)).toBeVisible();
  // The pictures are really there.
  await expect
    .poll(async () =>
      strip
        .locator('img')
        .evaluateAll((all) => all.filter((one) => (one as HTMLImageElement).naturalWidth > 50).length),
    )
    .toBeGreaterThan(5);
  // From the strip to the item, by key.
  await strip.getByRole('button', { name: '第 11 面' }).focus();
  await win.keyboard.press('Enter');
  await win.getByRole('region', { name: '编目' }).waitFor();
  await expect(win.getByText(/10\s*\/\s*10|共 10 页|第 1 页/).first()).toBeVisible();
});

test('a jam is told in words, a copier’s folder is taken in meanwhile, and what is half written is waited for', async ({
  sampleArchive,
  folder,
  dialogs,
  win,
}) => {
  test.skip(!SANE, 'NOT RUN: sane-utils is not installed on this machine');
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await openScanning(win);
  const { width, height, pixels } = drawSheet(await sheetFor(win, '0604'));
  await saveProfile(
    win,
    '会卡纸',
    'test',
    'Automatic Document Feeder',
    'read-return-value=SANE_STATUS_JAMMED',
  );
  await openTab(win, '扫描仪');
  await expect(win.getByTitle('会卡纸（100dpi）')).toBeVisible();
  await win.keyboard.press('F9');
  const told = win.getByRole('region', { name: '扫描' }).getByRole('alert');
  await expect(told.filter({ hasText: '卡纸了。请打开进纸器' })).toBeVisible({ timeout: 20_000 });

  const copier = join(folder, '复印机');
  mkdirSync(copier);
  await sharp(pixels, { raw: { width, height, channels: 1 } }).toFile(join(copier, '1.png'));
  const page = readFileSync(
    join(SAMPLE, '扫描件', '李样卷429999198006162988', '原始图像数据', '0101-001-001.jpg'),
  );
  writeFileSync(join(copier, '2.jpg'), page.subarray(0, page.length / 2));
  await openTab(win, '监视文件夹');
  await dialogs.open(copier);
  await win.getByRole('button', { name: '选择文件夹…' }).focus();
  await win.keyboard.press('Enter');
  await expect(win.getByText('复印机')).toBeVisible();
  await win.getByRole('button', { name: '开始监视' }).focus();
  await win.keyboard.press('Enter');
  await expect(told.filter({ hasText: '1 个还没有写完' })).toBeVisible({ timeout: 20_000 });
  writeFileSync(join(copier, '2.jpg'), page);
  const strip = win.getByRole('group', { name: '这一批' });
  await expect(strip.getByText('1 页已归件，1 张分件页，0 页待处理')).toBeVisible({ timeout: 20_000 });
  await expect(strip.getByText(/李样卷 0604.*第 1 页/)).toBeVisible();
  await win.getByRole('button', { name: '结束监视' }).focus();
  await win.keyboard.press('Enter');
  await expect(told.filter({ hasText: '监视已结束' })).toBeVisible({ timeout: 20_000 });
});
