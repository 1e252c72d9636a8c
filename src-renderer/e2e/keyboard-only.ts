/** How a journey without a mouse gets about, and how it proves that there was none. */
import { expect, type Page } from '@playwright/test';

/** Counts presses of any pointing device from now on. */
export async function countPresses(win: Page): Promise<() => Promise<number>> {
  await win.evaluate(() => {
    document.documentElement.dataset['presses'] = '0';
    const count = () => {
      document.documentElement.dataset['presses'] = String(
        Number(document.documentElement.dataset['presses']) + 1,
      );
    };
    window.addEventListener('pointerdown', count, true);
  });
  return () => win.evaluate(() => Number(document.documentElement.dataset['presses']));
}

/** Turns the screens over until the one of this name shows. */
export async function turnTo(win: Page, screen: string): Promise<void> {
  const region = win.getByRole('region', { name: screen });
  for (let turns = 0; turns < 40 && !(await region.isVisible()); turns++)
    await win.keyboard.press('Control+PageDown');
  await region.waitFor();
}

/** Tab until something has the focus; a journey by keyboard gets everywhere so. */
export async function tabTo(win: Page, target: ReturnType<Page['locator']>): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await win.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** A field of the form at the desk, by its label. */
export const formField = (win: Page, label: string) =>
  win.getByRole('form', { name: '著录' }).getByLabel(label, { exact: true });
