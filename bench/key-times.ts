// How long the window takes from a keystroke to the frame that shows what it did, taken inside the page.
import type { Page } from '@playwright/test';

export interface KeyTime {
  readonly key: string;
  readonly ms: number;
  /** The key asked for another item: the time runs until its form stands there, ready to be typed in. */
  readonly next: boolean;
}

interface Watched {
  keyTimes?: KeyTime[];
}

export async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: KeyTime[] = [];
    (globalThis as Watched).keyTimes = times;
    const NEXT = new Set(['F7', 'F8', 'ArrowDown', 'ArrowUp']);
    let asked: { key: string; from: number; subject: string | undefined } | undefined;
    /** After the frame that the browser draws next has been handed over. */
    const drawn = (done: () => void) =>
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = done;
        channel.port2.postMessage(0);
      });
    const form = () => document.querySelector<HTMLElement>('[role=form][data-subject]');
    window.addEventListener(
      'keydown',
      (event) => {
        if (['Control', 'Alt', 'Shift'].includes(event.key)) return;
        const { key, timeStamp: from } = event;
        if (NEXT.has(key)) asked = { key, from, subject: form()?.dataset['subject'] };
        else drawn(() => times.push({ key, ms: performance.now() - from, next: false }));
      },
      true,
    );
    new MutationObserver(() => {
      const now = form();
      if (!asked || now?.ariaBusy !== 'false' || now.dataset['subject'] === asked.subject) return;
      const { key, from } = asked;
      asked = undefined;
      drawn(() => times.push({ key, ms: performance.now() - from, next: true }));
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

export async function keyTimes(page: Page): Promise<KeyTime[]> {
  return page.evaluate(() => (globalThis as Watched).keyTimes ?? []);
}
