import { type ReadDb, row, rows, run, value, type WriteDb } from '#main/storage/index.ts';

export interface SealRecord {
  readonly id: number;
  readonly at: string;
  readonly by: string;
  readonly events: number;
  readonly head: Uint8Array;
  readonly blobs: number;
  readonly vault: Uint8Array;
  readonly code: string;
}
const SEAL = 'SELECT id, at, by_name AS by, events, head, blobs, vault, code FROM seal';
export function allSeals(db: ReadDb): SealRecord[] {
  return rows(db, `${SEAL} ORDER BY id DESC`);
}
export function sealById(db: ReadDb, id: number): SealRecord | undefined {
  return row(db, `${SEAL} WHERE id = ?`, [id]);
}
export function lastSeal(db: ReadDb): SealRecord | undefined {
  return row(db, `${SEAL} ORDER BY id DESC LIMIT 1`);
}
export function insertSeal(db: WriteDb, one: SealRecord): void {
  run(
    db,
    'INSERT INTO seal (id, at, by_name, events, head, blobs, vault, code) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [one.id, one.at, one.by, one.events, one.head, one.blobs, one.vault, one.code],
  );
}

export interface IntakeRecord {
  readonly number: number;
  readonly blobId: string;
  readonly size: number;
  readonly sha256: Uint8Array;
}
/** What the vault took in after `after` and up to `to`, in order. */
export function intakeBetween(db: ReadDb, after: number, to: number, limit: number): IntakeRecord[] {
  return rows(
    db,
    `SELECT number, blob_id AS blobId, size, sha256 FROM blob_intake WHERE number > ? AND number <= ? ORDER BY number
     LIMIT ?`,
    [after, to, limit],
  );
}
export function lastIntake(db: ReadDb): number {
  return value<number>(db, 'SELECT coalesce(max(number), 0) FROM blob_intake') ?? 0;
}
/** Recorded blobs whose entry in the intake is missing or says something else. */
export function blobsNotAsTakenIn(db: ReadDb): number {
  return (
    value<number>(
      db,
      `SELECT count(*) FROM blob b WHERE NOT EXISTS
         (SELECT 1 FROM blob_intake t WHERE t.blob_id = b.id AND t.size = b.size AND t.sha256 = b.sha256)`,
    ) ?? 0
  );
}
