import type { SittingEnd } from '#contract/vocabulary.ts';
import { endByItself, type ReadingRoom } from '#main/consult/index.ts';
import { transact } from '#main/storage/index.ts';
import type { Desk } from './desk.ts';

/**
 * Ties the reading room to the desk. While readers sit at it the clerk stays signed in, because the content key is the
 * clerk's; every end of a sitting locks the desk, so that nobody is left in front of the clerk's own screens.
 */
export class ReadingDesk {
  readonly #desk: Desk;
  readonly #room: ReadingRoom;
  readonly #now: () => Date;
  readonly #locked: () => void;

  /** @param locked the screens are to be told that the desk was locked */
  constructor(desk: Desk, room: ReadingRoom, now: () => Date, locked: () => void) {
    this.#desk = desk;
    this.#room = room;
    this.#now = now;
    this.#locked = locked;
    room.onOver(() => this.settleTime());
  }

  /** When the granted time has run out: ends the sitting and locks. Nobody signed in: the next sign-in does it. */
  settleTime(): void {
    if (!this.#room.isOver || !this.#desk.signedIn) return;
    this.#end('time-over');
    this.lock();
  }

  lock(): void {
    this.#desk.lock();
    this.#locked();
  }

  /** The clerk leaves or the archive is closed. */
  leave(): void {
    if (this.#room.held && this.#desk.signedIn) this.#end('desk-left');
    // Without a database open the next start of the archive writes it down.
    this.#room.clear();
  }

  /** After a sign-in: the same clerk goes on, another one ends the sitting. */
  afterSignIn(): void {
    const { held } = this.#room;
    const signed = this.#desk.signedIn;
    if (!held || !signed) return;
    if (held.archiveId !== this.#desk.theArchive().archiveId) this.#room.clear();
    else if (this.#room.isOver) this.#end('time-over');
    else if (held.clerkId !== signed.caller.accountId) this.#end('desk-left');
  }

  #end(end: SittingEnd): void {
    const { held } = this.#room;
    const signed = this.#desk.signedIn;
    if (!held || !signed) return;
    const { archiveId } = this.#desk.theArchive();
    const at = this.#now().toISOString();
    transact(signed.db, (write) =>
      endByItself(write, archiveId, signed.caller, held.sittingId, end, this.#room.usedSeconds(), at),
    );
    this.#room.clear();
  }
}
