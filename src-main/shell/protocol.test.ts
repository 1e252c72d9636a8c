import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { ErrorCode } from '#contract/result.ts';
import { answer, bundledFiles, type Pictures } from './protocol.ts';

const folder = mkdtempSync(join(tmpdir(), 'liandang-protocol-'));
mkdirSync(join(folder, 'out', 'assets'), { recursive: true });
writeFileSync(join(folder, 'secret.html'), 'secret');
writeFileSync(
  join(folder, 'out', 'index.html'),
  '<meta name="csp-nonce" content="__CSP_NONCE__"><script src="./assets/a.js"></script>',
);
writeFileSync(join(folder, 'out', 'assets', 'a.js'), 'let 甲');
writeFileSync(join(folder, 'out', 'assets', 'notes.txt'), 'no');
symlinkSync(join(folder, 'secret.html'), join(folder, 'out', 'assets', 'link.html'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = bundledFiles(join(folder, 'out'));
const asked: number[] = [];
const refusing = (code: ErrorCode): Pictures => {
  const refuse = (...ids: readonly (number | string | boolean | undefined)[]) => {
    asked.push(...ids.filter((id) => typeof id === 'number'));
    return Promise.resolve({ ok: false as const, error: { code, message: '不能看' } });
  };
  return {
    readPage: refuse,
    readTray: refuse,
    readPhoto: refuse,
    readConsultPage: refuse,
    readBasis: refuse,
  };
};
const get = (path: string, pictures = refusing('forbidden'), method = 'GET') =>
  answer({ method, url: `archive://app${path}` }, files, pictures);

describe('what the window’s addresses answer', () => {
  test('the document, its nonce once in the policy and once in the page, new every time', async () => {
    const nonces = new Set<string>();
    for (let i = 0; i < 2; i++) {
      const response = await get('/index.html');
      const policy = response.headers.get('content-security-policy') ?? '';
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
      expect(Buffer.from(nonce, 'base64')).toHaveLength(16);
      expect(await response.text()).toContain(`content="${nonce}"`);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(2);
  });

  test('a bundled file, whole, neither kept nor guessed at', async () => {
    const response = await get('/assets/a.js');
    expect(await response.text()).toBe('let 甲');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-type')).toContain('text/javascript');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test.each([
    '/',
    '/assets',
    '/assets/',
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/assets/..%2f..%2fsecret.html',
    '/assets/link.html',
    '/assets/notes.txt',
    '/INDEX.HTML',
    '//etc/passwd',
    '/page/',
    '/page/0',
    '/page/-1',
    '/page/1e3',
    '/page/9999999999999999',
    '/page/1/2',
    '/consult/1',
    '/consult/0/1',
    '/consult/1/01',
    '/consult/1/2/3',
    '/basis/1',
    '/basis/1/-1',
    '/basis/1/00',
    '/basis/1/10000',
  ])('nothing at %s', async (path) => {
    asked.length = 0;
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(asked).toEqual([]);
  });

  test('a page of the archive as the application gives it', async () => {
    const bytes = Buffer.from([0xff, 0xd8, 0xff]);
    const response = await get('/page/7', {
      ...refusing('internal'),
      readPage: () => Promise.resolve({ ok: true, data: { mediaType: 'image/jpeg', bytes } }),
    });
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['/tray/4', [4]],
    ['/photo/4', [4]],
    ['/small/page/5', [5]],
    ['/original/page/5', [5]],
    ['/small/tray/6', [6]],
    ['/consult/3/7', [3, 7]],
    ['/basis/3/0', [3, 0]],
  ])('%s asks for what it names', async (path, ids) => {
    asked.length = 0;
    expect((await get(path)).status).toBe(403);
    expect(asked).toEqual(ids);
  });

  test.each([
    ['forbidden', 403],
    ['not-signed-in', 403],
    ['session-locked', 403],
    ['not-found', 404],
    ['internal', 500],
  ] as const)('a refusal (%s) as %i without a word', async (code, status) => {
    asked.length = 0;
    const response = await get('/page/7', refusing(code));
    expect([response.status, await response.text(), asked]).toEqual([status, '', [7]]);
  });

  test('no other method, no other host', async () => {
    expect((await get('/index.html', refusing('internal'), 'POST')).status).toBe(405);
    const foreign = { method: 'GET', url: 'archive://other/index.html' };
    expect((await answer(foreign, files, refusing('internal'))).status).toBe(403);
  });
});
