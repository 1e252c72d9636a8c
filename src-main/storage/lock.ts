import Database from 'better-sqlite3-multiple-ciphers';
import { Refusal } from '#contract/result.ts';

/**
 * Holds the archive for one process. The lock is an exclusive lock of the operating system on a file (through SQLite's
 * own locking), so a killed process leaves none behind: no stale pid to guess about.
 * @throws Refusal `archive-in-use`, `io-failed`
 * @returns a function that lets go.
 */
export function lockArchive(path: string): () => void {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { timeout: 0 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    db?.close();
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY'))
      throw new Refusal(
        'io-failed',
        '库所在的文件夹不可写（只读介质或没有权限），不能打开。请复制到本机硬盘后再打开。',
      );
    throw new Refusal('archive-in-use', '该库正被另一个窗口或另一台机器打开。请先关闭那边，再在此打开。');
  }
  const held = db;
  return () => {
    held.exec('ROLLBACK');
    held.close();
  };
}
