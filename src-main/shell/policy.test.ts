import { describe, expect, test } from 'vitest';
import {
  contentSecurityPolicy,
  FORBIDDEN_SWITCHES,
  isOwn,
  isTrusted,
  mayRequest,
  OFFLINE_SWITCHES,
  runtimeName,
  WEB_PREFERENCES,
} from './policy.ts';

describe('what the window may do', () => {
  test('its preferences are the expected table, frozen', () => {
    expect(WEB_PREFERENCES).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      webgl: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
    });
    expect(Object.isFrozen(WEB_PREFERENCES)).toBe(true);
  });

  test('its content security policy names every directive, and nothing unsafe', () => {
    const policy = contentSecurityPolicy('abc');
    const directives = Object.fromEntries(
      policy.split('; ').map((part) => {
        const [name = '', ...values] = part.split(' ');
        return [name, values.join(' ')];
      }),
    );
    expect(directives).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'nonce-abc'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': "'none'",
      'worker-src': "'none'",
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
  });

  test('only its own addresses are requested', () => {
    for (const url of ['archive://app/index.html', 'archive://app/page/1', 'data:image/png;base64,AA=='])
      expect([url, mayRequest(url)]).toEqual([url, true]);
    for (const url of [
      'https://app/index.html',
      'http://127.0.0.1/',
      'file:///etc/passwd',
      'archive://other/index.html',
      'archive://app.evil/index.html',
      'archive://app@evil/index.html',
      'archive://evil@app/index.html',
      'archive://app:1/index.html',
      'archive:app/index.html',
      'devtools://devtools/x',
      'blob:archive://app/1',
      'about:blank',
      '',
    ])
      expect([url, mayRequest(url)]).toEqual([url, false]);
  });

  test('nothing that can be driven or opened up from outside is accepted by an installed program', () => {
    expect(FORBIDDEN_SWITCHES).toEqual(
      expect.arrayContaining([
        'remote-debugging-port',
        'remote-debugging-pipe',
        'inspect',
        'disable-web-security',
      ]),
    );
    expect(OFFLINE_SWITCHES).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND']);
  });
});

describe('who may send a message', () => {
  const ours = { url: 'archive://app/index.html', isTopFrame: true, isOurWindow: true };
  test('the top frame of our window at our address', () => {
    expect(isTrusted(ours)).toBe(true);
  });
  test.each([
    ['a frame that is gone', { ...ours, url: undefined }],
    ['a frame inside the page', { ...ours, isTopFrame: false }],
    ['another window', { ...ours, isOurWindow: false }],
    ['another host', { ...ours, url: 'archive://app.example/index.html' }],
    ['an address that begins alike', { ...ours, url: 'archive://app@example/index.html' }],
    ['the web', { ...ours, url: 'https://app/index.html' }],
    ['an empty page', { ...ours, url: 'about:blank' }],
    ['no address', { ...ours, url: '' }],
  ])('not %s', (_name, sender) => {
    expect(isTrusted(sender)).toBe(false);
    expect(isOwn(sender.url ?? '')).toBe(sender.url === ours.url);
  });
});

test('the About box tells Electron from its stand-in', () => {
  expect(runtimeName({ electron: '45.4.1', chrome: '152.0' })).toBe('Electron 45.4.1（Chromium 152.0）');
  expect(runtimeName({ electron: '45.4.1-shell', chrome: '156.0' })).toContain('替身');
});
