import { LARGE_FILE, type Taken } from './judge-file.ts';
import type { FoundFile } from './layout/index.ts';

/** Files and bytes that one transaction takes: small enough that the window's own writes never wait long. */
const BATCH_FILES = 64;
const BATCH_BYTES = 64 * 1024 * 1024;
/** Files judged at the same time: while the system reads the head of one picture, another is encrypted. */
const SIDE_BY_SIDE = 3;

type Outcome = Taken | 'known';

/** Files that one transaction will take, some of them still being judged. Keeps their order. */
export class Batch {
  #taken: Taken[];
  #known = 0;
  #judging: Promise<Outcome>[] = [];
  #files = 0;
  #bytes = 0;
  /** Lengths of the files in it, by which a double is suspected. */
  readonly #sizes = new Set<number>();

  /** @param refused what was never read */
  constructor(refused: readonly Taken[]) {
    this.#taken = [...refused];
  }

  get isFull(): boolean {
    return this.#files >= BATCH_FILES || this.#bytes >= BATCH_BYTES;
  }

  mayHoldDouble(found: FoundFile): boolean {
    return found.size > 0 && this.#sizes.has(found.size);
  }

  /** Starts to judge a file; waits while enough are being judged. */
  async add(found: FoundFile, judge: () => Promise<Outcome>): Promise<void> {
    const beside = found.size > LARGE_FILE ? 0 : SIDE_BY_SIDE - 1;
    while (this.#judging.length > beside) await this.#oldest();
    this.#files += 1;
    this.#bytes += found.size;
    this.#sizes.add(found.size);
    const outcome = judge();
    // Awaited in turn; until then its failure must not end the process.
    outcome.catch(() => undefined);
    this.#judging.push(outcome);
    if (found.size > LARGE_FILE) await this.#oldest();
  }

  /** All of it judged; the batch is empty then. */
  async close(): Promise<{ readonly taken: readonly Taken[]; readonly known: number }> {
    while (this.#judging.length > 0) await this.#oldest();
    const closed = { taken: this.#taken, known: this.#known };
    this.#taken = [];
    this.#known = 0;
    this.#files = 0;
    this.#bytes = 0;
    this.#sizes.clear();
    return closed;
  }

  /** Nothing is being judged any more, whatever came of it. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#judging);
  }

  async #oldest(): Promise<void> {
    const outcome = await this.#judging[0];
    this.#judging = this.#judging.slice(1);
    if (outcome === 'known') this.#known += 1;
    else if (outcome) this.#taken.push(outcome);
  }
}
