/** From a supplier taken out of the scheme to material received: by the screens a clerk uses in that order. */
import { goTo, pick } from './desk.ts';
import { enter, expect, PASSWORD, test } from './fixtures.ts';

test('a task is asked of a department, handed over, accepted with its conditions checked, and stands in the register', async ({
  sampleArchive,
  win,
}) => {
  expect(sampleArchive).toContain('样例库');
  const year = new Date().getFullYear();
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '收集');
  await win.getByRole('tab', { name: '供料部门' }).click();
  await win.getByRole('button', { name: '从分类方案取' }).click();
  await expect(win.getByRole('cell', { name: '审计', exact: true })).toBeVisible();
  await win.getByRole('tab', { name: '任务' }).click();
  await win.getByRole('button', { name: '添加任务…' }).click();
  const adding = win.getByRole('dialog', { name: '添加收集任务' });
  await pick(win, '加一名干部', '李样卷');
  await pick(win, '向哪个部门要', '审计');
  await pick(win, '材料类别', '1002');
  await adding.getByLabel('期限').fill(`${year}.1.10`);
  await adding.getByRole('button', { name: '添加 1 项' }).click();
  await expect(adding).toBeHidden();
  const list = win.getByRole('grid', { name: '收集任务' }).or(win.getByLabel('收集任务'));
  await expect(list.first()).toContainText('李样卷');
  await list.first().focus();
  await win.keyboard.press('ArrowDown');
  await expect(win.getByRole('group', { name: '任务情况' })).toContainText('李样卷');
  await win.getByRole('button', { name: '登记移交…' }).click();
  const handing = win.getByRole('dialog', { name: '登记移交清单' });
  await handing.getByLabel('移交人').fill('赵审计');
  await handing.getByLabel('李样卷的形成日期').fill(`${year - 1}.12.31`);
  await handing.getByRole('button', { name: '登记 1 行' }).click();
  await expect(handing).toBeHidden();
  await win.getByRole('tab', { name: '移交清单' }).click();
  await win.getByRole('button', { name: new RegExp(`移 ${year}-001`) }).click();
  const pane = win.getByRole('group', { name: '清单情况' });
  await pane.getByRole('checkbox', { name: /选李样卷/ }).check();
  const conditions = pane.getByRole('toolbar', { name: '接收条件' });
  const accept = conditions.getByRole('button', { name: /接\s*收/ });
  await expect(accept).toBeDisabled();
  for (const box of await conditions.getByRole('checkbox').all()) await box.check();
  await accept.click();
  await expect(pane.getByText('已接收')).toBeVisible();
  await win.getByRole('tab', { name: '接收登记簿' }).click();
  await expect(win.getByText('赵审计').first()).toBeVisible();
});
