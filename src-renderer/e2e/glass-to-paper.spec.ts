/** From the scanner's glass to a printed form of a bound volume, by keys alone; LibreOffice reads what came out. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Role } from '#contract/vocabulary.ts';
import { expect, loginOf, PASSWORD, test } from './fixtures.ts';
import { countPresses, formField as field, tabTo, turnTo } from './keyboard-only.ts';
import { layOnGlass, openScanning, openTab, SANE, saveProfile, sheetFor } from './scanner.ts';

const OFFICE = spawnSync('soffice', ['--version']).error === undefined;
const NAME = '李样卷';
const TITLE = '2025年度述责述廉报告';

/** Whoever sits there leaves; this role signs in. Only keys. */
async function changeTo(win: Page, role: Role): Promise<void> {
  if (await win.getByRole('menuitem', { name: '首页' }).isVisible()) {
    await win.keyboard.press('Control+Shift+L');
    await tabTo(win, win.getByRole('button', { name: '换人登录' }));
    await win.keyboard.press('Enter');
  }
  await tabTo(win, win.getByRole('row', { name: /样例库/ }).getByRole('button', { name: '打开' }));
  await win.keyboard.press('Enter');
  await tabTo(win, win.getByLabel('登录名'));
  await win.keyboard.type(loginOf(role));
  await win.keyboard.press('Tab');
  await win.keyboard.type(PASSWORD);
  await win.keyboard.press('Enter');
  await win.getByRole('menuitem', { name: '首页' }).waitFor();
}

/** The cursor is in the picker when a screen for one cadre opens. */
async function pickPerson(win: Page): Promise<void> {
  await expect(win.getByLabel('哪位干部')).toBeFocused();
  await win.keyboard.type('liyangjuan');
  await win
    .getByRole('option', { name: new RegExp(NAME) })
    .first()
    .waitFor({ state: 'attached' });
  await win.keyboard.press('Enter');
}

test('a stack on the scanner ends as a numbered, bound volume and its printed contents, without the mouse', async ({
  sampleArchive,
  folder,
  win,
  dialogs,
}) => {
  test.skip(!SANE, 'NOT RUN: sane-utils is not installed on this machine');
  test.setTimeout(150_000);
  expect(sampleArchive).toContain('样例库');
  await win.setViewportSize({ width: 1366, height: 768 });
  await win.getByRole('row', { name: /样例库/ }).waitFor();
  const presses = await countPresses(win);
  await changeTo(win, 'clerk');

  await test.step('扫描：分件页认出归处，进纸器的页归到新的一件', async () => {
    await openScanning(win);
    const payload = await sheetFor(win, '0601');
    await saveProfile(win, '玻璃板', 'pnm:0', '', `filename=${layOnGlass(folder, payload)}`);
    await saveProfile(win, '进纸器', 'test', 'Automatic Document Feeder', 'test-picture=Color pattern');
    await openTab(win, '扫描仪');
    await expect(win.getByTitle('玻璃板（100dpi）')).toBeVisible();
    await win.keyboard.press('F9');
    const strip = win.getByRole('group', { name: '这一批' });
    await expect(strip.getByText('1 张分件页')).toBeVisible({ timeout: 20_000 });
    await win.getByLabel('扫描方案').focus();
    await win.keyboard.press('Enter');
    await win.getByTitle('进纸器（100dpi）').waitFor();
    await win.keyboard.press('ArrowDown');
    await win.keyboard.press('Enter');
    await win.keyboard.press('F11');
    await expect(strip.getByText('10 页已归件，1 张分件页，0 页待处理')).toBeVisible({ timeout: 40_000 });
    await tabTo(win, strip.getByRole('button', { name: '第 11 面' }));
    await win.keyboard.press('Enter');
    await win.getByRole('region', { name: '编目' }).waitFor();
  });

  await test.step('编目：十页就在旁边，著录并保存', async () => {
    const form = win.getByRole('form', { name: '著录' });
    await expect(win.getByText(/第 1 页，共 10 页|1\s*\/\s*10|共 10 页/).first()).toBeVisible();
    await tabTo(win, field(win, '题名'));
    await win.keyboard.press('Control+a');
    await win.keyboard.type(TITLE);
    await win.keyboard.press('Enter');
    await win.keyboard.press('Control+a');
    await win.keyboard.type('2026.1.12');
    await win.keyboard.press('Enter');
    await win.keyboard.type(NAME);
    await tabTo(win, field(win, '纸质页数'));
    await win.keyboard.press('Control+a');
    await win.keyboard.type('10');
    await win.keyboard.press('Control+s');
    await expect(win.getByText('已保存')).toBeVisible();
    await expect(form).not.toContainText('未保存');
  });

  await test.step('排列、提请定号和装订', async () => {
    await turnTo(win, '编号');
    await pickPerson(win);
    const row = win.getByRole('grid', { name: '本卷各件' }).getByRole('row', { name: new RegExp(TITLE) });
    await expect(row).toContainText('整理中');
    await tabTo(win, win.getByRole('button', { name: '按规则排列' }));
    await win.keyboard.press('Enter');
    await tabTo(win, win.getByRole('button', { name: /^定号（\d+ 件）…$/ }));
    await win.keyboard.press('Enter');
    await expect(win.getByRole('dialog').getByRole('button', { name: '提请' })).toBeFocused();
    await win.screenshot({ path: test.info().outputPath('propose.png') });
    await win.keyboard.press('Enter');
    await expect(win.getByText(/已提请定号，等另一人/)).toBeVisible();
  });

  await test.step('审核员批准', async () => {
    await changeTo(win, 'reviewer');
    await turnTo(win, '编号');
    const approve = win.getByRole('button', { name: `批准${NAME}的定号` });
    await approve.waitFor();
    await win.screenshot({ path: test.info().outputPath('approve.png') });
    await tabTo(win, approve);
    await win.keyboard.press('Enter');
    await expect(win.getByText(/已批准：李样卷/)).toBeVisible();
  });

  const target = join(folder, '卷内目录.docx');
  await test.step('卷内目录', async () => {
    await changeTo(win, 'clerk');
    await turnTo(win, '表格');
    await tabTo(win, win.getByLabel('哪位干部'));
    await pickPerson(win);
    await expect(win.getByRole('cell', { name: TITLE }).first()).toBeVisible();
    await win.screenshot({ path: test.info().outputPath('form.png') });
    await dialogs.save(target);
    await tabTo(win, win.getByRole('button', { name: '输出文档…' }));
    await win.keyboard.press('Enter');
    await expect(win.getByText(/已写出「卷内目录.docx」/)).toBeVisible();
  });
  expect(await presses()).toBe(0);

  test.skip(!OFFICE, 'NOT RUN: LibreOffice is not installed on this machine');
  const profile = `-env:UserInstallation=file://${join(folder, 'office')}`;
  const made = spawnSync('soffice', [
    profile,
    '--headless',
    '--convert-to',
    'pdf',
    '--outdir',
    folder,
    target,
  ]);
  expect(made.status, made.stderr.toString()).toBe(0);
  const text = spawnSync('pdftotext', ['-layout', join(folder, '卷内目录.pdf'), '-']).stdout.toString();
  expect(text.replaceAll(/\s/g, '')).toContain(TITLE);
  expect(text).toMatch(/第\s*1\s*页/);
});
