/** What the window's picture addresses answer: checked like a route, and every denial is in the audit chain. */
import { Refusal, type Result } from '#contract/result.ts';
import { BUSINESS_ROLES, type Role } from '#contract/vocabulary.ts';
import { record } from '#main/audit/index.ts';
import {
  READING_ONLY,
  type ReadingRoom,
  type Shelf,
  showBasis,
  showConsultPage,
} from '#main/consult/index.ts';
import { photoPicture } from '#main/photo/index.ts';
import { transact } from '#main/storage/index.ts';
import type { Desk, SignedIn } from './desk.ts';
import { contentKeyOf, mustChange } from './dispatch.ts';
import { showPage, showTray } from './pages.ts';
import type { Application } from './program.ts';

type Picture = { mediaType: string; bytes: Buffer };
/** Roles that work on the files themselves; a reader sees pages only at the consult desk. */
const PAGE_ROLES = BUSINESS_ROLES.filter((role) => role !== 'reader') as readonly Role[];

export interface PictureSource {
  readonly desk: Desk;
  readonly room: ReadingRoom;
  readonly resources: string;
  readonly now: () => Date;
  readonly signedIn: () => SignedIn;
  readonly envelope: (work: () => Promise<Picture>) => Promise<Result<Picture>>;
}

export function createPictures(
  source: PictureSource,
): Pick<Application, 'readPage' | 'readTray' | 'readConsultPage' | 'readBasis' | 'readPhoto'> {
  const { desk, room } = source;
  const allow = (signed: SignedIn, roles: readonly Role[]): void => {
    if (signed.mustChange !== undefined) throw mustChange(signed);
    if (!signed.caller.roles.some((role) => roles.includes(role)))
      throw new Refusal('forbidden', '您的角色不能查看扫描件。');
  };
  const shelf = (signed: SignedIn): Shelf => ({
    archiveId: desk.theArchive().archiveId,
    resources: source.resources,
    now: source.now,
    contentKey: () => contentKeyOf(signed),
    db: signed.db,
    vault: signed.vault,
    caller: signed.caller,
  });
  /** Guessing an address leaves a trace; without a session there is no database to write it to. */
  const denied = (event: string, subject: string, cause: unknown): void => {
    const { signedIn: signed } = desk;
    if (!(cause instanceof Refusal) || !signed?.db.open) return;
    transact(signed.db, (write) =>
      record(
        write,
        desk.theArchive().archiveId,
        desk.eventOf(signed.caller, event, subject, 'refused', { code: cause.code }),
      ),
    );
  };
  const audited = (event: string, subject: string, work: (signed: SignedIn) => Promise<Picture>) =>
    source.envelope(async () => {
      const signed = source.signedIn();
      try {
        const picture = await work(signed);
        const ended = desk.ended(signed);
        if (ended) throw ended;
        return picture;
      } catch (cause) {
        denied(event, subject, cause);
        throw desk.ended(signed) ?? cause;
      }
    });

  return {
    readPage: (pageId, set) =>
      audited('catalogue.view-page', `page:${pageId}`, async (signed) => {
        allow(signed, PAGE_ROLES);
        if (room.held) throw new Refusal('state-refused', READING_ONLY);
        return showPage(desk, signed, () => contentKeyOf(signed), pageId, set);
      }),
    readPhoto: (personId) =>
      audited('people.view-photo', `person:${personId}`, async (signed) => {
        allow(signed, PAGE_ROLES);
        if (room.held) throw new Refusal('state-refused', READING_ONLY);
        const { archiveId } = desk.theArchive();
        return photoPicture(
          signed.db,
          signed.vault,
          { archiveId, contentKey: () => contentKeyOf(signed) },
          personId,
        );
      }),
    readTray: (entryId, small) =>
      audited('intake.view-tray-page', `tray:${entryId}`, async (signed) => {
        allow(signed, PAGE_ROLES);
        if (room.held) throw new Refusal('state-refused', READING_ONLY);
        return showTray(desk, signed, () => contentKeyOf(signed), entryId, small);
      }),
    readConsultPage: (sessionId, pageId) =>
      audited('consult.view-page', `page:${pageId}`, async (signed) => {
        allow(signed, ['clerk']);
        return showConsultPage(room, shelf(signed), sessionId, pageId);
      }),
    readBasis: (basisId, page) =>
      audited('consult.view-basis', `basis:${basisId}`, async (signed) => {
        allow(signed, PAGE_ROLES);
        if (room.held) throw new Refusal('state-refused', READING_ONLY);
        return showBasis(shelf(signed), basisId, page);
      }),
  };
}
