/** Reads one line: 48 pixels high, a column of scores for every eight pixels, blanks and repetitions dropped (CTC). */
import type { Models } from './models.ts';
import { run } from './models.ts';
import type { Raster } from './raster.ts';

const HEIGHT = 48;
const NARROWEST = 48;
/**
 * Lines are given so much narrower than they stand. By `bench/ocr`, against 1: as many errors on clean pages, fewer on grey
 * copies, a tenth less time in the recogniser; at 0.85 pages of 150 dpi begin to suffer.
 */
const SQUEEZED = 0.92;
/** Longer lines than 66 times their height do not occur; a rule across the page does. */
const WIDEST = 3_200;

export interface Reading {
  readonly text: string;
  /** Probability of each character (code point) of the text. */
  readonly sure: readonly number[];
  /** Mean of `sure`; 0 for no text. */
  readonly confidence: number;
}
export const NOTHING: Reading = { text: '', sure: [], confidence: 0 };

export async function recognise(models: Models, line: Raster): Promise<Reading> {
  if (line.width < 4 || line.height < 4) return NOTHING;
  const width = Math.min(
    WIDEST,
    Math.max(NARROWEST, Math.ceil((line.width / line.height) * HEIGHT * SQUEEZED)),
  );
  const { data, dims } = await run(
    models.recogniser,
    models.tensor(scaled(line, width), [1, 3, HEIGHT, width]),
  );
  return decode(data, dims[1] ?? 0, dims[2] ?? 0, models.letters);
}

/** Brought to 48 rows, first down, then across; -1 is black, 1 white; the same in all three channels. */
function scaled({ data, width, height }: Raster, to: number): Float32Array {
  const low = new Float32Array(HEIGHT * width);
  const rows = sharesOf(height, HEIGHT, height / HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (const [from, share] of rows[y] ?? [])
      for (let x = 0, at = from * width; x < width; x++, at++)
        low[y * width + x] = (low[y * width + x] ?? 0) + (data[at] ?? 0) * share;
  const count = HEIGHT * to;
  const out = new Float32Array(3 * count);
  const columns = sharesOf(width, to, width / to);
  for (let x = 0; x < to; x++)
    for (const [from, share] of columns[x] ?? [])
      for (let y = 0; y < HEIGHT; y++)
        out[y * to + x] = (out[y * to + x] ?? 0) + (low[y * width + from] ?? 0) * share;
  for (let at = 0; at < count; at++) out[at] = (out[at] ?? 0) / 127.5 - 1;
  out.copyWithin(count, 0, count);
  out.copyWithin(2 * count, 0, count);
  return out;
}

/** For each new pixel, which old ones it is made of: those it covers when shrunk, its two neighbours when enlarged. */
function sharesOf(from: number, to: number, step: number): [number, number][][] {
  const reach = Math.max(1, step);
  return Array.from({ length: to }, (_, at) => {
    const middle = (at + 0.5) * step - 0.5;
    const shares: [number, number][] = [];
    let sum = 0;
    for (let one = Math.ceil(middle - reach); one <= middle + reach; one++) {
      const share = 1 - Math.abs(one - middle) / reach;
      if (share <= 0) continue;
      shares.push([Math.min(from - 1, Math.max(0, one)), share]);
      sum += share;
    }
    return shares.map(([one, share]) => [one, share / sum]);
  });
}

function decode(scores: Float32Array, steps: number, classes: number, letters: readonly string[]): Reading {
  let text = '';
  const sure: number[] = [];
  let before = 0;
  for (let step = 0; step < steps; step++) {
    let best = 0;
    let score = -1;
    const base = step * classes;
    for (let one = 0; one < classes; one++) {
      const value = scores[base + one] ?? 0;
      if (value > score) {
        score = value;
        best = one;
      }
    }
    if (best !== 0 && best !== before) {
      const letter = letters[best] ?? '';
      text += letter;
      if (letter !== '') sure.push(score);
    }
    before = best;
  }
  return { text, sure, confidence: sure.length === 0 ? 0 : sure.reduce((a, b) => a + b, 0) / sure.length };
}
