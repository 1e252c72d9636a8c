import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { Keyring } from '#main/keyring/index.ts';
import { archiveFolder, CACHE_MIB, openDatabase, readAbout } from '#main/storage/index.ts';
import { OWN, PEOPLE, TestArchive } from '#main/testing/archive.ts';

/** Items and cadres: ten times the largest county (design section 1), as far as the design proves. */
const ITEMS = 1_000_000;
export const CADRES = 5_000;

/** Numbers that look random and are the same in every run: multiplicative hashing of the row's number. */
const below = (bound: number, step: number) =>
  `(((i * 2654435761 + ${step} * 40503) % 4294967296 >> 8) % ${bound})`;
const oneOf = (words: readonly string[], step: number) =>
  `json_extract('${JSON.stringify(words)}', '$[' || ${below(words.length, step)} || ']')`;

const CLASSES = ['0101', '0201', '0202', '0301', '0401', '0501', '0601', '0602', '0701', '1002'];
const TITLES = ['个人有关事项报告表', '述职述廉报告', '民主测评结果', '任前谈话记录', '信访举报核查情况'];
const AUTHORS = ['县委组织部', '县纪委监委', '县审计局', '县直机关工委', '本人'];
const NUMBERS = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)`;
/** Ids of generated rows lie above those of the people of the roster. */
export const ABOVE = 10_000;

const CADRE_ROWS = [
  `INSERT INTO file_key (id, purpose, label, wrapped, made_at)
   ${NUMBERS} SELECT ${ABOVE} + i, 'cadre', 'bench-' || i, zeroblob(60), '2026-01-01T00:00:00.000Z' FROM n`,
  `INSERT INTO person (id, name, name_folded, pinyin, initials, created_at)
   ${NUMBERS} SELECT ${ABOVE} + i, '样例' || i, '样例' || i, 'yangli' || i, 'yl' || i, '2026-01-01T00:00:00.000Z' FROM n`,
  `INSERT INTO cadre_file (id, person_id, volume_number, state, key_id)
   ${NUMBERS} SELECT ${ABOVE} + i, ${ABOVE} + i, ${ABOVE} + i, 'open', ${ABOVE} + i FROM n`,
];

/** Every tenth item is a draft; the others bear numbers. */
const ITEM_ROWS = `INSERT INTO item (id, file_id, class_code, scheme_version, position, title, date, date_sort, author,
    document_number, source_kind, nature, supplier, originality, secrecy, secrecy_rank, retention, paper_pages,
    scanned_pages, state, item_number, class_sequence, archival_code, changed_at, created_at)
  ${NUMBERS}
  SELECT ${ABOVE} + i, ${ABOVE} + 1 + i % ${CADRES}, ${oneOf(CLASSES, 1)}, 1, i / ${CADRES},
    (2000 + ${below(25, 2)}) || '年度' || ${oneOf(TITLES, 3)} || ${below(100000, 4)},
    (2000 + ${below(25, 2)}) || printf('%02d%02d', 1 + ${below(12, 5)}, 1 + ${below(28, 6)}),
    (2000 + ${below(25, 2)}) || printf('%02d%02d', 1 + ${below(12, 5)}, 1 + ${below(28, 6)}),
    ${oneOf(AUTHORS, 7)}, '样纪〔' || (2000 + ${below(25, 2)}) || '〕' || ${below(500, 8)} || '号',
    'organisation', 'statement', ${oneOf(AUTHORS, 9)}, 'original', 'internal', 0, 'Y', 1 + ${below(9, 10)},
    1 + ${below(9, 10)}, iif(i % 10 = 0, 'draft', 'fixed'), iif(i % 10 = 0, NULL, 1 + i / ${CADRES}),
    iif(i % 10 = 0, NULL, 1 + i / ${CADRES}), iif(i % 10 = 0, NULL, 'J019-LZ-' || printf('%07d', i)),
    '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' FROM n`;

/** The key of an archive's database, opened with its clerk's password. */
export async function databaseKey(root: string): Promise<Buffer> {
  const folder = archiveFolder(root);
  const login = PEOPLE.find(([role]) => role === 'clerk')?.[1] ?? '';
  const keyring = Keyring.open(folder.keyring, readAbout(folder).archiveId);
  return (await keyring.unlock(login, OWN)).databaseKey;
}

/** The 5,000 cadres that the generated items belong to, with their files. */
export function fillCadres(db: Pick<Database.Database, 'prepare'>): void {
  for (const sql of CADRE_ROWS) db.prepare(sql).run(CADRES);
}

/** Puts a million items of 5,000 cadres into the catalogue of an archive nobody has open, straight in SQL. */
export function fillCatalogue(path: string, key: Buffer): void {
  const db = openDatabase(path, key);
  try {
    db.transaction(() => {
      fillCadres(db);
      db.prepare(ITEM_ROWS).run(ITEMS);
    })();
    db.pragma('wal_checkpoint(TRUNCATE)');
  } finally {
    db.close();
  }
}

/** An archive with a million items and its unencrypted copy beside; nobody is signed in. */
export async function filledArchive(): Promise<TestArchive> {
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, 'fill.ts')], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const folder = stdout.trim().split('\n').at(-1) ?? '';
  if (status !== 0 || folder === '') throw new Error('the archive could not be filled');
  return TestArchive.open(folder, '样例库');
}

export function plainOf(database: string): string {
  return `${database}.plain`;
}

/** The same database without encryption. */
export function plainCopy(path: string, key: Buffer, target: string): void {
  copyFileSync(path, target);
  const db = openDatabase(target, key);
  try {
    db.pragma('journal_mode = DELETE'); // the cipher of a database in WAL mode can't be changed
    db.pragma(`rekey = ''`);
  } finally {
    db.close();
  }
}

/** Opens the copy as any program would, with the same page cache. @param cacheMiB size of the page cache */
export function openPlain(path: string, cacheMiB = CACHE_MIB): Database.Database {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  db.pragma(`cache_size = -${cacheMiB * 1024}`);
  return db;
}
