import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import type { Role } from '#contract/vocabulary.ts';
import { OWN, PEOPLE, ROOT } from '#main/testing/archive.ts';
import { runtimeEnvironment } from '../../src-renderer/e2e/runtime.ts';
import { type Row, say } from './say.ts';

/** An office monitor (README): what a clerk sees without scrolling. */
const MONITOR = { width: 1366, height: 768 };

/** Menu entries to be pictured, by who sees them. */
const SCREENS: readonly (readonly [Role, readonly string[]])[] = [
  ['clerk', ['首页', '花名册', '收件', '编目', '编号', '鉴定', '检索', '转递']],
  ['security-admin', ['账号']],
  ['auditor', ['审计']],
  ['system-admin', ['备份与核验', '设置']],
];

/** Opens the archive in the program's own window and pictures the main screens. @returns where each picture lies */
export async function takePictures(output: string, archive: string): Promise<Row[]> {
  const folder = join(output, '画面');
  mkdirSync(folder);
  const settings = mkdtempSync(join(tmpdir(), 'liandang-demo-'));
  writeFileSync(join(settings, 'recent.json'), JSON.stringify({ archives: [archive] }));
  const { env, args } = runtimeEnvironment();
  const program = await _electron.launch({
    args: [...args, '.'],
    cwd: ROOT,
    env: { ...env, LIANDANG_SETTINGS: settings },
  });
  const rows: Row[] = [];
  try {
    const page = await program.firstWindow();
    await page.waitForURL(/\/index\.html$/);
    await page.setViewportSize(MONITOR);
    const picture = async (name: string) => {
      const path = join(folder, `${String(rows.length + 1).padStart(2, '0')}-${name}.png`);
      await settled(page);
      await page.screenshot({ path });
      rows.push([`画面：${name}`, relative(output, path)]);
      say(`    画面 ${name}`);
    };
    await page.getByRole('button', { name: '打开', exact: true }).waitFor();
    await picture('选择库');
    await page.getByRole('button', { name: '打开', exact: true }).click();
    for (const [role, screens] of SCREENS) {
      await signIn(page, role);
      for (const screen of screens) {
        await page.getByRole('menuitem', { name: screen }).click();
        if (screen === '检索') await search(page);
        await picture(screen);
      }
      await page.keyboard.press('Control+Shift+L');
      await page.getByRole('heading', { name: '屏幕已锁定' }).waitFor();
      if (role === 'clerk') await picture('锁屏');
      await page.getByRole('button', { name: '换人登录' }).click();
      await page.getByRole('button', { name: '打开', exact: true }).click();
    }
  } finally {
    await program.close();
    rmSync(settings, { recursive: true, force: true });
  }
  return rows;
}

async function signIn(page: Page, role: Role): Promise<void> {
  const login = PEOPLE.find(([one]) => one === role)?.[1] ?? '';
  const password = page.getByLabel('密码', { exact: true });
  await page.getByLabel('登录名').fill(login);
  await password.fill(OWN);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.getByRole('menuitem', { name: '首页' }).waitFor();
}

async function search(page: Page): Promise<void> {
  await page.getByRole('searchbox').first().fill('述职');
  await page.keyboard.press('Enter');
}

/** Nothing on its way any more: no spinner, no row still without its text, fonts there. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      document.querySelector('.ant-spin-spinning') === null &&
      [...document.images].every((image) => image.complete) &&
      ![...document.querySelectorAll('[role=gridcell]')].some((cell) => cell.textContent === '…'),
  );
  await page.waitForTimeout(300);
}
