// Finds Electron's binary, or lets Electron's own npm package fetch it.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './node24.mjs';

const npmPackage = join(root, 'node_modules', 'electron');
export const standInFolder = join(root, 'tools', 'chromium-shell');
const NAMES = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
const name = NAMES[process.platform] ?? 'electron';

/** A download may take this long in ms … */
const TOTAL_MS = 120_000;
/** … and may stand still for this long. */
const STALL_MS = 15_000;

/** `{ electron, brokenOverride, standInAsked }`: paths, or undefined; whether the override names our own stand-in. */
export function findElectron(env = process.env) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH;
  if (folder) {
    const standInAsked = existsSync(folder) && realpathSync(folder) === realpathSync(standInFolder);
    if (standInAsked) return { electron: undefined, brokenOverride: undefined, standInAsked };
    const executable = join(folder, name);
    return existsSync(executable)
      ? { electron: executable, brokenOverride: undefined, standInAsked }
      : { electron: undefined, brokenOverride: folder, standInAsked };
  }
  const found = { electron: undefined, brokenOverride: undefined, standInAsked: false };
  const pathFile = join(npmPackage, 'path.txt');
  if (!existsSync(pathFile)) return found;
  // Written by the installer last: without it, dist/ may be half unpacked.
  const executable = join(npmPackage, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? { ...found, electron: executable } : found;
}

/** Whether Electron's package with its installer is there. */
export function hasInstaller() {
  return existsSync(join(npmPackage, 'install.js'));
}

function bytesBelow(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => {
      const size = statSync(join(entry.parentPath ?? entry.path, entry.name), {
        throwIfNoEntry: false,
      })?.size;
      return sum + (size ?? 0);
    }, 0);
}

/**
 * Runs Electron's installer with Node 24. Resolves to whether it succeeded; without a network that takes under a
 * second. It is ended when it stands still or takes too long.
 */
export function installElectron(node) {
  const temporary = mkdtempSync(join(tmpdir(), 'liandang-electron-'));
  const child = spawn(node, [join(npmPackage, 'install.js')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // Its own temporary folder, so that its progress can be seen.
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  });
  let reason = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    reason = (reason + text).slice(-2000);
  });
  return new Promise((done) => {
    const began = Date.now();
    let moved = began;
    let before = 0;
    const watch = setInterval(() => {
      const now = bytesBelow(temporary) + bytesBelow(join(npmPackage, 'dist'));
      if (now !== before) moved = Date.now();
      before = now;
      if (Date.now() - began > TOTAL_MS || Date.now() - moved > STALL_MS) child.kill();
    }, 1000);
    const end = (succeeded) => {
      clearInterval(watch);
      rmSync(temporary, { recursive: true, force: true });
      const line = reason.split('\n').find((text) => text.trim() !== '') ?? '';
      done({ succeeded, reason: line.trim() });
    };
    child.once('error', () => end(false));
    child.once('exit', (code) => end(code === 0));
  });
}
