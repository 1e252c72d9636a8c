import Database from 'better-sqlite3-multiple-ciphers';
import { Refusal } from '#contract/result.ts';

/**
 * Holds the archive for one process. The lock is an exclusive lock of the operating system on a file (through SQLite's
 * own locking), so a killed process leaves none behind: no stale pid to guess about.
 * @returns a function that lets go.
 */
export function lockArchive(path: string): () => void {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { timeout: 0 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch {
    db?.close();
    throw new Refusal('archive-in-use', '该库正被另一个窗口或另一台机器打开。请先关闭那边，再在此打开。');
  }
  const held = db;
  return () => {
    held.exec('ROLLBACK');
    held.close();
  };
}
