/** The small remainder: modules that the product touches but that have little to do here. */
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type Image, imageOf } from './image.ts';
import { onlyKnown } from './missing.ts';

type Template = readonly (Electron.MenuItemConstructorOptions | Electron.MenuItem)[];

/** Kept, never shown: the browser's window has no menu bar. Accelerators belong in the page. */
export class Menu {
  static #current: Menu | null = null;
  readonly items: object[] = [];

  append(item: object): void {
    this.items.push(item);
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#current = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#current;
  }
  static buildFromTemplate(template: Template): Menu {
    const menu = new Menu();
    for (const item of template) menu.append(item);
    return menu;
  }
}

/** Suspend, lock-screen and the like can be listened for; they are not reported here. */
export const powerMonitor: EventEmitter & Pick<Electron.PowerMonitor, 'getSystemIdleTime'> = onlyKnown(
  'powerMonitor',
  Object.assign(new EventEmitter(), { getSystemIdleTime: () => 0 }),
);

export const safeStorage: Pick<Electron.SafeStorage, 'isEncryptionAvailable' | 'getSelectedStorageBackend'> =
  onlyKnown('safeStorage', {
    isEncryptionAvailable: () => false,
    getSelectedStorageBackend: () => 'basic_text' as const,
  });

export const nativeTheme: EventEmitter & Pick<Electron.NativeTheme, 'shouldUseDarkColors' | 'themeSource'> =
  onlyKnown(
    'nativeTheme',
    Object.assign(new EventEmitter(), { shouldUseDarkColors: false, themeSource: 'system' as const }),
  );

export const nativeImage: {
  createEmpty(): Image;
  createFromBuffer(bytes: Buffer): Image;
  createFromPath(path: string): Image;
} = onlyKnown('nativeImage', {
  createEmpty: () => imageOf(new Uint8Array()),
  createFromBuffer: (bytes: Buffer) => imageOf(bytes),
  createFromPath: (path: string) => imageOf(existsSync(path) ? readFileSync(path) : new Uint8Array()),
});

/** The size assumed for the screen, in pixels; windows place themselves inside it. */
const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 };
const display = {
  id: 1,
  bounds: SCREEN,
  workArea: SCREEN,
  size: { width: SCREEN.width, height: SCREEN.height },
  workAreaSize: { width: SCREEN.width, height: SCREEN.height },
  scaleFactor: 1,
};
export const screen: {
  getPrimaryDisplay(): typeof display;
  getAllDisplays(): (typeof display)[];
  getDisplayMatching(rect: Electron.Rectangle): typeof display;
} = onlyKnown('screen', {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: (_rect: Electron.Rectangle) => display,
});

/** Nothing outside the application is opened from here. */
export const shell: Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'> =
  onlyKnown('shell', {
    openExternal: () => Promise.reject(new Error('Chromium 替身不打开外部链接')),
    openPath: () => Promise.resolve('Chromium 替身不打开外部程序'),
    showItemInFolder: () => {},
    beep: () => {},
  });

/** Network requests from the main process are refused; so is the question whether there is a network. */
export const net: Pick<Electron.Net, 'fetch' | 'isOnline'> = onlyKnown('net', {
  fetch: () => Promise.reject(new Error('net::ERR_BLOCKED_BY_CLIENT')),
  isOnline: () => false,
});
