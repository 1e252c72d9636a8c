import { Refusal } from '#contract/result.ts';
import { pageById } from '#main/catalogue/index.ts';
import { blobPicture, pagePicture } from '#main/intake/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { type Connection, transact } from '#main/storage/index.ts';
import type { Vault } from '#main/vault/index.ts';
import { basisById, requestById, theRequest } from '../request/index.ts';
import { trace } from '../trace.ts';
import { minuteOf, watermarked } from '../watermark/index.ts';
import { tableRank, theHeld } from './open.ts';
import { approvedPage, noteOpened, noteUsed } from './queries.ts';
import type { ReadingRoom } from './reading-room.ts';

/** What showing a picture needs of whoever sits at the desk. */
export interface Shelf extends Pick<Scope, 'archiveId' | 'now' | 'resources' | 'contentKey'> {
  readonly db: Connection;
  readonly vault: Vault;
  readonly caller: Caller;
}

const denied = () => new Refusal('not-found', '没有这一页，或不在批准的范围之内。');

/**
 * A page of the sitting that goes on, watermarked with those who read it. Whatever is not approved looks as if it were not
 * there; the caller puts the refusal into the audit chain.
 */
export async function showConsultPage(
  room: ReadingRoom,
  shelf: Shelf,
  sessionId: number,
  pageId: number,
): Promise<{ mediaType: string; bytes: Buffer }> {
  const { db, caller } = shelf;
  const at = shelf.now();
  if (room.held?.sittingId !== sessionId || room.held.clerkId !== caller.accountId || room.isOver)
    throw denied();
  const held = theHeld(room, sessionId, caller);
  const request = requestById(db, held.requestId, at.toISOString());
  if (!request || request.validUntil < at.toISOString()) throw denied();
  if (!approvedPage(db, request.id, pageId, tableRank(db, held.readers, caller))) throw denied();
  const page = pageById(db, pageId);
  if (!page) throw denied();
  const names = held.readers.map((reader) => reader.name);
  transact(db, (write) => {
    trace(write, shelf, caller, 'consult.view-page', `page:${pageId}`, {
      sitting: held.sittingId,
      request: request.number,
      readers: names,
    });
    noteOpened(write, held.sittingId, pageId, at.toISOString());
    noteUsed(write, held.sittingId, Math.floor(room.usedSeconds()));
  });
  room.noteOpened(pageId);
  const plain = await pagePicture(db, shelf.vault, shelf, page);
  const { bytes } = await watermarked(shelf.resources, plain.bytes, [
    `${names.join('、')}　${request.unit}`,
    `${request.number}　${minuteOf(at)}`,
  ]);
  // The time may have run out while the picture was made.
  theHeld(room, sessionId, caller);
  return { mediaType: 'image/jpeg', bytes };
}

/** A page (from 0) of a basis document, for those who deal with the request. */
export async function showBasis(
  shelf: Shelf,
  basisId: number,
  index: number,
): Promise<{ mediaType: string; bytes: Buffer }> {
  const basis = basisById(shelf.db, basisId);
  if (!basis || index >= basis.pages) throw new Refusal('not-found', '没有这一页依据文件，请刷新。');
  const request = theRequest(shelf.db, basis.requestId, shelf.caller, shelf);
  transact(shelf.db, (write) =>
    trace(write, shelf, shelf.caller, 'consult.view-basis', `basis:${basisId}`, {
      request: request.number,
      page: index,
    }),
  );
  return blobPicture(shelf.db, shelf.vault, shelf, basis.blobId, basis.mediaType, index);
}
