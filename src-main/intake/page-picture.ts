import { Refusal } from '#contract/result.ts';
import type { PageRecord } from '#main/catalogue/index.ts';
import { blobById, type KeySource, openKey } from '#main/files/index.ts';
import { classesAbove } from '#main/scheme/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import type { Vault } from '#main/vault/index.ts';
import { kindOf, renderPage } from './pictures/index.ts';
import { trayEntry } from './queries.ts';

/** An encrypted scan as the window can show it: page `index` (from 0) of a blob of this media type. */
export async function blobPicture(
  db: ReadDb,
  vault: Vault,
  keys: KeySource,
  blobId: string,
  mediaType: string,
  index: number,
): Promise<{ mediaType: string; bytes: Buffer }> {
  const blob = blobById(db, blobId);
  if (!blob) throw new Error(`blob ${blobId} is not recorded`);
  const kind = kindOf(mediaType);
  if (kind === undefined) throw new Error(`blob ${blobId} has the type ${mediaType}`);
  const bytes = vault.read(openKey(db, keys, blob.key_id), blob.id);
  const shown = await renderPage(bytes, kind, index);
  return { mediaType: shown.mediaType, bytes: Buffer.from(shown.bytes) };
}

/** A page of an item: the optimised picture where there is one. */
export function pagePicture(
  db: ReadDb,
  vault: Vault,
  keys: KeySource,
  page: PageRecord,
): Promise<{ mediaType: string; bytes: Buffer }> {
  return page.displayBlob === null
    ? blobPicture(db, vault, keys, page.blobId, page.mediaType, page.pageIndex)
    : blobPicture(db, vault, keys, page.displayBlob, 'image/jpeg', 0);
}

/**
 * The first page of a file in the tray. Once it is placed it is a page of an item, and shown as such only.
 * @throws Refusal `not-found`, also above what the caller may know of its class
 */
export function trayPicture(
  db: ReadDb,
  vault: Vault,
  keys: KeySource,
  entryId: number,
  caller: Caller,
): Promise<{ mediaType: string; bytes: Buffer }> {
  const entry = trayEntry(db, entryId);
  if (
    !entry?.blobId ||
    entry.state === 'placed' ||
    classesAbove(db, caller.clearanceRank).includes(entry.classCode)
  )
    throw new Refusal('not-found', '没有这个文件，列表可能已变化，请刷新。');
  return blobPicture(db, vault, keys, entry.blobId, entry.mediaType, 0);
}
