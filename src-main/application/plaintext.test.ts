import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { filesIn, plaintextIn } from '#main/testing/sweep.ts';

/** Names, a number, titles and a phrase of a page, all of them in the sample. */
const PLANTED = [
  '王示范',
  '阿依·示例',
  '42999919740609377X',
  '领导干部个人有关事项',
  '样例县纪委',
  '示例市样板局',
];

const outer = process.env['TMPDIR'];
const temporary = mkdtempSync(join(tmpdir(), 'liandang-sweep-'));
let archive: TestArchive;

beforeAll(async () => {
  process.env['TMPDIR'] = temporary;
  archive = await TestArchive.create();
}, 120_000);
afterAll(async () => {
  await archive.discard();
  rmSync(temporary, { recursive: true, force: true });
  if (outer === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = outer;
});

test('the sweep itself finds what is planted, in every encoding it knows', () => {
  const folder = mkdtempSync(join(temporary, 'self-'));
  writeFileSync(join(folder, 'a'), Buffer.from('x王示范x', 'utf16le'));
  writeFileSync(join(folder, 'b'), Buffer.concat([Buffer.from('head'), deflateSync(Buffer.from('王示范'))]));
  writeFileSync(join(folder, 'c'), Buffer.from([0xcd, 0xf5, 0xca, 0xbe, 0xb7, 0xb6]));
  writeFileSync(join(folder, 'd'), '王 示 范');
  expect(plaintextIn([folder], ['王示范']).map((one) => one.path.slice(-1))).toEqual(['a', 'b', 'c']);
  rmSync(folder, { recursive: true });
});

test('after a full run no name, number, title or text is readable in the archive, its backup, the settings or the temporary folder', async () => {
  const grant = (...parts: string[]) => archive.application.grantPath(join(SAMPLE, ...parts));
  await archive.as('clerk');
  const roster = grant('干部名册.xlsx');
  const { match } = await archive.must('people.readRoster', { source: roster });
  await archive.must('people.importRoster', { source: roster, match });
  const scans = { source: grant('扫描件'), catalogue: grant('目录.xlsx') };
  expect((await archive.job(await archive.must('intake.importScans', scans))).state).toBe('done');
  await archive.job(await archive.must('intake.importTexts', { source: grant('文字底稿') }));
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false, text: '王示范' });
  const [person] = (await archive.must('people.rows', { ids })).rows;
  const fileId = person?.fileId ?? 0;
  await archive.fixNumbers(fileId);
  await archive.must('catalogue.saveDraft', { place: 'new:1', body: '{"title":"领导干部个人有关事项"}' });
  const found = await archive.must('search.find', { query: { text: '示例市样板' }, limit: 5 });
  expect(found.total).toBeGreaterThan(0);
  await archive.as('system-admin');
  const copies = join(archive.folder, '备份');
  mkdirSync(copies);
  await archive.job(await archive.must('backup.run', { target: archive.application.grantPath(copies) }));
  // Open and in the middle of work: the write-ahead log is there, which is where plain text would lie.
  expect(filesIn(archive.root).some((path) => path.endsWith('archive.db-wal'))).toBe(true);
  const places = [archive.root, copies, join(archive.folder, 'settings')];
  expect(plaintextIn(places, PLANTED)).toEqual([]);
  expect(readFileSync(join(archive.root, 'archive.db')).subarray(0, 15).toString('latin1')).not.toBe(
    'SQLite format 3',
  );
  await archive.application.close();
  expect(plaintextIn(places, PLANTED)).toEqual([]);
  // The archive lies in the temporary folder of this test; beside it nothing was left there.
  expect(filesIn(temporary).filter((path) => !path.startsWith(archive.folder))).toEqual([]);
}, 180_000);
