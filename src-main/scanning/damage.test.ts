/** What goes wrong in a scanning room: the program killed, the disk full, a hanging device, documents that are bombs. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input, Output } from '#contract/index.ts';
import { OWN, PEOPLE, SAMPLE, TestArchive } from '#main/testing/archive.ts';

/** Where sane-utils could not be had, `npm test` says that these were not run. */
const onDevice = test.skipIf(spawnSync('scanimage', ['--version']).error !== undefined);
type Profile = Input<'scanning.saveProfile'>['profile'];
const FEEDER: Profile = {
  name: '进纸器',
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
/** So slow that a sheet is under way for seconds. */
const SLOW = ['read-delay=yes', 'read-delay-duration=200000', 'read-limit=yes', 'read-limit-size=20000'];

let archive: TestArchive;
let fileId = 0;
beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  fileId = await firstFile(archive);
});
afterAll(() => archive.discard());

async function firstFile(of: TestArchive): Promise<number> {
  const source = of.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await of.must('people.readRoster', { source });
  await of.must('people.importRoster', { source, match });
  const { ids } = await of.must('people.ids', { sort: 'roster', descending: false });
  return (await of.must('people.get', { id: ids[0] ?? 0 })).fileId;
}
async function profileOf(of: TestArchive, part: Partial<Profile>): Promise<number> {
  return (await of.must('scanning.saveProfile', { profile: { ...FEEDER, ...part } })).id;
}
async function newest(of: TestArchive): Promise<Output<'scanning.batches'>['batches'][number]> {
  const [batch] = (await of.must('scanning.batches', {})).batches;
  if (!batch) throw new Error('no batch');
  return batch;
}
/** Every page of a batch as a picture that really opens. */
async function openPages(of: TestArchive, batchId: number): Promise<number> {
  const { pages } = await of.must('scanning.pages', { batchId });
  for (const { pageId } of pages) {
    const shown = await of.application.readPage(pageId ?? 0);
    if (!shown.ok) throw new Error(shown.error.message);
    expect((await sharp(shown.data.bytes).stats()).isOpaque).toBe(true);
  }
  return pages.length;
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

onDevice(
  'the program is killed while a sheet moves: what it had said is there, and the stack goes on',
  async () => {
    const profileId = await profileOf(archive, { name: '慢', extra: SLOW });
    await archive.must('archive.close', {});
    const login = PEOPLE.find(([role]) => role === 'clerk')?.[1] ?? '';
    const scan = { profileId, target: { kind: 'new', fileId, classCode: '0605' } };
    const order = JSON.stringify({ root: archive.root, login, password: OWN, scan });
    const script = join(import.meta.dirname, '..', 'testing', 'killed-scan.ts');
    const child = spawn(process.execPath, [script, archive.folder, order], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = 0;
    for await (const piece of child.stdout) {
      said = Number(String(piece).trim().split('\n').at(-1));
      if (said >= 2) break;
    }
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await archive.must('archive.open', { folder: archive.application.grantPath(archive.root) });
    await archive.as('clerk');
    const batch = await newest(archive);
    expect(batch.state).toBe('interrupted');
    expect(batch.pages).toBeGreaterThanOrEqual(said);
    expect(await openPages(archive, batch.id)).toBe(batch.pages);
    const fast = await profileOf(archive, { name: '快' });
    const on = await archive.job(
      await archive.must('scanning.scan', {
        profileId: fast,
        target: { kind: 'tray' },
        batchId: batch.id,
        most: 2,
      }),
    );
    expect(on).toMatchObject({ state: 'done', result: { 归入材料: 2, 件数: 1 } });
    const { pages } = await archive.must('scanning.pages', { batchId: batch.id });
    expect(new Set(pages.map((one) => one.itemId)).size).toBe(1);
    expect(pages.map((one) => one.sequence)).toEqual(
      Array.from({ length: batch.pages + 2 }, (_, at) => at + 1),
    );
  },
  60_000,
);

onDevice(
  'a stop lets the sheet under way come in, and the same sheets may go to the tray twice',
  async () => {
    const profileId = await profileOf(archive, { name: '慢二', extra: SLOW });
    const started = await archive.must('scanning.scan', { profileId, target: { kind: 'tray' } });
    while ((await archive.must('jobs.get', { id: started.jobId })).done < 1) await pause(50);
    await archive.must('jobs.cancel', { id: started.jobId });
    const job = await archive.job(started);
    expect(job.state).toBe('cancelled');
    const batch = await newest(archive);
    expect(batch.state).toBe('cancelled');
    expect(batch.toTray).toBe(job.done);
    const again = await archive.job(
      await archive.must('scanning.scan', {
        profileId,
        target: { kind: 'tray' },
        batchId: batch.id,
        most: 1,
      }),
    );
    expect(again).toMatchObject({ state: 'done', result: { 待处理: 1 } });
  },
  60_000,
);

/** Whether this machine lets a test have a disk of its own. */
function mounted(place: string, megabytes: number): boolean {
  mkdirSync(place);
  return (
    spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place], { stdio: 'ignore' })
      .status === 0
  );
}

