import { expect, test } from 'vitest';
import { arrange, renumber } from './index.ts';

test('disciplinary material lies in the fixed order, the review before all, the latest of a kind first', () => {
  const titles: [string, string][] = [
    ['本人检讨', '20200101'],
    ['证明材料', '20200201'],
    ['关于某案的调查报告', '20190101'],
    ['关于某案的调查报告（二）', '20200301'],
    ['本人对处分决定的意见', '20200401'],
    ['处分决定', '20200501'],
    ['县委批复', '20200601'],
    ['复查结论', '20210101'],
  ];
  const items = titles.map(([title, dateSort], index) => ({
    id: index + 1,
    classCode: '0701',
    title,
    dateSort,
    position: index + 1,
  }));
  expect(arrange(items).map((one) => one.title)).toEqual([
    '复查结论',
    '县委批复',
    '处分决定',
    '本人对处分决定的意见',
    '关于某案的调查报告（二）',
    '关于某案的调查报告',
    '证明材料',
    '本人检讨',
  ]);
});

test('a re-arrangement goes on after the highest number of volume and class', () => {
  const items = [1, 2].map((number) => ({
    id: number,
    classCode: '0201',
    position: number,
    state: 'fixed' as const,
    itemNumber: number,
    classSequence: number,
  }));
  const after = renumber(items, { item: 2, sequence: new Map([['0201', 2]]) });
  expect(after.map((one) => [one.itemNumber, one.classSequence])).toEqual([
    [3, 3],
    [4, 4],
  ]);
});
