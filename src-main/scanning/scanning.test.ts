/** Real devices: SANE's `test` backend as feeder and glass, its `pnm` backend as a scanner with our own sheet on it. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test as vitest } from 'vitest';
import type { Input, Output } from '#contract/index.ts';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { findSeparator, separatorCode } from './separator.ts';

/** Where sane-utils could not be had, `npm test` says that these were not run. */
const test = vitest.skipIf(spawnSync('scanimage', ['--version']).error !== undefined);
let archive: TestArchive;
let fileId = 0;
let volumeNumber = 0;
type Profile = Input<'scanning.saveProfile'>['profile'];
const FEEDER: Profile = {
  name: '测试进纸器',
  device: 'test',
  mode: 'colour',
  dpi: 100,
  source: 'Automatic Document Feeder',
  width: 100,
  height: 100,
  format: 'jpeg',
  quality: 90,
  extra: ['test-picture=Color pattern'],
  standard: '',
};
let feeder = 0;

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  ({ fileId, volumeNumber } = await archive.must('people.get', { id: ids[0] ?? 0 }));
  feeder = (await archive.must('scanning.saveProfile', { profile: FEEDER })).id;
});
afterAll(() => archive.discard());

type Order = Input<'scanning.scan'>;
async function scan(order: Partial<Order> & Pick<Order, 'profileId'>): Promise<Output<'jobs.get'>> {
  return archive.job(await archive.must('scanning.scan', { target: { kind: 'tray' }, ...order }));
}
const newest = async () => {
  const [batch] = (await archive.must('scanning.batches', {})).batches;
  if (!batch) throw new Error('no batch');
  return batch;
};
/** A profile whose scanner is the `pnm` backend with this picture on its glass. */
async function glassWith(name: string, png: Buffer): Promise<number> {
  const path = join(archive.folder, `${name}.pnm`);
  const { data, info } = await sharp(png)
    .resize({ width: 800 })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  writeFileSync(path, Buffer.concat([Buffer.from(`P5\n${info.width} ${info.height}\n255\n`), data]));
  const profile: Profile = {
    ...FEEDER,
    name,
    device: 'pnm:0',
    mode: 'grey',
    source: '',
    width: 500,
    height: 1000,
    extra: [`filename=${path}`],
  };
  return (await archive.must('scanning.saveProfile', { profile })).id;
}
async function sheetPicture(classCode: string): Promise<Buffer> {
  const { sheets } = await archive.must('scanning.separators', {
    fileId,
    classCodes: [classCode],
    itemIds: [],
  });
  return drawn(sheets[0]?.modules ?? []);
}
async function drawn(modules: readonly string[]): Promise<Buffer> {
  const dark = modules.flatMap((row, y) =>
    [...row].map((one, x) =>
      one === '1' ? `<rect x="${300 + x * 24}" y="${400 + y * 24}" width="24" height="24"/>` : '',
    ),
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1654" height="2339"><rect width="1654" height="2339" fill="#fff"/>${dark.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

test('the device says what it offers, and a standard is kept to', async () => {
  const options = await archive.must('scanning.deviceOptions', { device: 'test' });
  expect(options.modes).toEqual(['Gray', 'Color']);
  expect(options.sources).toContain('Automatic Document Feeder');
  expect(await archive.refusal('scanning.deviceOptions', { device: 'nosuch:0' })).toBe('io-failed');
  const low = { ...FEEDER, name: '不合标准', standard: 'GB/T 33870-2017' as const };
  expect(await archive.refusal('scanning.saveProfile', { profile: low })).toBe('validation-failed');
});

test('a stack goes through the feeder until it is empty, each side a page of the item that was chosen', async () => {
  const job = await scan({ profileId: feeder, target: { kind: 'new', fileId, classCode: '0601' } });
  expect(job).toMatchObject({ state: 'done', result: { 收到: 10, 归入材料: 10, 件数: 1, 待处理: 0 } });
  const { pages } = await archive.must('scanning.pages', { batchId: (await newest()).id });
  expect(pages.map((one) => one.sequence)).toEqual(Array.from({ length: 10 }, (_, at) => at + 1));
  expect(pages[9]?.place).toContain('第 10 页');
  const item = await archive.must('catalogue.get', { id: pages[0]?.itemId ?? 0 });
  expect(item.pages[0]).toMatchObject({ mediaType: 'image/jpeg', dpi: 100, width: 393 });
  expect(item.pages).toHaveLength(10);
});

test('a separator on the glass turns the way for what follows, by itself', async () => {
  const separator = await glassWith('分件页', await sheetPicture('0602'));
  expect(await scan({ profileId: separator })).toMatchObject({
    state: 'done',
    result: { 分件页: 1, 归入材料: 0 },
  });
  const batchId = (await newest()).id;
  // The next run of the same batch, as after a jam, goes on behind the sheet.
  expect((await scan({ profileId: feeder, batchId, most: 2 })).result).toMatchObject({
    归入材料: 2,
    件数: 1,
  });
  expect((await scan({ profileId: feeder, batchId, most: 1 })).result).toMatchObject({ 归入材料: 1 });
  const { pages } = await archive.must('scanning.pages', { batchId });
  expect(
    pages.map((one) =>
      one.separator ? one.place : /(\d{4}).*(第 \d 页)/.exec(one.place)?.slice(1).join(' '),
    ),
  ).toEqual(['分件页', '0602 第 1 页', '0602 第 2 页', '0602 第 3 页']);
});

test('a sheet that another archive printed files nothing: what follows waits, with the reason', async () => {
  const modules = separatorCode({ archive: '00000000', volumeNumber, kind: 'new', classCode: '0602' });
  const rows = modules.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
  const profileId = await glassWith('别库分件页', await drawn(rows));
  expect(await scan({ profileId })).toMatchObject({ state: 'done', result: { 分件页: 1 } });
  const batchId = (await newest()).id;
  const on = await scan({ profileId: feeder, batchId, most: 1 });
  expect(on).toMatchObject({ state: 'done', result: { 归入材料: 0, 待处理: 1 } });
  const { entries } = await archive.must('intake.tray', { state: 'waiting' });
  expect(entries.at(-1)?.message).toContain('别的库');
});

test('a folder of a copier: files that grow are waited for, separators file what follows, doubles are not taken twice', async () => {
  const folder = join(archive.folder, '复印机');
  mkdirSync(folder);
  const page = async (words: string) =>
    sharp({ create: { width: 827, height: 1169, channels: 3, background: '#fff' } })
      .composite([
        {
          input: Buffer.from(
            `<svg xmlns="http://www.w3.org/2000/svg" width="800" height="300"><text x="40" y="200" font-size="120">${words}</text></svg>`,
          ),
        },
      ])
      .jpeg()
      .toBuffer();
  const started = await archive.must('scanning.watch', {
    folder: archive.application.grantPath(folder),
    target: { kind: 'tray' },
  });
  writeFileSync(join(folder, '001.png'), await sheetPicture('0603'));
  writeFileSync(join(folder, '002.jpg'), await page('A'));
  const half = await page('B');
  writeFileSync(join(folder, '003.jpg'), half.subarray(0, half.length / 2));
  writeFileSync(join(folder, '说明.txt'), '不是图像');
  const until = async (pages: number) => {
    for (let round = 0; round < 60; round += 1) {
      const batch = await newest();
      if (batch.origin === 'watch' && batch.pages >= pages) return batch;
      if (batch.state === 'failed') throw new Error((await archive.job(started)).message);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`no ${pages} pages: ${JSON.stringify(await newest())}`);
  };
  await until(1);
  writeFileSync(join(folder, '003.jpg'), half);
  copyFileSync(join(folder, '002.jpg'), join(folder, '004.jpg'));
  const batch = await until(2);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await archive.must('jobs.cancel', { id: started.jobId });
  expect(await archive.job(started)).toMatchObject({ state: 'done' });
  const { pages } = await archive.must('scanning.pages', { batchId: batch.id });
  expect(pages.map((one) => (one.separator ? '分件页' : one.place.split(' ')[1]?.slice(0, 4)))).toEqual([
    '分件页',
    '0603',
    '0603',
  ]);
  expect(readdirSync(folder).toSorted()).toEqual(['001.png', '002.jpg', '003.jpg', '004.jpg', '说明.txt']);
}, 60_000);

test('fronts and the turned stack of their backs become one order', async () => {
  await scan({ profileId: feeder, target: { kind: 'new', fileId, classCode: '0604' }, most: 3 });
  const fronts = await newest();
  const backs: Buffer[] = [];
  for (const words of ['背三', '背二', '背一'])
    backs.push(
      await sharp({ text: { text: words, dpi: 300, rgba: false } })
        .extend({ top: 200, bottom: 200, left: 200, right: 200, background: '#000' })
        .png()
        .toBuffer(),
    );
  let backsId: number | undefined;
  for (const [at, back] of backs.entries()) {
    const profileId = await glassWith(`背面${at}`, back);
    const job = await scan({ profileId, ...(backsId === undefined ? {} : { batchId: backsId }) });
    expect(job.state).toBe('done');
    backsId = (await newest()).id;
  }
  expect(
    await archive.refusal('scanning.interleave', { frontsId: fronts.id, backsId: fronts.id, reversed: true }),
  ).toBe('not-found');
  const started = await archive.must('scanning.interleave', {
    frontsId: fronts.id,
    backsId: backsId ?? 0,
    reversed: true,
  });
  expect(await archive.job(started)).toMatchObject({
    state: 'done',
    result: { 插入背面: 3, 分件页的背面: 0 },
  });
  const { pages } = await archive.must('scanning.pages', { batchId: fronts.id });
  const item = await archive.must('catalogue.get', { id: pages[0]?.itemId ?? 0 });
  expect(item.pages.map((one) => one.width === 393)).toEqual([true, false, true, false, true, false]);
  const tray = await archive.must('intake.tray', { state: 'waiting' });
  expect(tray.entries.filter((one) => one.message.includes('背'))).toEqual([]);
});

test.each([
  ['SANE_STATUS_JAMMED', '卡纸'],
  ['SANE_STATUS_COVER_OPEN', '盖子'],
  ['SANE_STATUS_IO_ERROR', '连接断了'],
  ['SANE_STATUS_DEVICE_BUSY', '别的程序'],
])('%s is told in words that say what to do', async (status, words) => {
  const profile = { ...FEEDER, name: status, extra: [`read-return-value=${status}`] };
  const { id } = await archive.must('scanning.saveProfile', { profile });
  const job = await scan({ profileId: id });
  expect(job.state).toBe('failed');
  expect(job.message).toContain(words);
  expect(job.code).toBe('io-failed');
});

/** Processes of the scanning program that this one has started, through the shell of its pipeline. */
function scannersBelow(pid: number): number[] {
  const found = spawnSync('pgrep', ['-P', String(pid)], { encoding: 'utf8' }).stdout.split('\n');
  return found.filter(Boolean).flatMap((line) => {
    const child = Number(line);
    const [name] = readOrNothing(`/proc/${child}/comm`).split('\n');
    return name === 'scanimage' ? [child] : scannersBelow(child);
  });
}
/** A process may end between two looks. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

test('the scanning program dies in the middle: what was fed is there, the broken page is not, and the batch goes on', async () => {
  const slow = {
    ...FEEDER,
    name: '慢',
    extra: ['read-delay=yes', 'read-delay-duration=200000', 'read-limit=yes', 'read-limit-size=40000'],
  };
  const { id } = await archive.must('scanning.saveProfile', { profile: slow });
  const started = await archive.must('scanning.scan', {
    profileId: id,
    target: { kind: 'new', fileId, classCode: '0605' },
  });
  while ((await archive.must('jobs.get', { id: started.jobId })).done < 1)
    await new Promise((resolve) => setTimeout(resolve, 50));
  for (const pid of scannersBelow(process.pid)) process.kill(pid, 'SIGKILL');
  const job = await archive.job(started);
  expect(job.state).toBe('failed');
  expect(job.message).toContain('已扫的页都在');
  const broken = await newest();
  const { pages } = await archive.must('scanning.pages', { batchId: broken.id });
  expect(pages.length).toBe(broken.pages);
  const itemId = pages[0]?.itemId ?? 0;
  const on = await scan({ profileId: feeder, target: { kind: 'item', itemId }, batchId: broken.id, most: 2 });
  expect(on.state).toBe('done');
  const item = await archive.must('catalogue.get', { id: itemId });
  expect(item.pages.map((one) => one.position)).toEqual(
    Array.from({ length: broken.pages + 2 }, (_, at) => at + 1),
  );
}, 60_000);

test('an empty feeder at the start is told, not taken for done', async () => {
  const tray = await archive.must('intake.tray', { state: 'waiting' });
  const profile = { ...FEEDER, name: '空', extra: ['read-return-value=SANE_STATUS_NO_DOCS'] };
  const { id } = await archive.must('scanning.saveProfile', { profile });
  const job = await scan({ profileId: id });
  expect(job.message).toContain('没有纸');
  expect((await archive.must('intake.tray', { state: 'waiting' })).total).toBe(tray.total);
});

test('a volume that is not open takes no sheet, and says so before the first one moves', async () => {
  expect(
    (await scan({ profileId: feeder, target: { kind: 'new', fileId: 9_999, classCode: '0601' } })).message,
  ).toContain('没有这一卷');
  expect(volumeNumber).toBeGreaterThan(0);
});

test('a torn, turned and stamped-over sheet is still read, an ordinary page never', async () => {
  const sheet = await sheetPicture('0201');
  const worn = await sharp(sheet)
    .rotate(7, { background: '#fff' })
    .composite([
      {
        input: Buffer.from(
          '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="40" fill="none" stroke="red" stroke-width="6"/></svg>',
        ),
        left: 500,
        top: 560,
      },
    ])
    .blur(2)
    .jpeg({ quality: 35 })
    .toBuffer();
  expect(await findSeparator(sharp(worn))).toMatch(new RegExp(`^LDS1 [0-9A-F]{8} V${volumeNumber} C0201$`));
  const scans = readdirSync(join(SAMPLE, '扫描件'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.jpg'),
  );
  for (const name of scans.slice(0, 8))
    expect(await findSeparator(sharp(join(SAMPLE, '扫描件', name)))).toBeUndefined();
});

test('nothing of a page lies in the temporary folder during or after a scan', () => {
  rmSync(join(archive.folder, '复印机'), { recursive: true, force: true });
  // A killed program leaves its folder behind; what lies in it is links.
  const left = readdirSync(tmpdir())
    .filter((name) => name.startsWith('liandang-scan-'))
    .flatMap((name) => readdirSync(join(tmpdir(), name), { withFileTypes: true }));
  expect(left.filter((one) => !one.isSymbolicLink())).toEqual([]);
});