onDevice(
  'the disk fills up: no sheet is fed that could not be stored, all before are whole, and it goes on with room',
  async (context) => {
    const disk = join(archive.folder, '小盘');
    if (!mounted(disk, 96)) context.skip('NOT RUN: this machine does not let a test mount a disk of its own');
    const small = await TestArchive.create('J020', '小盘县纪委', { folder: disk });
    try {
      await small.as('clerk');
      const into = await firstFile(small);
      // 7 MB a side before it is encoded; the last 32 MB are kept free.
      const profileId = await profileOf(small, {
        dpi: 200,
        width: 200,
        height: 200,
        format: 'tiff',
        extra: ['test-picture=Color pattern'],
      });
      const filler = join(disk, '别的文件');
      const { bavail, bsize } = statfsSync(disk);
      writeFileSync(filler, Buffer.alloc(bavail * bsize - 52 * 1024 * 1024));
      let job: Output<'jobs.get'>;
      let batchId: number | undefined;
      let fed = 0;
      do {
        job = await small.job(
          await small.must('scanning.scan', {
            profileId,
            target: { kind: 'new', fileId: into, classCode: '0601' },
            ...(batchId === undefined ? {} : { batchId }),
          }),
        );
        batchId = (await newest(small)).id;
        fed += job.done;
      } while (job.state === 'done' && fed < 60);
      expect(job).toMatchObject({ state: 'failed', code: 'disk-full' });
      expect(job.message).toContain('没有继续进纸');
      const batch = await newest(small);
      expect(batch.pages).toBe(fed);
      expect(await openPages(small, batch.id)).toBe(fed);
      rmSync(filler);
      const on = await small.job(
        await small.must('scanning.scan', {
          profileId,
          target: { kind: 'tray' },
          batchId: batch.id,
          most: 1,
        }),
      );
      expect(on.state).toBe('done');
    } finally {
      await small.application.close();
      execFileSync('umount', [disk]);
    }
  },
  120_000,
);
/** A document of a copier: each page says its number; where `code` is given for a page, a 分件页 stands there. */
async function documentOf(pages: number, codes: ReadonlyMap<number, readonly string[]>): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A7', autoFirstPage: false });
  const pieces: Buffer[] = [];
  document.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = once(document, 'end');
  for (let page = 0; page < pages; page += 1) {
    document.addPage();
    const modules = codes.get(page);
    if (modules)
      for (const [y, row] of modules.entries())
        for (const [x, one] of [...row].entries())
          if (one === '1') document.rect(20 + x * 5, 20 + y * 5, 5, 5).fill('#000');
    if (!modules) document.fontSize(30).text(`Page ${page + 1}`, 20, 60);
  }
  document.end();
  await ended;
  return Buffer.concat(pieces);
}
async function sheet(classCode: string): Promise<readonly string[]> {
  const { sheets } = await archive.must('scanning.separators', {
    fileId,
    classCodes: [classCode],
    itemIds: [],
  });
  return sheets[0]?.modules ?? [];
}
/** A TIFF whose header claims more pixels than any scan has. */
function tiffBomb(): Buffer {
  const entries = [
    [256, 4, 1, 60_000],
    [257, 4, 1, 60_000],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 1],
    [273, 4, 1, 8],
    [277, 3, 1, 1],
    [278, 4, 1, 60_000],
    [279, 4, 1, 100],
  ] as const;
  const bytes = Buffer.alloc(8 + 2 + entries.length * 12 + 4 + 100);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries.length, 8);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + index * 12;
    bytes.writeUInt16LE(tag, at);
    bytes.writeUInt16LE(type, at + 2);
    bytes.writeUInt32LE(count, at + 4);
    bytes.writeUInt32LE(value, at + 8);
  }
  return bytes;
}

