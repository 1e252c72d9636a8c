// `npm start`, after the build: opens the program on Electron, or on a browser where Electron cannot be had.
// Plain JavaScript for Node 20, so that it can still explain itself where nothing else runs.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decide } from './decide.mjs';
import { findElectron, hasInstaller, installElectron, standInFolder } from './electron-binary.mjs';
import { findNode24, root } from './node24.mjs';
import { passThrough } from './pass-through.mjs';

const args = process.argv.slice(2);
const node = findNode24();
const standIn = join(standInFolder, 'main.ts');

/** Asks the stand-in which browser it would use; an unusable LIANDANG_CHROMIUM is reported and counts as none. */
function browserAtHand() {
  if (node === undefined) return 'none';
  const asked = spawnSync(node, [standIn, '--liandang-browser'], { encoding: 'utf8' });
  if (asked.status !== 0) process.stderr.write(asked.stderr);
  const answer = asked.status === 0 ? asked.stdout.trim() : 'none';
  return answer === 'installed' || answer === 'npm' ? answer : 'none';
}

function factsOf(downloadFailed) {
  const { electron, brokenOverride, standInAsked } = findElectron();
  const switchedOff =
    standInAsked || process.env.LIANDANG_NO_DOWNLOAD === '1' || !hasInstaller() || node === undefined;
  const notFailed = switchedOff ? 'switched-off' : 'possible';
  const download = downloadFailed ? 'failed' : notFailed;
  return {
    platform: process.platform,
    hasScreen: process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY),
    headless: args.includes('--headless') || process.env.LIANDANG_HEADLESS === '1',
    built: existsSync(join(root, 'out', 'main', 'main.js')),
    electron,
    brokenOverride,
    download,
    hasNode24: node !== undefined,
    // Asked only when it matters: it costs a process.
    browser: electron === undefined && download !== 'possible' ? browserAtHand() : 'none',
  };
}

/** Electron, like every Chromium, refuses its sandbox to root. */
function sandboxSwitches() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return [];
  process.stderr.write('以 root 运行时没有沙箱，只宜用于试验；请改用普通用户。\n');
  return ['--no-sandbox'];
}

let decision = decide(factsOf(false));
if (decision.kind === 'download') {
  process.stderr.write('正在取得 Electron（LIANDANG_NO_DOWNLOAD=1 可跳过）……\n');
  const { succeeded, reason } = await installElectron(node);
  if (!succeeded) process.stderr.write(`未能取得 Electron：${reason || '超过时限'}\n`);
  decision = decide(factsOf(!succeeded));
}
if (decision.kind === 'electron') {
  passThrough(decision.executable, [...sandboxSwitches(), root, ...args]);
} else if (decision.kind === 'stand-in') {
  process.stderr.write('没有 Electron，改用本机浏览器运行（替身，供开发与应急，不能代替正式版本）。\n');
  const switches = args.filter((arg) => arg === '--headless');
  const rest = args.filter((arg) => arg !== '--headless');
  passThrough(node, [standIn, ...switches, root, ...rest], { ...process.env, LIANDANG_NODE: node });
} else {
  process.stderr.write(`${decision.message ?? '无法启动。'}\n`);
  process.exit(1);
}
