import { expect, test } from 'vitest';
import { beforeAfterDrop, beforeAfterMove } from './move.ts';

const items = [
  { itemId: 1, classCode: '0201', state: 'fixed' as const },
  { itemId: 2, classCode: '0201', state: 'draft' as const },
  { itemId: 3, classCode: '0201', state: 'draft' as const },
  { itemId: 4, classCode: '0201', state: 'draft' as const },
  { itemId: 5, classCode: '0601', state: 'draft' as const },
];

test('up and down stay among the drafts of the class', () => {
  expect(beforeAfterMove(items, 3, -1)).toBe(2);
  expect(beforeAfterMove(items, 2, 1)).toBe(4);
  expect(beforeAfterMove(items, 3, 1)).toBeNull();
});

test('the first does not go up, the last not down, a fixed one nowhere', () => {
  expect(beforeAfterMove(items, 2, -1)).toBeUndefined();
  expect(beforeAfterMove(items, 4, 1)).toBeUndefined();
  expect(beforeAfterMove(items, 5, 1)).toBeUndefined();
  expect(beforeAfterMove(items, 1, 1)).toBeUndefined();
});

test('what is dropped takes the place of what it is dropped onto', () => {
  expect(beforeAfterDrop(items, 4, 2)).toBe(2);
  expect(beforeAfterDrop(items, 2, 3)).toBe(4);
  expect(beforeAfterDrop(items, 2, 4)).toBeNull();
});

test('nothing is dropped onto another class, a fixed item or itself', () => {
  expect(beforeAfterDrop(items, 2, 5)).toBeUndefined();
  expect(beforeAfterDrop(items, 2, 1)).toBeUndefined();
  expect(beforeAfterDrop(items, 1, 2)).toBeUndefined();
  expect(beforeAfterDrop(items, 2, 2)).toBeUndefined();
});
