import { join } from 'node:path';
import { enter, expect, PASSWORD, SAMPLE, test } from './fixtures.ts';

test('the window shows the program, whose bridge answers', async ({ win }) => {
  await expect(win).toHaveTitle('廉档');
  await expect(win.locator('#root')).not.toBeEmpty();
  const state = await win.evaluate(() => window.archive.call('session.state', {}));
  expect(state).toMatchObject({ ok: true, data: { archive: null, account: null, locked: false } });
  const unknown = await win.evaluate(() => window.archive.call('people.noSuchVerb', {}));
  expect(unknown).toMatchObject({ ok: false, error: { code: 'route-unknown' } });
  const wrong = await win.evaluate(() => window.archive.call('archive.open', { folder: '/etc' }));
  expect(wrong).toMatchObject({ ok: false, error: { code: 'validation-failed' } });
});

test('the page has no Node, no channel, and cannot change the bridge', async ({ win }) => {
  const seen = await win.evaluate(() => {
    const before = window.archive;
    try {
      Object.assign(window, { archive: null });
      Object.assign(window.archive, { call: null });
    } catch {
      // A refused assignment is what is hoped for; the comparison below tells.
    }
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const inFrame = frame.contentWindow !== null && 'archive' in frame.contentWindow;
    frame.remove();
    return {
      globals: ['require', 'process', 'Buffer', 'module', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
      same: window.archive === before && typeof before.call === 'function',
      inFrame,
    };
  });
  expect(seen).toEqual({ globals: [], same: true, inFrame: false });
});

test('nothing reaches out: requests, sockets, windows, navigation, downloads, permissions', async ({
  win,
  eapp,
  faults,
}) => {
  faults.allow(/Content Security Policy|Refused to|ERR_BLOCKED_BY_CLIENT|ERR_FAILED|net::ERR/);
  const before = win.url();
  const refused = await win.evaluate(async () => {
    const out: Record<string, string> = {};
    for (const url of ['https://example.com/', 'http://127.0.0.1:22/', 'file:///etc/passwd'])
      out[url] = await fetch(url, { mode: 'no-cors' }).then(
        () => 'OPEN',
        () => 'refused',
      );
    out['image'] = await new Promise<string>((done) => {
      const image = new Image();
      image.addEventListener('load', () => done('OPEN'));
      image.addEventListener('error', () => done('refused'));
      image.src = 'https://example.com/x.png';
    });
    out['popup'] = window.open('https://example.com/') === null ? 'refused' : 'OPEN';
    out['permission'] = await navigator.permissions
      .query({ name: 'geolocation' })
      .then(({ state }) => (state === 'granted' ? 'OPEN' : 'refused'));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.txt';
    link.click();
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    out['script'] = 'injected' in window ? 'OPEN' : 'refused';
    location.href = 'https://example.com/';
    return out;
  });
  expect(Object.values(refused)).toEqual(Object.keys(refused).map(() => 'refused'));
  await win.waitForTimeout(300);
  expect(win.url()).toBe(before);
  expect(eapp.windows()).toHaveLength(1);
  expect(faults.found.some((text) => /Content Security Policy/.test(text))).toBe(true);
});

test('a page of the archive is shown to nobody who has not signed in, and guesses are refused', async ({
  sampleArchive,
  win,
  faults,
}) => {
  faults.allow(/status of 40[34]/);
  const look = (page: string) =>
    win.evaluate(
      (address) =>
        new Promise<number>((done) => {
          const image = new Image();
          image.addEventListener('load', () => done(image.naturalWidth));
          image.addEventListener('error', () => done(0));
          image.src = address;
        }),
      `./page/${page}`,
    );
  expect(sampleArchive).toContain('样例库');
  expect(await look('1')).toBe(0);
  await enter(win, 'clerk', PASSWORD);
  expect(await look('1')).toBeGreaterThan(100);
  for (const guess of ['999999', '0', '-1', '1e3', '1/..', '../../package.json'])
    expect(await look(guess)).toBe(0);
});

test('a chosen place comes back as a word and a name, a cancelled choice as nothing', async ({
  win,
  dialogs,
}) => {
  await dialogs.open(SAMPLE);
  const chosen = await win.evaluate(() => window.archive.choose('scans'));
  expect(chosen).toEqual({ token: expect.stringMatching(/^path-[0-9a-f]{32}$/), name: 'sample' });
  await dialogs.open(null);
  expect(await win.evaluate(() => window.archive.choose('scans'))).toBeNull();
  await dialogs.save('/nowhere/转递单');
  expect(await win.evaluate(() => window.archive.choose('save-docx', '转递单'))).toMatchObject({
    name: '转递单.docx',
  });
});

test('what is dropped comes back as words in order; a file that a script made has no place', async ({
  win,
}) => {
  await win.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.id = 'dropped';
    document.body.append(input);
  });
  await win.locator('#dropped').setInputFiles([join(SAMPLE, '目录.xlsx'), join(SAMPLE, '干部名册.xlsx')]);
  const granted = await win.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#dropped');
    return window.archive.grantDropped([...(input?.files ?? []), new File(['x'], '自造.txt')]);
  });
  const token = expect.stringMatching(/^path-[0-9a-f]{32}$/);
  expect(granted).toEqual([
    { token, name: '目录.xlsx' },
    { token, name: '干部名册.xlsx' },
  ]);
});

test('the machine going to sleep locks the archive', async ({ archive, win, eapp }) => {
  expect(archive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await eapp.evaluate(({ powerMonitor }) => powerMonitor.emit('suspend'));
  await expect
    .poll(() => win.evaluate(() => window.archive.call('session.state', {})))
    .toMatchObject({ ok: true, data: { locked: true, account: null } });
  await expect(win.getByRole('button', { name: /^解\s?锁$/ })).toBeVisible();
});

test('closing while a job runs asks, waits when told to, and stops it in order', async ({
  archive,
  win,
  eapp,
  dialogs,
}) => {
  expect(archive).toContain('样例库');
  await enter(win, 'clerk', PASSWORD);
  await dialogs.open(SAMPLE);
  const started = await win.evaluate(async () => {
    const chosen = await window.archive.choose('scans');
    return window.archive.call('intake.importScans', { source: chosen?.token });
  });
  expect(started).toMatchObject({ ok: true });
  const close = () => eapp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await dialogs.press('继续等待');
  await close();
  const running = await win.evaluate(() => window.archive.call('jobs.list', {}));
  expect(running).toMatchObject({ ok: true });
  await dialogs.press('停止任务并退出');
  const ended = new Promise<number | null>((done) => eapp.process().once('exit', done));
  await close();
  expect(await ended).toBe(0);
});
