import { column, type ReadDb, row, rows, run, value, type WriteDb } from '#main/storage/index.ts';

export interface BackupRecord {
  readonly id: number;
  readonly at: string;
  readonly by: string;
  readonly place: string;
  readonly blobs: number;
  readonly copied: number;
  readonly bytes: number;
  readonly verified: number;
}
export function backupRuns(db: ReadDb): BackupRecord[] {
  return rows(
    db,
    `SELECT id, at, by_name AS by, place, blobs, copied, bytes, verified FROM backup_run ORDER BY id DESC LIMIT 200`,
  );
}
export function insertBackupRun(
  db: WriteDb,
  one: Omit<BackupRecord, 'id' | 'verified'>,
  whole: boolean,
): void {
  run(
    db,
    'INSERT INTO backup_run (at, by_name, place, blobs, copied, bytes, verified) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [one.at, one.by, one.place, one.blobs, one.copied, one.bytes, whole ? 1 : 0],
  );
}
export function insertVerifyRun(db: WriteDb, at: string, by: string, clean: boolean, findings: string): void {
  run(db, 'INSERT INTO verify_run (at, by_name, clean, findings) VALUES (?, ?, ?, ?)', [
    at,
    by,
    clean ? 1 : 0,
    findings,
  ]);
}

/** A recorded blob: plain size and hash, and the key it lies under. */
export interface BlobRow {
  readonly id: string;
  readonly key_id: number;
  readonly size: number;
  readonly sha256: Uint8Array;
}
export function allBlobs(db: ReadDb): BlobRow[] {
  return rows(db, 'SELECT id, key_id, size, sha256 FROM blob ORDER BY id');
}
export function isRecorded(db: ReadDb, blobId: string): boolean {
  return value(db, 'SELECT 1 FROM blob WHERE id = ?', [blobId]) !== undefined;
}
export interface KeyRow {
  readonly id: number;
  readonly label: string;
  readonly wrapped: Uint8Array;
}
export function allKeys(db: ReadDb): KeyRow[] {
  return rows(db, 'SELECT id, label, wrapped FROM file_key ORDER BY id');
}
export function volumes(db: ReadDb): { id: number; volume_number: number }[] {
  return rows(db, 'SELECT id, volume_number FROM cadre_file ORDER BY volume_number');
}
/** Read from the rows themselves, not from the unique index that is meant to prevent them. */
export function codesGivenTwice(db: ReadDb): string[] {
  return column(
    db,
    `SELECT archival_code FROM item NOT INDEXED WHERE archival_code IS NOT NULL
     GROUP BY archival_code HAVING count(*) > 1`,
  );
}
/** Numbers that a re-arrangement took away and that stand on an item again. */
export function retiredCodesInUse(db: ReadDb): string[] {
  return column(
    db,
    'SELECT r.archival_code FROM retired_number r JOIN item i ON i.archival_code = r.archival_code',
  );
}
/** Pages whose picture is not recorded in the vault. */
export function pagesWithoutBlob(db: ReadDb): number {
  return (
    value(
      db,
      `SELECT count(*) FROM page p JOIN scan s ON s.id = p.scan_id
       WHERE NOT EXISTS (SELECT 1 FROM blob b WHERE b.id = s.blob_id)`,
    ) ?? 0
  );
}

/** SQLite's own check of the file: empty when it is whole. */
export function integrityFaults(db: ReadDb): string[] {
  return column<string>(db, 'PRAGMA integrity_check(20)').filter((line) => line !== 'ok');
}
export function brokenReferences(db: ReadDb): { table: string; parent: string; count: number }[] {
  const found = rows<{ table: string; parent: string }>(db, 'PRAGMA foreign_key_check');
  const counts = new Map<string, { table: string; parent: string; count: number }>();
  for (const { table, parent } of found) {
    const known = counts.get(`${table}→${parent}`) ?? { table, parent, count: 0 };
    counts.set(`${table}→${parent}`, { ...known, count: known.count + 1 });
  }
  return [...counts.values()];
}
/**
 * Writes a consistent copy of the whole database while others go on reading and writing. SQLite's online backup refuses
 * encrypted files; `VACUUM INTO` writes the copy under the same cipher and key.
 */
export function copyInto(db: ReadDb, path: string): void {
  db.prepare('VACUUM INTO ?').run(path);
}
export function auditHead(db: ReadDb): { id: number; hash: Uint8Array } | undefined {
  return row(db, 'SELECT id, hash FROM audit_event ORDER BY id DESC LIMIT 1');
}
export function auditHash(db: ReadDb, id: number): Uint8Array | undefined {
  return value(db, 'SELECT hash FROM audit_event WHERE id = ?', [id]);
}