test('a copier’s folder of hard cases: all whole ones are taken, the others wait with their bytes, nothing ends the watch', async () => {
  const folder = join(archive.folder, '复印机');
  mkdirSync(folder);
  const stack = await documentOf(
    200,
    new Map([
      [1, await sheet('0601')],
      [100, await sheet('0602')],
    ]),
  );
  const broken = stack.subarray(0, stack.length - 3_000);
  const huge = await sharp({
    limitInputPixels: false,
    create: { width: 20_000, height: 20_000, channels: 3, background: '#fefefe' },
  })
    .toColourspace('b-w')
    .jpeg()
    .toBuffer();
  writeFileSync(join(folder, '01 大图.jpg'), huge);
  writeFileSync(join(folder, '02 炸弹.tif'), tiffBomb());
  writeFileSync(join(folder, '03 半份.pdf'), broken);
  writeFileSync(join(folder, '04 一叠.pdf'), stack);
  writeFileSync(join(folder, '05 记录.docx'), 'no scan');
  const watch = async () =>
    archive.must('scanning.watch', {
      folder: archive.application.grantPath(folder),
      target: { kind: 'tray' },
    });
  const first = await watch();
  const waitFor = async (done: (batch: Awaited<ReturnType<typeof newest>>) => boolean) => {
    for (;;) {
      const batch = await newest(archive);
      if (done(batch)) return batch;
      if (batch.state === 'failed')
        throw new Error((await archive.must('jobs.get', { id: first.jobId })).message);
      await pause(200);
    }
  };
  // Stopped in the middle of the stack; the window answers meanwhile.
  await waitFor((batch) => batch.origin === 'watch' && batch.pages >= 20);
  await archive.must('jobs.cancel', { id: first.jobId });
  expect(await archive.job(first)).toMatchObject({ state: 'done' });
  const before = await newest(archive);
  expect(before.pages).toBeLessThan(150);
  const second = await watch();
  const after = await waitFor(
    (batch) => batch.id !== before.id && batch.pages + before.pages >= 197 && batch.toTray >= 2,
  );
  await pause(1_500);
  await archive.must('jobs.cancel', { id: second.jobId });
  expect(await archive.job(second)).toMatchObject({
    state: 'done',
    result: { '不是图像或 PDF 的文件（未收）': 1 },
  });
  const places = (
    await Promise.all(
      [before.id, after.id].map(async (batchId) => archive.must('scanning.pages', { batchId })),
    )
  ).flatMap(({ pages }) => pages.map((one) => /06\d\d/.exec(one.place)?.[0] ?? one.place));
  // The picture and the page before the first sheet wait; then 98 pages of one item and 99 of the other.
  expect(places.filter((one) => one === '0601')).toHaveLength(98);
  expect(places.filter((one) => one === '0602')).toHaveLength(99);
  expect(places.filter((one) => one === '分件页')).toHaveLength(2);
  const { entries } = await archive.must('intake.tray', { state: 'waiting' });
  const told = (name: string) => entries.find((one) => one.relativePath.includes(name));
  expect(told('01 大图')).toMatchObject({ reason: 'unsorted', kept: true });
  expect(told('02 炸弹')).toMatchObject({ reason: 'unreadable', kept: true });
  expect(told('02 炸弹')?.message).toContain('60000×60000');
  expect(told('03 半份')).toMatchObject({ reason: 'unreadable', kept: true });
  expect(told('03 半份')?.message).toContain('没有结尾');
  expect(readdirSync(folder)).toHaveLength(5);
}, 240_000);
