/** One round: a real process works on a copy of an archive, is killed at a random moment, and what is left is looked at. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEOPLE, SAMPLE, TestArchive } from '#main/testing/archive.ts';

export const WORKS = ['import', 'number', 'seal'] as const;
export type Work = (typeof WORKS)[number];

export interface Outcome {
  readonly work: Work;
  readonly killedAfterMs: number;
  /** The victim's last word before it died. */
  readonly lastWord: string;
  /** What is wrong with what is left; empty: nothing. */
  readonly faults: readonly string[];
}

/** Archives to copy from: one with the roster only, one with everything in it and a partner, each as far as its work needs. */
export interface Templates {
  readonly folder: string;
  readonly pages: number;
}
const NAME: Record<Work, string> = { import: '名册', number: '未定号', seal: '待转出' };
/** How long each work takes at most on the sample: kills fall anywhere in it. */
const LONGEST_MS: Record<Work, number> = { import: 2_500, number: 250, seal: 4_000 };
const SCANS = join(SAMPLE, '扫描件');

export async function makeTemplates(): Promise<Templates> {
  const folder = mkdtempSync(join(tmpdir(), 'liandang-stress-'));
  const made = await TestArchive.create('J019', '样例县纪委', { folder, name: NAME.import });
  for (const [role] of PEOPLE) await made.as(role);
  await made.as('clerk');
  const roster = made.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await made.must('people.readRoster', { source: roster });
  await made.must('people.importRoster', { source: roster, match });
  await made.application.close();

  const full = await copyOf(folder, NAME.import, folder, NAME.number);
  await full.as('clerk');
  const source = full.application.grantPath(SCANS);
  const catalogue = full.application.grantPath(join(SAMPLE, '目录.xlsx'));
  await full.job(await full.must('intake.importScans', { source, catalogue }));
  const { pages } = await full.must('archive.overview', {});
  await full.application.close();

  const leaving = await copyOf(folder, NAME.number, folder, NAME.seal);
  await leaving.as('clerk');
  const { ids } = await leaving.must('people.ids', { sort: 'roster', descending: false });
  for (const { fileId } of (await leaving.must('people.rows', { ids })).rows) {
    const { items } = await leaving.must('numbering.preview', { fileId });
    if (items.length > 0) await leaving.fixNumbers(fileId);
  }
  const partner = await TestArchive.create('J020', '邻县纪委', { folder, name: '收件' });
  await partner.as('clerk');
  const path = join(folder, '密钥卡.json');
  const card = await partner.must('archive.exportKeyCard', { target: partner.application.grantPath(path) });
  await partner.application.close();
  const { id } = await leaving.must('transfer.addPartner', {
    source: leaving.application.grantPath(join(folder, card.fileName)),
  });
  await leaving.as('reviewer');
  await leaving.must('transfer.confirmPartner', { id, fingerprint: card.fingerprint });
  await leaving.application.close();
  return { folder, pages };
}

async function copyOf(from: string, name: string, to: string, as: string): Promise<TestArchive> {
  cpSync(join(from, `${name}.liandang`), join(to, `${as}.liandang`), { recursive: true });
  return TestArchive.open(to, as);
}

