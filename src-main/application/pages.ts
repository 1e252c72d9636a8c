import { Refusal } from '#contract/result.ts';
import { record } from '#main/audit/index.ts';
import { pageById, theItem } from '#main/catalogue/index.ts';
import { pagePicture, thumbnail, trayPicture } from '#main/intake/index.ts';
import { raiseTasks } from '#main/ocr/index.ts';
import { transact } from '#main/storage/index.ts';
import type { Desk, SignedIn } from './desk.ts';
import type { PictureSet } from './program.ts';

/** One page as a picture; the look is in the audit chain before the picture leaves. */
export async function showPage(
  desk: Desk,
  signed: SignedIn,
  contentKey: () => Buffer,
  pageId: number,
  set: PictureSet = 'shown',
): Promise<{ mediaType: string; bytes: Buffer }> {
  const { archiveId } = desk.theArchive();
  const page = pageById(signed.db, pageId);
  if (!page) throw new Refusal('not-found', '没有这一页，列表可能已变化，请刷新。');
  theItem(signed.db, page.itemId, signed.caller);
  const small = set === 'small';
  const asked = set === 'original' ? { ...page, displayBlob: null } : page;
  const shown = await pagePicture(signed.db, signed.vault, { archiveId, contentKey }, asked);
  transact(signed.db, (write) => {
    if (!small) raiseTasks(write, page.itemId);
    record(
      write,
      archiveId,
      desk.eventOf(signed.caller, 'catalogue.view-page', `page:${pageId}`, 'ok', {
        item: page.itemId,
        set,
      }),
    );
  });
  return small ? thumbnail(shown.bytes) : shown;
}

/** What waits in the tray, as a picture, so that it can be filed by looking at it. */
export async function showTray(
  desk: Desk,
  signed: SignedIn,
  contentKey: () => Buffer,
  entryId: number,
  small = false,
): Promise<{ mediaType: string; bytes: Buffer }> {
  const { archiveId } = desk.theArchive();
  const shown = await trayPicture(signed.db, signed.vault, { archiveId, contentKey }, entryId, signed.caller);
  transact(signed.db, (write) =>
    record(
      write,
      archiveId,
      desk.eventOf(signed.caller, 'intake.view-tray-page', `tray:${entryId}`, 'ok', { small }),
    ),
  );
  return small ? thumbnail(shown.bytes) : shown;
}
