/** How a person gets about in the window: choosing an archive, signing in, going to a screen, answering lists. */
import type { Page } from '@playwright/test';
import type { Role } from '#contract/vocabulary.ts';
import { loginOf } from './fixtures.ts';

/** From the sign-in screen to home. */
export async function signIn(win: Page, role: Role, password: string): Promise<void> {
  await signInAs(win, loginOf(role), password);
}

export async function signInAs(win: Page, login: string, password: string): Promise<void> {
  await win.getByLabel('登录名').fill(login);
  await win.getByLabel('密码', { exact: true }).fill(password);
  await win.getByRole('button', { name: '登录', exact: true }).click();
}

/** The first sign-in: the initial password is good for one thing, to be changed. */
export async function signInFirst(win: Page, role: Role, first: string, own: string): Promise<void> {
  await signInFirstAs(win, loginOf(role), first, own);
}

export async function signInFirstAs(win: Page, login: string, first: string, own: string): Promise<void> {
  await signInAs(win, login, first);
  await win.getByRole('heading', { name: '请先修改初始密码' }).waitFor();
  await win.getByLabel('原密码').fill(first);
  await win.getByLabel('新密码', { exact: true }).fill(own);
  await win.getByLabel('再输一遍新密码').fill(own);
  await win.getByRole('button', { name: '修改密码' }).click();
  await win.getByRole('menuitem', { name: '首页' }).waitFor();
}

/** Leaves whoever sits there, and opens an archive of the list by its name. */
export async function openArchive(win: Page, name: string): Promise<void> {
  const menu = win.getByRole('menuitem', { name: '首页' });
  if (await menu.isVisible()) {
    await win.keyboard.press('Control+Shift+L');
    await win.getByRole('button', { name: '换人登录' }).click();
  }
  await win
    .getByRole('row', { name: new RegExp(name) })
    .getByRole('button', { name: '打开' })
    .click();
  await win.getByLabel('登录名').waitFor();
}

export async function goTo(win: Page, screen: string): Promise<void> {
  await win.getByRole('menuitem', { name: screen }).click();
  await win.getByRole('region', { name: screen }).waitFor();
}

/** Finds a cadre in a picker by part of the name and takes the first, as fast as fingers go. */
export async function pick(win: Page, label: string, text: string): Promise<void> {
  const box = win.getByLabel(label);
  await box.click();
  await win.keyboard.type(text);
  await win
    .getByRole('option', { name: new RegExp(text) })
    .first()
    .waitFor({ state: 'attached' });
  await win.keyboard.press('Enter');
}

/** Takes the first row of a list by keyboard, once there is one. */
export async function takeFirst(win: Page, grid: string): Promise<void> {
  const list = win.getByRole('grid', { name: grid });
  await list.getByRole('row').nth(1).waitFor();
  await list.focus();
  await win.keyboard.press('Home');
}
