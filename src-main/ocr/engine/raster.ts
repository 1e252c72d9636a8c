import sharp, { type Sharp } from 'sharp';

/** Longest side worked on, in pixels: A4 at 300 dpi has 3,508. Larger scans are brought down to it. */
const LONGEST = 3_600;
/** As for the window's pictures: beyond lies a bomb or a mistake. */
const MOST_PIXELS = 400_000_000;

/** A picture as bytes, row by row. `channels` is 1 (grey) or 3 (red, green, blue). */
export interface Raster {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}
/** Pixels, upper left corner and size. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function toRaster(picture: Sharp, channels: 1 | 3): Promise<Raster> {
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== channels) throw new Error(`${info.channels} channels instead of ${channels}`);
  return { data, width: info.width, height: info.height, channels };
}

/** A coded picture in colour, no side longer than `LONGEST`. @returns also the size it had */
export async function decode(bytes: Uint8Array): Promise<{ picture: Raster; width: number; height: number }> {
  // As the window shows it: a camera's note of which way is up is heeded.
  const source = sharp(bytes, { limitInputPixels: MOST_PIXELS, sequentialRead: true }).autoOrient();
  const { width, height } = (await source.metadata()).autoOrient;
  const picture = await toRaster(
    source
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .removeAlpha()
      .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true }),
    3,
  );
  return { picture, width, height };
}

function of({ data, width, height, channels }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels } });
}

export function resized(picture: Raster, width: number, height: number): Promise<Raster> {
  const grey = of(picture).resize(width, height, { fit: 'fill', kernel: 'linear' });
  return toRaster(picture.channels === 1 ? grey.toColourspace('b-w') : grey, picture.channels);
}

/** Turned clockwise about its middle, in degrees; what comes in at the corners is the paper's colour. */
export function turned(picture: Raster, degrees: number): Promise<Raster> {
  const [r, g, b] = paper(picture);
  const result = of(picture).rotate(degrees, { background: { r, g, b } });
  return toRaster(picture.channels === 1 ? result.toColourspace('b-w') : result, picture.channels);
}

/** Median of a coarse sample: scans show more paper than ink. */
function paper(picture: Raster): [number, number, number] {
  const { data, channels } = picture;
  const middle = (channel: number): number => {
    const seen: number[] = [];
    const step = channels * Math.max(1, Math.floor(data.length / channels / 2_000));
    for (let at = channel; at < data.length; at += step) seen.push(data[at] ?? 255);
    return seen.sort((a, b) => a - b)[seen.length >> 1] ?? 255;
  };
  return channels === 1 ? [middle(0), middle(0), middle(0)] : [middle(0), middle(1), middle(2)];
}

/** Luminance (ITU-R BT.601), as the models were trained on. */
export function grey(picture: Raster): Raster {
  const { data, width, height } = picture;
  const out = new Uint8Array(width * height);
  for (let at = 0, from = 0; at < out.length; at++, from += 3)
    out[at] = ((data[from] ?? 0) * 77 + (data[from + 1] ?? 0) * 150 + (data[from + 2] ?? 0) * 29) >> 8;
  return { data: out, width, height, channels: 1 };
}

/** Part of a grey picture. */
export function cut(picture: Raster, box: Box): Raster {
  const left = Math.max(0, Math.floor(box.x));
  const top = Math.max(0, Math.floor(box.y));
  const width = Math.min(picture.width, Math.ceil(box.x + box.width)) - left;
  const height = Math.min(picture.height, Math.ceil(box.y + box.height)) - top;
  const data = new Uint8Array(Math.max(0, width) * Math.max(0, height));
  for (let row = 0; row < height; row++)
    data.set(
      picture.data.subarray((top + row) * picture.width + left, (top + row) * picture.width + left + width),
      row * width,
    );
  return { data, width: Math.max(0, width), height: Math.max(0, height), channels: 1 };
}

/** A quarter turn clockwise of a grey picture, `times` times. */
export function quarterTurned(picture: Raster, times: number): Raster {
  let now = picture;
  for (let turn = 0; turn < ((times % 4) + 4) % 4; turn++) {
    const { data, width, height } = now;
    const out = new Uint8Array(data.length);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) out[x * height + (height - 1 - y)] = data[y * width + x] ?? 0;
    now = { data: out, width: height, height: width, channels: 1 };
  }
  return now;
}
