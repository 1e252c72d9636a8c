import { expect, test } from 'vitest';
import { differingFields, EMPTY, tidied } from './person-draft.ts';

test('dates go as the archive writes them; what is no date is left for the route to refuse', () => {
  const dates = { birthDate: '1975.1.2', partyDate: '[1998年3月]', workDate: '75年' };
  expect(tidied({ ...EMPTY, ...dates })).toMatchObject({
    birthDate: '19750102',
    partyDate: '[199803]',
    workDate: '75年',
  });
});

test('empty rows of posts are no posts; the order of the others stays', () => {
  expect(tidied({ ...EMPTY, posts: ['局长', ' ', '', '党组书记'] }).posts).toEqual(['局长', '党组书记']);
});

test('differences name each field once, posts by their order too', () => {
  const left = { ...EMPTY, name: '甲', posts: ['局长', '书记'] };
  expect(differingFields(left, { ...left, posts: ['书记', '局长'], unit: '样板局' })).toEqual([
    'unit',
    'posts',
  ]);
  expect(differingFields(left, { ...left })).toEqual([]);
});
