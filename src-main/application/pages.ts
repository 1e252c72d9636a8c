import { Refusal } from '#contract/result.ts';
import { record } from '#main/audit/index.ts';
import { pageById, theItem } from '#main/catalogue/index.ts';
import { blobById, openKey } from '#main/files/index.ts';
import { renderPage, type ScanKind } from '#main/intake/index.ts';
import { transact } from '#main/storage/index.ts';
import type { Desk, SignedIn } from './desk.ts';

const KINDS: Readonly<Record<string, ScanKind>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/tiff': 'tiff',
  'application/pdf': 'pdf',
};

/** One page as a picture; the look is in the audit chain before the picture leaves. */
export async function showPage(
  desk: Desk,
  signed: SignedIn,
  contentKey: () => Buffer,
  pageId: number,
): Promise<{ mediaType: string; bytes: Buffer }> {
  const { archiveId } = desk.theArchive();
  const page = pageById(signed.db, pageId);
  if (!page) throw new Refusal('not-found', '没有这一页，列表可能已变化，请刷新。');
  theItem(signed.db, page.itemId, signed.caller);
  const blob = blobById(signed.db, page.displayBlob ?? page.blobId);
  if (!blob) throw new Error(`page ${pageId} names a blob that is not recorded`);
  const bytes = signed.vault.read(openKey(signed.db, { archiveId, contentKey }, blob.key_id), blob.id);
  const kind = page.displayBlob === null ? KINDS[page.mediaType] : 'jpeg';
  if (kind === undefined) throw new Error(`page ${pageId} has the type ${page.mediaType}`);
  transact(signed.db, (write) =>
    record(
      write,
      archiveId,
      desk.eventOf(signed.caller, 'catalogue.view-page', `page:${pageId}`, 'ok', { item: page.itemId }),
    ),
  );
  const shown = await renderPage(bytes, kind, page.displayBlob === null ? page.pageIndex : 0);
  return { mediaType: shown.mediaType, bytes: Buffer.from(shown.bytes) };
}
