// Search of 1,000,000 rows and 100,000 texts through the functions behind the routes, against the same index unencrypted,
// LIKE, and ripgrep. `node bench/search.ts 100000 10000` does it with fewer; what was made once is used again.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Input } from '#contract/index.ts';
import { count, find } from '#main/search/index.ts';
import { archiveFolder, type Connection, openDatabase, type ReadDb } from '#main/storage/index.ts';
import { TestArchive } from '#main/testing/archive.ts';
import { Chinese } from './chinese.ts';
import { benchFolder, ownPeak, peaksAnew, say, skipped } from './measure.ts';
import { databaseKey, openPlain, plainOf } from './million.ts';
import { randomNumbers } from './seed.ts';

const [rows = 1_000_000, texts = 100_000] = process.argv.slice(2).map(Number);
/** Queries of a kind; a LIKE of a rare word reads everything, so fewer of those. */
const QUERIES = 200;
const LIKES = 5;
const GREPS = 3;
const SHOWN = 50;
const AIM = { late: 30, plain: 1.3, like: 100 } as const;

type Query = Input<'search.find'>['query'];
type FindArguments = Parameters<typeof find>;

const madeBefore = join(benchFolder(), `search-${rows}-${texts}.txt`);
if (!existsSync(madeBefore)) {
  const filled = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'search-fill.ts'), String(rows), String(texts)],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (filled.status !== 0) throw new Error('the archive could not be filled');
  writeFileSync(madeBefore, filled.stdout);
}
const built = readFileSync(madeBefore, 'utf8').trim().split('\n');
for (const line of built.slice(0, -1)) say(`    ${line}`);
const office = await TestArchive.open(built.at(-1) ?? '', '样例库');
const { database } = archiveFolder(office.root);
const key = await databaseKey(office.root);

/** What of a call matters here: the clearance, and a note that nobody reads. */
const arguments_ = (clearanceRank: number) =>
  [{ clearanceRank } as FindArguments[2], { note: {} } as FindArguments[3]] as const;

const random = randomNumbers(7);
const samples = sampleTexts();
/** A piece of a text made as those searched, so that frequent ones are asked for as often as they are frequent. */
function piece(length: number): string {
  const text = samples[Math.floor(random() * samples.length)] ?? '';
  const at = Math.floor(random() * (text.length - length));
  return text.slice(at, at + length);
}
function sampleTexts(): string[] {
  const chinese = new Chinese(20_260);
  return Array.from({ length: 2_000 }, () => chinese.text(200));
}

const ALL = 3;
const HALF = 1;
const KINDS: readonly { readonly name: string; readonly rank: number; readonly query: () => Query }[] = [
  ...[1, 2, 3, 4, 8].map((length) => ({
    name: `${length} character${length > 1 ? 's' : ''}`,
    rank: ALL,
    query: () => ({ text: piece(length) }),
  })),
  { name: 'two terms', rank: ALL, query: () => ({ text: `${piece(2)} ${piece(2)}` }) },
  {
    name: 'with class and years',
    rank: ALL,
    query: () => ({ text: piece(2), classPrefix: '02', dateFrom: '2010', dateTo: '2015' }),
  },
  { name: 'fields alone', rank: ALL, query: () => ({ text: '', classPrefix: '0401', dateFrom: '2020' }) },
  ...[1, 2, 4].map((length) => ({
    name: `${length}, half above the clearance`,
    rank: HALF,
    query: () => ({ text: piece(length) }),
  })),
];

const take = (work: () => unknown): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};
const part = (times: readonly number[], share: number) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ??
  Number.NaN;
const spread = (times: readonly number[]) =>
  [0.5, 0.95, 0.99].map((share) => part(times, share).toFixed(2).padStart(8)).join('');
const verdict = (reached: boolean) => (reached ? 'reached' : 'MISSED');

const encrypted = openDatabase(database, key, { readonly: true });
// The unencrypted copy has no key, and so no constructor of the program's own; it is read by the same functions.
const plain = openPlain(plainOf(database)) as unknown as Connection;

