/** What is known of the sitting that goes on at this desk. */
export interface Held {
  readonly sittingId: number;
  readonly requestId: number;
  readonly archiveId: string;
  readonly clerkId: number;
  readonly readers: readonly { readonly accountId: number; readonly name: string }[];
  readonly grantedSeconds: number;
}

/**
 * 阅览室: the one sitting that this process holds, and its clock. The clock is monotonic: setting the machine's time neither
 * prolongs nor shortens a reading. While a sitting is held the desk answers only the reading screen (`READING_ROUTES`).
 */
export class ReadingRoom {
  readonly #monotonic: () => number;
  #held: Held | undefined;
  #startedAt = 0;
  #creditedAt = 0;
  #opened = new Set<number>();
  #timer: NodeJS.Timeout | undefined;
  #onOver: () => void = () => undefined;

  /** @param monotonic milliseconds from any origin that only go forward */
  constructor(monotonic: () => number = () => performance.now()) {
    this.#monotonic = monotonic;
  }

  /** What to do when the granted time has run out. */
  onOver(listener: () => void): void {
    this.#onOver = listener;
  }

  get held(): Held | undefined {
    return this.#held;
  }

  begin(held: Held): void {
    if (this.#held) throw new Error('a sitting is held already');
    this.#held = held;
    this.#startedAt = this.#creditedAt = this.#monotonic();
    this.#opened = new Set();
    this.#timer = setTimeout(() => this.#onOver(), held.grantedSeconds * 1000);
    this.#timer.unref();
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#held = undefined;
  }

  usedSeconds(): number {
    if (!this.#held) return 0;
    const used = (this.#monotonic() - this.#startedAt) / 1000;
    return Math.min(this.#held.grantedSeconds, Math.max(0, used));
  }

  secondsLeft(): number {
    return this.#held ? Math.ceil(this.#held.grantedSeconds - this.usedSeconds()) : 0;
  }

  get isOver(): boolean {
    return this.#held !== undefined && this.secondsLeft() <= 0;
  }

  noteOpened(pageId: number): void {
    this.#opened.add(pageId);
  }

  /**
   * Seconds to count for a page: what the screen says, but never more than have passed since the last time seconds were
   * counted, and nothing for a page that was not opened in this sitting.
   */
  credit(pageId: number, claimed: number): number {
    const now = this.#monotonic();
    const passed = (now - this.#creditedAt) / 1000;
    if (!this.#opened.has(pageId)) return 0;
    this.#creditedAt = now;
    return Math.max(0, Math.min(claimed, passed));
  }
}

/** Routes that the desk answers while readers sit at it; session.* are the desk's own. */
export const READING_ROUTES: ReadonlySet<string> = new Set([
  'consult.reading',
  'consult.beat',
  'consult.saveExcerpt',
  'consult.finish',
  'profile.reading',
]);

export const READING_ONLY =
  '阅览进行中，本机只办理这次查阅。请先结束阅览，由值守档案员输入密码解锁后再办其他事。';
