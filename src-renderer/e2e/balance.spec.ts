/** Completeness and balance: figures that lead to their rows, targets, the map, and gaps that become tasks. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, openArchive, signIn } from './desk.ts';
import { enter, expect, PASSWORD, test } from './fixtures.ts';

test('a number leads to its rows; a hole in the map becomes a task in three presses; a target is drawn', async ({
  sampleArchive,
  folder,
  win,
  dialogs,
}) => {
  expect(sampleArchive).toContain('样例库');
  await win.setViewportSize({ width: 1366, height: 768 });
  await enter(win, 'reviewer', PASSWORD);
  await goTo(win, '完整与均衡');
  await win.getByRole('button', { name: '目标值…' }).click();
  await win.getByLabel('完整率').fill('95');
  await win.getByLabel('及时率').focus();
  await expect(win.getByRole('dialog').getByText(/王审核.*设定/)).toBeVisible();
  await win.getByRole('button', { name: '好', exact: true }).click();
  await expect(win.getByText('（目标 95%）').first()).toBeVisible();

  await openArchive(win, '样例库');
  await signIn(win, 'clerk', PASSWORD);
  await goTo(win, '完整与均衡');
  await win.getByLabel('年度').click();
  await win.getByTitle('2024年').click();
  const row = win.getByRole('row', { name: /示例市样板局/ }).first();
  await expect(row).toBeVisible();
  await win.screenshot({ path: test.info().outputPath('figures.png') });
  await win.getByText('按类别').click();
  const accounts = win.getByRole('row', { name: /0601/ }).first();
  await accounts.getByRole('button').nth(2).click();
  const drawer = win.getByRole('dialog');
  await expect(drawer.getByRole('row', { name: /0601/ }).first()).toBeVisible();
  await win.keyboard.press('Escape');

  await win.getByRole('tab', { name: '热力图' }).click();
  await win.getByText('各干部').click();
  const hole = win
    .getByRole('table', { name: '完整率热力图' })
    .getByRole('button', { name: /应收 1，已收 0/ });
  await hole.first().waitFor();
  await win.screenshot({ path: test.info().outputPath('map.png') });
  await hole.first().click();
  await expect(drawer.getByText(/缺的（1 项）/)).toBeVisible();
  await win.screenshot({ path: test.info().outputPath('lines.png') });
  await drawer.getByRole('button', { name: '缺的列入收集' }).click();
  await expect(win.getByText(/列入收集 1 项/)).toBeVisible();
  await drawer.getByRole('button', { name: '为何应收' }).first().click();
  await expect(win.getByRole('region', { name: '立档与应收' })).toBeVisible();
  await win.getByRole('button', { name: /返回/ }).click();
  await expect(win.getByLabel('年度')).toBeVisible();
  await dialogs.save(join(folder, '完整与均衡.xlsx'));
  await win.getByRole('button', { name: '输出表格…' }).click();
  await expect.poll(() => existsSync(join(folder, '完整与均衡.xlsx'))).toBe(true);
});
