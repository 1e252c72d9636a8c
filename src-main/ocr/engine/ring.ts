/** 印章环文: the name of a unit runs round the inside of a round seal's rim; unrolled it is a line like any other. */
import type { Box, Raster } from './raster.ts';

/** Widths of a seal's box from its height at which it still counts as round. */
const ROUND = 0.2;
/** Share of the way round that must be inked for a radius to lie in the rim. */
const RIM = 0.6;
/** The band of characters in radii: they are at most this high, and the star in the middle begins below. */
const BAND = 0.36;
/** A band with less ink than this share holds no name: the rim's own roughness, a stray stroke. */
const LEAST_INK = 0.04;
/** Of a column's height: the rim's edge reaches so far into the band. */
const ROUGH = 0.06;
const DARK = 128;

export const isRound = ({ width, height }: { width: number; height: number }): boolean =>
  Math.abs(width - height) < width * ROUND;

export interface Ring {
  /** The characters side by side, upright, cut open where the longest gap is. */
  readonly line: Raster;
  /** Whether a box of the seal's picture lies in the band and so is a piece of this line. */
  readonly holds: (box: Box) => boolean;
}

/** @param seal black on white, its rim included @returns nothing when no name runs round it */
export function ringOf(seal: Raster): Ring | undefined {
  if (!isRound(seal)) return undefined;
  const [middleX, middleY] = [seal.width / 2, seal.height / 2];
  const outermost = Math.min(middleX, middleY);
  const steps = Math.max(64, Math.round(2 * Math.PI * outermost));
  const at = (radius: number, step: number): number => {
    const angle = (2 * Math.PI * step) / steps;
    const x = Math.round(middleX + radius * Math.sin(angle));
    const y = Math.round(middleY - radius * Math.cos(angle));
    if (x < 0 || y < 0 || x >= seal.width || y >= seal.height) return 255;
    return seal.data[y * seal.width + x] ?? 255;
  };
  const inkAt = (radius: number): number => {
    let dark = 0;
    for (let step = 0; step < steps; step++) if (at(radius, step) < DARK) dark += 1;
    return dark / steps;
  };
  let rim = Math.floor(outermost);
  while (rim > outermost * 0.7 && inkAt(rim) < RIM) rim -= 1;
  while (rim > outermost * 0.6 && inkAt(rim) >= RIM * 0.5) rim -= 1;
  const inner = rim * (1 - BAND);
  const high = Math.round(rim - inner);
  if (high < 12) return undefined;
  const columns = new Int32Array(steps);
  const unrolled = new Uint8Array(steps * high);
  let dark = 0;
  for (let row = 0; row < high; row++)
    for (let step = 0; step < steps; step++) {
      const value = at(rim - row, step);
      unrolled[row * steps + step] = value;
      if (value >= DARK) continue;
      columns[step] = (columns[step] ?? 0) + 1;
      dark += 1;
    }
  if (dark < unrolled.length * LEAST_INK) return undefined;
  const open = longestGap(columns, high * ROUGH);
  const width = steps - open.length;
  if (width < high) return undefined;
  const data = new Uint8Array(width * high);
  for (let row = 0; row < high; row++)
    for (let x = 0; x < width; x++)
      data[row * width + x] = unrolled[row * steps + ((open.from + open.length + x) % steps)] ?? 255;
  return {
    line: { data, width, height: high, channels: 1 },
    holds: (box) =>
      Math.hypot(box.x + box.width / 2 - middleX, box.y + box.height / 2 - middleY) > inner * 1.04,
  };
}

/** The longest run of columns with hardly any ink, across the end of the circle too. */
function longestGap(columns: Int32Array, ink: number): { from: number; length: number } {
  let best = { from: 0, length: 0 };
  let from = 0;
  for (let step = 0; step < columns.length * 2; step++) {
    if ((columns[step % columns.length] ?? 0) > ink) from = step + 1;
    else if (step - from + 1 > best.length && step - from + 1 <= columns.length)
      best = { from: from % columns.length, length: step - from + 1 };
  }
  return best;
}
