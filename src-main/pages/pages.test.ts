import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input } from '#contract/index.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

const DRAFT_FIELDS = [
  'classCode',
  'title',
  'date',
  'author',
  'documentNumber',
  'sourceKind',
  'nature',
  'supplier',
  'originality',
  'signed',
  'stamped',
  'retention',
  'paperPages',
  'remarks',
] as const;

let archive: TestArchive;
const file = { id: 0, itemId: 0, otherId: 0, otherItem: 0 };

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  const grant = (...parts: string[]) => archive.application.grantPath(join(SAMPLE, ...parts));
  const source = grant('干部名册.xlsx');
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  await archive.job(
    await archive.must('intake.importScans', { source: grant(), catalogue: grant('目录.xlsx') }),
  );
  const { ids } = await archive.must('catalogue.ids', { sort: 'arrangement', descending: false });
  const { rows } = await archive.must('catalogue.rows', { ids });
  const long = rows.find((one) => one.scannedPages >= 3);
  const elsewhere = rows.find((one) => one.fileId !== long?.fileId && one.scannedPages > 0);
  if (!long || !elsewhere) throw new Error('the sample has no item of three pages');
  Object.assign(file, {
    id: long.fileId,
    itemId: long.id,
    otherId: elsewhere.fileId,
    otherItem: elsewhere.id,
  });
});
afterAll(() => archive.discard());

const list = async (itemId = file.itemId) => (await archive.must('pages.list', { itemId })).pages;
const order = async (itemId = file.itemId) => (await list(itemId)).map((page) => page.id);
const look = async (pageId: number) => {
  const shown = await archive.application.readPage(pageId);
  if (!shown.ok) throw new Error(shown.error.message);
  return createHash('sha256').update(shown.data.bytes).digest('hex');
};

/** Lays a picture where no item can be read from its name, so that it waits in the tray. */
async function intoTray(name: string, bytes: Buffer): Promise<number> {
  const folder = join(archive.folder, name);
  mkdirSync(folder);
  writeFileSync(join(folder, `${name}.jpg`), bytes);
  await archive.job(
    await archive.must('intake.importScans', { source: archive.application.grantPath(folder) }),
  );
  const { entries } = await archive.must('intake.tray', { state: 'waiting' });
  const entry = entries.find((one) => one.relativePath.includes(name));
  if (!entry) throw new Error(`${name} is not in the tray`);
  return entry.id;
}

test('a picture is worked on from its original, and every step can be taken back to the byte', async () => {
  const [pageId = 0] = await order();
  const original = await look(pageId);
  const turn = await archive.must('pages.adjust', {
    pageIds: [pageId],
    steps: [{ op: 'rotate', degrees: 90 }],
    fromOriginal: false,
  });
  const turned = await look(pageId);
  expect(turned).not.toBe(original);
  await archive.must('pages.adjust', {
    pageIds: [pageId],
    steps: [{ op: 'deskew' }, { op: 'despeckle' }],
    fromOriginal: false,
  });
  expect((await list())[0]?.steps.map((one) => one.op)).toEqual(['rotate', 'deskew', 'despeckle']);
  // An act in the middle can't be taken back over a later one.
  expect(await archive.refusal('pages.undo', { actId: turn.actId })).toBe('conflict');
  const { acts } = await archive.must('pages.acts', { fileId: file.id });
  await archive.must('pages.undo', { actId: acts[0]?.id ?? 0 });
  expect(await look(pageId)).toBe(turned);
  await archive.must('pages.undo', { actId: turn.actId });
  expect(await look(pageId)).toBe(original);
  await archive.must('pages.redo', { actId: turn.actId });
  expect(await look(pageId)).toBe(turned);
  // Four quarter turns are none: the original is shown again.
  await archive.must('pages.adjust', {
    pageIds: [pageId],
    steps: [{ op: 'rotate', degrees: 270 }],
    fromOriginal: false,
  });
  expect(await look(pageId)).toBe(original);
});

