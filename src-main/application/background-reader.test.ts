import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWN, SAMPLE, TestArchive } from '#main/testing/archive.ts';

const CADRE = '李样卷429999198006162988';
let archive: TestArchive;
let scans: string;

beforeAll(async () => {
  scans = mkdtempSync(join(tmpdir(), 'liandang-background-'));
  const folder = join(scans, CADRE, '原始图像数据');
  mkdirSync(folder, { recursive: true });
  cpSync(join(SAMPLE, '扫描件', CADRE, '原始图像数据', '0603-001-001.jpg'), join(folder, '0603-001-001.jpg'));
  archive = await TestArchive.create('J019', '样例县纪委', { readsInBackground: { afterMs: 0 } });
  await archive.as('clerk');
  await archive.must('ocr.setPace', { pace: 'paused' });
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  await archive.job(
    await archive.must('intake.importScans', { source: archive.application.grantPath(scans) }),
  );
}, 60_000);
afterAll(async () => {
  await archive.discard();
  rmSync(scans, { recursive: true, force: true });
});

const status = () => archive.must('ocr.status', {});
const rest = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

test('pages are read while the clerk is signed in: not when paused, not when locked, and going on afterwards', async () => {
  await rest(4_000);
  expect(await status()).toMatchObject({ activity: 'paused', waiting: 1 });

  await archive.must('ocr.setPace', { pace: 'gentle' });
  while ((await status()).activity !== 'reading') await rest(10);
  // Stopped within a page, nothing of it is lost and nothing half is kept.
  await archive.must('session.lock', {});
  await archive.must('session.unlock', { password: OWN });
  expect((await status()).waiting).toBe(1);

  for (let tries = 0; (await status()).waiting > 0 && tries < 200; tries++) await rest(100);
  expect(await status()).toMatchObject({ waiting: 0, done: 1, failed: 0, problem: '' });
  const { ids } = await archive.must('ocr.ids', { state: 'read' });
  const page = await archive.must('ocr.page', { pageId: ids[0] ?? 0 });
  expect(page.text).toMatchObject({ source: 'machine' });
  expect(page.text?.text).toContain('民主测评');
  // No job of anybody's.
  expect((await archive.must('jobs.list', {})).jobs.map((job) => job.kind)).not.toContain('ocr');
}, 60_000);
