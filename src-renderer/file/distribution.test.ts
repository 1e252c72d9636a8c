import { expect, test } from 'vitest';
import { distribution } from './distribution.ts';

const leaf = (code: string, parent: string | null, name: string, yearly = false) => ({
  code,
  parent,
  name,
  yearly,
  supplier: '',
  sourceKind: null,
  nature: null,
  frequency: '',
  retention: null,
  secrecy: null,
  secrecyYears: 0,
});

test('every class shows, empty ones too, with the yearly sub-classes that hold nothing', () => {
  const classes = [
    leaf('02', null, '个人有关事项报告'),
    leaf('0201', '02', '年度报告表', true),
    leaf('0202', '02', '核实材料', true),
    leaf('0203', '02', '说明'),
    leaf('08', null, '信访与线索'),
    leaf('0801', '08', '信访件'),
  ];
  const rows = distribution(classes, [
    { classCode: '0201', name: '', items: 2, pages: 4 },
    // Named by an earlier scheme: counted all the same.
    { classCode: '0299', name: '', items: 1, pages: 1 },
  ]);
  expect(rows).toEqual([
    { code: '02', name: '个人有关事项报告', items: 3, pages: 5, missing: ['核实材料'] },
    { code: '08', name: '信访与线索', items: 0, pages: 0, missing: [] },
  ]);
});