test('order, moving to another cadre, merging and taking out are acts with both sides', async () => {
  const before = await order();
  const reversed = before.toReversed();
  const { actId } = await archive.must('pages.reorder', { itemId: file.itemId, pageIds: reversed });
  expect(await order()).toEqual(reversed);
  expect(await archive.refusal('pages.reorder', { itemId: file.itemId, pageIds: reversed.slice(1) })).toBe(
    'conflict',
  );
  await archive.must('pages.undo', { actId });
  expect(await order()).toEqual(before);

  const [first = 0, second = 0] = before;
  const seen = await look(first);
  const there = await order(file.otherItem);
  const moved = await archive.must('pages.move', {
    pageIds: [first],
    to: { kind: 'item', itemId: file.otherItem },
  });
  expect(await order(file.otherItem)).toEqual([...there, first]);
  expect(await look(first)).toBe(seen);
  expect((await archive.must('catalogue.get', { id: file.itemId })).pages).toHaveLength(before.length - 1);
  await archive.must('pages.undo', { actId: moved.actId });
  expect(await order()).toEqual(before);
  expect(await order(file.otherItem)).toEqual(there);
  expect(await look(first)).toBe(seen);

  const split = await archive.must('pages.move', {
    pageIds: [second],
    to: { kind: 'new', fileId: file.id, classCode: '0601' },
  });
  expect(await order(split.itemId)).toEqual([second]);
  const merged = await archive.must('pages.merge', {
    fromItemId: split.itemId,
    intoItemId: file.itemId,
    reason: '本是一件',
  });
  expect(await order()).toEqual([...before.filter((id) => id !== second), second]);
  expect((await archive.must('catalogue.get', { id: split.itemId })).state).toBe('void');
  await archive.must('pages.undo', { actId: merged.actId });
  expect((await archive.must('catalogue.get', { id: split.itemId })).state).toBe('draft');
  await archive.must('pages.undo', { actId: split.actId });
  expect(await order()).toEqual(before);
  // The item that the split made goes with it.
  expect((await archive.must('catalogue.get', { id: split.itemId })).state).toBe('void');

  const out = await archive.must('pages.takeOut', { pageIds: [first], reason: '他人材料' });
  expect(await order()).toEqual(before.slice(1));
  expect(await look(first)).toBe(seen);
  await archive.must('pages.undo', { actId: out.actId });
  expect(await order()).toEqual(before);
  // Another page has taken the place meanwhile: nothing is pushed aside.
  const again = await archive.must('pages.takeOut', { pageIds: [before.at(-1) ?? 0], reason: '他人材料' });
  const filled = await archive.must('pages.move', {
    pageIds: [there[0] ?? 0],
    to: { kind: 'item', itemId: file.itemId },
  });
  expect(await archive.refusal('pages.undo', { actId: again.actId })).toBe('conflict');
  await archive.must('pages.undo', { actId: filled.actId });
  await archive.must('pages.undo', { actId: again.actId });
  expect(await order()).toEqual(before);
  expect(await order(file.otherItem)).toEqual(there);
});

test('pages never become less secret by being moved', async () => {
  const [page = 0] = await order();
  const item = await archive.must('catalogue.get', { id: file.itemId });
  const split = await archive.must('pages.move', {
    pageIds: [page],
    to: { kind: 'new', fileId: file.otherId, classCode: '0601' },
  });
  const made = await archive.must('catalogue.get', { id: split.itemId });
  expect(secrecyRank(made.secrecy)).toBeGreaterThanOrEqual(secrecyRank(item.secrecy));
  await archive.must('pages.undo', { actId: split.actId });
  const { id: secret } = await archive.must('catalogue.create', {
    fileId: file.id,
    item: {
      ...Object.fromEntries(DRAFT_FIELDS.map((key) => [key, item[key]])),
      secrecy: 'secret',
      secrecyYears: 10,
    } as Input<'catalogue.create'>['item'],
  });
  const up = await archive.must('pages.move', { pageIds: [page], to: { kind: 'item', itemId: secret } });
  const down = { pageIds: [page], to: { kind: 'item' as const, itemId: file.itemId } };
  expect(await archive.refusal('pages.move', down)).toBe('state-refused');
  const merge = { fromItemId: secret, intoItemId: file.itemId, reason: '本是一件' };
  expect(await archive.refusal('pages.merge', merge)).toBe('state-refused');
  await archive.must('pages.undo', { actId: up.actId });
});

test('a page scanned again takes the place of the bad one, which is kept', async () => {
  const again = await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#f4f2ee' } })
    .jpeg()
    .toBuffer();
  const entryId = await intoTray('重扫', again);
  const before = await order();
  const [, bad = 0] = before;
  const { actId } = await archive.must('pages.insert', {
    entryId,
    itemId: file.itemId,
    after: 0,
    replaces: bad,
  });
  const now = await order();
  expect(now).toHaveLength(before.length);
  expect(now[0]).toBe(before[0]);
  expect(now).not.toContain(bad);
  expect(now.slice(2)).toEqual(before.slice(2));
  expect((await archive.application.readPage(bad)).ok).toBe(true);
  await archive.must('pages.undo', { actId });
  expect(await order()).toEqual(before);
  await archive.must('pages.redo', { actId });
  expect(await order()).toEqual(now);
  await archive.must('pages.undo', { actId });
});

