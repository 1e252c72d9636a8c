/** The `electron` module as the product's main process imports it. */
import { app } from './app.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc.ts';
import { wholeModuleMissing } from './missing.ts';
import { Menu, nativeImage, nativeTheme, net, powerMonitor, safeStorage, screen, shell } from './rest.ts';
import { protocol, session } from './session.ts';
import { WebContents } from './web-contents.ts';
import { BrowserWindow } from './window.ts';

const webContents: typeof WebContents = WebContents;
const BaseWindow: object = wholeModuleMissing('BaseWindow');
const clipboard: object = wholeModuleMissing('clipboard');
const crashReporter: object = wholeModuleMissing('crashReporter');
const desktopCapturer: object = wholeModuleMissing('desktopCapturer');
const globalShortcut: object = wholeModuleMissing('globalShortcut');
const MenuItem: object = wholeModuleMissing('MenuItem');
const MessageChannelMain: object = wholeModuleMissing('MessageChannelMain');
const Notification: object = wholeModuleMissing('Notification');
const powerSaveBlocker: object = wholeModuleMissing('powerSaveBlocker');
const Tray: object = wholeModuleMissing('Tray');
const utilityProcess: object = wholeModuleMissing('utilityProcess');
const webFrameMain: object = wholeModuleMissing('webFrameMain');

export {
  app,
  BaseWindow,
  BrowserWindow,
  clipboard,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
  webFrameMain,
};

/** For `import electron from 'electron'`. */
export default {
  app,
  BaseWindow,
  BrowserWindow,
  clipboard,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
  webContents,
  webFrameMain,
};
