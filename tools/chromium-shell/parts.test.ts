import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { browserArguments } from './chromium.ts';
import { findApplication, parseCommandLine } from './command-line.ts';
import { chosenButton, fileFilters } from './dialog.ts';
import { ownerRuns, ownMark } from './owner.ts';
import { answerOf, expressionOf } from './page-question.ts';
import { printParameters } from './print.ts';
import { sweepProfiles } from './profile.ts';
import { fromBrowserUrl, headerForBrowser, makeProtocol, originOf, toBrowserUrl } from './protocol.ts';
import { matchPattern } from './session.ts';
import { InstanceLock } from './single-instance.ts';

const folders: string[] = [];
function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'liandang-parts-'));
  folders.push(folder);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

makeProtocol(() => false).registerSchemesAsPrivileged([{ scheme: 'archive' }]);

test('our scheme has one address in the browser, and back', () => {
  for (const [own, seen] of [
    ['archive://app/index.html', 'https://app.archive.invalid/index.html'],
    ['archive://app/vault/1?page=2#x', 'https://app.archive.invalid/vault/1?page=2#x'],
  ] as const) {
    expect(toBrowserUrl(own)).toBe(seen);
    expect(fromBrowserUrl(seen)).toBe(own);
  }
  expect(toBrowserUrl('archive://app')).toBe('https://app.archive.invalid/');
  expect(originOf('archive://app/index.html')).toBe('archive://app');
});

test('addresses that only look like ours are not ours', () => {
  for (const url of [
    'https://app.archive.invalid.example.com/',
    'https://app.archive.invalid:8443/',
    'https://user@app.archive.invalid/',
    'http://app.archive.invalid/',
    'https://app.other.invalid/',
    'about:blank',
  ]) {
    expect(fromBrowserUrl(url)).toBe(url);
  }
});

test('a policy that names our scheme names its browser address; the rest stays', () => {
  expect(
    headerForBrowser('Content-Security-Policy', "default-src 'self'; img-src archive: blob: data:"),
  ).toBe("default-src 'self'; img-src https://*.archive.invalid blob: data:");
  expect(headerForBrowser('Content-Security-Policy', 'script-src archive://app')).toBe(
    'script-src https://app.archive.invalid',
  );
  expect(headerForBrowser('X-Note', 'archive://app/')).toBe('archive://app/');
});

test('a scheme must be registered before ready, and is handled once', () => {
  const late = makeProtocol(() => true);
  expect(() => late.registerSchemesAsPrivileged([{ scheme: 'archive' }])).toThrow('before app is ready');
  const protocol = makeProtocol(() => false);
  expect(() => protocol.handle('other', () => new Response(''))).toThrow('not registered');
  protocol.handle('archive', () => new Response(''));
  expect(() => protocol.handle('archive', () => new Response(''))).toThrow('already handled');
});

test('request filters', () => {
  expect(matchPattern('<all_urls>').test('archive://app/x')).toBe(true);
  expect(matchPattern('archive://app/*').test('archive://app/x')).toBe(true);
  expect(matchPattern('archive://app/*').test('https://example.com/archive://app/')).toBe(false);
});

test('the command line as Playwright and as a person give it', () => {
  const driven = parseCommandLine(['-r', '/loader.js', '--no-sandbox', '--inspect=0', '.', '--own=1', 'x']);
  expect(driven).toMatchObject({
    required: ['/loader.js'],
    switches: [['no-sandbox', '']],
    inspectPort: 0,
    application: '.',
    applicationArguments: ['--own=1', 'x'],
  });
  expect(parseCommandLine([])).toMatchObject({ application: undefined, inspectPort: undefined });
});

test('the application is found with its name and entry', () => {
  const fixture = join(import.meta.dirname, 'fixture');
  expect(findApplication(fixture)).toMatchObject({
    name: '替身试验',
    entry: join(fixture, 'main.ts'),
    isModule: true,
  });
  expect(() => findApplication('/nowhere/at/all')).toThrow('找不到应用');
});

test('the browser starts without network, cache or extensions, and the application cannot undo it', () => {
  const args = browserArguments(
    { executable: '/b', env: {}, headlessOnly: false },
    '/p',
    true,
    new Map([
      ['proxy-server', 'http://example.com'],
      ['user-data-dir', '/elsewhere'],
      ['disable-features', 'X,Translate'],
      ['force-color-profile', 'srgb'],
    ]),
  );
  expect(args).toContain('--proxy-server=socks5://0.0.0.0:1');
  expect(args).toContain('--user-data-dir=/p');
  expect(args).toContain('--remote-debugging-pipe=cbor');
  expect(args).toContain('--incognito');
  expect(args).toContain('--disk-cache-dir=/dev/null');
  expect(args).toContain('--force-color-profile=srgb');
  expect(args.filter((arg) => /^--(proxy-server|user-data-dir)=/.test(arg))).toHaveLength(2);
  expect(args.find((arg) => arg.startsWith('--disable-features='))).toMatch(/Translate,.*,X$/);
});

