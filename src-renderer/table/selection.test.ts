import { expect, test } from 'vitest';
import { extended, toggled } from './selection.ts';

test('a row is chosen and let go', () => {
  expect([...toggled(new Set([1]), 2)]).toEqual([1, 2]);
  expect([...toggled(new Set([1, 2]), 1)]).toEqual([2]);
});

test('a stretch is chosen in either direction, and nothing outside the list', () => {
  const ids = [5, 3, 9, 7];
  expect([...extended(new Set([1]), ids, 2, 1)]).toEqual([1, 3, 9]);
  expect([...extended(new Set(), ids, -1, 0)]).toEqual([5]);
});
