import { expect, test } from 'vitest';
import { addDays, addMonths, addWorkingDays, dayOf, dayOfYear, daysBetween, inWords } from './index.ts';

test('months keep the day, or end with the month', () => {
  expect(addMonths('20250131', 1)).toBe('20250228');
  expect(addMonths('20240131', 1)).toBe('20240229');
  expect(addMonths('20240229', 12)).toBe('20250228');
  expect(addMonths('20240229', 48)).toBe('20280229');
  expect(addMonths('20251130', 3)).toBe('20260228');
  expect(addMonths('20260331', -1)).toBe('20260228');
  expect(addMonths('20251215', 1)).toBe('20260115');
});

test('days run over leap days; working days skip weekends', () => {
  expect(addDays('20240228', 1)).toBe('20240229');
  expect(addDays('20250228', 1)).toBe('20250301');
  // 2026-11-20 is a Friday.
  expect(addWorkingDays('20261120', 1)).toBe('20261123');
  expect(addWorkingDays('20261120', 15)).toBe('20261211');
  expect(addWorkingDays('20261121', 1)).toBe('20261123');
  expect(daysBetween('20240228', '20240301')).toBe(2);
  expect(daysBetween('20250301', '20250228')).toBe(-1);
});

test('29 February is the last day of February in other years', () => {
  expect(dayOfYear(2025, '0229')).toBe('20250228');
  expect(dayOfYear(2024, '0229')).toBe('20240229');
  expect(dayOfYear(2025, '0431')).toBe('20250430');
});

test('today is the day on the clock of the office, not that of Greenwich', () => {
  const before = process.env['TZ'];
  process.env['TZ'] = 'Asia/Shanghai';
  try {
    expect(dayOf(new Date('2026-12-31T23:30:00Z'))).toBe('20270101');
    expect(dayOf(new Date('2026-12-31T15:59:59Z'))).toBe('20261231');
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
});

test('partial and inferred dates are said as far as they are known', () => {
  expect(['20260305', '202603', '[2026]', ''].map(inWords)).toEqual([
    '2026年3月5日',
    '2026年3月',
    '2026年',
    '',
  ]);
});
