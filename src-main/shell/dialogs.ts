/** Asks the person: for a place, whether a running job may be stopped, and what to do about a lost window. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import type { Choice } from '#contract/bridge.ts';
import { type Asking, CHOICE_TABLE, suggestedFile, withEnding } from './choices.ts';

/** The chosen path, or undefined when the person cancels. */
export async function askForPath(
  window: BrowserWindow,
  choice: Choice,
  suggestedName: string | undefined,
): Promise<string | undefined> {
  const asking = CHOICE_TABLE[choice];
  return asking.kind === 'save'
    ? askWhereToSave(window, asking, suggestedName)
    : askWhatToOpen(window, asking);
}

function filtersOf(asking: Asking): Electron.FileFilter[] {
  return asking.files ? [{ name: asking.files.name, extensions: [...asking.files.endings] }] : [];
}

async function askWhatToOpen(window: BrowserWindow, asking: Asking): Promise<string | undefined> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: asking.title,
    buttonLabel: asking.button,
    filters: filtersOf(asking),
    // The system's own list of recent files would keep names out of the archive.
    properties: [
      asking.kind === 'folder' ? 'openDirectory' : 'openFile',
      'createDirectory',
      'dontAddToRecent',
    ],
  });
  return canceled ? undefined : filePaths[0];
}

async function askWhereToSave(
  window: BrowserWindow,
  asking: Asking,
  suggestedName: string | undefined,
): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: asking.title,
    buttonLabel: asking.button,
    defaultPath: join(app.getPath('documents'), suggestedFile(asking, suggestedName)),
    filters: filtersOf(asking),
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  });
  if (canceled || filePath === '') return undefined;
  const path = withEnding(asking, filePath);
  // The system has asked about the name as typed; about the one with its ending we must.
  if (path !== filePath && existsSync(path) && !(await mayReplace(window, path))) return undefined;
  return path;
}

async function mayReplace(window: BrowserWindow, path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: '廉档',
    message: `「${basename(path)}」已经存在，要替换它吗？`,
    detail: '替换后原来的内容不能恢复。',
    buttons: ['替换', '取消'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

export async function mayStopJobs(window: BrowserWindow, running: number): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: '廉档',
    message: `还有 ${running} 项任务在进行。`,
    detail: '停止后，已完成的部分都在，未完成的部分不会留下；以后可以重新办理。',
    buttons: ['停止任务并退出', '继续等待'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

export async function mayReopen(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: '廉档',
    message: '窗口意外停止，屏幕已锁定。',
    detail: '已保存的内容都在；正在填写而未保存的内容会丢失。重新打开后请输入密码继续。',
    buttons: ['重新打开', '退出'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
