import { expect, test } from 'vitest';
import { levelOf, percentOf } from './shares.ts';

test('a share that is not whole is never shown as whole, and none of nothing is shown', () => {
  expect(percentOf(9_999, 10_000)).toBe(99.9);
  expect(percentOf(3, 3)).toBe(100);
  expect(percentOf(0, 0)).toBeUndefined();
});

test('a cell is full only when nothing is missing, empty only when nothing is there', () => {
  expect([
    levelOf({ due: 3, met: 0 }),
    levelOf({ due: 100, met: 1 }),
    levelOf({ due: 2, met: 1 }),
    levelOf({ due: 100, met: 99 }),
    levelOf({ due: 3, met: 3 }),
  ]).toEqual([0, 1, 2, 3, 4]);
});
