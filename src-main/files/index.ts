/** 卷: the file of a cadre, its volume number, state and key; and the keys of tray, staged bundles and unit. */
import { Refusal } from '#contract/result.ts';
import type { FileState } from '#contract/vocabulary.ts';
import { isSealedKey, newFileKey, openFileKey } from '#main/keyring/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';
import {
  type FileRecord,
  fileById,
  insertBlob,
  insertFile,
  insertKey,
  insertNote,
  type KeyRecord,
  keyById,
  keyByLabel,
  nextVolume,
} from './queries.ts';

export {
  allKeys,
  blobById,
  type FileRecord,
  fileOfPerson,
  notesOf,
  rebindKey,
  recordedBlobs,
  replaceWrappedKey,
  setFileState,
} from './queries.ts';

/** Archive id and content key: what it takes to make or open a file key. */
export interface KeySource {
  readonly archiveId: string;
  readonly contentKey: () => Buffer;
}

/** A new volume for a cadre, with its own key. */
export function openVolume(db: WriteDb, keys: KeySource, personId: number, at: string): number {
  const label = `cadre-${personId}`;
  const { key, wrapped } = newFileKey(keys.contentKey(), keys.archiveId, label);
  key.fill(0);
  const keyId = insertKey(db, 'cadre', label, wrapped, at);
  return insertFile(db, personId, nextVolume(db), keyId);
}

export function makeKey(
  db: WriteDb,
  keys: KeySource,
  purpose: KeyRecord['purpose'],
  label: string,
  at: string,
): { keyId: number; key: Buffer } {
  const { key, wrapped } = newFileKey(keys.contentKey(), keys.archiveId, label);
  return { keyId: insertKey(db, purpose, label, wrapped, at), key };
}

/** The key with this label, made when it is not there yet. */
export function keyFor(
  db: WriteDb,
  keys: KeySource,
  purpose: KeyRecord['purpose'],
  label: string,
  at: string,
): { keyId: number; key: Buffer } {
  const known = keyByLabel(db, label);
  if (known) return { keyId: known.id, key: openKey(db, keys, known.id) };
  return makeKey(db, keys, purpose, label, at);
}

/** @throws Refusal when the file is sealed: two holders must open it together */
export function openKey(db: ReadDb, keys: KeySource, keyId: number): Buffer {
  const record = keyById(db, keyId);
  if (!record) throw new Error(`key ${keyId} is not recorded`);
  if (isSealedKey(record.wrapped)) {
    throw new Refusal('state-refused', '该卷已封存，内容不可查看。启封须由两名封存持有者共同办理。');
  }
  return openFileKey(keys.contentKey(), keys.archiveId, record.label, record.wrapped);
}

export function theFile(db: ReadDb, id: number): FileRecord {
  const file = fileById(db, id);
  if (!file) throw new Refusal('not-found', '没有这一卷，列表可能已变化，请刷新。');
  return file;
}

const STATE_WORDS: Record<FileState, string> = { open: '整理中', 'in-transfer': '转递中', sealed: '已封存' };

/** @throws Refusal when the volume is on its way or sealed */
export function refuseUnlessOpen(file: FileRecord): void {
  if (file.state !== 'open') {
    throw new Refusal('state-refused', `${file.person_name}的卷${STATE_WORDS[file.state]}，不能改动。`);
  }
}

export function recordBlob(
  db: WriteDb,
  keyId: number,
  blob: StoredBlob,
  kind: 'original' | 'derivative' | 'secret',
  at: string,
): void {
  insertBlob(db, { id: blob.blobId, keyId, size: blob.size, sha256: blob.sha256, kind, at });
}

/**
 * A line of the 备考表: what happened to the volume.
 * @param rank secrecy of the material that the line names by title or number; 0: it names none
 */
export function noteOnVolume(
  db: WriteDb,
  fileId: number,
  at: string,
  by: string,
  text: string,
  rank = 0,
): void {
  insertNote(db, fileId, at, by, text, rank);
}
