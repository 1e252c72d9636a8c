/** 图像处理: steps from the original to the optimised picture. The original is only ever read. */
import type { z } from 'zod';
import type { PictureStep } from '#contract/schemas/pages.ts';
import { decode, greyOf, picture, type Raster, sheetFrame, skewOf } from './raster.ts';

export type Step = z.infer<typeof PictureStep>;

/** Width at which skew and borders are measured: a line of text is then five pixels high. */
export const MEASURED_WIDTH = 800;
/** JPEG of the optimised set; no loss that shows (GB/T 33870-2017). */
const QUALITY = 90;
const QUARTERS = new Set([90, 180, 270]);

async function turned(raster: Raster, degrees: number): Promise<Raster> {
  const { data, info } = await picture(raster)
    .rotate(degrees, { background: '#ffffff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3 };
}

async function cut(
  raster: Raster,
  frame: { left: number; top: number; width: number; height: number },
): Promise<Raster> {
  const left = Math.round(frame.left * raster.width);
  const top = Math.round(frame.top * raster.height);
  const width = Math.max(1, Math.min(raster.width - left, Math.round(frame.width * raster.width)));
  const height = Math.max(1, Math.min(raster.height - top, Math.round(frame.height * raster.height)));
  const { data, info } = await picture(raster)
    .extract({ left, top, width, height })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels === 1 ? 1 : 3 };
}

/** So much more red than green and blue is a seal's, not a shadow's; the same for its faded rim. */
const RED = 28;
/** A speck is so much darker than what surrounds it. */
const SPECK = 50;

/**
 * Takes away single dark specks by a 3 × 3 median and leaves every pixel of a red seal, and its neighbours, exactly as it is.
 */
async function despeckled(raster: Raster): Promise<Raster> {
  const { width, height, channels } = raster;
  const median = await picture(raster).median(3).raw().toBuffer();
  const data = Buffer.from(raster.data);
  const red = new Uint8Array(width * height);
  if (channels === 3)
    for (let at = 0; at < red.length; at += 1) {
      const [r, g, b] = [data[at * 3] ?? 0, data[at * 3 + 1] ?? 0, data[at * 3 + 2] ?? 0];
      if (r - Math.max(g, b) > RED) red[at] = 1;
    }
  // A stroke goes on somewhere; a speck stands alone in the ring of sixteen pixels around it.
  const alone = (x: number, y: number) => {
    const own = raster.data[(y * width + x) * channels] ?? 0;
    for (let dy = -2; dy <= 2; dy += 1)
      for (let dx = -2; dx <= 2; dx += 1) {
        if (Math.max(Math.abs(dx), Math.abs(dy)) < 2) continue;
        const [nx, ny] = [x + dx, y + dy];
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
        if ((raster.data[(ny * width + nx) * channels] ?? 255) - own < SPECK) return false;
      }
    return true;
  };
  const nearRed = (x: number, y: number) => {
    for (let dy = -2; dy <= 2; dy += 1)
      for (let dx = -2; dx <= 2; dx += 1) {
        const [nx, ny] = [x + dx, y + dy];
        if (nx >= 0 && ny >= 0 && nx < width && ny < height && red[ny * width + nx] === 1) return true;
      }
    return false;
  };
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * channels;
      if ((median[at] ?? 0) - (raster.data[at] ?? 0) < SPECK) continue;
      if (!alone(x, y) || nearRed(x, y)) continue;
      for (let channel = 0; channel < channels; channel += 1) data[at + channel] = median[at + channel] ?? 0;
    }
  return { data, width, height, channels };
}

async function apply(raster: Raster, step: Step): Promise<Raster> {
  switch (step.op) {
    case 'rotate':
      return turned(raster, QUARTERS.has(step.degrees) ? step.degrees : step.degrees % 360);
    case 'deskew': {
      const skew = skewOf(await greyOf(raster, MEASURED_WIDTH));
      return skew === 0 ? raster : turned(raster, skew);
    }
    case 'trim':
      return cut(raster, sheetFrame(await greyOf(raster, MEASURED_WIDTH)));
    case 'crop':
      return cut(raster, step);
    case 'despeckle':
      return despeckled(raster);
  }
  throw new Error('an unknown step');
}

/** @param original as the window could show it: JPEG or PNG @returns pixels after the last step */
export async function worked(original: Uint8Array, steps: readonly Step[]): Promise<Raster> {
  let raster = await decode(original);
  for (const step of steps) {
    const next = await apply(raster, step);
    if (next !== raster) raster.data.fill(0);
    raster = next;
  }
  return raster;
}

/** The optimised picture as JPEG. @throws UnreadablePicture */
export async function cook(
  original: Uint8Array,
  steps: readonly Step[],
  dpi: number | null,
): Promise<Buffer> {
  const raster = await worked(original, steps);
  const done = await picture(raster)
    .withMetadata(dpi === null ? {} : { density: dpi })
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer();
  raster.data.fill(0);
  return done;
}
