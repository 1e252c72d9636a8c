// Opening the database with its raw key, and reading a million rows through the page cache, against plain SQLite.
import { archiveFolder, CACHE_MIB, openDatabase } from '#main/storage/index.ts';
import { inTurn, report, timed } from './measure.ts';
import { databaseKey, filledArchive, openPlain, plainOf } from './million.ts';

const ROUNDS = 5;
/** Opens in one run: one alone is too short to be measured. */
const OPENS = 20;
const READ = 'SELECT * FROM item';
/** A million items take 274 MB: more than the page cache the program sets, less than the second one tried. */
const CACHES = [CACHE_MIB, 2 * CACHE_MIB];

const office = await filledArchive();
try {
  const key = await databaseKey(office.root);
  const { database } = archiveFolder(office.root);
  const plainPath = plainOf(database);

  const opened = await inTurn(
    ROUNDS,
    async () => {
      const run = await timed(() => {
        for (let nth = 0; nth < OPENS; nth++) openDatabase(database, key).close();
      });
      return { ...run, seconds: run.seconds / OPENS };
    },
    async () => {
      const run = await timed(() => {
        for (let nth = 0; nth < OPENS; nth++) {
          const db = openPlain(plainPath);
          db.prepare('SELECT count(*) FROM sqlite_schema').get();
          db.close();
        }
      });
      return { ...run, seconds: run.seconds / OPENS };
    },
  );
  report({
    subject: 'opening a database of a million items, raw key, first read',
    ...opened,
    baseline: 'plain SQLite',
  });

  for (const cacheMiB of CACHES) {
    const encrypted = openDatabase(database, key, { cacheMiB, readonly: true });
    const plain = openPlain(plainPath, cacheMiB);
    const readAll = (db: Pick<typeof plain, 'prepare'>) => () => {
      let rows = 0;
      for (const _row of db.prepare(READ).raw().iterate()) rows += 1;
      if (rows !== 1_000_000) throw new Error(`${rows} rows`);
    };
    // What is told is reading again, as a list is: the first reading fills the cache.
    readAll(encrypted)();
    readAll(plain)();
    const read = await inTurn(
      ROUNDS,
      () => timed(readAll(encrypted)),
      () => timed(readAll(plain)),
    );
    const subject = `reading 1,000,000 whole rows again, page cache ${cacheMiB} MiB`;
    report({ subject, ...read, baseline: 'plain SQLite with the same cache' });
    encrypted.close();
    plain.close();
  }
} finally {
  await office.discard();
}
