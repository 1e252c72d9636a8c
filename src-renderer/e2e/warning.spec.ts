/** From a captured report and a check to a suspicion, its warning, and two persons who settle it. */
import type { Page } from '@playwright/test';
import { goTo, openArchive, pick, signIn } from './desk.ts';
import { enter, expect, PASSWORD, test } from './fixtures.ts';

async function capture(win: Page, kind: string, area: string): Promise<void> {
  await win.getByLabel('类别').getByText(kind).click();
  await win.getByRole('tab', { name: '录入' }).click();
  await win.getByRole('button', { name: '房产（含车库、车位、储藏间）加一行' }).click();
  const house = win.getByRole('region', { name: '房产（含车库、车位、储藏间）' });
  await house.getByLabel('坐落').fill('示例市解放路1号');
  await house.getByLabel('产权证号').fill('示房001');
  await house.getByLabel('面积（㎡）').fill(area);
  await win.keyboard.press('Control+S');
  await expect(win.getByRole('cell', { name: kind, exact: true })).toBeVisible();
}

test('a report smaller than the check is 疑似, warned of with its facts, handled by one and confirmed by another', async ({
  sampleArchive,
  win,
}) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '个人事项');
  await pick(win, '哪位干部', '李样卷');
  await capture(win, '年度报告', '90');
  await capture(win, '查核结果', '120');
  await win.getByRole('tab', { name: '比对' }).click();
  await expect(win.getByText('疑似漏报')).toBeVisible();
  await goTo(win, '预警');
  await win.getByRole('button', { name: '重新对照' }).click();
  const list = win.getByRole('grid', { name: '预警清单' });
  await expect(list.getByText(/查核与2025年度报告不一致/)).toBeVisible({ timeout: 30_000 });
  await list.getByText(/查核与2025年度报告不一致/).click();
  const pane = win.getByRole('group', { name: '预警说明' });
  await expect(pane.getByText(/填报 90，查核 120/)).toBeVisible();
  await pane.getByLabel('理由').fill('组织部门已在核实');
  await pane.getByRole('button', { name: '提出，报另一人确认' }).click();
  await expect(pane.getByText(/周档案 提出核实/).first()).toBeVisible();
  await openArchive(win, '样例库');
  await signIn(win, 'reviewer', PASSWORD);
  await goTo(win, '预警');
  await win.getByText('待确认', { exact: true }).click();
  await list.getByText(/查核与2025年度报告不一致/).click();
  await pane.getByRole('button', { name: '同意，办结' }).click();
  await expect(pane.getByText(/已办结/).first()).toBeVisible();
});
