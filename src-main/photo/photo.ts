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
import type { Vault } from '#main/vault/index.ts';
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

/** Takes a picture file in as the photo; the one before stays on record. */
export async function setPhoto(
  scope: ActScope,
  input: Parsed<'people.setPhoto'>,
): Promise<Output<'people.setPhoto'>> {
  const file = theFileOf(scope.db, input.personId);
  refuseUnlessOpen(file);
  const photo = await plainPhoto(readChosen(scope.path(input.source), MOST_BYTES));
  const key = openKey(scope.db, scope, file.key_id);
  const stored = scope.vault.put(key, photo);
  scope.vault.flush();
  key.fill(0);
  return scope.commit((write) => {
    const at = scope.now().toISOString();
    recordBlob(write, file.key_id, stored, 'original', at);
    const replaced = takeAway(write, input.personId, at) > 0;
    const id = insertPhoto(write, {
      personId: input.personId,
      blobId: stored.blobId,
      at,
      by: scope.caller.name,
    });
    scope.note.subject = `person:${input.personId}`;
    scope.note.detail = { photo: id, replaced };
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
