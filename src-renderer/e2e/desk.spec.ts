/** Cataloguing at speed, by keyboard alone: suggestions, templates, carry-over, batches, acts of the day, keys of one's own. */
import type { Page } from '@playwright/test';
import { enter, expect, PASSWORD, test } from './fixtures.ts';
import { countPresses, formField as field, tabTo, turnTo } from './keyboard-only.ts';

const NAME = '王示范';

/** Picks the cadre whose file is worked on; the cursor is in the picker when the screen opens. */
async function pickPerson(win: Page): Promise<void> {
  await turnTo(win, '编目');
  await win.keyboard.type('wangshifan');
  await win
    .getByRole('option', { name: new RegExp(NAME) })
    .first()
    .waitFor({ state: 'attached' });
  await win.keyboard.press('Enter');
  await expect(win.getByRole('grid', { name: '材料' })).toHaveAttribute('aria-rowcount', '12');
}

test('suggestions are taken, new items carry over, every act goes back', async ({ sampleArchive, win }) => {
  expect(sampleArchive).toContain('样例库');
  await win.setViewportSize({ width: 1366, height: 768 });
  await enter(win, 'clerk', PASSWORD);
  const presses = await countPresses(win);
  const form = win.getByRole('form', { name: '著录' });
  await pickPerson(win);

  await test.step('what the page says is taken by one key, and says where it stands', async () => {
    await win.keyboard.press('Control+ArrowDown');
    await expect(field(win, '类号')).toBeFocused();
    for (let items = 0; items < 10; items++) await win.keyboard.press('Control+ArrowDown');
    await expect(form.getByText('样纪函〔2025〕32号')).toBeVisible();
    await win.screenshot({ path: test.info().outputPath('suggestions.png') });
    const author = form.getByRole('button', { name: '采用责任者：示例市样板局纪检监察组' });
    const key = await author.locator('kbd').innerText();
    await win.keyboard.press(key);
    await expect(field(win, '责任者')).toHaveValue('示例市样板局纪检监察组');
    await expect(field(win, '文号')).toHaveValue('');
    await win.keyboard.press('Alt+Enter');
    await expect(field(win, '文号')).toHaveValue('样纪函〔2025〕32号');
    await win.keyboard.press('Control+s');
    await expect(form).not.toContainText('未保存');
    await expect(form.getByRole('region', { name: '著录建议' }).getByText('文号')).toHaveCount(0);
  });

  await test.step('a new item: class by its digits, title by the template, date fills the year in', async () => {
    await win.keyboard.press('Alt+n');
    await expect(field(win, '类号')).toBeFocused();
    await win.keyboard.type('0601');
    await expect(field(win, '题名')).toBeFocused();
    await expect(field(win, '题名')).toHaveValue('{年度}年度述责述廉报告');
    await expect(form.getByText('题名里的 {年度} 还没有填')).toBeVisible();
    await win.keyboard.press('Enter');
    await win.keyboard.type('2019.1.8');
    await win.keyboard.press('Enter');
    await expect(field(win, '题名')).toHaveValue('2018年度述责述廉报告');
    await win.keyboard.type('王示范');
    await win.keyboard.press('Control+Enter');
    await expect(win.getByText('新建一件', { exact: true }).last()).toBeVisible();
    await expect(field(win, '题名')).toBeFocused();
    await expect(field(win, '日期')).toHaveValue('2019.1.8');
    await expect(field(win, '责任者')).toHaveValue('王示范');
    await win.keyboard.type('2018年度述责述廉报告');
    await expect(form.getByText('本卷 0601 类已有同题名的一件')).toBeVisible();
    await win.keyboard.press('Enter');
    await win.keyboard.press('Control+a');
    await win.keyboard.type('1970');
    await expect(form.getByText('日期早于该干部出生')).toBeVisible();
    await win.keyboard.press('Control+ArrowUp');
  });

  await test.step('the acts of the day: the new item is taken back from the list, then done again', async () => {
    await win.keyboard.press('Control+Alt+h');
    const acts = win.getByRole('dialog', { name: '今日操作' });
    await expect(acts.getByText('新建「2018年度述责述廉报告」')).toBeVisible();
    const first = acts.getByRole('button', { name: '撤销' }).first();
    await expect(first).toBeFocused();
    await win.screenshot({ path: test.info().outputPath('acts.png') });
    await win.keyboard.press('Enter');
    await expect(win.getByText('已撤销：新建「2018年度述责述廉报告」')).toBeVisible();
    await win.keyboard.press('Escape');
    await expect(win.getByText(/已作废：撤销新建/)).toBeVisible();
    await win.keyboard.press('Control+Alt+y');
    await expect(win.getByText(/已作废：撤销新建/)).toHaveCount(0);
  });
  expect(await presses()).toBe(0);
});

