// Reading pages: our engine against Tesseract on the same pages in the same run, by wrong characters, time and memory.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder, command, type Run, report, say, skipped } from './measure.ts';
import { type BenchPage, CLEAN, KINDS, layOut, TURNED_KINDS } from './ocr-pages.ts';

/** Ours may need 1 ÷ 0.7 of Tesseract's time. */
const AT_MOST = 1 / 0.7;
/** Wrong characters in a hundred. */
const AIMS = { clean: 0.1, spoilt: 1 };

const root = benchFolder();
const made = await layOut(root);
const hasTesseract = /chi_sim/.test(
  String(spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' }).stdout),
);
const runs = { ours: [] as Run[], against: [] as Run[] };
for (const kind of KINDS) {
  const pages = made.get(kind) ?? [];
  const list = listOf(pages);
  const ours = await readOurs(list);
  const theirs = hasTesseract ? await readTheirs(list, pages.length) : undefined;
  runs.ours.push(ours.run);
  if (theirs) runs.against.push(theirs.run);
  const aim = kind === CLEAN ? AIMS.clean : AIMS.spoilt;
  tell(`${kind}, ${pages.length} pages`, pages, ours, aim);
  if (theirs) tell(`    Tesseract`, pages, theirs);
}
for (const kind of TURNED_KINDS) {
  const pages = made.get(kind) ?? [];
  tell(`${kind}, ${pages.length} pages`, pages, await readOurs(listOf(pages)), AIMS.spoilt);
}
const count = KINDS.reduce((sum, kind) => sum + (made.get(kind)?.length ?? 0), 0);
const subject = `reading ${count} pages, one thread each, start included; each line is a kind of them`;
if (hasTesseract)
  report({ subject, ...runs, baseline: 'tesseract, psm 6, OMP_THREAD_LIMIT=1', atMost: AT_MOST });
else skipped(subject, 'Debian’s tesseract-ocr and tesseract-ocr-chi-sim are not installed');

interface Read {
  readonly texts: readonly string[];
  readonly run: Run;
}
function listOf(pages: readonly BenchPage[]): string {
  const list = join(root, 'ocr', 'pages.txt');
  writeFileSync(list, `${pages.map((page) => page.file).join('\n')}\n`);
  return list;
}
async function readOurs(list: string): Promise<Read> {
  const target = join(root, 'ocr', 'ours.json');
  const program = join(import.meta.dirname, 'ocr-read.ts');
  const run = await command(`'${process.execPath}' '${program}' '${list}' '${target}'`, root);
  const texts: string[] = JSON.parse(readFileSync(target, 'utf8'));
  return { texts, run };
}

/** One process for all pages: starting it anew for each costs more. */
async function readTheirs(list: string, count: number): Promise<Read> {
  const target = join(root, 'ocr', 'theirs');
  const run = await command(
    `OMP_THREAD_LIMIT=1 tesseract '${list}' '${target}' -l chi_sim --psm 6 -c tessedit_create_tsv=1`,
    root,
  );
  const texts = Array.from({ length: count }, () => '');
  const footed = new Map<string, { page: number; words: string; top: number; height: number }>();
  let height = 0;
  for (const row of readFileSync(`${target}.tsv`, 'utf8').split('\n').slice(1)) {
    const [level, page, block, paragraph, line, , , top, , high, , word] = row.split('\t');
    if (level === '1') height = Number(high);
    if (level !== '5' || word === undefined) continue;
    const key = [page, block, paragraph, line].join();
    const known = footed.get(key);
    footed.set(key, {
      page: Number(page) - 1,
      words: (known?.words ?? '') + word,
      top: Number(top),
      height,
    });
  }
  for (const one of footed.values())
    if (!(one.words.length <= 3 && one.top > one.height * 0.92)) texts[one.page] += `${one.words}\n`;
  return { texts, run };
}

function tell(name: string, pages: readonly BenchPage[], { texts, run }: Read, aim?: number): void {
  let [wrong, apart, all] = [0, 0, 0];
  pages.forEach((page, at) => {
    const right = letters(page.transcript);
    const read = letters(texts[at] ?? '');
    wrong += distance(right, read);
    apart += unmatched(right, read);
    all += right.length;
  });
  const share = (100 * apart) / all;
  const verdict = aim === undefined ? '' : `, aim ≤ ${aim} %: ${share <= aim ? 'reached' : 'MISSED'}`;
  say(
    `${name}: ${share.toFixed(2)} % of ${all} characters wrong, ${((100 * wrong) / all).toFixed(2)} % with their order${verdict}`,
  );
  say(
    `    ${((60 * pages.length) / run.seconds).toFixed(1)} pages a minute, ${Math.round(run.peak ?? 0)} MiB`,
  );
}

/** Forms that mean the same are one; blanks do not count. */
function letters(text: string): string[] {
  return [...text.normalize('NFKC').replaceAll(/\s/gu, '')];
}
/** Characters missing or too many, whichever is more, wherever they stand: how a form is read across is no error of reading. */
function unmatched(right: readonly string[], read: readonly string[]): number {
  const left = new Map<string, number>();
  for (const letter of right) left.set(letter, (left.get(letter) ?? 0) + 1);
  let surplus = 0;
  for (const letter of read) {
    const count = left.get(letter) ?? 0;
    if (count === 0) surplus += 1;
    else left.set(letter, count - 1);
  }
  return Math.max(
    surplus,
    [...left.values()].reduce((a, b) => a + b, 0),
  );
}
/** Levenshtein's. */
function distance(from: readonly string[], to: readonly string[]): number {
  let before = Array.from({ length: to.length + 1 }, (_, at) => at);
  from.forEach((letter, row) => {
    const now = [row + 1];
    to.forEach((other, at) => {
      now.push(
        Math.min(
          (before[at + 1] ?? 0) + 1,
          (now[at] ?? 0) + 1,
          (before[at] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    });
    before = now;
  });
  return before[to.length] ?? from.length;
}
