import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '#contract/index.ts';
import { OWN, ROOT, SAMPLE, TestArchive } from '#main/testing/archive.ts';

/** A registration form with a seal over its date, and a report of two paragraphs. */
const PAGES = ['0101-001-001', '0603-001-001'];
const CADRE = '李样卷429999198006162988';

let archive: TestArchive;
let scans: string;
let first: number;
let second: number;

beforeAll(async () => {
  scans = mkdtempSync(join(tmpdir(), 'liandang-ocr-'));
  const folder = join(scans, CADRE, '原始图像数据');
  mkdirSync(folder, { recursive: true });
  for (const page of PAGES)
    cpSync(join(SAMPLE, '扫描件', CADRE, '原始图像数据', `${page}.jpg`), join(folder, `${page}.jpg`));
  archive = await TestArchive.create();
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  await archive.job(
    await archive.must('intake.importScans', { source: archive.application.grantPath(scans) }),
  );
  const waiting = await archive.must('ocr.ids', { state: 'waiting' });
  expect(waiting.total).toBe(2);
  [first = 0, second = 0] = waiting.ids;
}, 60_000);
afterAll(async () => {
  await archive.discard();
  rmSync(scans, { recursive: true, force: true });
});

const letters = (text: string) => [...text.normalize('NFKC').replaceAll(/\s/gu, '')];
/** Characters that must be put in, taken out or changed to get from one text to the other. */
function distance(from: readonly string[], to: readonly string[]): number {
  let before = to.map((_, at) => at + 1);
  from.forEach((one, row) => {
    let corner = row;
    let left = row + 1;
    before = to.map((other, at) => {
      const above = before[at] ?? 0;
      left = Math.min(above + 1, left + 1, corner + (one === other ? 0 : 1));
      corner = above;
      return left;
    });
  });
  return before.at(-1) ?? from.length;
}
/** Without the page number at the foot, which the transcripts leave out. */
function textOf({ machine }: Output<'ocr.page'>): string {
  const lines = (machine?.lines ?? []).filter(
    (line) => line.box[1] < (machine?.height ?? 0) * 0.92 || line.text.length > 3,
  );
  return lines.map((line) => line.text + line.join).join('');
}
const transcript = (page: string) => readFileSync(join(SAMPLE, '文字底稿', '李样卷', `${page}.txt`), 'utf8');
const read = (pageId: number) => archive.must('ocr.page', { pageId });

describe('reading pages', () => {
  test('what the clerk looked at is read first; the text is right, in its place and found', async () => {
    await archive.application.readPage(second);
    expect((await archive.must('ocr.ids', { state: 'waiting' })).ids[0]).toBe(second);
    const job = await archive.job(await archive.must('ocr.run', {}));
    expect(job).toMatchObject({ state: 'done' });
    for (const [at, pageId] of [first, second].entries()) {
      const page = await read(pageId);
      const right = letters(transcript(PAGES[at] ?? ''));
      const wrong = distance(letters(textOf(page)), right);
      expect(wrong / right.length, textOf(page)).toBeLessThan(0.01);
      expect(page.text).toMatchObject({ source: 'machine' });
    }
    const form = (await read(first)).machine;
    const name = form?.lines.find((line) => line.text === '李样卷');
    // Beside its label, in the upper left of the form.
    expect(name?.join).toBe('\t');
    expect((name?.box[0] ?? 0) / (form?.width ?? 1)).toBeLessThan(0.4);
    expect(form?.lines.some((line) => line.kind === 'seal')).toBe(true);
    const { hits } = await archive.must('search.find', {
      query: { text: '出生日期' },
      limit: 10,
    });
    expect(hits.map((hit) => hit.pageId)).toContain(first);
  }, 60_000);

  test('a correction stands beside what the machine read, and survives another reading', async () => {
    const before = await read(first);
    const lines = (before.machine?.lines ?? []).map(({ sure: _sure, ...line }) => ({
      ...line,
      text: line.text === '李样卷' ? '李样券改' : line.text,
    }));
    expect(
      await archive.refusal('ocr.correct', { pageId: first, readAt: '2020-01-01T00:00:00.000Z', lines }),
    ).toBe('conflict');
    await archive.must('ocr.correct', { pageId: first, readAt: before.machine?.at ?? null, lines });
    await archive.must('ocr.queue', { pageIds: [first], again: true });
    await archive.job(await archive.must('ocr.run', {}));
    const after = await read(first);
    expect(after.state).toBe('settled');
    expect(after.text).toMatchObject({ source: 'person', by: '周档案' });
    expect(after.text?.text).toContain('李样券改');
    expect(after.machine?.lines.some((line) => line.text === '李样卷')).toBe(true);
    expect(after.machine?.at).not.toBe(before.machine?.at);
    const found = await archive.must('search.find', { query: { text: '李样券改' }, limit: 10 });
    expect(found.hits.map((hit) => hit.pageId)).toEqual([first]);
  }, 60_000);

  test('nothing of what was read lies open on the disk', () => {
    const words = ['廉政档案登记表', '李样券改'].map((word) => Buffer.from(word));
    const files = readdirSync(archive.folder, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) {
      const bytes = readFileSync(join(file.parentPath, file.name));
      for (const word of words) expect(bytes.includes(word), file.name).toBe(false);
    }
  });

  test('asked to stop halfway, the page waits again; a program that is killed goes on with it', async () => {
    await archive.must('ocr.queue', { pageIds: [first, second], again: true });
    const started = await archive.must('ocr.run', {});
    await archive.must('jobs.cancel', { id: started.jobId });
    expect((await archive.job(started)).state).toBe('cancelled');
    expect((await archive.must('ocr.status', {})).waiting).toBe(2);
    await archive.must('archive.close', {});

    const program = spawn(process.execPath, [join(ROOT, 'src-main', 'cli', 'main.ts'), 'ocr', archive.root], {
      env: {
        ...process.env,
        LIANDANG_LOGIN: 'dangan',
        LIANDANG_PASSWORD: OWN,
        LIANDANG_SETTINGS: join(archive.folder, 'settings'),
      },
      stdio: 'ignore',
    });
    const gone = new Promise<void>((resolve) => program.once('exit', () => resolve()));
    // It is at work once it has written to the archive.
    const log = join(archive.root, 'archive.db-wal');
    while (!existsSync(log) || statSync(log).size === 0) await new Promise((wake) => setTimeout(wake, 20));
    await new Promise((wake) => setTimeout(wake, 500));
    program.kill('SIGKILL');
    await gone;

    await archive.must('archive.open', { folder: archive.application.grantPath(archive.root) });
    await archive.as('clerk');
    expect((await archive.must('ocr.status', {})).waiting).toBeGreaterThan(0);
    expect((await archive.job(await archive.must('ocr.run', {}))).state).toBe('done');
    expect(await archive.must('ocr.status', {})).toMatchObject({ waiting: 0, failed: 0 });
    expect((await read(first)).text?.source).toBe('person');
  }, 60_000);
});
