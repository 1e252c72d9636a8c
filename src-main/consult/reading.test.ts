import { spawn } from 'node:child_process';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Output } from '#contract/index.ts';
import { OWN, ROOT } from '#main/testing/archive.ts';
import { ConsultDesk } from '#main/testing/consult-desk.ts';

const MINUTE = 60_000;
// Each act asks for passwords, and each password costs a third of a second on an idle machine.
vi.setConfig({ testTimeout: 180_000 });

let desk: ConsultDesk;
let monotonic = 0;
let shift = 0;
beforeAll(async () => {
  desk = await ConsultDesk.create({
    monotonic: () => monotonic,
    now: () => new Date(Date.now() + shift),
  });
}, 180_000);
afterAll(async () => desk.archive.discard());

const pagesOf = (view: Pick<Output<'consult.open'>, 'items'>) =>
  view.items.flatMap((item) => item.pages.map((page) => page.id));
const refusedEvents = async (event: string) =>
  (await desk.archive.must('audit.ids', { event, result: 'refused' })).ids.length;
async function back(): Promise<void> {
  await desk.archive.must('session.unlock', { password: OWN });
}
async function finished(sessionId: number): Promise<void> {
  await desk.archive.must('consult.finish', { sessionId });
  await back();
}

test('both readers must come, each with the right password; five wrong ones lock the account', async () => {
  const request = await desk.approved();
  const { archive } = desk;
  const one = { ...request, readers: desk.passwords().slice(0, 1) };
  expect(await archive.refusal('consult.open', one)).toBe('validation-failed');
  const twice = { ...request, readers: [...one.readers, ...one.readers] };
  expect(await archive.refusal('consult.open', twice)).toBe('second-person-needed');
  const wrong = { ...request, readers: desk.passwords(OWN, 'Falsch-2026!') };
  expect(await archive.refusal('consult.open', wrong)).toBe('wrong-password');
  expect((await archive.must('consult.reading', {})).reading).toBeNull();
  const { sessionId } = await desk.opened(request);
  await finished(sessionId);
  const next = await desk.approved();
  for (let attempt = 0; attempt < 4; attempt++)
    expect(await archive.refusal('consult.open', { ...next, readers: wrong.readers })).toBe('wrong-password');
  expect(await archive.refusal('consult.open', { ...next, readers: wrong.readers })).toBe('account-locked');
  expect(await archive.refusal('consult.open', { ...next, readers: desk.passwords() })).toBe(
    'account-locked',
  );
  await archive.as('security-admin');
  await archive.must('accounts.unlock', { id: desk.readers[1]?.accountId ?? 0 });
  await archive.as('clerk');
  await archive.must('consult.withdraw', { ...next, reason: '改日' });
});

test('not before, not after, not somebody else', async () => {
  const later = { validFrom: new Date(Date.now() + 60 * MINUTE).toISOString() };
  const request = await desk.approved(later);
  const { archive } = desk;
  expect(await archive.refusal('consult.open', { ...request, readers: desk.passwords() })).toBe(
    'state-refused',
  );
  const stranger = await archive.addAccount('chayue3', '第三人', ['reader']);
  await archive.as('clerk');
  shift = 61 * MINUTE;
  const withStranger = [...desk.passwords().slice(0, 1), { accountId: stranger, password: OWN }];
  expect(await archive.refusal('consult.open', { ...request, readers: withStranger })).toBe('forbidden');
  shift = 4 * 86_400_000;
  expect((await desk.get(request.id)).state).toBe('expired');
  expect(await archive.refusal('consult.open', { ...request, readers: desk.passwords() })).toBe(
    'state-refused',
  );
  shift = 0;
});

