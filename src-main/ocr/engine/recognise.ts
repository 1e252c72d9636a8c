/** Reads one line: 48 pixels high, a column of scores for every eight pixels, blanks and repetitions dropped (CTC). */
import type { Models } from './models.ts';
import { run } from './models.ts';
import type { Raster } from './raster.ts';

const HEIGHT = 48;
const NARROWEST = 48;
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
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.ceil((line.width / line.height) * HEIGHT)));
  const { data, dims } = await run(
    models.recogniser,
    models.tensor(scaled(line, width), [1, 3, HEIGHT, width]),
  );
  return decode(data, dims[1] ?? 0, dims[2] ?? 0, models.letters);
}

/** Brought to 48 rows, each pixel the mean of the area it covers; -1 is black, 1 white; the same in all three channels. */
function scaled(line: Raster, width: number): Float32Array {
  const count = HEIGHT * width;
  const out = new Float32Array(3 * count);
  const across = Math.min(line.width / width, line.height / HEIGHT);
  const down = line.height / HEIGHT;
  const samples = Math.max(1, Math.ceil(Math.max(across, down)));
  const share = 1 / (samples * samples);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let sy = 0; sy < samples; sy++)
        for (let sx = 0; sx < samples; sx++)
          sum += at(line, (x + (sx + 0.5) / samples) * across - 0.5, (y + (sy + 0.5) / samples) * down - 0.5);
      out[y * width + x] = (sum * share) / 127.5 - 1;
    }
  out.copyWithin(count, 0, count);
  out.copyWithin(2 * count, 0, count);
  return out;
}

/** Between four pixels; beyond the edge the edge goes on. */
function at({ data, width, height }: Raster, x: number, y: number): number {
  const cx = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const cy = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  const x1 = x0 + 1 < width ? x0 + 1 : x0;
  const y1 = y0 + 1 < height ? y0 + 1 : y0;
  const fx = cx - x0;
  const fy = cy - y0;
  const top = (data[y0 * width + x0] ?? 0) * (1 - fx) + (data[y0 * width + x1] ?? 0) * fx;
  const bottom = (data[y1 * width + x0] ?? 0) * (1 - fx) + (data[y1 * width + x1] ?? 0) * fx;
  return top * (1 - fy) + bottom * fy;
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
