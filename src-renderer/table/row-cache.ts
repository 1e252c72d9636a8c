/** Rows are asked for in blocks of this many: two screens of a 768-pixel monitor. The routes take up to 500. */
export const BLOCK = 60;

/** Which blocks of `count` rows cover the rows first..last, both included. */
export function blocksFor(first: number, last: number, count: number): number[] {
  if (count === 0) return [];
  const from = Math.floor(Math.max(0, first) / BLOCK);
  const to = Math.floor(Math.min(Math.max(first, last), count - 1) / BLOCK);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
