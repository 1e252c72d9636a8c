/** The paper by keys: places are made, volumes put in, then counted; what differs is settled with a reason. */
import type { Page } from '@playwright/test';
import { goTo } from './desk.ts';
import { enter, expect, PASSWORD, test } from './fixtures.ts';

async function press(win: Page, button: string | RegExp): Promise<void> {
  await win.getByRole('button', { name: button }).focus();
  await win.keyboard.press('Enter');
}
async function make(win: Page, button: string, name: string): Promise<void> {
  await press(win, button);
  const line = win.getByLabel('名称');
  await line.focus();
  await win.keyboard.type(name);
  await win.keyboard.press('Enter');
  await expect(line).toHaveCount(0);
}

test('places, moves and an inventory by keys, down to its differences', async ({ sampleArchive, win }) => {
  expect(sampleArchive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await goTo(win, '库房与盘点');
  await make(win, '新建库房…', '一号库房');
  const tree = win.getByRole('tree');
  await tree.waitFor();
  for (const [within, button, name] of [
    ['一号库房', '新建柜…', '甲柜'],
    ['甲柜', '新建层…', '一层'],
    ['一层', '新建盒…', '一盒'],
  ] as const) {
    await tree.getByText(within).first().click();
    await make(win, button, name);
  }
  const boxes = win.getByRole('checkbox', { name: /^选 / });
  await win.getByText('未入库的案卷').click();
  for (const at of [0, 1]) {
    await boxes.nth(at).focus();
    await win.keyboard.press('Space');
  }
  await press(win, /移入盒…（2 卷）/);
  await win.getByRole('combobox', { name: '盒' }).focus();
  await win.keyboard.type('一盒');
  await win.keyboard.press('Enter');
  await press(win, /^移\s?入$/);
  await expect(win.getByText('已移 2 卷，移库单 1')).toBeVisible();

  await win.getByRole('tab', { name: '盘点' }).focus();
  await win.keyboard.press('Enter');
  await win.getByRole('combobox', { name: '盘点哪里' }).focus();
  await win.keyboard.type('一盒');
  await win.keyboard.press('Enter');
  await press(win, '开始盘点');
  await win.getByLabel('扫码').focus();
  await win.keyboard.type('LDV1 999');
  await win.keyboard.press('Enter');
  await expect(win.getByText('系统中没有「LDV1 999」')).toBeVisible();
  await win
    .getByRole('checkbox', { name: /^在架 / })
    .first()
    .focus();
  await win.keyboard.press('Space');
  await expect(win.getByText('见到 1 卷，未见 1 卷')).toBeVisible();
  await press(win, '结束盘点…');
  await press(win, '确认结束（1 卷未见）');
  await expect(win.getByText('差异 2 处，未处理 2 处')).toBeVisible();
  await win.getByRole('button', { name: '处理…' }).first().focus();
  await win.keyboard.press('Enter');
  await win.getByLabel('查明的原因和处理').fill('在审核室');
  await press(win, /^确\s?定$/);
  await expect(win.getByText('周档案：在审核室')).toBeVisible();
});
