/** Which browser drives the windows: one named by the user, one installed, or the headless one from npm. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { hasNpmBrowser, npmBrowser } from './npm-browser.ts';

/** No browser, or one that does not start; the message is for the user. */
export class BrowserUnavailableError extends Error {
  override readonly name = 'BrowserUnavailableError';
}

export interface Browser {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
  /** The npm one cannot open a window on a screen. */
  readonly headlessOnly: boolean;
}

/** The programs themselves rather than distributions' wrapper scripts, which add switches of their own. */
const LINUX = [
  '/usr/lib/chromium/chromium',
  '/usr/lib64/chromium-browser/chromium-browser',
  '/usr/lib/chromium-browser/chromium-browser',
  '/opt/google/chrome/chrome',
  '/opt/microsoft/msedge/msedge',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
];
const MAC = ['Google Chrome', 'Microsoft Edge', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const WINDOWS = [
  ['Microsoft', 'Edge', 'Application', 'msedge.exe'],
  ['Google', 'Chrome', 'Application', 'chrome.exe'],
  ['Chromium', 'Application', 'chrome.exe'],
];

function candidates(): string[] {
  if (process.platform === 'darwin') return MAC;
  if (process.platform !== 'win32') return LINUX;
  const roots = [process.env['ProgramFiles(x86)'], process.env.ProgramFiles, process.env.LOCALAPPDATA];
  return roots.flatMap((root) => (root ? WINDOWS.map((parts) => join(root, ...parts)) : []));
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Value of LIANDANG_CHROMIUM that asks for the npm browser although another is installed. */
const NPM = 'npm';

/** Path of an installed browser. Throws when LIANDANG_CHROMIUM names something that cannot be run. */
function installedBrowser(): string | undefined {
  const named = process.env.LIANDANG_CHROMIUM;
  if (named === NPM) return undefined;
  if (named) {
    if (runs(named)) return named;
    throw new BrowserUnavailableError(
      `LIANDANG_CHROMIUM 指向的 ${named} 不能运行；请改为 Chromium、Chrome 或 Edge 可执行文件的路径。`,
    );
  }
  return candidates().find(runs);
}

/** What could be used, without unpacking anything; for the launcher's decision. */
export function browserAtHand(): 'installed' | 'npm' | 'none' {
  if (installedBrowser() !== undefined) return 'installed';
  return hasNpmBrowser() ? 'npm' : 'none';
}

/** The browser to use. Throws, saying what to install, when there is none. */
export async function findBrowser(): Promise<Browser> {
  const installed = installedBrowser();
  if (installed !== undefined) return { executable: installed, env: {}, headlessOnly: false };
  const packaged = await npmBrowser();
  if (packaged) return { ...packaged, headlessOnly: true };
  throw new BrowserUnavailableError(
    '没有找到可用的浏览器：请安装 Chromium、Chrome 或 Edge（140 以上），或用环境变量 LIANDANG_CHROMIUM 指明其可执行文件。',
  );
}
