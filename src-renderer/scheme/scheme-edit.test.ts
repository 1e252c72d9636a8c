import { expect, test } from 'vitest';
import { changedCodes, newClass, type SchemeClass, withEdited } from './scheme-edit.ts';

const head: SchemeClass = {
  code: '02',
  parent: null,
  name: '个人有关事项',
  supplier: '',
  sourceKind: null,
  nature: null,
  frequency: '',
  retention: null,
  secrecy: null,
  secrecyYears: 0,
  yearly: false,
};
const leaf: SchemeClass = { ...newClass([head], '02'), name: '年度报告表' };
const classes = [head, leaf];

test('a new sub-class takes the next free code of its head', () => {
  expect(leaf.code).toBe('0201');
  expect(newClass(classes, '02').code).toBe('0202');
  expect(newClass([...classes, { ...leaf, code: '0203' }], '02').code).toBe('0202');
});

test('an edited class takes its place by code', () => {
  const added = { ...newClass(classes, '02'), name: '专项报告' };
  expect(withEdited([...classes, { ...head, code: '03' }], added).map((one) => one.code)).toEqual([
    '02',
    '0201',
    '0202',
    '03',
  ]);
  expect(withEdited(classes, { ...leaf, name: '改名' })).toHaveLength(2);
});

test('only what differs counts as changed', () => {
  expect(changedCodes(classes, classes)).toEqual([]);
  expect(changedCodes(classes, withEdited(classes, { ...leaf, supplier: '本人' }))).toEqual(['0201']);
  expect(changedCodes(classes, withEdited(classes, newClass(classes, '02')))).toEqual(['0202']);
});
