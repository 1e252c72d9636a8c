import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database as OtherSqlCipher } from '@signalapp/sqlcipher';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'liandang-db-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('archive.db is a genuine SQLCipher 4 file: another build opens it with the key, and nothing does without', () => {
  const path = join(folder, 'archive.db');
  const key = randomBytes(32);
  const db = openDatabase(path, key, { create: true });
  db.exec(`CREATE TABLE item (title TEXT) STRICT; INSERT INTO item VALUES ('任免审批表')`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  expect(readFileSync(path).includes(Buffer.from('SQLite format 3'))).toBe(false);
  expect(readFileSync(path).includes(Buffer.from('任免审批表'))).toBe(false);

  const other = new OtherSqlCipher(path);
  other.pragma(`key = "x'${key.toString('hex')}'"`);
  expect(other.prepare('SELECT title FROM item').get()).toEqual({ title: '任免审批表' });
  other.close();
  const keyless = new OtherSqlCipher(path);
  expect(() => keyless.prepare('SELECT title FROM item').get()).toThrow();
  keyless.close();
  expect(() => openDatabase(path, randomBytes(32))).toThrow('archive.db 打不开');
});
