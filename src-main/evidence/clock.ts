/** Differences below are drift and slow machines. */
const NOTED_MS = 120_000;

export interface ClockChange {
  /** Seconds the wall clock moved beyond the time that passed; negative: set back. */
  readonly seconds: number;
}

/**
 * Watches the machine's clock against one that only goes forward. On an air-gapped machine nothing else tells that it was
 * set (domain 3.3). A machine that slept looks as if its clock had jumped forward.
 */
export class ClockWatch {
  readonly #now: () => Date;
  readonly #monotonic: () => number;
  #wall: number;
  #steady: number;

  constructor(now: () => Date, monotonic: () => number) {
    this.#now = now;
    this.#monotonic = monotonic;
    this.#wall = now().getTime();
    this.#steady = monotonic();
  }

  /** What has changed since it was last asked, if it is worth a note. */
  changed(): ClockChange | undefined {
    const wall = this.#now().getTime();
    const steady = this.#monotonic();
    const beyond = wall - this.#wall - (steady - this.#steady);
    this.#wall = wall;
    this.#steady = steady;
    return Math.abs(beyond) < NOTED_MS ? undefined : { seconds: Math.round(beyond / 1000) };
  }
}

/** Seconds by which the clock stands before the newest event of the chain; undefined: it does not. */
export function secondsBefore(now: Date, lastEventAt: string | undefined): number | undefined {
  if (lastEventAt === undefined) return undefined;
  const behind = Date.parse(lastEventAt) - now.getTime();
  return behind < NOTED_MS ? undefined : Math.round(behind / 1000);
}
