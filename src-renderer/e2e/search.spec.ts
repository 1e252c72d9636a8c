/** What surrounds a hit list: how the box was understood, counts, groups, statistics, what is kept, the proof, the way back. */
import { enter, expect, PASSWORD, test } from './fixtures.ts';

test('a search is understood, grouped, counted by class, kept, proved, and its hit opened and come back from', async ({
  sampleArchive,
  win,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await win.keyboard.press('Control+Shift+F');
  const box = win.getByLabel('检索词');
  const hits = win.getByRole('listbox', { name: '检索结果' });

  await box.fill('（房产');
  await expect(win.getByRole('alert').locator('mark')).toBeVisible();
  await expect(hits).toHaveCount(0);

  await box.fill('题名:报告 或 房产');
  await expect(win.getByRole('note', { name: '怎样理解' })).toContainText('「房产」');
  await expect(hits.getByRole('option').first()).toBeVisible();

  await box.fill('房产');
  await expect(win.getByText('共 12 处', { exact: true })).toBeVisible();
  await win.getByRole('button', { name: '按干部' }).press('Enter');
  await expect(win.locator('.search-groups section').first().locator('mark').first()).toHaveText('房产');
  await win.getByRole('button', { name: '逐条' }).press('Enter');

  await win.getByRole('button', { name: '逐字核对' }).press('Enter');
  await expect(win.getByText(/已逐字读过 \d+ 段文字，共 \d+ 处，与索引一致/)).toBeVisible();

  await win.getByRole('button', { name: '常用检索' }).press('Enter');
  await win.getByLabel('存为').fill('房产各处');
  await win.keyboard.press('Enter');
  await expect(win.getByRole('button', { name: '房产各处', exact: true })).toBeVisible();
  await win.getByLabel('存为').fill('再存一次');
  await win.keyboard.press('Enter');
  await win.getByRole('button', { name: '上移常用检索：再存一次' }).press('Enter');
  await expect(win.getByRole('group', { name: '常用检索' }).getByRole('listitem').first()).toContainText(
    '再存一次',
  );
  await win.keyboard.press('Escape');

  await win.getByRole('button', { name: /页有文字/ }).press('Enter');
  await win.getByRole('button', { name: '核对索引' }).press('Enter');
  await expect(win.getByText(/核对过 \d+ 段：不符 0 处，已修复 0 处/)).toBeVisible();
  await win.keyboard.press('Escape');

  await win.getByRole('button', { name: /统\s?计/ }).press('Enter');
  const byClass = win.getByRole('region', { name: '按类' });
  await byClass.getByRole('button').first().press('Enter');
  await expect(win.getByRole('group', { name: '已选条件' })).toContainText('类：');
  await expect(box).toHaveValue('房产');

  await win.getByRole('button', { name: '常用检索' }).press('Enter');
  await win.getByRole('button', { name: '房产各处', exact: true }).press('Enter');
  await expect(win.getByRole('group', { name: '已选条件' })).toHaveCount(0);
  await expect(win.getByText('共 12 处', { exact: true })).toBeVisible();

  const onPage = hits.getByRole('option').filter({ hasText: /第 \d+ 页正文/ });
  await onPage.first().click();
  await hits.press('/');
  await expect(box).toBeFocused();
  await win.keyboard.press('Enter');
  await expect(win.getByRole('region', { name: '编目' })).toBeVisible();
  // Texts of the sample were typed: nothing is known of where their words stand, and that is said.
  await expect(win.getByText(/标不出位置/)).toBeVisible();
});
