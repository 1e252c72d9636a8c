/**
 * 印章: a red seal stands over the date and the signature. Red ink is nearly white in the red channel, black stays black:
 * so the print is read there without the seal, and the seal for itself. Red headings are no seals and stay.
 */
import { type Box, grey, type Raster } from './raster.ts';

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
  /** Each seal alone: black on white, cut out, and where it stood. */
  readonly seals: readonly { readonly box: Box; readonly picture: Raster }[];
}

export function partSeals(page: Raster): Parted {
  const print = grey(page);
  const seals: { box: Box; picture: Raster }[] = [];
  for (const box of findSeals(page)) {
    seals.push({ box, picture: onlyRed(page, box) });
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
  return pieces(red, width, height)
    .filter(isSeal)
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
  const data = new Uint8Array(box.width * box.height).fill(255);
  const round = Math.abs(box.width - box.height) < box.width * 0.2;
  let to = 0;
  each(page, box, (at) => {
    const x = to % box.width;
    const y = (to - x) / box.width;
    // A round seal's rim is no text, and hides what is.
    const across = (x / box.width - 0.5) * 2;
    const down = (y / box.height - 0.5) * 2;
    if (!round || across * across + down * down < 0.72) {
      const strength = redness(page.data, at * 3);
      data[to] = strength > 20 ? Math.max(0, 255 - strength * 2) : 255;
    }
    to += 1;
  });
  return { data, width: box.width, height: box.height, channels: 1 };
}

/** Each pixel's place in the page, row by row. */
function each(page: Raster, box: Box, work: (at: number) => void): void {
  for (let y = box.y; y < box.y + box.height; y++)
    for (let x = box.x; x < box.x + box.width; x++) work(y * page.width + x);
}
