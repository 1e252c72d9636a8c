import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

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

  const out = await archive.must('pages.takeOut', { pageIds: [first], reason: '他人材料' });
  expect(await order()).toEqual(before.slice(1));
  expect(await look(first)).toBe(seen);
  await archive.must('pages.undo', { actId: out.actId });
  expect(await order()).toEqual(before);
});

test('a page scanned again takes the place of the bad one, which is kept', async () => {
  const folder = join(archive.folder, '重扫');
  mkdirSync(folder);
  const again = await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#f4f2ee' } })
    .jpeg()
    .toBuffer();
  writeFileSync(join(folder, '重扫.jpg'), again);
  await archive.job(
    await archive.must('intake.importScans', { source: archive.application.grantPath(folder) }),
  );
  const { entries } = await archive.must('intake.tray', { state: 'waiting' });
  const entry = entries.find((one) => one.relativePath.includes('重扫'));
  const before = await order();
  const [, bad = 0] = before;
  const { actId } = await archive.must('pages.insert', {
    entryId: entry?.id ?? 0,
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
  expect((await order()).filter((id) => before.includes(id))).toEqual(before);
});

test('a fixed item keeps its pages, its pictures may still be set straight', async () => {
  const preview = await archive.must('numbering.preview', { fileId: file.otherId });
  const fixed = await archive.application.call('numbering.fix', {
    fileId: file.otherId,
    basis: preview.basis,
  });
  // The sample has page-count faults on purpose; where the gate holds, the item stays a draft and there is nothing to see.
  if (!fixed.ok) return expect(fixed.error.code).toBe('gate-open');
  const [pageId = 0] = await order(file.otherItem);
  expect(await archive.refusal('pages.takeOut', { pageIds: [pageId], reason: '试' })).toBe('state-refused');
  return archive.must('pages.adjust', { pageIds: [pageId], steps: [{ op: 'deskew' }], fromOriginal: false });
});

test('quality is checked by standard, signed off by another person, and listed', async () => {
  const job = await archive.job(await archive.must('pages.check', {}));
  expect(job.state).toBe('done');
  const found = await archive.must('pages.quality', { standard: 'GB/T 33870-2017', all: false });
  expect(found.unchecked).toBe(0);
  expect(found.checked).toBeGreaterThan(50);
  expect(found.faults.length).toBe(found.total);
  const [fault] = found.faults;
  if (!fault) throw new Error('the sample has no page that fails the stricter standard');
  const { pageId } = fault;
  const accept = { pageId, fault: fault.fault, reason: '原件如此' };
  expect(await archive.refusal('pages.acceptFault', accept)).toBe('forbidden');
  await archive.as('reviewer');
  await archive.must('pages.acceptFault', accept);
  const after = await archive.must('pages.quality', { standard: 'GB/T 33870-2017', all: false });
  expect(after.total).toBe(found.total - 1);
  const written = await archive.must('pages.exportQuality', {
    standard: 'GB/T 33870-2017',
    target: archive.application.grantPath(join(archive.folder, '差异.xlsx')),
  });
  expect(written.size).toBeGreaterThan(1000);
});

test('the same sheet twice is found as a pair; the decision takes one out or lets both stand', async () => {
  await archive.as('clerk');
  const { pairs } = await archive.must('pages.doubles', {});
  for (const pair of pairs) expect(pair.firstPlace.split(' ')[0]).toBe(pair.secondPlace.split(' ')[0]);
  const [pair] = pairs;
  if (!pair) throw new Error('the sample has no look-alikes');
  const decide = { firstId: pair.firstId, secondId: pair.secondId, takeOut: null, reason: '' };
  expect(await archive.refusal('pages.decideDouble', { ...decide, decision: 'double' })).toBe(
    'validation-failed',
  );
  await archive.must('pages.decideDouble', { ...decide, decision: 'both' });
  const left = await archive.must('pages.doubles', {});
  expect(left.total).toBe((await archive.must('pages.doubles', {})).pairs.length);
  expect(left.pairs.some((one) => one.firstId === pair.firstId && one.secondId === pair.secondId)).toBe(
    false,
  );
});
