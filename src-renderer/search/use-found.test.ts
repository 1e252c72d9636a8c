import { expect, test } from 'vitest';
import { appended, type Hit, hitKey, isEmpty } from './use-found.ts';

const hit = (itemId: number, pageId: number | null = null): Hit => ({
  itemId,
  fileId: 1,
  personName: '',
  classCode: '',
  title: '',
  date: '',
  archivalCode: null,
  pencilCode: '',
  state: 'draft',
  field: '',
  count: 1,
  secrecyMark: '',
  where: pageId === null ? 'title' : 'page',
  pageId,
  pagePosition: null,
  context: '',
  marks: [],
});

test('a hit that comes again on the next page is listed once, where it stood', () => {
  const all = appended([hit(3), hit(2, 9)], [hit(2, 9), hit(2), hit(1)]);
  expect(all.map(hitKey)).toEqual(['3 title ', '2 page 9', '2 title ', '1 title ']);
});

test('a query is empty when no field of it narrows anything', () => {
  expect(isEmpty({ text: '' })).toBe(true);
  expect(isEmpty({ text: '', unit: '' })).toBe(true);
  expect(isEmpty({ text: '房' })).toBe(false);
  expect(isEmpty({ text: '', fileId: 4 })).toBe(false);
});
