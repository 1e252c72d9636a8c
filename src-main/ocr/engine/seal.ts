/**
 * 印章: a red seal stands over the date and the signature. Red ink is nearly white in the red channel, black stays black:
 * so the print is read there without the seal, and the seal for itself. Red headings are no seals and stay.
 */
import { type Box, grey, type Raster } from './raster.ts';
import { isRound, type Ring, ringOf } from './ring.ts';

const JUDGED_SIDE = 1_000;
/** How much the red must exceed green and blue: pink copies of a seal have 40 to 60, yellowed paper 20. */
const REDNESS = 36;
/** Seals measure 18 mm (a name) to 58 mm (a unit); a sheet of A4 is 297 mm high. */
const SMALLEST = 0.045;
const LARGEST = 0.3;
/** Characters of a heading are joined across such gaps, so that the heading is one long piece. */
const GAP_ACROSS = 10;
const GAP_DOWN = 2;

export interface Parted {
  /** The page in grey without its seals. */
  readonly print: Raster;
  readonly seals: readonly Seal[];
}
/** A seal alone, black on white, and where it stood. */
export interface Seal {
  readonly box: Box;
  /** Without a round seal's rim, which is no text and hides what is. */
  readonly picture: Raster;
  /** What runs round inside the rim, where anything does. */
  readonly ring: Ring | undefined;
}

export function partSeals(page: Raster): Parted {
  const print = grey(page);
  const seals: Seal[] = [];
  for (const box of findSeals(page)) {
    const whole = onlyRed(page, box);
    seals.push({ box, picture: withoutRim(whole), ring: ringOf(whole) });
    withoutRed(page, print, box);
  }
  return { print, seals };
}

function findSeals(page: Raster): Box[] {
  // Every so many pixels is enough: ink lies in strokes that are wider.
  const step = Math.max(1, Math.round(Math.max(page.width, page.height) / JUDGED_SIDE));
  const scale = 1 / step;
  const width = Math.floor(page.width / step);
  const height = Math.floor(page.height / step);
  const red = new Uint8Array(width * height);
  let any = false;
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0, from = y * step * page.width * 3; x < width; x++, at++, from += step * 3) {
      if (redness(page.data, from) <= REDNESS) continue;
      red[at] = 1;
      any = true;
    }
  if (!any) return [];
  const longest = Math.max(width, height);
  const isSeal = ({ width: w, height: h }: Box) =>
    Math.min(w, h) >= longest * SMALLEST && Math.max(w, h) <= longest * LARGEST && w < h * 1.8 && h < w * 1.8;
  // The name and the star inside a rim hang together with it or not: they are no seals of their own.
  const seals = pieces(red, width, height).filter(isSeal);
  return seals
    .filter((box) => !seals.some((other) => other !== box && within(box, other)))
    .map((box) => {
      const margin = 4;
      const x = Math.max(0, Math.floor((box.x - margin) / scale));
      const y = Math.max(0, Math.floor((box.y - margin) / scale));
      return {
        x,
        y,
        width: Math.min(page.width - x, Math.ceil((box.width + 2 * margin) / scale)),
        height: Math.min(page.height - y, Math.ceil((box.height + 2 * margin) / scale)),
      };
    });
}

function within(box: Box, other: Box): boolean {
  return (
    box.x >= other.x &&
    box.y >= other.y &&
    box.x + box.width <= other.x + other.width &&
    box.y + box.height <= other.y + other.height
  );
}

function redness(data: Uint8Array, at: number): number {
  return (data[at] ?? 0) - Math.max(data[at + 1] ?? 0, data[at + 2] ?? 0);
}

/** Pieces that hang together across small gaps. */
function pieces(red: Uint8Array, width: number, height: number): Box[] {
  const found: Box[] = [];
  const stack: number[] = [];
  for (let start = 0; start < red.length; start++) {
    if (red[start] !== 1) continue;
    let [left, right, top, bottom] = [width, 0, height, 0];
    red[start] = 2;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (let ny = Math.max(0, y - GAP_DOWN); ny <= Math.min(height - 1, y + GAP_DOWN); ny++)
        for (let nx = Math.max(0, x - GAP_ACROSS); nx <= Math.min(width - 1, x + GAP_ACROSS); nx++) {
          const next = ny * width + nx;
          if (red[next] !== 1) continue;
          red[next] = 2;
          stack.push(next);
        }
    }
    found.push({ x: left, y: top, width: right - left + 1, height: bottom - top + 1 });
  }
  return found;
}

/** Writes the red channel over the grey, stretched so that the seal's ink becomes as light as the paper. */
function withoutRed(page: Raster, print: Raster, box: Box): void {
  const ink = new Uint32Array(256);
  const paper = new Uint32Array(256);
  each(page, box, (at) => {
    const red = page.data[at * 3] ?? 255;
    const counts = redness(page.data, at * 3) > REDNESS ? ink : paper;
    counts[red] = (counts[red] ?? 0) + 1;
  });
  const light = quantile(paper, 0.7);
  // The darker tenth of the ink: where the seal was pressed hardest.
  const dark = Math.max(60, quantile(ink, 0.1));
  each(page, box, (at) => {
    print.data[at] = Math.min(light, Math.round(((page.data[at * 3] ?? 255) * light) / dark));
  });
}

/** The value below which a share of all lies. */
function quantile(counts: Uint32Array, share: number): number {
  let left = counts.reduce((sum, count) => sum + count, 0) * share;
  for (let value = 0; value < counts.length; value++) {
    left -= counts[value] ?? 0;
    if (left < 0) return value;
  }
  return counts.length - 1;
}

function onlyRed(page: Raster, box: Box): Raster {
  const data = new Uint8Array(box.width * box.height);
  let to = 0;
  each(page, box, (at) => {
    const strength = redness(page.data, at * 3);
    data[to] = strength > 20 ? Math.max(0, 255 - strength * 2) : 255;
    to += 1;
  });
  return { data, width: box.width, height: box.height, channels: 1 };
}

function withoutRim(seal: Raster): Raster {
  if (!isRound(seal)) return seal;
  const { width, height } = seal;
  const data = seal.data.slice();
  for (let to = 0; to < data.length; to++) {
    const across = ((to % width) / width - 0.5) * 2;
    const down = (Math.floor(to / width) / height - 0.5) * 2;
    if (across * across + down * down >= 0.72) data[to] = 255;
  }
  return { ...seal, data };
}

/** Each pixel's place in the page, row by row. */
function each(page: Raster, box: Box, work: (at: number) => void): void {
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) work(y * page.width + x);
}
