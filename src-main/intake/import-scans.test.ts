import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sm3 } from 'hash-wasm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Keyring } from '#main/keyring/index.ts';
import { archiveFolder, openDatabase, readAbout } from '#main/storage/index.ts';
import { OWN, PEOPLE, SAMPLE, TestArchive } from '#main/testing/archive.ts';

const PERSON = readdirSync(join(SAMPLE, '扫描件')).find((name) => name.startsWith('王示范')) ?? '';
let archive: TestArchive;
let imports = 0;

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
}, 120_000);
afterAll(async () => archive.discard());

/** A folder of one cadre, filled by `fill`. */
function folderOf(fill: (into: string) => void): string {
  imports += 1;
  const folder = join(archive.folder, `扫描${imports}`);
  const into = join(folder, PERSON, '原始图像数据');
  mkdirSync(into, { recursive: true });
  fill(into);
  return archive.application.grantPath(folder);
}

async function start(source: string): Promise<{ jobId: number }> {
  return archive.must('intake.importScans', { source });
}

/** What the gate says of damaged pages. */
async function damagedPages(): Promise<string[]> {
  const { differences } = await archive.must('intake.gate', {});
  return differences.filter((one) => one.kind === 'damaged').map((one) => one.message);
}

const page = (name: string) => join(SAMPLE, '扫描件', PERSON, '原始图像数据', name);

test('the same sheet scanned twice in one batch: the second waits in the tray', async () => {
  const source = folderOf((into) => {
    copyFileSync(page('0201-001-001.jpg'), join(into, '0201-051-001.jpg'));
    copyFileSync(page('0201-001-001.jpg'), join(into, '0201-051-002.jpg'));
  });
  const job = await archive.job(await start(source));
  expect(job.result).toMatchObject({ 新增页: 1, 待处理: 1 });
  const { entries } = await archive.must('intake.tray', { state: 'waiting' });
  expect(entries.map((one) => one.reason)).toEqual(['duplicate-page']);
  const again = await archive.job(await start(source));
  expect(again.result).toMatchObject({ 新增页: 0, 待处理: 0, 已在库中: 2 });
});

test('the SM3 of a scan is on record once its pages were looked through', async () => {
  const scan = readFileSync(page('0201-001-001.jpg'));
  const clerk = PEOPLE.find(([role]) => role === 'clerk')?.[1] ?? '';
  const folder = archiveFolder(archive.root);
  const keys = await Keyring.open(folder.keyring, readAbout(folder).archiveId).unlock(clerk, OWN);
  const db = openDatabase(folder.database, keys.databaseKey, { readonly: true });
  try {
    const sql = 'SELECT sm3 FROM blob WHERE sm3 IS NOT NULL AND size = ?';
    const digest = db.prepare(sql).pluck().get(scan.length);
    expect(Buffer.from(digest as Uint8Array).toString('hex')).toBe(await sm3(scan));
  } finally {
    db.close();
  }
});

test('a page spoilt in the middle is taken, kept and told at the gate', async () => {
  const source = folderOf((into) => {
    const bytes = readFileSync(page('0601-001-001.jpg'));
    bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 4000);
    writeFileSync(join(into, '0601-052-001.jpg'), bytes);
    copyFileSync(page('0601-001-002.jpg'), join(into, '0601-052-002.jpg'));
  });
  await archive.job(await start(source));
  expect(await damagedPages()).toEqual([expect.stringMatching(/0601.* 1 页图像损坏/)]);
});

test('what an import that was stopped has taken but not looked through, the next one looks through', async () => {
  const source = folderOf((into) => {
    for (let index = 1; index <= 60; index++) {
      const bytes = readFileSync(page('0501-001-001.jpg'));
      // A comment of its own makes each file another one; in the last ones the picture is spoilt.
      const comment = Buffer.from(`fffe0004${index.toString(16).padStart(4, '0')}`, 'hex');
      if (index > 55) bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 4000);
      const whole = Buffer.concat([bytes.subarray(0, 2), comment, bytes.subarray(2)]);
      writeFileSync(join(into, `0501-053-${String(index).padStart(3, '0')}.jpg`), whole);
    }
  });
  const { jobId } = await start(source);
  let asked = false;
  const stop = async () => {
    const { message } = await archive.must('jobs.get', { id: jobId });
    if (asked || !message.startsWith('全部存入')) return;
    asked = true;
    await archive.must('jobs.cancel', { id: jobId });
  };
  const off = archive.application.onEvent(() => void stop());
  const stopped = await archive.job({ jobId });
  off();
  expect(stopped.state).toBe('cancelled');
  const other = folderOf((into) => copyFileSync(page('0701-001-001.jpg'), join(into, '0701-054-001.jpg')));
  const next = await archive.job(await start(other));
  expect(next.result).toMatchObject({ 新增页: 1 });
  expect(await damagedPages()).toContainEqual(expect.stringMatching(/0501.* 5 页图像损坏/));
});
