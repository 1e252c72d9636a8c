/** 查阅 through the window: request, sign-off chain, two readers, reading under the clock, return check. */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TestArchive } from '#main/testing/archive.ts';
import { goTo, openArchive, pick, signIn, signInAs } from './desk.ts';
import { expect, loginOf, PASSWORD, SAMPLE, test } from './fixtures.ts';

const NAME = '王示范';
const READERS = [
  ['dujia', '杜甲'],
  ['duyi', '杜乙'],
] as const;
const LEADER = ['hanling', '韩领导'] as const;

test('a file is asked for, signed for, read by two under the clock, and counted back', async ({
  sampleArchive,
  win,
  dialogs,
}) => {
  test.setTimeout(240_000);
  await test.step('两个查阅人的账号', async () => {
    const archive = await TestArchive.open(dirname(sampleArchive), '样例库');
    for (const [login, name] of READERS) await archive.addAccount(login, name, ['reader'], 'secret');
    await archive.addAccount(...LEADER, ['approver'], 'secret');
    await archive.application.close();
  });

  await test.step('受理', async () => {
    await openArchive(win, '样例库');
    await signIn(win, 'clerk', PASSWORD);
    await goTo(win, '查阅');
    await win.getByRole('button', { name: '受理查阅…' }).click();
    const form = win.getByRole('dialog', { name: '受理查阅' });
    await pick(win, '选择干部', NAME);
    await form.getByLabel('事由').click();
    await win.getByRole('option', { name: /考察、任免/ }).waitFor({ state: 'attached' });
    await win.keyboard.type('考察');
    await win.keyboard.press('ArrowDown');
    await win.keyboard.press('Enter');
    await form.getByLabel('查阅单位').fill('样例县委组织部');
    await form.getByLabel('理由').fill('拟任职考察');
    for (const [index, [, name]] of READERS.entries()) {
      await form.getByLabel(`查阅人${index + 1}账号`).click();
      await win.keyboard.type(name);
      await win.keyboard.press('Enter');
      await form.getByLabel(`查阅人${index + 1}姓名`).fill(name);
      await form.getByLabel(`查阅人${index + 1}职务`).fill('干事');
    }
    await form.getByRole('button', { name: '查回避' }).click();
    await expect(form.getByText('没有须回避的关系')).toBeVisible();
    await form.getByRole('button', { name: '存为拟稿' }).click();
    await expect(form).toBeHidden();
    const pane = win.getByRole('region', { name: '查阅单详情' });
    // Without the stamped application it does not go anywhere.
    await pane.getByRole('button', { name: '提交签批' }).click();
    await expect(win.getByText(/依据/).last()).toBeVisible();
    await dialogs.open(join(SAMPLE, '扫描件', firstScan()));
    await pane.getByRole('button', { name: '附依据文件…' }).click();
    await expect(pane.getByText(/（1页）/)).toBeVisible();
    await pane.getByRole('button', { name: '提交签批' }).click();
    await expect(pane.getByText('签批中')).toBeVisible();
  });

  await test.step('逐级签批，每人输入自己的密码', async () => {
    // 查阅单位负责人、档案部门、主要领导: three persons, each once.
    for (const [index, login] of [LEADER[0], loginOf('reviewer'), loginOf('approver')].entries()) {
      await openArchive(win, '样例库');
      await signInAs(win, login, PASSWORD);
      await goTo(win, '查阅');
      await win.getByRole('grid', { name: '查阅单' }).getByRole('row').nth(1).click();
      const pane = win.getByRole('region', { name: '查阅单详情' });
      await pane.getByRole('button', { name: '签批…' }).click();
      const dialog = win.getByRole('dialog').last();
      await dialog.getByLabel('意见').fill('同意');
      if (index === 0) {
        await dialog.getByLabel('本人密码').fill('cuowu');
        await dialog.getByRole('button', { name: '同意', exact: true }).click();
        await expect(dialog.getByRole('alert')).toBeVisible();
      }
      await dialog.getByLabel('本人密码').fill(PASSWORD);
      await dialog.getByRole('button', { name: '同意', exact: true }).click();
      await expect(dialog).toBeHidden();
      // The same person does not sign twice.
      if (index === 0) await expect(pane.getByRole('button', { name: '签批…' })).toBeDisabled();
      if (index === 2) await expect(pane.getByText('已批准', { exact: true })).toBeVisible();
    }
  });

  await test.step('阅览：两人认证，只有批准的页，计时', async () => {
    await openArchive(win, '样例库');
    await signIn(win, 'clerk', PASSWORD);
    await goTo(win, '查阅');
    await win.getByRole('grid', { name: '查阅单' }).getByRole('row').nth(1).click();
    await win.getByRole('button', { name: '开始阅览…' }).click();
    const dialog = win.getByRole('dialog').last();
    await dialog.getByLabel(/杜甲/).fill(PASSWORD);
    await expect(dialog.getByRole('button', { name: '开始计时' })).toBeDisabled();
    await dialog.getByLabel(/杜乙/).fill(PASSWORD);
    await dialog.getByRole('button', { name: '开始计时' }).click();
    await expect(win.getByRole('timer')).toContainText('还剩');
    // Nothing of the program is there but the reading.
    await expect(win.getByRole('menuitem')).toHaveCount(0);
    const page = win.getByRole('img', { name: '第 1 页' });
    await expect(page).toBeVisible();
    await expect
      .poll(() => page.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(100);
    const denied = await win.evaluate(() => window.archive.call('people.axes', {}));
    expect(denied).toMatchObject({ ok: false });
    await win.getByRole('button', { name: '下一页' }).click();
    await expect(win.getByRole('img', { name: '第 2 页' })).toBeVisible();
    await win.getByRole('button', { name: '廉政画像' }).click();
    const profile = win.getByRole('dialog', { name: '廉政画像' });
    await expect(profile.getByText('只列批准查阅的材料')).toBeVisible();
    await profile.getByRole('button', { name: /页$/ }).first().press('Enter');
    await expect(profile).toBeHidden();
    // Long enough that the desk has been told which page was looked at.
    await win.waitForTimeout(6_000);
    await win.getByRole('button', { name: '阅毕归还' }).click();
    await win.getByRole('dialog').getByRole('button', { name: '结束阅览' }).click();
    await expect(win.getByRole('heading', { name: '屏幕已锁定' })).toBeVisible();
  });

  await test.step('归还核对，办结', async () => {
    await win.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await win.getByRole('button', { name: '解锁' }).click();
    await goTo(win, '查阅');
    await win.getByRole('grid', { name: '查阅单' }).getByRole('row').nth(1).click();
    const pane = win.getByRole('region', { name: '查阅单详情' });
    await expect(pane.getByText('阅毕')).toBeVisible();
    await expect(pane.getByText(/[1-9]\d*秒/).first()).toBeVisible();
    await pane.getByRole('button', { name: '归还核对…' }).click();
    const dialog = win.getByRole('dialog').last();
    const done = dialog.getByRole('button', { name: '核对完毕，办结' });
    await expect(done).toBeDisabled();
    for (const row of await dialog.getByRole('spinbutton').all()) await row.fill('1');
    // A difference without its story is refused.
    await done.click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    for (const row of await dialog.getByRole('textbox', { name: / 情况$/ }).all()) await row.fill('数得一页');
    await done.click();
    await expect(pane.getByText('已办结')).toBeVisible();
    // Two pages were counted as one: the difference stands in the record.
    await expect(pane.getByText(/不符 \d+ 处/)).toBeVisible();
  });
});

function firstScan(): string {
  const [person = ''] = readdirSync(join(SAMPLE, '扫描件'));
  const [set = ''] = readdirSync(join(SAMPLE, '扫描件', person));
  const [scan = ''] = readdirSync(join(SAMPLE, '扫描件', person, set));
  return join(person, set, scan);
}
