/** Finds lines of text: the DB detector's map of probabilities, cut at a threshold, each connected piece a box, widened. */
import type { Models } from './models.ts';
import { run } from './models.ts';
import { type Box, type Raster, resized } from './raster.ts';

/** Longest side that the detector is given. Larger finds no more on office pages and takes longer in proportion. */
const DETECTOR_SIDE = 960;
/** The detector halves its picture five times. */
const STEP = 32;
/** From PaddleOCR's settings for these weights: a pixel is text, a piece is a line, how far a piece is widened. */
const PIXEL = 0.3;
const PIECE = 0.55;
const WIDENED = 1.6;
/** Pixels of the detector's picture; smaller pieces are dust. */
const SMALLEST = 3;
/** The means and deviations of ImageNet, which the weights expect. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/** Boxes in pixels of the picture. @param picture grey */
export async function detect(models: Models, picture: Raster): Promise<Box[]> {
  const scale = Math.min(1, DETECTOR_SIDE / Math.max(picture.width, picture.height));
  const fit = (side: number) => Math.max(STEP, Math.round((side * scale) / STEP) * STEP);
  const width = fit(picture.width);
  const height = fit(picture.height);
  const small = await resized(picture, width, height);
  const count = width * height;
  const input = new Float32Array(3 * count);
  for (let channel = 0; channel < 3; channel++) {
    const mean = MEAN[channel] ?? 0;
    const deviation = DEVIATION[channel] ?? 1;
    for (let at = 0; at < count; at++)
      input[channel * count + at] = ((small.data[at] ?? 0) / 255 - mean) / deviation;
  }
  const { data } = await run(models.detector, models.tensor(input, [1, 3, height, width]));
  const across = picture.width / width;
  const down = picture.height / height;
  return pieces(data, width, height).map(({ x, y, width: w, height: h }) => {
    const margin = (w * h * WIDENED) / (2 * (w + h));
    const left = Math.max(0, (x - margin) * across);
    const top = Math.max(0, (y - margin) * down);
    return {
      x: left,
      y: top,
      width: Math.min(picture.width, (x + w + margin) * across) - left,
      height: Math.min(picture.height, (y + h + margin) * down) - top,
    };
  });
}

/** Connected pieces (eight neighbours) whose mean probability is high enough. */
function pieces(map: Float32Array, width: number, height: number): Box[] {
  const seen = new Uint8Array(map.length);
  const stack: number[] = [];
  const found: Box[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] || (map[start] ?? 0) < PIXEL) continue;
    let [left, right, top, bottom] = [width, 0, height, 0];
    let sum = 0;
    let size = 0;
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      sum += map[at] ?? 0;
      size += 1;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const next = ny * width + nx;
          if (seen[next] || (map[next] ?? 0) < PIXEL) continue;
          seen[next] = 1;
          stack.push(next);
        }
    }
    const box = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
    if (Math.min(box.width, box.height) >= SMALLEST && sum / size >= PIECE) found.push(box);
  }
  return found;
}
