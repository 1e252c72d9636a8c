/** A list of all items comes in the order of an index, by every column: nothing is sorted while somebody waits. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ItemSort } from '#contract/schemas/catalogue.ts';
import { type Connection, migrate, openDatabase, type ReadDb, readMigrations } from '#main/storage/index.ts';
import { PROGRAM } from '#main/testing/archive.ts';
import { findItemIds } from './queries.ts';

const folder = mkdtempSync(join(tmpdir(), 'liandang-sorting-'));
let db: Connection;
beforeAll(() => {
  db = openDatabase(join(folder, 'archive.db'), randomBytes(32), { create: true });
  migrate(db, readMigrations(PROGRAM.migrations), undefined, new Date().toISOString());
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** How SQLite goes about what `work` asks. */
function planOf(work: (db: ReadDb) => void): string {
  const asked: string[] = [];
  const listening = new Proxy(db, {
    get: (target, name) =>
      name === 'prepare'
        ? (sql: string) => {
            asked.push(sql);
            return target.prepare(sql);
          }
        : Reflect.get(target, name),
  });
  work(listening);
  const [sql] = asked;
  if (sql === undefined) throw new Error('nothing was asked');
  const steps = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(3) as { readonly detail: string }[];
  return steps.map((step) => step.detail).join('\n');
}

test.each(ItemSort.options.flatMap((sort) => [[sort, false] as const, [sort, true] as const]))(
  '%s, descending %s',
  (sort, descending) => {
    const plan = planOf((listening) => findItemIds(listening, {}, sort, descending, 3));
    expect(plan).toMatch(/SCAN i USING (COVERING )?INDEX/);
    expect(plan).not.toContain('TEMP B-TREE');
  },
);

test('the look at the plan sees a sort without an index', () => {
  const plan = planOf((listening) =>
    listening.prepare('SELECT id FROM item WHERE secrecy_rank <= ? ORDER BY remarks').all(3),
  );
  expect(plan).toContain('TEMP B-TREE');
});
