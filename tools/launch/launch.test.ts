import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Decision, decide, type Facts } from './decide.mjs';
import { findNode24 } from './node24.mjs';

const desktop: Facts = {
  platform: 'linux',
  hasScreen: true,
  headless: false,
  built: true,
  electron: undefined,
  brokenOverride: undefined,
  download: 'failed',
  hasNode24: true,
  browser: 'installed',
};
const message = (decision: Decision): string =>
  decision.kind === 'refuse' ? decision.message : decision.kind;

describe('how the program starts', () => {
  test('real Electron goes before everything else', () => {
    const facts = { ...desktop, electron: '/e/electron', download: 'possible' as const };
    expect(decide(facts)).toEqual({ kind: 'electron', executable: '/e/electron' });
  });

  test('without it: first its own download, then the stand-in on an installed browser', () => {
    expect(decide({ ...desktop, download: 'possible' })).toEqual({ kind: 'download' });
    expect(decide(desktop)).toEqual({ kind: 'stand-in' });
    expect(decide({ ...desktop, download: 'switched-off' })).toEqual({ kind: 'stand-in' });
  });

  test('without a screen it says so and names the demonstration, before any download', () => {
    const told = message(decide({ ...desktop, hasScreen: false, download: 'possible' }));
    expect(told).toContain('没有图形界面');
    expect(told).toContain('npm run demo');
    expect(decide({ ...desktop, hasScreen: false, headless: true })).toEqual({ kind: 'stand-in' });
  });

  test('the npm browser cannot open a window, and serves only where none is wanted', () => {
    expect(message(decide({ ...desktop, browser: 'npm' }))).toContain('不能显示窗口');
    expect(decide({ ...desktop, browser: 'npm', hasScreen: false, headless: true })).toEqual({
      kind: 'stand-in',
    });
  });

  test('with neither, one line in each language: what to install, and Electron’s three offline doors', () => {
    const told = message(decide({ ...desktop, browser: 'none' }));
    const lines = told.split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines) {
      expect(line).toMatch(/Chromium.*Chrome.*Edge/);
      for (const door of ['electron_config_cache', 'ELECTRON_MIRROR', 'ELECTRON_OVERRIDE_DIST_PATH']) {
        expect(line).toContain(door);
      }
    }
  });

  test('a wrong ELECTRON_OVERRIDE_DIST_PATH is named rather than passed over', () => {
    const told = message(decide({ ...desktop, brokenOverride: '/opt/none', electron: undefined }));
    expect(told).toContain('/opt/none');
  });

  test('unbuilt, or without Node 24, it says what to run', () => {
    expect(message(decide({ ...desktop, built: false }))).toContain('npm start');
    expect(message(decide({ ...desktop, hasNode24: false }))).toContain('npm ci');
  });
});

describe('running a program in place of this one', () => {
  const passThrough = (code: string, ...args: string[]): string[] => [
    '--input-type=module',
    '-e',
    `import { passThrough } from ${JSON.stringify(join(import.meta.dirname, 'pass-through.mjs'))};
     passThrough(process.execPath, ['-e', ${JSON.stringify(code)}, ...${JSON.stringify(args)}]);`,
  ];

  test('arguments, streams and the exit code go through', () => {
    const code =
      'process.stdin.pipe(process.stdout); process.stderr.write(process.argv[1]); process.exitCode = 7;';
    const ran = spawnSync(process.execPath, passThrough(code, '甲 乙'), { encoding: 'utf8', input: '卷宗' });
    expect(ran).toMatchObject({ status: 7, stdout: '卷宗', stderr: '甲 乙' });
  });

  test('a signal reaches the program, and its end by a signal is ours', async () => {
    const code =
      "process.on('SIGINT', () => process.exit(5)); process.stdout.write('up'); setInterval(() => 0, 1000);";
    const asked = spawn(process.execPath, passThrough(code), { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(asked.stdout, 'data');
    asked.kill('SIGINT');
    expect(await once(asked, 'exit')).toEqual([5, null]);
    const ended = spawn(process.execPath, passThrough(code), { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(ended.stdout, 'data');
    ended.kill('SIGTERM');
    expect(await once(ended, 'exit')).toEqual([null, 'SIGTERM']);
  });

  test('the Node that runs it is 24 or later', () => {
    const node = findNode24();
    expect(node).toBeDefined();
    const ran = spawnSync(node ?? '', ['--version'], { encoding: 'utf8' });
    expect(Number(/^v(\d+)\./.exec(ran.stdout)?.[1])).toBeGreaterThanOrEqual(24);
  });
});