function firstPage(db: ReadDb, query: Query, rank: number): void {
  find(db, { query, order: 'relevance', after: null, limit: SHOWN }, ...arguments_(rank));
}

peaksAnew();
say(
  '    first page of 50, ms              median    95th    99th | unencrypted, median | count: median 95th 99th, exact',
);
const likeTerms: string[] = [];
for (const { name, rank, query } of KINDS) {
  const queries = Array.from({ length: QUERIES }, query);
  if (name.startsWith('4 char')) likeTerms.push(...queries.slice(0, LIKES).map(({ text }) => text));
  const ours: number[] = [];
  const theirs: number[] = [];
  const counts: number[] = [];
  let exact = 0;
  // Each first on the one, then on the other: both have the same in their caches.
  for (const [nth, one] of queries.entries()) {
    const turns = [
      () => ours.push(take(() => firstPage(encrypted, one, rank))),
      () => theirs.push(take(() => firstPage(plain, one, rank))),
    ];
    for (const turn of nth % 2 === 0 ? turns : turns.reverse()) turn();
    counts.push(
      take(() => {
        if (count(encrypted, { query: one }, arguments_(rank)[0]).exact) exact += 1;
      }),
    );
  }
  const ratio = part(ours, 0.5) / part(theirs, 0.5);
  say(
    `    ${name.padEnd(30)}${spread(ours)} | ${part(theirs, 0.5).toFixed(2)}, ${ratio.toFixed(2)} × | ${spread(counts)}, ${Math.round((exact / QUERIES) * 100)} %` +
      ` | 95th ≤ ${AIM.late}: ${verdict(part(ours, 0.95) <= AIM.late)}; ≤ ${AIM.plain} ×: ${verdict(ratio <= AIM.plain)}`,
  );
}
say(`    most memory while searching: ${Math.round(ownPeak() ?? Number.NaN)} MiB`);

const like = encrypted.prepare(
  `SELECT i.id FROM item i WHERE i.title LIKE ?1
   UNION ALL SELECT page_id FROM page_text WHERE text LIKE ?1 LIMIT ${SHOWN}`,
);
const liked = likeTerms.map((term) => take(() => like.all({ 1: `%${term}%` })));
const found = likeTerms.map((term) => take(() => firstPage(encrypted, { text: term }, ALL)));
const faster = part(liked, 0.5) / part(found, 0.5);
say(
  `    LIKE, 4 characters: median ${part(liked, 0.5).toFixed(0)} ms; the index is ${faster.toFixed(0)} × faster, aim ≥ ${AIM.like}: ${verdict(faster >= AIM.like)}`,
);
if (spawnSync('rg', ['--version']).status === 0) {
  const grepped = likeTerms
    .slice(0, GREPS)
    .map((term) =>
      take(() => spawnSync('rg', ['-l', '-F', term, join(office.folder, 'texts')], { stdio: 'ignore' })),
    );
  say(`    ripgrep over the texts as files, 4 characters: median ${part(grepped, 0.5).toFixed(0)} ms`);
} else skipped('ripgrep over the texts as files', 'NOT RUN: ripgrep is not installed');
encrypted.close();
plain.close();

// How long the main process is held up while the worker rebuilds the whole index. A run that is broken off in between leaves
// an archive that must not be measured again.
rmSync(madeBefore);
{
  const db = openDatabase(database, key);
  db.transaction(() => {
    for (const kind of ['item', 'page']) {
      db.exec(`INSERT INTO search_${kind}_index (search_${kind}_index) VALUES ('delete-all')`);
      db.exec(`DELETE FROM search_${kind}`);
    }
  })();
  db.close();
}
await office.as('clerk');
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const start = performance.now();
const job = await office.job(await office.must('search.checkIndex', {}));
delay.disable();
say(
  `    the whole index built anew by the check: ${((performance.now() - start) / 1000).toFixed(0)} s, ${job.state}, ${JSON.stringify(job.result)};` +
    ` event loop of the main process: 99th ${(delay.percentile(99) / 1e6).toFixed(1)} ms, longest ${(delay.max / 1e6).toFixed(1)} ms`,
);
writeFileSync(madeBefore, `${built.join('\n')}\n`);
await office.application.close();
