import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OWN, SAMPLE, TestArchive } from '#main/testing/archive.ts';

let archive: TestArchive;
beforeAll(async () => {
  archive = await TestArchive.create();
}, 120_000);
afterAll(async () => archive.discard());

test('through the routes: backed up, brought back beside the living archive, opened and found whole', async () => {
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const scans = archive.application.grantPath(join(SAMPLE, '扫描件'));
  const taken = await archive.job(await archive.must('intake.importScans', { source: scans }));
  expect(taken.state).toBe('done');

  const target = join(archive.folder, '备份');
  mkdirSync(target);
  expect(await archive.refusal('backup.run', { target: archive.application.grantPath(target) })).toBe(
    'forbidden',
  );
  await archive.as('system-admin');
  const run = await archive.job(
    await archive.must('backup.run', { target: archive.application.grantPath(target) }),
  );
  expect(run.message).toBe('');
  const [first] = (await archive.must('backup.history', {})).backups;
  expect(first?.verified).toBe(true);
  expect(first?.copied).toBeGreaterThan(50);
  const again = await archive.job(
    await archive.must('backup.run', { target: archive.application.grantPath(target) }),
  );
  expect(again.state).toBe('done');
  expect((await archive.must('backup.history', {})).backups[0]?.copied).toBe(0);
  expect((await archive.must('archive.overview', {})).lastBackupAt).not.toBeNull();

  const restored = await archive.must('backup.restore', {
    source: archive.application.grantPath(target),
    parent: archive.application.grantPath(archive.folder),
    name: '恢复库',
  });
  expect(restored.blobs).toBe(first?.blobs);
  expect(
    await archive.refusal('backup.restore', {
      source: archive.application.grantPath(target),
      parent: archive.application.grantPath(archive.folder),
      name: '样例库',
    }),
  ).toBe('archive-exists');

  await archive.must('archive.open', { folder: restored.folder });
  await archive.must('session.signIn', { login: 'dangan', password: OWN });
  const verified = await archive.job(await archive.must('backup.verify', {}));
  expect(verified.message).toBe('');
  expect((await archive.must('archive.overview', {})).lastVerifyClean).toBe(true);
  expect((await archive.must('people.ids', { sort: 'roster', descending: false })).ids).toHaveLength(6);
}, 120_000);
