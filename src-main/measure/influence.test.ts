import { expect, test } from 'vitest';
import { type Kind, lastDay, periodOf, standingOf } from './influence.ts';

const kind = (months: number, adds = 0): Kind => ({
  id: 'x',
  name: '试',
  group: 'party',
  months,
  adds,
  basis: '试',
  certain: true,
  note: '',
});

test.each([
  ['an ordinary day', '20240315', 12, '20250314'],
  ['over the turn of the year', '20240701', 18, '20251231'],
  ['from a leap day to a year without one', '20240229', 12, '20250228'],
  ['from a leap day to the next', '20240229', 48, '20280228'],
  ['from the end of August to February', '20240831', 6, '20250228'],
  ['from the end of August to a leap February', '20230831', 6, '20240229'],
  ['from the 30th to February', '20241130', 3, '20250228'],
  ['from the end of a month to one of 30 days', '20240331', 1, '20240430'],
  ['from the end of February', '20250228', 12, '20260227'],
  ['from the first', '20250101', 6, '20250630'],
  ['from the first to a leap February', '20230301', 12, '20240229'],
] as const)('a period %s ends on the right day', (_what, from, months, until) => {
  expect(lastDay(from, months)).toBe(until);
});

test('every day of four years: a period is never shorter or longer than its months allow', () => {
  for (let time = Date.UTC(2023, 0, 1); time < Date.UTC(2027, 0, 1); time += 86_400_000) {
    const from = new Date(time).toISOString().slice(0, 10).replaceAll('-', '');
    for (const months of [6, 12, 18, 24]) {
      const until = lastDay(from, months);
      const next = new Date(
        Date.UTC(Number(until.slice(0, 4)), Number(until.slice(4, 6)) - 1, Number(until.slice(6, 8)) + 1),
      );
      const there = (Number(from.slice(4, 6)) - 1 + months) % 12;
      // Ends on the eve of the same day, or with the month that has no such day.
      const sameDay = next.getUTCMonth() === there && next.getUTCDate() === Number(from.slice(6, 8));
      const monthOver = next.getUTCDate() === 1 && next.getUTCMonth() === (there + 1) % 12;
      expect(sameDay || monthOver, `${from} + ${months} = ${until}`).toBe(true);
    }
  }
});

test('a day that is not known gives no period, and what runs on after is added', () => {
  expect(periodOf(kind(12), '202403')).toEqual({ from: '', until: '' });
  expect(periodOf(kind(12, 24), '20240115')).toEqual({ from: '20240115', until: '20270114' });
  expect(standingOf(periodOf(kind(12), '20240115'), '20240115', '20250114')).toBe('running');
  expect(standingOf(periodOf(kind(12), '20240115'), '20240115', '20250115')).toBe('over');
  expect(standingOf(periodOf(kind(12), ''), '', '20250115')).toBe('unknown');
});
