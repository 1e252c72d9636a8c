// Makes the archive that `search` reads, in a process of its own: rows and texts in big transactions, each settled by the
// program's own indexing as any change is. Prints what it took, then where it lies.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { settleIndex } from '#main/search/index.ts';
import { archiveFolder, openDatabase, transact, type WriteDb } from '#main/storage/index.ts';
import { Chinese } from './chinese.ts';
import { benchFolder, ownPeak, peaksAnew, say } from './measure.ts';
import { ABOVE, CADRES, databaseKey, fillCadres, plainCopy, plainOf } from './million.ts';
import { officeWithRoster } from './office.ts';

const [rows = 0, texts = 0] = process.argv.slice(2).map(Number);
const CHUNK = 20_000;
const TITLE = 18;
const TEXT = 1_500;
const TEXT_CHUNK = 2_000;
/** Texts whose adding is timed one by one, each a transaction as of a page that was read. */
const SINGLE = 200;
const AT = '2026-01-01T00:00:00.000Z';

const office = await officeWithRoster(benchFolder());
await office.application.close();
const key = await databaseKey(office.root);
const { database } = archiveFolder(office.root);
const plainTexts = join(office.folder, 'texts');
mkdirSync(plainTexts);
const chinese = new Chinese(20_260);
const db = openDatabase(database, key);
// Pages here have no scans behind them.
db.pragma('foreign_keys = OFF');

const item = db.prepare(
  `INSERT INTO item (id, file_id, class_code, scheme_version, position, title, date, date_sort, author, document_number,
     source_kind, nature, supplier, originality, secrecy, secrecy_rank, retention, paper_pages, scanned_pages, state,
     changed_at, created_at)
   VALUES (?, ?, ?, 1, ?, ?, ?, ?, '县委组织部', ?, 'organisation', 'statement', '', 'original', ?, ?, 'Y', 1, 0, 'draft',
     '${AT}', '${AT}')`,
);
const page = db.prepare(
  'INSERT INTO page (id, item_id, position, scan_id, page_index, width, height) VALUES (?, ?, 1, 1, 0, 1654, 2339)',
);
const pageText = db.prepare(
  `INSERT INTO page_text (page_id, text, source, at) VALUES (?, ?, 'machine', '${AT}')`,
);
const CLASSES = ['0101', '0201', '0301', '0401', '0501', '0601', '0701', '1002'];

function addItem(nth: number): void {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${2000 + chinese.below(25)}${two(1 + chinese.below(12))}${two(1 + chinese.below(28))}`;
  // Half of the items lie above the clearance of the caller that is measured.
  const secret = nth % 2 === 1;
  item.run(
    ABOVE + nth,
    ABOVE + 1 + (nth % CADRES),
    CLASSES[chinese.below(CLASSES.length)],
    Math.floor(nth / CADRES),
    chinese.text(TITLE),
    date,
    date,
    `样纪〔${date.slice(0, 4)}〕${1 + chinese.below(500)}号`,
    secret ? 'confidential' : 'internal',
    secret ? 2 : 0,
  );
}

function addText(nth: number): void {
  const text = chinese.text(TEXT);
  // Spread over all items, so that half of the texts are above the clearance too.
  page.run(ABOVE + nth, ABOVE + 1 + Math.floor((nth * rows) / (texts + SINGLE)));
  pageText.run(ABOVE + nth, text);
  writeFileSync(join(plainTexts, `${nth}.txt`), text);
}

function inChunks(count: number, chunk: number, add: (nth: number) => void): number {
  let settling = 0;
  for (let from = 0; from < count; from += chunk)
    transact(db, (write: WriteDb) => {
      for (let nth = from; nth < Math.min(from + chunk, count); nth++) add(nth);
      const start = performance.now();
      settleIndex(write);
      settling += performance.now() - start;
    });
  return settling / 1000;
}

const mib = () => Math.round(statSync(database).size / 2 ** 20);
const told = (count: number, seconds: number) =>
  `${seconds.toFixed(1)} s, ${Math.round(count / seconds).toLocaleString('en')} a second`;
try {
  db.transaction(() => fillCadres(db))();
  peaksAnew();
  const ofItems = inChunks(rows, CHUNK, (nth) => addItem(nth + 1));
  say(`indexing ${rows.toLocaleString('en')} rows: ${told(rows, ofItems)}`);
  const ofTexts = inChunks(texts, TEXT_CHUNK, addText);
  say(`indexing ${texts.toLocaleString('en')} texts of ${TEXT} characters: ${told(texts, ofTexts)}`);
  const single = Array.from({ length: SINGLE }, (_, nth) => {
    const start = performance.now();
    transact(db, (write) => {
      addText(texts + nth);
      settleIndex(write);
    });
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const [median, late, last] = [0.5, 0.95, 0.99].map((part) => single[Math.floor(SINGLE * part)] ?? 0);
  say(
    `adding a page, durable: median ${median?.toFixed(1)}, 95th ${late?.toFixed(1)}, 99th ${last?.toFixed(1)} ms` +
      `, aim ≤ 5: ${(median ?? 9) <= 5 ? 'reached' : 'MISSED'}`,
  );
  db.pragma('wal_checkpoint(TRUNCATE)');
  const pages = db
    .prepare("SELECT name, sum(pgsize) / 1048576.0 AS size FROM dbstat WHERE name LIKE 'search_%' GROUP BY 1")
    .all() as { name: string; size: number }[];
  const index = pages.filter(({ name }) => name.includes('_index')).reduce((sum, { size }) => sum + size, 0);
  const held = pages.reduce((sum, { size }) => sum + size, 0) - index;
  say(
    `index ${Math.round(index)} MiB, folded texts beside it ${Math.round(held)} MiB, database ${mib()} MiB`,
  );
  say(`most memory while building: ${Math.round(ownPeak() ?? Number.NaN)} MiB`);
} finally {
  db.close();
}
plainCopy(database, key, plainOf(database));
say(office.folder);