test('only the approved pages, with the readers drawn into them; guessing is denied and on record', async () => {
  const { archive } = desk;
  const request = await desk.approved({ minutes: 10 });
  const whole = (await archive.must('catalogue.ids', { sort: 'arrangement', descending: false })).ids;
  const within = await archive.must('profile.view', { fileId: desk.fileId, requestId: request.id });
  expect(within.note).toContain('只列批准查阅的材料');
  const view = await desk.opened(request);
  const [pageId = 0] = pagesOf(view);
  const shown = await archive.application.readConsultPage(view.sessionId, pageId);
  if (!shown.ok) throw new Error(shown.error.message);

  const guess = async (session: number, page: number) => {
    const result = await archive.application.readConsultPage(session, page);
    return result.ok ? 'ok' : result.error.code;
  };
  const outside = Array.from({ length: 12 }, (_, at) => at + 1).filter((id) => !pagesOf(view).includes(id));
  expect(outside.length).toBeGreaterThan(3);
  for (const id of outside.slice(0, 3)) expect(await guess(view.sessionId, id)).toBe('not-found');
  expect(await guess(view.sessionId + 1, pageId)).toBe('not-found');
  expect(await guess(view.sessionId, 999_999)).toBe('not-found');
  // The clerk's own screens are closed while readers sit here: the plain picture of the very same page too.
  expect(archive.application.isReading()).toBe(true);
  const plainly = await archive.application.readPage(pageId);
  expect(!plainly.ok && plainly.error.code).toBe('state-refused');
  expect(await archive.refusal('catalogue.get', { id: whole[0] ?? 0 })).toBe('state-refused');
  expect(await archive.refusal('search.find', { query: { text: '房' }, limit: 5 })).toBe('state-refused');
  // Of the profile they see what rests on the approved items, cited to their pages.
  const profile = await archive.must('profile.reading', { sessionId: view.sessionId });
  const lines = profile.periods.flatMap((one) => one.fields.flatMap((field) => field.lines));
  const sources = lines.flatMap((line) => line.sources);
  expect(new Set(sources.map((one) => one.itemId))).toEqual(new Set(view.items.map((one) => one.itemId)));
  expect(sources[0]?.words).toMatch(/第1(—\d+)?页$/);
  expect(profile.periods.at(-1)?.without.map((one) => one.words)).toEqual(['批准的查阅范围内无材料']);
  expect(await archive.refusal('profile.reading', { sessionId: view.sessionId + 1 })).toBe('state-refused');
  expect(await archive.refusal('profile.view', { fileId: desk.fileId })).toBe('state-refused');
  expect(
    await archive.refusal('consult.makeCopy', {
      requestId: request.id,
      pageIds: [pageId],
      format: 'pdf',
      receivedBy: '李查阅',
      target: archive.application.grantPath(join(archive.folder, '不准.pdf')),
    }),
  ).toBe('state-refused');
  await finished(view.sessionId);
  expect(await guess(view.sessionId, pageId)).toBe('not-found');

  const plain = await archive.application.readPage(pageId);
  if (!plain.ok) throw new Error(plain.error.message);
  await expectWatermark(plain.data.bytes, shown.data.bytes);
  await archive.as('auditor');
  expect(await refusedEvents('consult.view-page')).toBe(6);
  expect(await refusedEvents('catalogue.view-page')).toBe(1);
});

/** Every ninth of the page differs from the plain picture, and by more than the compression does. */
async function expectWatermark(plain: Buffer, marked: Buffer): Promise<void> {
  const { data, info } = await sharp(marked).greyscale().raw().toBuffer({ resolveWithObject: true });
  const bare = await sharp(plain)
    .rotate()
    .resize({ width: info.width, height: info.height, fit: 'fill' })
    .greyscale()
    .raw()
    .toBuffer();
  const again = await sharp(bare, { raw: { width: info.width, height: info.height, channels: 1 } })
    .jpeg({ quality: 88 })
    .toBuffer();
  const recompressed = await sharp(again).greyscale().raw().toBuffer();
  const share = (other: Buffer, left: number, top: number, width: number, height: number) => {
    let far = 0;
    for (let y = top; y < top + height; y++)
      for (let x = left; x < left + width; x++) {
        const at = y * info.width + x;
        if (Math.abs((other[at] ?? 0) - (bare[at] ?? 0)) > 25) far++;
      }
    return far / (width * height);
  };
  const [width, height] = [Math.floor(info.width / 3), Math.floor(info.height / 3)];
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++) {
      const box = [column * width, row * height, width, height] as const;
      expect(share(data, ...box), `${row},${column}`).toBeGreaterThan(0.005);
      expect(share(recompressed, ...box)).toBeLessThan(0.001);
    }
}

test('the clock ends the reading by itself and locks the desk', async () => {
  const { archive } = desk;
  const request = await desk.approved({ minutes: 5 });
  const view = await desk.opened(request);
  const [pageId = 0] = pagesOf(view);
  monotonic += 4 * MINUTE;
  // The machine's own time set back gives nobody a minute more.
  shift = -30 * MINUTE;
  expect((await archive.must('consult.reading', {})).reading?.secondsLeft).toBe(60);
  shift = 0;
  monotonic += 2 * MINUTE;
  const late = await archive.application.readConsultPage(view.sessionId, pageId);
  expect(late.ok).toBe(false);
  expect(await archive.refusal('consult.beat', { sessionId: view.sessionId, pageId, seconds: 5 })).toBe(
    'session-locked',
  );
  expect((await archive.must('session.state', {})).locked).toBe(true);
  await back();
  const over = await desk.get(request.id);
  expect([over.state, over.sittings[0]?.end, over.sittings[0]?.usedSeconds]).toEqual([
    'returning',
    'time-over',
    300,
  ]);
  expect(
    await archive.refusal('consult.open', {
      id: request.id,
      revision: over.revision,
      readers: desk.passwords(),
    }),
  ).toBe('state-refused');
});

