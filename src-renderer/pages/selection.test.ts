import { expect, test } from 'vitest';
import { NOTHING, shifted, step, toggle } from './selection.ts';

const IDS = [11, 12, 13, 14, 15];

test('arrows move one page, with Shift they choose the way', () => {
  const first = step(NOTHING, IDS, 0, false);
  expect([...first.chosen]).toEqual([11]);
  const second = step(first, IDS, 1, false);
  expect([...second.chosen]).toEqual([12]);
  expect([...step(second, IDS, 2, true).chosen]).toEqual([12, 13, 14]);
  expect(step(second, IDS, 99, false).cursor).toBe(4);
  expect(step(NOTHING, [], 1, false)).toEqual(NOTHING);
});

test('space chooses and unchooses', () => {
  const once = toggle(NOTHING, IDS, 2);
  expect([...once.chosen]).toEqual([13]);
  expect([...toggle(once, IDS, 2).chosen]).toEqual([]);
});

test('chosen pages move together and never past each other', () => {
  expect(shifted(IDS, new Set([13]), -1)).toEqual([11, 13, 12, 14, 15]);
  expect(shifted(IDS, new Set([12, 13]), 1)).toEqual([11, 14, 12, 13, 15]);
  expect(shifted(IDS, new Set([11, 12]), -1)).toEqual(IDS);
  expect(shifted(IDS, new Set([15]), 1)).toEqual(IDS);
  expect(shifted(IDS, new Set([11, 15]), 1)).toEqual([12, 11, 13, 14, 15]);
});
