/** From a 征求函 to a signed reply: drafted from what is on file, read by a second person, signed by a third, filed. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { goTo, openArchive, pick, signIn } from './desk.ts';
import { enter, expect, PASSWORD, test } from './fixtures.ts';

test('a reply is put together from cited pages, passed on by three persons, written out, and lies in the file', async ({
  sampleArchive,
  win,
  dialogs,
  folder,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '廉政意见');
  await win.getByRole('button', { name: '起草…' }).click();
  const dialog = win.getByRole('dialog', { name: '起草廉政意见' });
  await pick(win, '加一名干部', '李样卷');
  await pick(win, '加一名干部', '王示范');
  await dialog.getByLabel('用途').fill('拟提拔使用');
  await dialog.getByLabel('来文单位').fill('示例市委组织部');
  await dialog.getByLabel('来文文号').fill('示组函〔2026〕8号');
  await dialog.getByLabel('来文日期').fill('2026.11.18');
  await dialog.getByRole('button', { name: '起草 2 份' }).click();
  const pane = win.getByRole('group', { name: '意见内容' });
  await expect(pane.getByText('你单位2026年11月18日《示组函〔2026〕8号》收悉')).toBeVisible();
  await expect(pane.getByText(/出处：/).first()).toBeVisible();

  // A sentence of one's own stands on a page too; saved by key.
  await pick(win, '哪一件', '年度考核');
  await pane.getByRole('button', { name: '引这一件另写一句' }).click();
  const own = pane.getByLabel('第 4 句', { exact: true });
  await expect(own).toBeFocused();
  await own.fill('2024年度考核为称职。');
  await win.keyboard.press('Control+S');
  await expect(win.getByText('已保存')).toBeVisible();

  const choose = async (state: string) => {
    await win.getByLabel('清单', { exact: true }).getByText(state, { exact: true }).click();
    await win.getByRole('checkbox', { name: /Select all|全选/ }).check();
  };
  await choose('在办');
  await win.getByRole('button', { name: '提交审核（2）' }).click();
  await expect(win.getByText('办理 2 份')).toBeVisible();
  await openArchive(win, '样例库');
  await signIn(win, 'reviewer', PASSWORD);
  await goTo(win, '廉政意见');
  await choose('待审核');
  await win.getByRole('button', { name: '审核通过（2）' }).click();
  await expect(win.getByText('办理 2 份')).toBeVisible();
  await openArchive(win, '样例库');
  await signIn(win, 'approver', PASSWORD);
  await goTo(win, '廉政意见');
  await choose('待签发');
  await win.getByRole('button', { name: '签发（2）' }).click();
  await expect(win.getByText('办理 2 份')).toBeVisible();
  await win.getByLabel('清单', { exact: true }).getByText('已签发', { exact: true }).click();
  await win.getByRole('button', { name: '李样卷' }).click();
  await expect(pane.getByText(/廉函〔2026〕\d号/).first()).toBeVisible();
  await expect(pane.getByText('2024年度考核为称职。')).toBeVisible();
  await expect(pane.getByText(/未发现影响其使用的廉政问题/)).toBeVisible();
  await dialogs.save(join(folder, '意见.docx'));
  await pane.getByRole('button', { name: '写出意见…' }).click();
  await expect(win.getByText('已写出「意见.docx」')).toBeVisible();
  expect(existsSync(join(folder, '意见.docx'))).toBe(true);
  await pane.getByRole('button', { name: '签发时的在案状态…' }).click();
  await expect(win.getByRole('dialog').getByText(/摘要相符/)).toBeVisible();
});
