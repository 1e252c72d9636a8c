import { expect, test } from 'vitest';
import { beforeAfterMove } from './move.ts';

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
