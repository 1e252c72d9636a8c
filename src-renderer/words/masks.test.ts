import { expect, test } from 'vitest';
import { maskedIdNumber, maskedName } from './masks.ts';

test('of an identity number only the last four are seen, of a short one nothing', () => {
  expect(maskedIdNumber('429999198006162988')).toBe('**************2988');
  expect(maskedIdNumber('1234')).toBe('****');
  expect(maskedIdNumber('')).toBe('');
});

test('of a name only the surname character, whole rare characters, never the whole name', () => {
  expect(maskedName('李小明')).toBe('李**');
  expect(maskedName('𠮷样本')).toBe('𠮷**');
  expect(maskedName('甲')).toBe('*');
  expect(maskedName('')).toBe('');
});
