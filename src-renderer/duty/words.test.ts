import { expect, test } from 'vitest';
import { freshId, whenOf, whomOf, wordsOf } from './words.ts';

test('when a rule asks is said in a few words', () => {
  expect(whenOf({ kind: 'yearly', day: '0131', yearsAfter: 1 })).toBe('每年，次年1月31日前');
  expect(whenOf({ kind: 'creation', within: { amount: 1, unit: 'month' } })).toBe('建档后1个月内');
  expect(whenOf({ kind: 'occurrence', after: '', within: { amount: 15, unit: 'working-day' } })).toBe(
    '事项发生后15个工作日内（只提示）',
  );
});

test('words of a condition are read as typed, and said', () => {
  expect(wordsOf('处级、厅级，处级 局级')).toEqual(['处级', '厅级', '局级']);
  expect(
    whomOf({ ranks: ['处级'], posts: [], units: [], departments: ['财务', '采购'], leadingGroup: true }),
  ).toBe('级别含处级；部门含财务、采购；领导班子成员');
});

test('a new rule takes the first free id', () => {
  expect(freshId([{ id: 'own-1' }, { id: 'own-3' }], 'own')).toBe('own-2');
});
