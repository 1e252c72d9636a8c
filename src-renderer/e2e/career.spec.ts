/** The cadre's file: posts, the time line along them, and who looked at it. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, openArchive, signIn, takeFirst } from './desk.ts';
import { enter, expect, PASSWORD, SAMPLE, test } from './fixtures.ts';

test('a photo is taken in, a post is entered and the material lies along it; the reviewer sees who looked', async ({
  sampleArchive,
  folder,
  win,
  dialogs,
}) => {
  expect(sampleArchive).toContain('样例库');
  await win.setViewportSize({ width: 1366, height: 768 });
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '编目');
  await takeFirst(win, '材料');
  await expect(win.getByRole('img', { name: '第 1 页' })).toBeVisible();
  const open = async () => {
    await goTo(win, '花名册');
    await win.getByRole('row', { name: /李样卷/ }).dblclick();
    await expect(win.getByRole('region', { name: '干部卷' })).toBeVisible();
  };
  await open();
  await expect(win.getByText('未装订')).toBeVisible();
  await dialogs.open(join(SAMPLE, '扫描件', '李样卷429999198006162988', '原始图像数据', '0101-001-001.jpg'));
  await win.getByRole('button', { name: '收入照片…' }).click();
  const photo = win.getByRole('img', { name: '李样卷的照片' });
  await expect
    .poll(() => photo.evaluate((one) => (one as HTMLImageElement).naturalWidth).catch(() => 0))
    .toBeGreaterThan(100);
  const form = join(folder, '李样卷.lrmx');
  writeFileSync(
    form,
    '<Person><XingMing>李样卷</XingMing><JianLi>2010.05--2018.04  示例市样板局科员\n（其间：脱产学习）</JianLi></Person>',
  );
  await dialogs.open(form);
  await win.getByRole('button', { name: '读任免表…' }).click();
  await expect(win.getByText('（其间：脱产学习）')).toBeVisible();
  await win.screenshot({ path: test.info().outputPath('form.png') });
  await win.getByRole('button', { name: '采用所选（1）' }).click();
  await expect(win.getByText(/已采用：登记项 0，任职 1 条/)).toBeVisible();
  await win.getByText('任职经历', { exact: true }).click();
  await win.getByRole('button', { name: '登记任职' }).click();
  const dialog = win.getByRole('dialog');
  await dialog.getByLabel('职务名称').fill('副科长');
  await dialog.getByLabel('任职时间').fill('2018.5');
  await dialog.getByRole('checkbox', { name: /已免|离任|结束/ }).check();
  await dialog.getByLabel('免职时间').fill('2024.6.30');
  await win.keyboard.press('Control+s');
  await expect(dialog).toHaveCount(0);
  await win.getByText('时间线', { exact: true }).click();
  const line = win.getByRole('list', { name: '时间线' });
  const period = line.getByRole('listitem').filter({ hasText: '副科长' }).first();
  await expect(period).toContainText('2018.05');
  await expect(period.getByRole('button', { name: '任前廉政谈话记录' })).toBeVisible();
  await win.screenshot({ path: test.info().outputPath('timeline.png') });

  await openArchive(win, '样例库');
  await signIn(win, 'reviewer', PASSWORD);
  await open();
  await win.getByText('谁看过', { exact: true }).click();
  await expect(win.getByRole('row', { name: /周档案/ })).toBeVisible();
  await expect(win.getByText('没有人查阅过本卷')).toBeVisible();
  await win.screenshot({ path: test.info().outputPath('looks.png') });
});