test('a fixed item keeps its pages, its pictures may still be set straight', async () => {
  // The sample has page-count faults on purpose; where the gate holds, nothing can be fixed.
  const { ids } = await archive.must('catalogue.ids', { sort: 'arrangement', descending: false });
  const { rows } = await archive.must('catalogue.rows', { ids });
  let fixed: (typeof rows)[number] | undefined;
  for (const fileId of new Set(rows.map((one) => one.fileId))) {
    const item = rows.find((one) => one.fileId === fileId && one.scannedPages > 0);
    if (!item || fileId === file.id) continue;
    const { basis } = await archive.must('numbering.preview', { fileId });
    const [pageId = 0] = await order(item.id);
    const out = await archive.must('pages.takeOut', { pageIds: [pageId], reason: '试' });
    await archive.must('pages.undo', { actId: out.actId });
    if ((await archive.refusal('numbering.proposeFixing', { fileId, basis, binds: true })) !== 'ok') continue;
    await archive.fixNumbers(fileId);
    fixed = item;
    // What was taken back before it was bound is not done again behind its back.
    expect(await archive.refusal('pages.redo', { actId: out.actId })).toBe('state-refused');
    break;
  }
  if (!fixed) throw new Error('the sample has no file that can be fixed');
  const [pageId = 0] = await order(fixed.id);
  expect(await archive.refusal('pages.takeOut', { pageIds: [pageId], reason: '试' })).toBe('state-refused');
  const { actId } = await archive.must('pages.adjust', {
    pageIds: [pageId],
    steps: [{ op: 'rotate', degrees: 180 }],
    fromOriginal: false,
  });
  await archive.must('pages.undo', { actId });

  // It was filed under the wrong cadre: the number stays behind, the entry and the pages go.
  const before = await archive.must('catalogue.get', { id: fixed.id });
  const pages = await order(fixed.id);
  const seen = await look(pageId);
  const wrong = { itemId: fixed.id, fileId: file.id, reason: '同名误归' };
  expect(await archive.refusal('pages.refile', { ...wrong, fileId: fixed.fileId })).toBe('validation-failed');
  const { itemId } = await archive.must('pages.refile', wrong);
  expect(await order(itemId)).toEqual(pages);
  expect(await look(pageId)).toBe(seen);
  const { title, date, secrecy, classCode } = before;
  expect(await archive.must('catalogue.get', { id: itemId })).toMatchObject({
    fileId: file.id,
    state: 'draft',
    title,
    date,
    secrecy,
    classCode,
  });
  const left = await archive.must('catalogue.get', { id: fixed.id });
  expect(left).toMatchObject({ state: 'void', archivalCode: before.archivalCode, pages: [] });
  expect(left.voidReason).toContain('同名误归');
  expect(await archive.refusal('pages.refile', wrong)).toBe('state-refused');
  const moves = await archive.must('numbering.preview', { fileId: fixed.fileId });
  expect(moves.findings.filter((one) => one.kind !== 'incomplete')).toEqual([]);
});

test('quality is checked by standard, signed off by another person, and listed', async () => {
  const job = await archive.job(await archive.must('pages.check', { fileId: file.id }));
  expect(job.state).toBe('done');
  const found = await archive.must('pages.quality', {
    standard: 'GB/T 33870-2017',
    all: false,
    fileId: file.id,
  });
  expect(found.unchecked).toBe(0);
  expect(found.checked).toBeGreaterThan(3);
  expect(found.faults.length).toBe(found.total);
  const [fault] = found.faults;
  if (!fault) throw new Error('the sample has no page that fails the stricter standard');
  const { pageId } = fault;
  const accept = { pageId, fault: fault.fault, reason: '原件如此' };
  expect(await archive.refusal('pages.acceptFault', accept)).toBe('forbidden');
  await archive.as('reviewer');
  await archive.must('pages.acceptFault', accept);
  const after = await archive.must('pages.quality', {
    standard: 'GB/T 33870-2017',
    all: false,
    fileId: file.id,
  });
  expect(after.total).toBe(found.total - 1);
  const written = await archive.must('pages.exportQuality', {
    standard: 'GB/T 33870-2017',
    fileId: file.id,
    target: archive.application.grantPath(join(archive.folder, '差异.xlsx')),
  });
  expect(written.size).toBeGreaterThan(1000);
});

test('the same sheet twice is found as a pair; the decision takes one out or lets both stand', async () => {
  await archive.as('clerk');
  const [first = 0, ...rest] = await order();
  const shown = await archive.application.readPage(first);
  if (!shown.ok) throw new Error(shown.error.message);
  const second = await sharp(shown.data.bytes)
    .rotate(0.3, { background: '#fff' })
    .modulate({ brightness: 0.97 })
    .jpeg({ quality: 60 })
    .toBuffer();
  const entryId = await intoTray('再扫一遍', second);
  const last = rest.at(-1) ?? first;
  await archive.must('pages.insert', { entryId, itemId: file.itemId, after: last, replaces: null });
  const twin = (await order()).at(-1) ?? 0;
  await archive.job(await archive.must('pages.check', { fileId: file.id }));
  const { pairs, total } = await archive.must('pages.doubles', { fileId: file.id });
  expect(total).toBe(pairs.length);
  const pair = pairs.find((one) => one.firstId === first && one.secondId === twin);
  expect(pair).toMatchObject({ identical: false });
  const decide = { firstId: first, secondId: twin, takeOut: null, reason: '' };
  expect(await archive.refusal('pages.decideDouble', { ...decide, decision: 'double' })).toBe(
    'validation-failed',
  );
  const before = await order();
  await archive.must('pages.decideDouble', {
    ...decide,
    decision: 'double',
    takeOut: twin,
    reason: '同一页扫了两遍',
  });
  expect(await order()).toEqual(before.filter((id) => id !== twin));
  expect((await archive.application.readPage(twin)).ok).toBe(true);
  expect((await archive.must('pages.doubles', { fileId: file.id })).total).toBe(total - 1);
});
