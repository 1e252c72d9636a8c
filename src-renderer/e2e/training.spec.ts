/** A session from its list to the record in a cadre's file: invited, marked, read, filed. */
import { goTo, pick } from './desk.ts';
import { enter, expect, PASSWORD, test } from './fixtures.ts';

test('a session is entered, its people marked and their reading noted, and the year filed into a volume', async ({
  sampleArchive,
  win,
}) => {
  expect(sampleArchive).toContain('样例库');
  const year = String(new Date().getFullYear());
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '宣传教育');
  await win.getByRole('button', { name: '登记活动…' }).click();
  const dialog = win.getByRole('dialog', { name: '登记教育活动' });
  await dialog.getByLabel('内容').fill('警示教育大会');
  await dialog.getByLabel('日期').fill(`${year}.1.10`);
  await dialog.getByRole('button', { name: '加一份材料' }).click();
  await dialog.getByLabel('学习材料 1').fill('典型案例通报');
  await dialog
    .getByRole('button', { name: '保 存' })
    .or(dialog.getByRole('button', { name: '保存' }))
    .click();
  const pane = win.getByRole('group', { name: '活动情况' });
  await pane.getByRole('button', { name: '列入名单…' }).click();
  await pick(win, '加一名干部', '李样卷');
  await pick(win, '加一名干部', '王示范');
  await win.getByRole('button', { name: '列入 2 人' }).click();
  await expect(win.getByText('列入 2 人').first()).toBeVisible();
  await pane.getByRole('checkbox', { name: /Select all|全选/ }).check();
  await pane.getByRole('toolbar', { name: '所选的人' }).getByRole('button', { name: '到会' }).click();
  await expect(pane.getByRole('toolbar')).toBeHidden();
  await pane.getByRole('button', { name: '记签阅…' }).click();
  const reading = win.getByRole('dialog', { name: '记签阅' });
  await reading.getByLabel('签阅日期').fill(`${year}0111`);
  await reading.getByRole('checkbox', { name: '王示范' }).check();
  await reading.getByRole('button', { name: '记 1 人已签阅' }).click();
  await expect(pane.getByRole('row', { name: /王示范/ }).getByText('1 / 1')).toBeVisible();
  await win.getByRole('tab', { name: '人员' }).click();
  await win
    .getByRole('row', { name: /王示范/ })
    .getByRole('checkbox')
    .check();
  await win.getByRole('button', { name: '归卷…（1）' }).click();
  const asking = win.getByRole('dialog', { name: `${year} 年教育培训记录归卷` });
  await asking.getByRole('button', { name: /归\s*卷/ }).click();
  await expect(win.getByText('归卷 1 人')).toBeVisible();
  await goTo(win, '全部材料');
  await expect(win.getByText(`${year}年廉政教育培训记录`).first()).toBeVisible();
});