test('the npm browser keeps a cache folder, since it exits without one', () => {
  const args = browserArguments({ executable: '/b', env: {}, headlessOnly: true }, '/p', true, new Map());
  expect(args.some((arg) => arg.startsWith('--disk-cache-dir'))).toBe(false);
});

test('profiles of dead owners are swept, those of running ones stay', () => {
  const folder = temporary();
  const dead = join(folder, 'liandang-shell-4194303-77-abc');
  const reused = join(folder, `liandang-shell-${process.pid}-1-abc`);
  const running = join(folder, `liandang-shell-${ownMark()}-abc`);
  const other = join(folder, 'liandang-shell-notes');
  for (const path of [dead, reused, running, other]) mkdirSync(join(path, 'Default'), { recursive: true });
  const swept = sweepProfiles([folder]);
  expect(existsSync(dead)).toBe(false);
  expect(existsSync(running)).toBe(true);
  expect(existsSync(other)).toBe(true);
  // A later process with the same id is told apart by its start, which only Linux tells us.
  expect(swept.sort()).toEqual(process.platform === 'linux' ? [dead, reused].sort() : [dead]);
});

test('an owner mark is of this run only', () => {
  expect(ownerRuns(ownMark())).toBe(true);
  expect(ownerRuns('')).toBe(false);
  expect(ownerRuns('0-0')).toBe(false);
});

test('one instance per data folder; the first hears how the second was started', async () => {
  const folder = temporary();
  const { promise, resolve } = Promise.withResolvers<readonly string[]>();
  const first = new InstanceLock(folder, ({ argv }) => resolve(argv));
  const second = new InstanceLock(folder, () => {});
  expect(first.acquire({ argv: ['a'], workingDirectory: '/' })).toBe(true);
  expect(second.acquire({ argv: ['b', '甲.liandang'], workingDirectory: '/' })).toBe(false);
  expect(await promise).toEqual(['b', '甲.liandang']);
  first.release();
  expect(second.acquire({ argv: [], workingDirectory: '/' })).toBe(true);
  second.release();
});

test('paper sizes by name or by inches', () => {
  expect(printParameters({ pageSize: 'A4' })).toMatchObject({ paperWidth: 8.27, paperHeight: 11.7 });
  expect(printParameters({ pageSize: { width: 3, height: 4 } })).toMatchObject({ paperWidth: 3 });
  expect(printParameters({ margins: { top: 0 } })).toMatchObject({ marginTop: 0, marginLeft: 0.4 });
});

test('dialog helpers: filters in their own words, closed box means cancel', () => {
  const filters = [{ name: '扫描件', extensions: ['png', 'tif'] }];
  expect(fileFilters('zenity', filters)).toEqual(['--file-filter=扫描件|*.png *.tif']);
  expect(fileFilters('kdialog', filters)).toEqual(['扫描件 (*.png *.tif)']);
  expect(chosenButton(['保留', '销毁'], 0, { code: 1, text: '销毁' })).toBe(1);
  expect(chosenButton(['保留', '销毁'], 0, { code: 1, text: '' })).toBe(0);
});

test('without a helper the page asks: a typed place is made absolute, a number is a button', () => {
  const place = { kind: 'path', text: '选择「库」', suggested: '/媒体' } as const;
  expect(expressionOf(place)).toMatch(/^prompt\("选择「库」\\n.*路径.*", "\/媒体"\)$/);
  expect(answerOf(place, ' /u/甲 ')).toEqual({ code: 0, text: '/u/甲' });
  expect(answerOf(place, 'x')).toEqual({ code: 0, text: join(process.cwd(), 'x') });
  expect(answerOf(place, null)).toEqual({ code: 1, text: '' });
  const box = { kind: 'button', text: '替换吗？', buttons: ['替换', '取消'] } as const;
  expect(expressionOf(box)).toContain('1 替换\\n2 取消');
  expect(answerOf(box, '1')).toEqual({ code: 0, text: '替换' });
  for (const wrong of ['3', '0', '-1', '', '替换', null]) expect(answerOf(box, wrong).code).toBe(1);
  expect(expressionOf({ ...box, buttons: ['确定'] })).toBe('alert("替换吗？")');
});
