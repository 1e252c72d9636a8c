/** 立档与应收: why something is due of a cadre, and a rule changed as a draft, counted and put in force; the library of rules. */
import { goTo, openArchive, pick, signIn } from './desk.ts';
import { enter, expect, PASSWORD, test } from './fixtures.ts';

test('a clerk asks why something is due and drafts a change; the reviewer counts it and puts it in force; 制度库', async ({
  sampleArchive,
  win,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '立档与应收');
  await win.getByRole('tab', { name: '某人应收什么' }).click();
  await pick(win, '选择干部', '王示范');
  await expect(win.getByText('级别“县处级副职”含“处级”').first()).toBeVisible();
  await expect(win.getByRole('row', { name: /0202 变更事项报告.*程序不能预知/ })).toBeVisible();
  await win.getByRole('tab', { name: '规则' }).click();
  await win.getByRole('row', { name: '车辆', exact: true }).focus();
  await win.keyboard.press('Enter');
  const dialog = win.getByRole('dialog', { name: '应收规则' });
  await dialog.getByLabel('期限（月日四位）').fill('0630');
  await dialog.getByRole('button', { name: '改好' }).click();
  await win.getByRole('switch', { name: '启用讲学写作等劳务所得' }).click();
  await expect(win.getByText('有未存的修改')).toBeVisible();
  await win.getByRole('button', { name: '存草稿' }).click();
  await expect(win.getByText(/周档案 .*存的草稿/)).toBeVisible();
  await openArchive(win, '样例库');
  await signIn(win, 'reviewer', PASSWORD);
  await goTo(win, '立档与应收');
  await win.getByRole('button', { name: '试算与施行…' }).click();
  const trial = win.getByRole('dialog', { name: '试算与施行' });
  await expect(trial.getByText('修改应收「讲学写作等劳务所得」；修改应收「车辆」')).toBeVisible();
  await expect(trial.getByRole('row', { name: /0302/ })).toBeVisible();
  await trial.getByLabel('为什么修改').fill('车辆改在半年时报');
  await trial.getByRole('button', { name: /施\s*行/ }).click();
  await expect(win.getByText('已存为第 2 版')).toBeVisible();
  await win.getByRole('tab', { name: '版本' }).click();
  await expect(win.getByRole('row', { name: /第 2 版.*施行中.*车辆改在半年时报/ })).toBeVisible();

  await win.getByRole('tab', { name: '制度库' }).click();
  await win.getByRole('button', { name: '登记制度…' }).click();
  const entry = win.getByRole('dialog', { name: '登记制度' });
  await entry.getByLabel('名称').fill('样例县廉政档案管理办法');
  await entry.getByLabel('施行日期').fill('20190501');
  await entry.getByLabel('正文').fill('第一条　为了规范廉政档案。\n第二条　车辆每年报告一次。');
  await entry.getByRole('button', { name: /保\s*存/ }).click();
  await expect(entry).toBeHidden();
  await win.getByLabel('查找制度').fill('廉政档案。第二条');
  await expect(
    win.getByRole('row', { name: '样例县廉政档案管理办法' }).getByText('车辆每年报告'),
  ).toBeVisible();
});