/** @param random from 0 to 1: when to kill, between the victim's first word and the end of its work */
export async function round(templates: Templates, work: Work, random: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'liandang-round-'));
  const target = join(folder, '输出');
  mkdirSync(target);
  cpSync(join(templates.folder, `${NAME[work]}.liandang`), join(folder, `${NAME[work]}.liandang`), {
    recursive: true,
  });
  try {
    const killedAfterMs = Math.floor(random * LONGEST_MS[work]);
    const place = work === 'import' ? SCANS : target;
    const lastWord = await killAfter(work, folder, place, killedAfterMs);
    const faults = await inspect(work, folder, target, lastWord, templates);
    return { work, killedAfterMs, lastWord, faults };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function killAfter(work: Work, folder: string, place: string, afterMs: number): Promise<string> {
  const victim = spawn(
    process.execPath,
    [join(import.meta.dirname, 'victim.ts'), work, folder, NAME[work], place],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let said = '';
  let armed = false;
  victim.stdout.on('data', (text: Buffer) => {
    said += text.toString('utf8');
    if (armed || !said.includes('ready')) return;
    armed = true;
    setTimeout(() => victim.kill('SIGKILL'), afterMs);
  });
  return new Promise((resolve, reject) => {
    victim.once('error', reject);
    victim.once('exit', () => resolve(said.trim().split('\n').at(-1) ?? ''));
  });
}

/** The archive opens, verifies clean, holds all that was reported; doing the work again completes it, and nothing is there twice. */
async function inspect(
  work: Work,
  folder: string,
  target: string,
  lastWord: string,
  templates: Templates,
): Promise<string[]> {
  const faults: string[] = [];
  const archive = await TestArchive.open(folder, NAME[work]);
  await archive.as('clerk');
  await verify(archive, faults, 'after the kill');
  const reported = Number(/\d+/.exec(lastWord)?.[0] ?? 0);
  if (work === 'import') {
    const { pages } = await archive.must('archive.overview', {});
    if (pages < reported) faults.push(`reported as taken: ${reported}; on record: ${pages}`);
    await archive.job(
      await archive.must('intake.importScans', { source: archive.application.grantPath(SCANS) }),
    );
    const after = (await archive.must('archive.overview', {})).pages;
    if (after !== templates.pages)
      faults.push(`after importing again ${after} pages, not ${templates.pages}`);
  }
  if (work === 'number') await inspectNumbers(archive, faults);
  if (work === 'seal') await inspectBundles(archive, target, faults);
  await archive.as('clerk');
  await verify(archive, faults, 'after doing it again');
  await archive.application.close();
  return faults;
}

async function verify(archive: TestArchive, faults: string[], when: string): Promise<void> {
  const job = await archive.job(await archive.must('backup.verify', {}));
  const { lastVerifyClean } = await archive.must('archive.overview', {});
  if (job.state !== 'done' || lastVerifyClean !== true)
    faults.push(`${when} verify: ${job.state} ${job.message} ${JSON.stringify(job.result)}`);
}

async function inspectNumbers(archive: TestArchive, faults: string[]): Promise<void> {
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  const codes: string[] = [];
  for (const { fileId, name } of (await archive.must('people.rows', { ids })).rows) {
    const { items } = await archive.must('numbering.preview', { fileId });
    const states = new Set(items.map((item) => item.state));
    if (states.size > 1) faults.push(`${name}: some items are fixed and some are not`);
    if (states.has('draft')) await archive.fixNumbers(fileId);
    codes.push(
      ...(await archive.must('numbering.preview', { fileId })).items.map((item) => item.archivalCode),
    );
  }
  if (new Set(codes).size !== codes.length) faults.push('a number was given twice');
}

async function inspectBundles(archive: TestArchive, target: string, faults: string[]): Promise<void> {
  await archive.as('approver');
  const bundles = () => readdirSync(target).filter((name) => name.endsWith('.tar.age'));
  const { cases } = await archive.must('transfer.cases', {});
  for (const one of cases) {
    const file = `${one.slipNumber}.tar.age`;
    if (!bundles().includes(file)) faults.push(`${file} is on record and not there`);
    else if (
      createHash('sha256')
        .update(readFileSync(join(target, file)))
        .digest('hex') !== one.sha256
    )
      faults.push(`${file} is not what is on record`);
  }
  const unrecorded = bundles().filter((name) => !cases.some((one) => name.startsWith(one.slipNumber)));
  if (unrecorded.length > 0) faults.push(`${unrecorded.join('、')} bears its name and is not on record`);
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  const waiting = (await archive.must('people.rows', { ids })).rows.filter((row) => row.fileState === 'open');
  const [next] = waiting.filter((row) => row.items > 0);
  if (!next) return;
  const [partner] = (await archive.must('transfer.partners', {})).partners;
  const again = join(target, '再封');
  mkdirSync(again);
  const job = await archive.job(
    await archive.must('transfer.seal', {
      fileId: next.fileId,
      partnerId: partner?.id ?? 0,
      reason: '调任',
      target: archive.application.grantPath(again),
    }),
  );
  if (job.state !== 'done') faults.push(`sealing again: ${job.message}`);
}
