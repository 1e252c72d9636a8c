import { expect, test } from 'vitest';
import { cellWords } from './cells.ts';

test('shares, means and counts read as such; what is no number stays', () => {
  expect(cellWords(0.4521, 'share')).toBe('45.2%');
  expect(cellWords(3.25, 'mean')).toBe('3.3');
  expect(cellWords(12345, 'number')).toBe('12,345');
  expect(cellWords('—', 'share')).toBe('—');
  expect(cellWords(null, 'words')).toBe('');
});
