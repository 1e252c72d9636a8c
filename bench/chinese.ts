import { randomNumbers } from './seed.ts';

/** Characters of the basic block that texts are made of, and words of two to four of them. */
const CHARACTERS = 3_000;
const FIRST_CHARACTER = 0x4e00;
const WORDS = 30_000;

/** Texts whose characters and words are as unevenly frequent as those of a language (Zipf); the same in every run. */
export class Chinese {
  readonly #random: () => number;
  readonly #words: readonly string[];

  constructor(seed: number) {
    this.#random = randomNumbers(seed);
    this.#words = Array.from({ length: WORDS }, () => {
      const length = 2 + Math.floor(this.#random() ** 2 * 3);
      return Array.from({ length }, () =>
        // 7 is prime to the number of characters: each is taken once, and neighbours are not alike in frequency.
        String.fromCodePoint(FIRST_CHARACTER + ((this.#zipf(CHARACTERS) * 7) % CHARACTERS)),
      ).join('');
    });
  }

  /** @param length in characters, exactly */
  text(length: number): string {
    let made = '';
    while (made.length < length) made += this.#words[this.#zipf(WORDS)] ?? '';
    return made.slice(0, length);
  }

  below(bound: number): number {
    return Math.floor(this.#random() * bound);
  }

  /** 0 most often; the n-th about 1/(n+1) as often. */
  #zipf(count: number): number {
    return Math.min(count - 1, Math.floor(Math.exp(this.#random() * Math.log(count + 1))) - 1);
  }
}
