/** What pages take with them to another volume: their bytes, encrypted anew under its key. */
import { openKey, recordBlob, type theFile } from '#main/files/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';
import { standOf } from './acts.ts';
import { copyScan, kindOfBlob, type PageFacts, type PageStand } from './queries.ts';

type Volume = ReturnType<typeof theFile>;
/** Old blob → the same bytes under the other key. Empty when the pages stay in their volume. */
export type Carried = ReadonlyMap<string, StoredBlob>;

/** Copies the bytes; durable when it returns, recorded only by `standsAt`. */
export function carry(scope: ActScope, pages: readonly PageFacts[], target: Volume): Carried {
  const key = openKey(scope.db, scope, target.key_id);
  const copied = new Map<string, StoredBlob>();
  try {
    for (const page of pages.filter((one) => one.keyId !== target.key_id))
      for (const blobId of [page.blobId, page.displayBlob])
        if (blobId !== null && !copied.has(blobId)) {
          const bytes = scope.vault.read(openKey(scope.db, scope, page.keyId), blobId);
          copied.set(blobId, scope.vault.put(key, bytes));
          bytes.fill(0);
        }
    scope.vault.flush();
  } finally {
    key.fill(0);
  }
  return copied;
}

/** Where the pages stand at the end of an item, with the carried bytes behind them. */
export function standsAt(
  write: WriteDb,
  pages: readonly PageFacts[],
  carried: Carried,
  to: { readonly keyId: number; readonly itemId: number; readonly after: number; readonly at: string },
): PageStand[] {
  for (const [from, blob] of carried) recordBlob(write, to.keyId, blob, kindOfBlob(write, from), to.at);
  const scans = new Map<number, number>();
  return pages.map((page, index): PageStand => {
    const blob = carried.get(page.blobId);
    if (blob && !scans.has(page.scanId))
      scans.set(page.scanId, copyScan(write, page.scanId, blob.blobId, to.at));
    return {
      ...standOf(page),
      itemId: to.itemId,
      position: to.after + 1 + index,
      scanId: scans.get(page.scanId) ?? page.scanId,
      displayBlob:
        page.displayBlob === null ? null : (carried.get(page.displayBlob)?.blobId ?? page.displayBlob),
    };
  });
}
