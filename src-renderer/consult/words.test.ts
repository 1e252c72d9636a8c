import { expect, test } from 'vitest';
import { clockWords, durationWords } from './words.ts';

test('a clock that runs down never shows less than nothing', () => {
  expect(clockWords(-3)).toBe('00:00');
  expect(clockWords(65.9)).toBe('01:05');
  expect(clockWords(3725)).toBe('1:02:05');
});

test('seconds spent on a page', () => {
  expect(durationWords(9)).toBe('9秒');
  expect(durationWords(125)).toBe('2分05秒');
});