test('a batch is looked at, written and taken back whole; keys are set anew', async ({
  sampleArchive,
  win,
}) => {
  expect(sampleArchive).toContain('样例库');
  await win.setViewportSize({ width: 1366, height: 768 });
  await enter(win, 'clerk', PASSWORD);
  const presses = await countPresses(win);

  await test.step('all items of the archive: choose some by keyboard', async () => {
    await turnTo(win, '全部材料');
    const list = win.getByRole('grid', { name: '全部材料' });
    await expect(list).toBeFocused();
    await list.getByRole('row').nth(3).waitFor();
    await win.keyboard.press('Home');
    await win.keyboard.press('Shift+ArrowDown');
    await win.keyboard.press('Shift+ArrowDown');
    await expect(win.getByText(/选中 3 条/)).toBeVisible();
    await win.screenshot({ path: test.info().outputPath('all-items.png') });
    await win.keyboard.press('Control+b');
  });
  const dialog = win.getByRole('dialog');
  await test.step('old and new of each item, before anything is written', async () => {
    const replace = dialog.getByRole('checkbox', { name: '题名中替换' });
    await expect(replace).toBeFocused();
    const supplier = dialog.getByRole('checkbox', { name: '材料来处' });
    await tabTo(win, supplier);
    await win.keyboard.press('Space');
    await win.keyboard.press('Tab');
    await win.keyboard.type('干部监督科');
    await expect(dialog.getByText(/材料来处：.+ → 干部监督科/)).toHaveCount(3);
    await win.screenshot({ path: test.info().outputPath('batch.png') });
    await win.keyboard.press('Control+s');
    await expect(win.getByText('已修改 3 件，可一次撤销')).toBeVisible();
    await expect(dialog).toHaveCount(0);
  });
  await test.step('one undo takes all of it back', async () => {
    await turnTo(win, '编目');
    await win.keyboard.press('Control+Alt+z');
    await expect(win.getByText('已撤销：批量修改 3 件')).toBeVisible();
  });

  await test.step('a key of one’s own, told where it clashes, in force at once', async () => {
    await turnTo(win, '设置');
    await tabTo(win, win.getByRole('button', { name: '更改「保存」的键' }));
    await win.keyboard.press('Enter');
    await expect(win.getByText('请按新的键，Esc 取消')).toBeVisible();
    await win.keyboard.press('F8');
    await expect(win.getByText('F8 已是「下一个未填全的件」的键')).toBeVisible();
    await win.screenshot({ path: test.info().outputPath('keymap.png') });
    await tabTo(win, win.getByRole('button', { name: '算了' }));
    await win.keyboard.press('Enter');
    await tabTo(win, win.getByRole('button', { name: '更改「保存」的键' }));
    await win.keyboard.press('Enter');
    await win.keyboard.press('F2');
    await expect(win.getByText('快捷键已改')).toBeVisible();
    await win.keyboard.press('F1');
    const help = win.getByRole('dialog', { name: '快捷键一览' });
    await expect(help.getByText('F2', { exact: true })).toBeVisible();
    await win.screenshot({ path: test.info().outputPath('help.png') });
    await win.keyboard.press('Escape');
    await expect(help).toBeHidden();
  });
  await test.step('the form is saved by it, and the former key does nothing', async () => {
    await pickPerson(win);
    await win.keyboard.press('Control+ArrowDown');
    await expect(field(win, '类号')).toBeFocused();
    await win.keyboard.press('Enter');
    await win.keyboard.type('甲');
    const form = win.getByRole('form', { name: '著录' });
    await expect(form).toContainText('未保存');
    await win.keyboard.press('Control+s');
    await expect(form).toContainText('未保存');
    await win.keyboard.press('F2');
    await expect(form).not.toContainText('未保存');
    await win.screenshot({ path: test.info().outputPath('catalogue.png') });
  });
  expect(await presses()).toBe(0);
});
