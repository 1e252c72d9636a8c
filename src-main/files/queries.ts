import type { FileState } from '#contract/vocabulary.ts';
import { column, type ReadDb, row, rows, run, theRow, type WriteDb } from '#main/storage/index.ts';

export interface FileRecord {
  readonly id: number;
  readonly person_id: number;
  readonly person_name: string;
  readonly volume_number: number;
  readonly state: FileState;
  readonly key_id: number;
}
export interface KeyRecord {
  readonly id: number;
  readonly purpose: 'cadre' | 'tray' | 'staging' | 'unit';
  readonly label: string;
  readonly wrapped: Uint8Array;
}
const FILE = `SELECT f.id, f.person_id, p.name AS person_name, f.volume_number, f.state, f.key_id
  FROM cadre_file f JOIN person p ON p.id = f.person_id`;

export function fileById(db: ReadDb, id: number): FileRecord | undefined {
  return row(db, `${FILE} WHERE f.id = ?`, [id]);
}
export function fileOfPerson(db: ReadDb, personId: number): FileRecord | undefined {
  return row(db, `${FILE} WHERE f.person_id = ?`, [personId]);
}
export function nextVolume(db: ReadDb): number {
  return theRow<{ next: number }>(db, 'SELECT coalesce(max(volume_number), 0) + 1 AS next FROM cadre_file')
    .next;
}
export function insertFile(db: WriteDb, personId: number, volume: number, keyId: number): number {
  return run(
    db,
    `INSERT INTO cadre_file (person_id, volume_number, state, key_id) VALUES (?, ?, 'open', ?)`,
    [personId, volume, keyId],
  ).id;
}
export function setFileState(
  db: WriteDb,
  id: number,
  state: FileState,
  at: string | null,
  reason: string,
): void {
  run(db, 'UPDATE cadre_file SET state = ?, sealed_at = ?, sealed_reason = ? WHERE id = ?', [
    state,
    at,
    reason,
    id,
  ]);
}
/** The volume takes over another key: its blobs are already encrypted under it. */
export function rebindKey(db: WriteDb, fileId: number, keyId: number): void {
  run(db, 'UPDATE cadre_file SET key_id = ? WHERE id = ?', [keyId, fileId]);
}

export function keyById(db: ReadDb, id: number): KeyRecord | undefined {
  return row(db, 'SELECT id, purpose, label, wrapped FROM file_key WHERE id = ?', [id]);
}
export function keyByLabel(db: ReadDb, label: string): KeyRecord | undefined {
  return row(db, 'SELECT id, purpose, label, wrapped FROM file_key WHERE label = ?', [label]);
}
export function insertKey(
  db: WriteDb,
  purpose: string,
  label: string,
  wrapped: Uint8Array,
  at: string,
): number {
  return run(db, 'INSERT INTO file_key (purpose, label, wrapped, made_at) VALUES (?, ?, ?, ?)', [
    purpose,
    label,
    wrapped,
    at,
  ]).id;
}
export function allKeys(db: ReadDb): KeyRecord[] {
  return rows(db, 'SELECT id, purpose, label, wrapped FROM file_key ORDER BY id');
}
export function replaceWrappedKey(db: WriteDb, id: number, wrapped: Uint8Array): void {
  run(db, 'UPDATE file_key SET wrapped = ? WHERE id = ?', [wrapped, id]);
}

export interface BlobRecord {
  readonly id: string;
  readonly key_id: number;
  readonly size: number;
  readonly sha256: Uint8Array;
}
export function insertBlob(
  db: WriteDb,
  blob: { id: string; keyId: number; size: number; sha256: Uint8Array; kind: string; at: string },
): void {
  run(db, 'INSERT INTO blob (id, key_id, size, sha256, kind, created_at) VALUES (?, ?, ?, ?, ?, ?)', [
    blob.id,
    blob.keyId,
    blob.size,
    blob.sha256,
    blob.kind,
    blob.at,
  ]);
}
export function blobById(db: ReadDb, id: string): BlobRecord | undefined {
  return row(db, 'SELECT id, key_id, size, sha256 FROM blob WHERE id = ?', [id]);
}
/** Ids of all recorded blobs, for the sweep at start and for backups. */
export function recordedBlobs(db: ReadDb): string[] {
  return column(db, 'SELECT id FROM blob ORDER BY id');
}

export function insertNote(
  db: WriteDb,
  fileId: number,
  at: string,
  by: string,
  text: string,
  rank: number,
): void {
  run(db, 'INSERT INTO volume_note (file_id, at, by_name, text, secrecy_rank) VALUES (?, ?, ?, ?, ?)', [
    fileId,
    at,
    by,
    text,
    rank,
  ]);
}
export function notesOf(db: ReadDb, fileId: number): { at: string; by_name: string; text: string }[] {
  return rows(db, 'SELECT at, by_name, text FROM volume_note WHERE file_id = ? ORDER BY id', [fileId]);
}
