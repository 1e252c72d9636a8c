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

/** Dark pixels around one that still make a speck with it: of two by two, no more; a dot of a letter is larger. */
const MOST_NEXT = 3;
/** Offsets from -2 to 2 in both ways: the eight next to a pixel, and the sixteen around those. */
const AROUND = [-2, -1, 0, 1, 2].flatMap((y) => [-2, -1, 0, 1, 2].map((x) => ({ x, y })));
const RING = AROUND.filter(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) === 2);
const NEXT = AROUND.filter(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)) === 1);

/**
 * Takes away dark specks of up to two by two pixels and leaves every pixel of a red seal, and its neighbours, exactly as it
 * is. A stroke goes on somewhere; a speck stands alone in the ring of sixteen pixels around it, and becomes their mean.
 */
function despeckled(raster: Raster): Raster {
  const { data, width, height, channels } = raster;
  const offsets = (of: typeof AROUND) => of.map(({ x, y }) => (y * width + x) * channels);
  const [ring, next, around] = [offsets(RING), offsets(NEXT), offsets(AROUND)];
  const lighter = (at: number, own: number) => (data[at] ?? 0) - own >= SPECK;
  const isSpeck = (at: number) => {
    const own = data[at] ?? 0;
    // Nearly every pixel ends here; the rest of the ring is asked for the few others.
    if (!lighter(at - 2 * channels, own) || !lighter(at + 2 * channels, own)) return false;
    return (
      ring.every((by) => lighter(at + by, own)) &&
      next.filter((by) => !lighter(at + by, own)).length <= MOST_NEXT
    );
  };
  const isRed = (at: number) =>
    channels === 3 && (data[at] ?? 0) - Math.max(data[at + 1] ?? 0, data[at + 2] ?? 0) > RED;
  const clean = Buffer.from(data);
  for (let y = 2; y < height - 2; y += 1)
    for (let x = 2; x < width - 2; x += 1) {
      const at = (y * width + x) * channels;
      if (!isSpeck(at) || around.some((by) => isRed(at + by))) continue;
      for (let channel = at; channel < at + channels; channel += 1)
        clean[channel] = ring.reduce((sum, by) => sum + (data[channel + by] ?? 0), 0) / ring.length;
    }
  return { data: clean, width, height, channels };
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
