import { describe, expect, test } from 'vitest';
import { remainingWords, unsureParts } from './ocr-words.ts';

describe('marks of unsure characters', () => {
  test('runs of unsure characters are marked; rare characters count as one', () => {
    expect(unsureParts({ text: '𠮷样本', sure: [30, 99, 99] }, '𠮷样本')).toEqual([
      { text: '𠮷', unsure: true },
      { text: '样本', unsure: false },
    ]);
  });
  test('nothing is marked on a sure line, or once a person has written it', () => {
    expect(unsureParts({ text: '样本', sure: [99, 98] }, '样本')).toEqual([]);
    expect(unsureParts({ text: '样本', sure: [20, 98] }, '样木')).toEqual([]);
    expect(unsureParts({ text: '样本', sure: [] }, '样本')).toEqual([]);
  });
});

test('remaining time is said no finer than it is known', () => {
  expect(remainingWords(20)).toBe('约 1 分钟');
  expect(remainingWords(1_810)).toBe('约 30 分钟');
  expect(remainingWords(12_600)).toBe('约 3.5 小时');
  expect(remainingWords(400_000)).toBe('约 5 天（一直开机的话）');
});
