/** 自制件归档: a paper that the program itself made is filed as an item of a cadre, with its page and its text. */
import { addItem, type ItemFields, recountPages } from '#main/catalogue/index.ts';
import { openKey, recordBlob, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { insertPage, insertScan, inspect } from '#main/intake/index.ts';
import { takeText } from '#main/page-text/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';

/** A paper whose bytes lie in the vault already, under the key of the volume that it will belong to. */
export interface ReadyPaper {
  readonly fileId: number;
  readonly keyId: number;
  readonly blob: StoredBlob;
  readonly pages: Awaited<ReturnType<typeof inspect>>;
}

/** Keeps a PDF for a volume; durable when it returns. @throws Refusal when the volume is not open */
export async function keepPaper(scope: ActScope, fileId: number, pdf: Buffer): Promise<ReadyPaper> {
  const volume = theFile(scope.db, fileId);
  refuseUnlessOpen(volume);
  const pages = await inspect(pdf, 'pdf');
  const key = openKey(scope.db, scope, volume.key_id);
  const blob = scope.vault.put(key, pdf);
  scope.vault.flush();
  key.fill(0);
  return { fileId, keyId: volume.key_id, blob, pages };
}

/** The paper as an item at the end of its class. @param text the words of it, which are found like those of any page */
export function filePaper(
  db: WriteDb,
  paper: ReadyPaper,
  one: { readonly fields: ItemFields; readonly fileName: string; readonly text: string; readonly at: string },
): number {
  const { at } = one;
  refuseUnlessOpen(theFile(db, paper.fileId));
  const itemId = addItem(db, paper.fileId, { ...one.fields, paperPages: paper.pages.length }, null, at);
  recordBlob(db, paper.keyId, paper.blob, 'original', at);
  const scanId = insertScan(db, {
    blobId: paper.blob.blobId,
    importId: null,
    fileName: one.fileName,
    mediaType: 'application/pdf',
    imageSet: 'original',
    pageCount: paper.pages.length,
    at,
  });
  paper.pages.forEach(({ width, height, dpi }, pageIndex) => {
    const pageId = insertPage(db, { itemId, position: pageIndex + 1, scanId, pageIndex, width, height, dpi });
    // The whole text stands with the first page; pages of such a paper are never shown apart.
    if (pageIndex === 0) takeText(db, pageId, { text: one.text, source: 'typed', at, by: '' });
  });
  recountPages(db, itemId);
  return itemId;
}
