import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fixture, startFixture } from './testing.ts';

const home = mkdtempSync(join(tmpdir(), 'liandang-shell-test-'));
/** Profiles of these runs lie here and nowhere else. */
const runtime = mkdtempSync(join(home, 'run-'));
const env = { HOME: home, XDG_CONFIG_HOME: join(home, 'config'), XDG_RUNTIME_DIR: runtime };
const profiles = (): string[] => readdirSync(runtime).filter((name) => name.startsWith('liandang-shell-'));

/** Every file below a folder whose bytes contain the text in UTF-8 or UTF-16. */
function filesWith(folder: string, text: string): string[] {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return needles.some((needle) => bytes.includes(needle));
    });
}

afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));

describe('an application on the stand-in', () => {
  let shell: Fixture;
  const evaluate = <T = unknown>(code: string): Promise<T> => shell.ask<T>('evaluate', code);
  beforeAll(async () => {
    shell = startFixture(env);
    await shell.ask('facts');
  });
  afterAll(async () => {
    shell.child.kill('SIGTERM');
    await shell.exited;
  });

  test('knows its name, folders and arguments; what is missing is named', async () => {
    expect(await shell.ask('facts')).toMatchObject({
      url: 'archive://app/index.html',
      visible: true,
      name: '替身试验',
      version: '1.2.3',
      userData: join(home, 'config', '替身试验'),
      electron: expect.stringMatching(/^\d+\.\d+\.\d+-shell$/),
      argv: [join(import.meta.dirname, 'fixture'), '--own'],
      locked: true,
      unknown: expect.stringContaining('app.moveToApplicationsFolder'),
      weak: expect.stringContaining('sandbox'),
    });
  });

  test('invoke: values go round, the sender is the main frame, errors arrive in Electron’s words', async () => {
    const answer = await evaluate(`(async () => {
      const { args, ...sender } = await fixture.invoke('echo', '龘', new Uint8Array([1, 255]), new Map([[1, undefined]]), new Date(5));
      return {
        sender,
        text: args[0],
        bytes: args[1] instanceof Uint8Array && [...args[1]],
        map: args[2] instanceof Map && args[2].has(1),
        date: args[3] instanceof Date && args[3].getTime(),
        failed: await fixture.invoke('fail').catch((error) => error.message),
        unknown: await fixture.invoke('none').catch((error) => error.message),
        uncloneable: await (async () => fixture.invoke('echo', document))().catch((error) => error.message),
      };
    })()`);
    expect(answer).toEqual({
      sender: { url: 'archive://app/index.html', origin: 'archive://app', parent: null },
      text: '龘',
      bytes: [1, 255],
      map: true,
      date: 5,
      failed: "Error invoking remote method 'fail': Error: 没有此件",
      unknown: "Error invoking remote method 'none': Error: No handler registered for 'none'",
      uncloneable: expect.stringContaining('could not be cloned'),
    });
  });

  test('events reach the page until it unsubscribes', async () => {
    await shell.ask('tick', { 进度: 1 });
    await expect.poll(() => evaluate('events')).toEqual([{ 进度: 1 }]);
    await evaluate('stopEvents()');
    await shell.ask('tick', 2);
    await evaluate("fixture.invoke('echo')");
    expect(await evaluate('events')).toEqual([{ 进度: 1 }]);
  });

  test('an image comes from the product’s own protocol, and an unknown address is its 404', async () => {
    expect(await evaluate('[scan.naturalWidth, scan.naturalHeight]')).toEqual([60, 40]);
    expect(await evaluate("fetch('./nothing').then((r) => r.status)")).toBe(404);
  });

  test('the page has no Node, no channel, and cannot see or change the bridge', async () => {
    const seen = await evaluate(`(async () => {
      const before = window.fixture;
      try { window.fixture = null; } catch {}
      try { window.fixture.invoke = null; } catch {}
      window.seen.length = 0;
      await window.fixture.invoke('echo', 1);
      const frame = document.createElement('iframe');
      document.body.append(frame);
      return {
        globals: ['require', 'process', 'Buffer', 'module', 'ipcRenderer', '__liandangSend', '__liandangReceive']
          .filter((name) => name in window),
        same: window.fixture === before && typeof before.invoke === 'function',
        frozen: Object.isFrozen(before),
        events: window.seen,
        inFrame: typeof frame.contentWindow.fixture,
        udp: [window, frame.contentWindow].flatMap((w) =>
          ['RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport'].filter((name) => name in w)),
        sandboxed: before.sandboxed,
      };
    })()`);
    expect(seen).toEqual({
      globals: [],
      same: true,
      frozen: true,
      events: [],
      inFrame: 'undefined',
      udp: [],
      sandboxed: true,
    });
  });

  test('nothing reaches out: requests, sockets, pop-ups, frames, navigation, downloads', async () => {
    await shell.ask('asked');
    const refused = await evaluate<object>(`(async () => {
      const out = {};
      for (const url of ['https://example.com/', 'http://127.0.0.1:22/', 'file:///etc/passwd']) {
        out[url] = await fetch(url, { mode: 'no-cors' }).then(() => 'OPEN', () => 'refused');
      }
      out.socket = await new Promise((done) => {
        const socket = new WebSocket('ws://127.0.0.1:9/');
        socket.onopen = () => done('OPEN');
        socket.onerror = () => done('refused');
      });
      out.popup = window.open('https://example.com/popup') === null ? 'refused' : 'OPEN';
      const link = Object.assign(document.createElement('a'), {
        href: URL.createObjectURL(new Blob(['x'])), download: '外泄.txt',
      });
      link.click();
      const blank = Object.assign(document.createElement('a'), { href: 'https://example.com/blank', target: '_blank' });
      blank.click();
      const frame = Object.assign(document.createElement('iframe'), { src: 'https://example.com/frame' });
      document.body.append(frame);
      location.href = 'https://example.com/away';
      return out;
    })()`);
    expect(Object.values(refused)).toEqual(Array.from({ length: 5 }, () => 'refused'));
    const asked: string[] = [];
    await expect
      .poll(async () => {
        asked.push(...(await shell.ask<string[]>('asked')));
        return asked;
      })
      .toEqual(
        expect.arrayContaining([
          'refuse https://example.com/',
          'refuse http://127.0.0.1:22/',
          'refuse https://example.com/frame',
          'open https://example.com/popup',
          'navigate https://example.com/away',
          'download 外泄.txt',
        ]),
      );
    expect(await evaluate('document.querySelector("h1").textContent')).toBe('干部廉政档案');
    expect(readdirSync(home, { recursive: true }).filter((name) => String(name).includes('外泄'))).toEqual(
      [],
    );
  });

  test('printToPDF gives a PDF', async () => {
    const pdf = Buffer.from(await shell.ask<Uint8Array>('pdf'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    // A4 in points (ISO 216: 210 × 297 mm), from 8.27 × 11.7 inches.
    expect(pdf.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
  });

  test('printing without a screen is refused by name', async () => {
    expect(await shell.ask('print')).toEqual({ printed: false, reason: '没有界面时不能打印' });
  });

  test('capturePage gives a picture of any size asked for', async () => {
    for (const size of [
      [1280, 800],
      [1920, 1080],
    ]) {
      const { png, size: got } = await shell.ask<{ png: Uint8Array; size: object }>('capture', size);
      expect(Buffer.from(png).subarray(1, 4).toString()).toBe('PNG');
      expect(got).toEqual({ width: size[0], height: size[1] });
    }
  });

  test('what the page showed and stored is nowhere in the profile', async () => {
    expect(profiles()).toHaveLength(1);
    const marker = '机密标记甲乙丙';
    await evaluate(`(async () => {
      document.title = document.querySelector('h1').textContent = '${marker}';
      history.pushState(null, '', '#${marker}');
      localStorage.setItem('x', '${marker}');
      await fixture.invoke('echo', '${marker}');
      await new Promise((done) => {
        const request = indexedDB.open('x');
        request.onupgradeneeded = () => request.result.createObjectStore('s').put('${marker}', 'k');
        request.onsuccess = request.onerror = done;
      });
    })()`);
    expect(filesWith(runtime, marker)).toEqual([]);
    expect(filesWith(runtime, encodeURIComponent(marker))).toEqual([]);
  });
});

describe('the end of a run', () => {
  test('closing the last window quits in order and leaves no profile', async () => {
    const shell = startFixture(env);
    const said: unknown[] = [];
    shell.child.on('message', (message: { event?: string }) => {
      if (message.event !== undefined) said.push(message.event);
    });
    await shell.ask('facts');
    expect(profiles()).toHaveLength(1);
    void shell.ask('close').catch(() => 'it may end before it answers');
    expect(await shell.exited).toBe(0);
    expect(said).toEqual(['before-quit']);
    expect(profiles()).toEqual([]);
  });

  test('a killed run takes the browser with it, and the next start sweeps its profile', async () => {
    const killed = startFixture(env);
    await killed.ask('facts');
    killed.child.kill('SIGKILL');
    await killed.exited;
    expect(profiles()).toHaveLength(1);
    const [left] = profiles();
    const next = startFixture(env);
    await next.ask('facts');
    expect(profiles()).toHaveLength(1);
    expect(profiles()).not.toContain(left);
    next.child.kill('SIGTERM');
    expect(await next.exited).toBe(0);
    expect(profiles()).toEqual([]);
  });

  test('a browser that cannot be run is named', async () => {
    const shell = startFixture({ ...env, LIANDANG_CHROMIUM: '/nowhere/chromium' });
    expect(await shell.exited).toBe(1);
    expect(shell.stderr()).toContain('/nowhere/chromium 不能运行');
    expect(profiles()).toEqual([]);
  });
});
