// Cataloguing by keyboard alone in the program's own window: 40 items of the sample on 100 pages. Tells keystrokes an item and
// the time that the program puts between a keystroke and what it does.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import ExcelJS from 'exceljs';
import { OWN, ROOT, SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { runtimeEnvironment } from '../src-renderer/e2e/runtime.ts';
import { type KeyTime, keyTimes, watchKeys } from './key-times.ts';
import { benchFolder, say } from './measure.ts';

const ITEMS = 40;
const PAGES = 100;
/** What a person at the keys takes for at once. */
const MOST_MS = 50;

interface Wanted {
  readonly person: string;
  readonly code: string;
  readonly title: string;
  readonly date: string;
  pages: number;
}

/** The first items of the sample's own catalogue, in its order: what the clerk is to arrive at. */
async function wantedItems(): Promise<Wanted[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(join(SAMPLE, '目录.xlsx'));
  const wanted: Wanted[] = [];
  book.worksheets[0]?.eachRow((row, index) => {
    if (index === 1 || wanted.length === ITEMS) return;
    const text = (at: number) => row.getCell(at).text;
    wanted.push({ person: text(1), code: text(3), title: text(5), date: text(6), pages: 0 });
  });
  return wanted;
}

/** A comment in the picture's head: another file of the same page. */
function withComment(jpeg: Buffer, words: string): Buffer {
  const body = Buffer.from(words, 'utf8');
  const segment = Buffer.alloc(4);
  segment.writeUInt16BE(0xfffe, 0);
  segment.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), segment, body, jpeg.subarray(2)]);
}

/** Scans of the wanted items, further sheets put behind the first ones until there are enough pages; and their transcripts. */
function laySheets(folder: string, wanted: readonly Wanted[]): void {
  const people = readdirSync(join(SAMPLE, '扫描件'));
  const sequences = new Map<string, number>();
  const stems = wanted.map((one) => {
    const sequence = (sequences.get(one.person + one.code) ?? 0) + 1;
    sequences.set(one.person + one.code, sequence);
    return `${one.code}-${String(sequence).padStart(3, '0')}-`;
  });
  const scansOf = (one: Wanted) =>
    join(people.find((name) => name.startsWith(one.person)) ?? '', '原始图像数据');
  for (const [index, one] of wanted.entries()) {
    const stem = stems[index] ?? '';
    const from = join(SAMPLE, '扫描件', scansOf(one));
    const to = join(folder, '扫描件', scansOf(one));
    mkdirSync(to, { recursive: true });
    mkdirSync(join(folder, '文字底稿', one.person), { recursive: true });
    for (const name of readdirSync(from).filter((file) => file.startsWith(stem))) {
      cpSync(join(from, name), join(to, name));
      one.pages += 1;
    }
    const texts = join(SAMPLE, '文字底稿', one.person);
    for (const name of readdirSync(texts).filter((file) => file.startsWith(stem)))
      cpSync(join(texts, name), join(folder, '文字底稿', one.person, name));
  }
  let pages = wanted.reduce((sum, one) => sum + one.pages, 0);
  for (let index = 0; pages < PAGES; index = (index + 1) % wanted.length, pages++) {
    const one = wanted[index];
    if (!one) throw new Error('no items');
    const to = join(folder, '扫描件', scansOf(one));
    const first = readFileSync(join(to, `${stems[index]}001.jpg`));
    one.pages += 1;
    const name = `${stems[index]}${String(one.pages).padStart(3, '0')}.jpg`;
    writeFileSync(join(to, name), withComment(first, name));
  }
}

