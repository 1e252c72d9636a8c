/** How far a page lies askew: lines of print, or table lines, make the sharpest profile when looked at along them. */
import { type Raster, resized } from './raster.ts';

const JUDGED_SIDE = 900;
/** Feeders and copiers turn a sheet by less; more is put right by quarter turns or is a picture. */
const MOST_DEGREES = 6;
const COARSE = 0.5;
const FINE = 0.05;
/** Below this nothing is gained by turning. */
const NEGLIGIBLE = 0.15;
/** Ink is darker than this share of the paper's grey. */
const INK = 0.72;
/** Points of ink that are enough to tell. */
const ENOUGH = 12_000;

/** Degrees by which the page must be turned clockwise to lie straight; 0 where it does or nothing can be seen. */
export async function skewOf(page: Raster): Promise<number> {
  const scale = Math.min(1, JUDGED_SIDE / Math.max(page.width, page.height));
  const width = Math.max(1, Math.round(page.width * scale));
  const height = Math.max(1, Math.round(page.height * scale));
  const small = await resized(page, width, height);
  const ink = inkOf(small);
  if (ink.length < 200) return 0;
  const sharpness = (degrees: number) =>
    Math.max(profile(ink, degrees, false, width, height), profile(ink, degrees, true, width, height));
  const coarse = best(-MOST_DEGREES, MOST_DEGREES, COARSE, sharpness);
  const fine = best(coarse - COARSE, coarse + COARSE, FINE, sharpness);
  return Math.abs(fine) < NEGLIGIBLE ? 0 : -fine;
}

function best(from: number, to: number, step: number, score: (degrees: number) => number): number {
  let chosen = 0;
  let most = -1;
  for (let degrees = from; degrees <= to + step / 2; degrees += step) {
    const now = score(degrees);
    if (now > most) {
      most = now;
      chosen = degrees;
    }
  }
  return chosen;
}

/** x and y of each dark pixel in turn, without the margin where the edge of the sheet shows. */
function inkOf({ data, width, height }: Raster): Int32Array {
  const sample: number[] = [];
  for (let at = 0; at < data.length; at += 97) sample.push(data[at] ?? 255);
  const limit = (sample.sort((a, b) => a - b)[sample.length >> 1] ?? 255) * INK;
  const margin = Math.round(width * 0.03);
  const found: number[] = [];
  for (let y = margin; y < height - margin; y++)
    for (let x = margin; x < width - margin; x++) if ((data[y * width + x] ?? 255) < limit) found.push(x, y);
  const points = found.length / 2;
  const every = Math.max(1, Math.floor(points / ENOUGH));
  const kept: number[] = [];
  for (let at = 0; at < points; at += every) kept.push(found[2 * at] ?? 0, found[2 * at + 1] ?? 0);
  return Int32Array.from(kept);
}

/** Sum of squares of the ink in each row (or column) of the page turned by so many degrees. */
function profile(ink: Int32Array, degrees: number, columns: boolean, width: number, height: number): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const reach = Math.ceil(Math.max(width, height) * Math.abs(slope)) + 1;
  const rows = new Int32Array((columns ? width : height) + 2 * reach);
  for (let at = 0; at < ink.length; at += 2) {
    const x = ink[at] ?? 0;
    const y = ink[at + 1] ?? 0;
    const row = Math.round(columns ? x + y * slope : y - x * slope) + reach;
    rows[row] = (rows[row] ?? 0) + 1;
  }
  let sum = 0;
  for (const count of rows) sum += count * count;
  return sum;
}