test('a locked screen does not stop the clock; another clerk ends the sitting', async () => {
  const { archive } = desk;
  await archive.addAccount('dangan2', '另一档案员', ['clerk']);
  await archive.as('clerk');
  const request = await desk.approved({ minutes: 30 });
  const view = await desk.opened(request);
  const [pageId = 0] = pagesOf(view);
  await archive.must('session.lock', {});
  const hidden = await archive.application.readConsultPage(view.sessionId, pageId);
  expect(!hidden.ok && hidden.error.code).toBe('session-locked');
  monotonic += 10 * MINUTE;
  await back();
  expect((await archive.must('consult.reading', {})).reading?.secondsLeft).toBe(20 * 60);
  await archive.must('session.lock', {});
  await archive.must('session.signIn', { login: 'dangan2', password: OWN });
  const left = await desk.get(request.id);
  expect([left.state, left.secondsLeft, left.sittings[0]?.end]).toEqual(['approved', 1200, 'desk-left']);
  await archive.as('clerk');
  const again = await desk.opened({ id: request.id, revision: left.revision });
  expect(again.secondsLeft).toBe(1200);
  await finished(again.sessionId);
});

test('a killed program: the next start closes the sitting and says why', async () => {
  const { archive } = desk;
  const request = await desk.approved({ minutes: 15 });
  await archive.must('archive.close', {});
  const order = {
    root: archive.root,
    login: 'dangan',
    password: OWN,
    open: { ...request, readers: desk.passwords() },
  };
  const child = spawn(
    process.execPath,
    [join(ROOT, 'src-main', 'testing', 'killed-desk.ts'), archive.folder, JSON.stringify(order)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const said = await new Promise<string>((done) => {
    child.stdout.once('data', (piece: Buffer) => done(piece.toString()));
    child.once('exit', () => done('died'));
  });
  expect(said).toBe('open\n');
  child.kill('SIGKILL');
  await new Promise((done) => child.once('exit', done));
  await archive.must('archive.open', { folder: archive.application.grantPath(archive.root) });
  await archive.as('clerk');
  expect((await archive.must('consult.reading', {})).reading).toBeNull();
  const after = await desk.get(request.id);
  expect([after.state, after.sittings[0]?.end]).toEqual(['approved', 'interrupted']);
  expect(await archive.refusal('catalogue.scheme', {})).toBe('ok');
  await archive.as('auditor');
  expect((await archive.must('audit.ids', { event: 'consult.end' })).ids.length).toBeGreaterThan(1);
  expect((await archive.must('audit.verify', {})).intact).toBe(true);
});

test('clearance holds at the desk: what a reader is not cleared to is not there', async () => {
  const { archive } = desk;
  await archive.as('clerk');
  const request = await desk.approved({ scope: { kind: 'classes', classes: ['01', '02'] } });
  const all = (await desk.get(request.id)).items;
  expect(new Set(all.map((item) => item.secrecyMark)).size).toBeGreaterThan(1);
  await archive.as('security-admin');
  await archive.must('accounts.grant', {
    id: desk.readers[0]?.accountId ?? 0,
    roles: ['reader'],
    clearance: 'internal',
  });
  await archive.as('clerk');
  const view = await desk.opened(request);
  expect(view.items.map((item) => item.secrecyMark)).toEqual(
    all.map((item) => item.secrecyMark).filter((mark) => mark === '内部'),
  );
  const secret = all.find((item) => item.secrecyMark !== '内部')?.pages[0]?.id ?? 0;
  const hidden = await archive.application.readConsultPage(view.sessionId, secret);
  expect(!hidden.ok && hidden.error.code).toBe('not-found');
  await finished(view.sessionId);
  await archive.enter('chayue1');
  expect((await archive.must('consult.ids', { list: 'all' })).ids).toEqual([]);
  expect(await archive.refusal('consult.get', { id: request.id })).toBe('not-found');
});
