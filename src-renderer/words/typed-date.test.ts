import { describe, expect, test } from 'vitest';
import { plainDate } from './typed-date.ts';

describe('dates as clerks type them', () => {
  test.each([
    ['2024', '2024'],
    ['2024年', '2024'],
    ['2024.3', '202403'],
    ['2024年3月', '202403'],
    ['2024-03-05', '20240305'],
    ['2024年3月5日', '20240305'],
    ['20240305', '20240305'],
    ['２０２４０３', '202403'],
    ['〔1998.05〕', '[199805]'],
    ['2024-02-29', '20240229'],
    ['', ''],
  ])('%s is %s', (typed, plain) => expect(plainDate(typed)).toBe(plain));
  test.each(['2023-02-29', '2024.13', '去年', '24年3月', '[]', '2024.3.'])('%s is no date', (typed) =>
    expect(plainDate(typed)).toBeUndefined(),
  );
});