async function filledOffice(folder: string): Promise<TestArchive> {
  const office = await TestArchive.create('J019', '样例县纪委', { folder });
  await office.as('clerk');
  const grant = (path: string) => office.application.grantPath(path);
  const source = grant(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await office.must('people.readRoster', { source });
  await office.must('people.importRoster', { source, match });
  await office.must('ocr.setPace', { pace: 'paused' });
  const wait = async (job: { jobId: number }) => {
    const { state, message } = await office.job(job);
    if (state !== 'done') throw new Error(message);
  };
  await wait(await office.must('intake.importScans', { source: grant(join(folder, '扫描件')) }));
  await wait(await office.must('intake.importTexts', { source: grant(join(folder, '文字底稿')) }));
  return office;
}

/** What stands in the form. */
const valueOf = (page: Page, label: string) =>
  page.getByRole('form', { name: '著录' }).getByLabel(label, { exact: true }).inputValue();

/** Goes by Enter from wherever the cursor is until a field has it. @returns keystrokes */
async function goTo(page: Page, label: string): Promise<number> {
  for (let keys = 0; keys < 40; keys++) {
    const there = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    if (there === label) return keys;
    await page.keyboard.press(keys === 0 ? 'Enter' : 'Tab');
  }
  throw new Error(`${label} is not reached`);
}

async function replace(page: Page, label: string, text: string): Promise<number> {
  const walked = await goTo(page, label);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  return walked + 1 + text.length;
}

/** One item: take what is suggested, mend what differs from the paper, count its pages, save and go on. */
async function catalogue(page: Page, wanted: Wanted): Promise<number> {
  let keys = 0;
  const suggestions = page.getByRole('region', { name: '著录建议' });
  await suggestions.waitFor();
  await page.keyboard.press('Alt+Enter');
  keys += 1;
  for (const [label, text] of [
    ['题名', wanted.title],
    ['日期', wanted.date],
  ] as const)
    if ((await valueOf(page, label)) !== text) keys += await replace(page, label, text);
  const pages = String(wanted.pages);
  keys += await goTo(page, '纸质页数');
  await page.keyboard.press('Control+a');
  await page.keyboard.type(pages);
  await page.keyboard.press('F7');
  return keys + 2 + pages.length;
}

/** Keys into an empty window on the same runtime: what a keystroke costs before the program adds anything. */
async function emptyWindow(): Promise<KeyTime[]> {
  const program = await _electron.launch({
    args: [...args, '.'],
    cwd: join(import.meta.dirname, 'empty-window'),
    env: { ...env, LIANDANG_SETTINGS: root },
  });
  try {
    const page = await program.firstWindow();
    await page.setViewportSize({ width: 1366, height: 768 });
    const field = page.getByLabel('空', { exact: true });
    await field.fill('');
    await watchKeys(page);
    await field.pressSequentially('0123456789'.repeat(10));
    return await keyTimes(page);
  } finally {
    await program.close();
  }
}

const quantile = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;

function tell(what: string, times: readonly KeyTime[]): number {
  const sorted = times.map((one) => one.ms).toSorted((a, b) => a - b);
  const p95 = quantile(sorted, 0.95);
  const shown = [0.5, 0.95, 1].map((part) => quantile(sorted, part).toFixed(0));
  say(
    `${what}: ${sorted.length}, median ${shown[0]} ms, 95th percentile ${shown[1]} ms, most ${shown[2]} ms`,
  );
  return p95;
}

const { env, args } = runtimeEnvironment();
const root = mkdtempSync(join(benchFolder(), 'desk-'));
const wanted = await wantedItems();
laySheets(root, wanted);
const office = await filledOffice(root);
const { ids } = await office.must('catalogue.ids', { sort: 'arrangement', descending: false });
const { rows } = await office.must('catalogue.rows', { ids });
await office.application.close();
writeFileSync(join(root, 'recent.json'), JSON.stringify({ archives: [office.root] }));
const empty = tell('keystrokes into an empty window on the same runtime', await emptyWindow());
const program = await _electron.launch({
  args: [...args, '.'],
  cwd: ROOT,
  env: { ...env, LIANDANG_SETTINGS: root },
});
try {
  const page = await program.firstWindow();
  await page.waitForURL(/\/index\.html$/);
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByRole('button', { name: '打开', exact: true }).press('Enter');
  await page.getByLabel('登录名').fill('dangan');
  await page.getByLabel('密码', { exact: true }).fill(OWN);
  await page.keyboard.press('Enter');
  const screen = page.getByRole('region', { name: '编目' });
  for (let turns = 0; turns < 40 && !(await screen.isVisible()); turns++) {
    await page.keyboard.press('Control+PageDown');
    await page.waitForTimeout(100);
  }
  await page.getByRole('grid', { name: '材料' }).getByRole('row').nth(1).waitFor();
  await watchKeys(page);
  await page.keyboard.press('Control+ArrowDown');
  let keys = 1;
  const start = performance.now();
  for (const row of rows) {
    await page.locator(`[role=form][data-subject="item:${row.id}"][aria-busy=false]`).waitFor();
    const at = wanted.findIndex((one) => one.person === row.personName && one.code === row.classCode);
    const [one] = at < 0 ? [] : wanted.splice(at, 1);
    if (!one) throw new Error(`${row.personName} ${row.classCode} is not in the sample's catalogue`);
    keys += await catalogue(page, one);
  }
  await page.getByRole('form', { name: '著录' }).and(page.locator('[aria-busy=false]')).waitFor();
  const seconds = (performance.now() - start) / 1000;
  const times = await keyTimes(page);
  say(
    `${rows.length} items on ${PAGES} pages by keyboard: ${(keys / rows.length).toFixed(1)} keystrokes an item`,
  );
  say(`all of it by a hand without pauses: ${seconds.toFixed(0)} s`);
  const all = tell('keystrokes, until what they do is on screen', times);
  tell(
    'of these, saved and the next item in the form',
    times.filter((one) => one.next),
  );
  tell(
    'of these, the rest',
    times.filter((one) => !one.next),
  );
  for (const key of new Set(times.map((one) => one.key)))
    tell(
      `    ${key}`,
      times.filter((one) => one.key === key),
    );
  const added = all - empty;
  say(
    `added by the program, 95th percentiles: ${added.toFixed(0)} ms, aim ≤ ${MOST_MS} ms: ${added <= MOST_MS ? 'reached' : 'MISSED'}`,
  );
} finally {
  await program.close();
  await office.discard();
  rmSync(root, { recursive: true, force: true });
}
