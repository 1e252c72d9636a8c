/** Pixels in memory, and what is measured on them. */
import sharp, { type Sharp } from 'sharp';
import { MOST_PIXELS, UnreadablePicture } from '#main/intake/index.ts';

/** 8 bits a channel, rows without padding. */
export interface Raster {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** @throws UnreadablePicture */
export async function decode(bytes: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
    .catch((cause: unknown) => {
      throw new UnreadablePicture('图像损坏，无法解码', { cause });
    });
  return { data, width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3 };
}
export function picture({ data, width, height, channels }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}
/** A grey picture of about this width, for measuring. */
export async function greyOf(raster: Raster, width: number): Promise<Raster> {
  const { data, info } = await picture(raster)
    .resize({ width, withoutEnlargement: true })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 1 };
}

/** Darker than this is ink on an ordinary sheet; red of a seal is lighter in grey. */
const INK = 140;
/** A row or column darker than this on average is no paper: the lid or the glass beside the sheet. */
const BORDER = 90;

/** Share of ink on a sheet, its outer twentieth left out: there lie borders and punch holes. */
export function inkOf({ data, width, height }: Raster): number {
  const [left, top] = [Math.floor(width / 20), Math.floor(height / 20)];
  let ink = 0;
  for (let y = top; y < height - top; y += 1)
    for (let x = left; x < width - left; x += 1) if ((data[y * width + x] ?? 255) < INK) ink += 1;
  return ink / Math.max(1, (width - 2 * left) * (height - 2 * top));
}

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
/** The sheet within dark borders, in shares of the picture (0 to 1). */
export function sheetFrame({ data, width, height }: Raster): Frame {
  const row = (y: number) => {
    let sum = 0;
    for (let x = 0; x < width; x += 1) sum += data[y * width + x] ?? 255;
    return sum / width;
  };
  const column = (x: number) => {
    let sum = 0;
    for (let y = 0; y < height; y += 1) sum += data[y * width + x] ?? 255;
    return sum / height;
  };
  // A border is never more than a quarter of the picture; beyond, the page itself is dark.
  const from = (length: number, of: (at: number) => number) => {
    let at = 0;
    while (at < length / 4 && of(at) < BORDER) at += 1;
    return at >= length / 4 ? 0 : at;
  };
  const top = from(height, row);
  const left = from(width, column);
  const bottom = from(height, (at) => row(height - 1 - at));
  const right = from(width, (at) => column(width - 1 - at));
  return {
    left: left / width,
    top: top / height,
    width: (width - left - right) / width,
    height: (height - top - bottom) / height,
  };
}

/** Skew is looked for to this many degrees each way: a feeder pulls no sheet more crooked. */
const MOST_SKEW = 5;
/**
 * By how many degrees the lines of text rise to the right (positive: the picture must be turned clockwise). Rows of ink are
 * summed along lines of each angle; where the lines of text fall together the sums differ most.
 */
export function skewOf(grey: Raster): number {
  const { data, width, height } = grey;
  const points: number[] = [];
  const [left, top] = [Math.floor(width / 20), Math.floor(height / 20)];
  for (let y = top; y < height - top; y += 1)
    for (let x = left; x < width - left; x += 1) if ((data[y * width + x] ?? 255) < INK) points.push(x, y);
  // A seal or a signature alone has no lines to go by.
  if (points.length < width) return 0;
  const sharpness = (degrees: number) => {
    const slope = Math.tan((degrees * Math.PI) / 180);
    const sums = new Float64Array(height * 2);
    for (let at = 0; at < points.length; at += 2) {
      const y = Math.round((points[at + 1] ?? 0) + (points[at] ?? 0) * slope + height / 2);
      if (y >= 0 && y < sums.length) sums[y] = (sums[y] ?? 0) + 1;
    }
    let sharp = 0;
    for (let y = 1; y < sums.length; y += 1) sharp += ((sums[y] ?? 0) - (sums[y - 1] ?? 0)) ** 2;
    return sharp;
  };
  const best = (from: number, to: number, step: number) => {
    let angle = 0;
    let most = -1;
    for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
      const sharp = sharpness(degrees);
      if (sharp > most) [angle, most] = [degrees, sharp];
    }
    return angle;
  };
  const coarse = best(-MOST_SKEW, MOST_SKEW, 0.5);
  const angle = best(coarse - 0.5, coarse + 0.5, 0.05);
  // Upright unless another angle is clearly better: pictures and tables make small false peaks.
  return sharpness(angle) > sharpness(0) * 1.03 ? Math.round(angle * 100) / 100 : 0;
}

/** Sides of the grey square a fingerprint is made from, and of the low frequencies it keeps. */
const SQUARE = 64;
const KEPT = 16;
const COSINES = Array.from({ length: KEPT }, (_, frequency) =>
  Float64Array.from({ length: SQUARE }, (_value, at) =>
    Math.cos(((2 * at + 1) * frequency * Math.PI) / (2 * SQUARE)),
  ),
);

/**
 * Perceptual fingerprint of 256 bits: of the 16 × 16 lowest frequencies (DCT) of the page, which are above their median. A
 * second scan of the same sheet differs in few bits, another sheet in about half of those that lines of text leave free.
 */
export async function fingerprintOf(raster: Raster): Promise<Buffer> {
  const small = await picture(raster)
    .resize({ width: SQUARE, height: SQUARE, fit: 'fill' })
    .greyscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  const rows = COSINES.map((cosine) =>
    Float64Array.from({ length: SQUARE }, (_, y) => {
      let sum = 0;
      for (let x = 0; x < SQUARE; x += 1) sum += (small[y * SQUARE + x] ?? 0) * (cosine[x] ?? 0);
      return sum;
    }),
  );
  const frequencies = rows.flatMap((row) =>
    COSINES.map((cosine) => {
      let sum = 0;
      for (let y = 0; y < SQUARE; y += 1) sum += (row[y] ?? 0) * (cosine[y] ?? 0);
      return sum;
    }),
  );
  // The first is the mean brightness, which a lamp changes.
  frequencies[0] = 0;
  const median = frequencies.toSorted((a, b) => a - b)[frequencies.length / 2] ?? 0;
  const bits = Buffer.alloc((KEPT * KEPT) / 8);
  for (const [at, value] of frequencies.entries())
    if (value > median) bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
  return bits;
}
export function distance(one: Uint8Array, other: Uint8Array): number {
  let different = 0;
  for (const [at, byte] of one.entries())
    for (let left = byte ^ (other[at] ?? 0); left !== 0; left &= left - 1) different += 1;
  return different;
}
