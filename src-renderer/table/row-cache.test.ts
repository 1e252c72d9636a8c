import { expect, test } from 'vitest';
import { BLOCK, blocksFor } from './row-cache.ts';

test('only the blocks in view are asked for, and never past the end', () => {
  expect(blocksFor(0, 0, 0)).toEqual([]);
  expect(blocksFor(0, 10, 5)).toEqual([0]);
  expect(blocksFor(BLOCK - 1, BLOCK, 10 * BLOCK)).toEqual([0, 1]);
  expect(blocksFor(999_990, 1_000_020, 1_000_000)).toEqual([Math.floor(999_990 / BLOCK)]);
});
