import { type ReadDb, row, run, type WriteDb } from '#main/storage/index.ts';

export interface PhotoRecord {
  readonly id: number;
  readonly blobId: string;
  readonly addedAt: string;
  readonly addedBy: string;
}
export function photoOf(db: ReadDb, personId: number): PhotoRecord | undefined {
  return row(
    db,
    `SELECT id, blob_id AS blobId, added_at AS addedAt, added_by AS addedBy FROM person_photo
     WHERE person_id = ? AND removed_at IS NULL`,
    [personId],
  );
}
export function insertPhoto(
  db: WriteDb,
  one: { readonly personId: number; readonly blobId: string; readonly at: string; readonly by: string },
): number {
  return run(db, 'INSERT INTO person_photo (person_id, blob_id, added_at, added_by) VALUES (?, ?, ?, ?)', [
    one.personId,
    one.blobId,
    one.at,
    one.by,
  ]).id;
}
/** @returns how many were shown */
export function takeAway(db: WriteDb, personId: number, at: string): number {
  return run(db, 'UPDATE person_photo SET removed_at = ? WHERE person_id = ? AND removed_at IS NULL', [
    at,
    personId,
  ]).changes;
}
