import sharp from 'sharp';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { readChosen } from '#main/chosen/index.ts';
import {
  blobById,
  type FileRecord,
  fileOfPerson,
  type KeySource,
  openKey,
  recordBlob,
  refuseUnlessOpen,
} from '#main/files/index.ts';
import { MOST_PIXELS, sniff } from '#main/intake/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import type { StoredBlob, Vault } from '#main/vault/index.ts';
import { insertPhoto, photoOf, takeAway } from './queries.ts';

const MOST_BYTES = 20 * 1024 * 1024;
/** An identity photo of 26 × 32 mm at 600 dpi; what is larger is made as small, what is smaller stays. */
const SIZE = { width: 614, height: 756 } as const;

function theFileOf(db: ReadDb, personId: number): FileRecord {
  const file = fileOfPerson(db, personId);
  if (!file) throw new Refusal('not-found', '没有这位干部，列表可能已变化，请刷新。');
  return file;
}

/** The picture alone, upright, without what a camera writes into it (place, owner, thumbnails). */
async function plainPhoto(bytes: Buffer): Promise<Buffer> {
  const { kind, name } = sniff(bytes);
  if (kind !== 'jpeg' && kind !== 'png')
    throw new Refusal('file-refused', `照片要用 JPEG 或 PNG 图像，所选的是${name}。`);
  try {
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
      .rotate()
      .resize({ ...SIZE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 90 })
      .toBuffer();
  } catch {
    throw new Refusal('file-refused', '图像损坏或过大，没有收入照片。请另选一张。');
  }
}

export function viewPhoto(db: ReadDb, input: Parsed<'people.photo'>): Output<'people.photo'> {
  theFileOf(db, input.personId);
  const photo = photoOf(db, input.personId);
  return { photo: photo ? { id: photo.id, addedAt: photo.addedAt, addedBy: photo.addedBy } : null };
}

/** A photo whose bytes lie in the vault, durable; shown once it is recorded. */
export interface KeptPhoto {
  readonly keyId: number;
  readonly blob: StoredBlob;
}
/** @throws Refusal `file-refused` when it is no picture, or a broken one */
export async function keepPhoto(scope: ActScope, personId: number, bytes: Buffer): Promise<KeptPhoto> {
  const file = theFileOf(scope.db, personId);
  refuseUnlessOpen(file);
  const photo = await plainPhoto(bytes);
  const key = openKey(scope.db, scope, file.key_id);
  const blob = scope.vault.put(key, photo);
  scope.vault.flush();
  key.fill(0);
  return { keyId: file.key_id, blob };
}
/** The one before stays on record. @returns its id */
export function recordPhoto(
  write: WriteDb,
  scope: Pick<ActScope, 'now' | 'caller'>,
  personId: number,
  { keyId, blob }: KeptPhoto,
): number {
  const at = scope.now().toISOString();
  recordBlob(write, keyId, blob, 'original', at);
  takeAway(write, personId, at);
  return insertPhoto(write, { personId, blobId: blob.blobId, at, by: scope.caller.name });
}

/** Takes a picture file in as the photo. */
export async function setPhoto(
  scope: ActScope,
  input: Parsed<'people.setPhoto'>,
): Promise<Output<'people.setPhoto'>> {
  const { personId } = input;
  const kept = await keepPhoto(scope, personId, readChosen(scope.path(input.source), MOST_BYTES));
  return scope.commit((write) => {
    const id = recordPhoto(write, scope, personId, kept);
    scope.note.subject = `person:${personId}`;
    scope.note.detail = { photo: id };
    return { id };
  });
}

export function removePhoto(
  db: WriteDb,
  input: Parsed<'people.removePhoto'>,
  _caller: Caller,
  scope: Scope,
): Output<'people.removePhoto'> {
  refuseUnlessOpen(theFileOf(db, input.personId));
  if (takeAway(db, input.personId, scope.now().toISOString()) === 0)
    throw new Refusal('conflict', '照片已经撤下，请刷新。');
  scope.note.subject = `person:${input.personId}`;
  return { done: true };
}

/** The photo of a cadre as the window shows it. @throws Refusal `not-found` when there is none */
export function photoPicture(
  db: ReadDb,
  vault: Vault,
  keys: KeySource,
  personId: number,
): { mediaType: string; bytes: Buffer } {
  const photo = photoOf(db, personId);
  const blob = photo && blobById(db, photo.blobId);
  if (!blob) throw new Refusal('not-found', '没有照片。');
  return {
    mediaType: 'image/jpeg',
    bytes: Buffer.from(vault.read(openKey(db, keys, blob.key_id), blob.id)),
  };
}
