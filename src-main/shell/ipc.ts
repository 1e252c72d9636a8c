/** The only place that listens to the window. Every message is checked for who sent it before anything else. */
import { basename, isAbsolute } from 'node:path';
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { CHOICES, type Choice, type Chosen } from '#contract/bridge.ts';
import type { Result } from '#contract/result.ts';
import type { Application } from '#main/application/index.ts';
import { CHANNELS } from './channels.ts';
import { askForPath } from './dialogs.ts';
import { isTrusted } from './policy.ts';

/** Files dropped at once; a folder counts as one. */
const MOST_DROPPED = 1000;

const UNTRUSTED: Result<never> = {
  ok: false,
  error: { code: 'sender-untrusted', message: '请求不是来自本程序的窗口，已拒绝。请关闭程序后重新打开。' },
};

function isChoice(value: unknown): value is Choice {
  return CHOICES.some((choice) => choice === value);
}

export function listen(window: BrowserWindow, application: Application, touched: () => void): void {
  const { webContents } = window;
  const handle = <T>(
    channel: string,
    refused: T,
    work: (...args: readonly unknown[]) => T | Promise<T>,
  ): void => {
    ipcMain.handle(channel, (event: IpcMainInvokeEvent, ...args: unknown[]) => {
      const trusted = isTrusted({
        url: event.senderFrame?.url,
        isTopFrame: event.senderFrame?.parent === null,
        isOurWindow: event.sender === webContents,
      });
      return trusted ? work(...args) : refused;
    });
  };
  const granted = (path: string): Chosen => ({
    token: application.grantPath(path),
    name: basename(path) || path,
  });

  handle(CHANNELS.call, UNTRUSTED as Result<unknown>, (route, input) =>
    application.call(String(route), input),
  );
  handle(CHANNELS.choose, null as Chosen | null, async (choice, suggested) => {
    if (!isChoice(choice)) return null;
    const path = await askForPath(window, choice, typeof suggested === 'string' ? suggested : undefined);
    return path === undefined ? null : granted(path);
  });
  handle(CHANNELS.grantDropped, [] as readonly Chosen[], (paths) => {
    if (!Array.isArray(paths) || paths.length > MOST_DROPPED) return [];
    // A file that a script made has no path.
    return paths.filter((path) => typeof path === 'string' && isAbsolute(path)).map(granted);
  });
  handle(CHANNELS.active, undefined, () => touched());
  handle(CHANNELS.print, false, () =>
    application.isReading()
      ? false
      : new Promise<boolean>((done) => {
          webContents.print({ silent: false, printBackground: true }, (printed) => done(printed));
        }),
  );
  const stop = application.onEvent((event) => {
    if (!webContents.isDestroyed()) webContents.send(CHANNELS.event, event);
  });
  window.once('closed', stop);
}
