import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from '#contract/result.ts';
import type { Connection } from './database.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** The shipped migrations, in order. File names are `NNNN-kebab-name.sql`, numbered without gap from 0001. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort();
  return names.map((name, index) => {
    const number = Number(name.slice(0, 4));
    if (number !== index + 1) throw new Error(`migration ${name} is out of order`);
    const sql = readFileSync(join(folder, name), 'utf8');
    return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Brings the database to the newest migration, each in one transaction, with a copy of the encrypted file taken first.
 * @param file path of the database, for the copy; undefined when it was made just now.
 * @throws Refusal `archive-newer` when the archive was written by a newer program, `archive-damaged` when an applied
 *   migration is not the one this program knows.
 */
export function migrate(
  db: Connection,
  migrations: readonly Migration[],
  file: string | undefined,
  now: string,
): number {
  db.exec(`CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT`);
  const applied = db
    .prepare('SELECT number, name, sha256 FROM migration ORDER BY number')
    .all() as Migration[];
  const newest = migrations.at(-1)?.number ?? 0;
  const last = applied.at(-1)?.number ?? 0;
  if (last > newest) {
    throw new Refusal(
      'archive-newer',
      `此库由较新版本的程序写入（结构版本 ${last}，本程序只到 ${newest}）。请升级程序后再打开，本程序未改动它。`,
    );
  }
  for (const done of applied) {
    const known = migrations[done.number - 1];
    if (!known || known.sha256 !== done.sha256) {
      throw new Refusal(
        'archive-damaged',
        `库的结构记录与程序不符（${done.name}）。程序未改动它，请联系维护人员。`,
      );
    }
  }
  const pending = migrations.slice(last);
  if (pending.length > 0 && last > 0 && file !== undefined) {
    db.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(file, `${file}.before-${String(last + 1).padStart(4, '0')}`);
  }
  for (const step of pending) {
    db.transaction(() => {
      db.exec(step.sql);
      db.prepare('INSERT INTO migration (number, name, sha256, applied_at) VALUES (?, ?, ?, ?)').run(
        step.number,
        step.name,
        step.sha256,
        now,
      );
    }).immediate();
  }
  if (pending.length > 0) {
    const broken = db.pragma('foreign_key_check') as unknown[];
    if (broken.length > 0)
      throw new Refusal('archive-damaged', `升级后有 ${broken.length} 处关联不符，请用升级前的副本恢复。`);
  }
  return pending.length;
}
