/** 竖排: a column of upright characters laid out as a line, which is what the recogniser reads. */
import type { Raster } from './raster.ts';

const INK = 0.7;

/** @param column grey, higher than wide */
export function columnAsLine(column: Raster): Raster {
  const { data, width, height } = column;
  const sample = [...data].filter((_, at) => at % 31 === 0).sort((a, b) => a - b);
  const paper = sample[Math.floor(sample.length * 0.8)] ?? 255;
  const ink = new Int32Array(height);
  let [left, right] = [width, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if ((data[y * width + x] ?? 255) >= paper * INK) continue;
      ink[y] = (ink[y] ?? 0) + 1;
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
  const size = Math.max(8, right - left + 1);
  const top = Math.max(
    0,
    ink.findIndex((count) => count > 0),
  );
  const bottom = ink.findLastIndex((count) => count > 0);
  const parts = Math.max(1, Math.round((bottom - top + 1) / (size * 1.12)));
  const pitch = (bottom - top + 1) / parts;
  const cuts = [top];
  for (let part = 1; part < parts; part++) cuts.push(thinnest(ink, top + pitch * part, pitch * 0.25));
  cuts.push(bottom + 1);
  const side = Math.max(width, Math.ceil(pitch));
  const line = { data: new Uint8Array(side * side * parts).fill(paper), width: side * parts, height: side };
  for (let part = 0; part < parts; part++) {
    const from = cuts[part] ?? 0;
    const count = Math.min(side, (cuts[part + 1] ?? from) - from);
    const down = (side - count) >> 1;
    const across = part * side + ((side - width) >> 1);
    for (let y = 0; y < count; y++)
      line.data.set(
        data.subarray((from + y) * width, (from + y + 1) * width),
        (down + y) * line.width + across,
      );
  }
  return { ...line, channels: 1 };
}

/** The row with least ink near a place. */
function thinnest(ink: Int32Array, near: number, reach: number): number {
  let chosen = Math.round(near);
  for (let y = Math.ceil(near - reach); y <= near + reach; y++)
    if ((ink[y] ?? Number.MAX_SAFE_INTEGER) < (ink[chosen] ?? Number.MAX_SAFE_INTEGER)) chosen = y;
  return chosen;
}
