import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareWithCheck, compareYears } from './compare.ts';
import { declarationForm, type Field, type Row, readField, readRows } from './form.ts';

const FORM = declarationForm({ resources: join(import.meta.dirname, '..', '..', 'resources') });
const row = (item: string, values: Row['values']): Row => ({ item, values });
const NOTHING = { reported: [], passportFiled: false };
const home = {
  owner: '王示范',
  place: '示范市解放路1号',
  title: '示房权001',
  area: '120',
  nature: '商品房',
  origin: '持有',
};
const field = (item: string, key: string): Field => {
  const found = FORM.items.find((one) => one.code === item)?.fields.find((one) => one.key === key);
  if (!found) throw new Error(`${item}.${key}`);
  return found;
};

test('the form has the eight family and six property items', () => {
  expect(FORM.items.filter((one) => one.group === 'family')).toHaveLength(8);
  expect(FORM.items.filter((one) => one.group === 'property')).toHaveLength(6);
});

test('money, area, dates and choices come to one form whatever was typed', () => {
  const said = (item: string, key: string, text: string) => {
    const reading = readField(field(item, key), text);
    return reading.ok ? reading.value : `！${reading.message}`;
  };
  expect(said('holding', 'amount', '125000元')).toBe('12.5');
  expect(said('holding', 'amount', '１２．５万元')).toBe('12.5');
  expect(said('holding', 'amount', '1,200')).toBe('1200');
  expect(said('house', 'area', '89.5平方米')).toBe('89.5');
  expect(said('house', 'traded', '2021年3月5日')).toBe('20210305');
  expect(said('house', 'nature', '别墅')).toContain('不在可选范围内');
  expect(said('holding', 'amount', '若干')).toContain('不是金额');
});

test('a row that no year could find again is a fault, an empty one falls away', () => {
  const { rows, faults } = readRows(FORM, [
    row('house', { area: '90' }),
    row('house', {}),
    row('house', home),
    row('boat', { name: '甲' }),
  ]);
  expect(rows).toHaveLength(2);
  expect(faults.map((one) => one.path)).toEqual(['rows.0.place', 'rows.3']);
});

test('a year against the year before: what came, went, changed, and by how much', () => {
  const found = compareYears(
    FORM,
    [row('house', home), row('holding', { name: '王示范', code: '600000', amount: '10' })],
    [
      row('house', { ...home, area: '132' }),
      row('house', { ...home, place: '示范市和平路9号', title: '示房权002' }),
    ],
    NOTHING,
  );
  expect(found.map((one) => [one.item, one.outcome])).toEqual([
    ['house', 'changed'],
    ['house', 'added'],
    ['holding', 'removed'],
  ]);
  expect(found[0]?.fields).toEqual([{ label: '面积（㎡）', left: '120', right: '132', percent: 10 }]);
  expect(found[0]?.questions.join()).toContain('产权证号相同');
  expect(found[2]?.questions.join()).toContain('须说明去向');
});

test('what a change report told needs no further explanation', () => {
  const sold = { name: '王示范', code: '600000', amount: '10' };
  const work = { relation: '妻', name: '李某', unit: '示范公司', post: '经理' };
  const without = compareYears(FORM, [row('holding', sold)], [row('occupation', work)], NOTHING);
  expect(without.flatMap((one) => one.questions)).toHaveLength(2);
  const told = { reported: [row('holding', sold), row('occupation', work)], passportFiled: false };
  const within = compareYears(FORM, [row('holding', sold)], [row('occupation', work)], told);
  expect(within.flatMap((one) => one.questions)).toEqual([]);
});

test('holdings that grew by more than the income, and a child that is gone, are asked about', () => {
  const stock = (amount: string) => row('holding', { name: '王示范', code: '600000', amount });
  const child = row('family', { relation: '女', name: '王小' });
  const pay = row('salary', { kind: '工资津补贴', amount: '15', payer: '示范局' });
  const found = compareYears(FORM, [stock('10'), child], [stock('60'), pay], NOTHING);
  const questions = found.flatMap((one) => one.questions);
  expect(questions.some((one) => one.includes('增加 50 万元') && one.includes('15 万元'))).toBe(true);
  expect(questions.some((one) => one.startsWith('子女减少'))).toBe(true);
  const calm = compareYears(FORM, [stock('10'), child], [stock('20'), pay, child], NOTHING);
  expect(calm.flatMap((one) => one.questions)).toEqual([]);
});

test.each([
  ['a whole house missing', 'house', undefined, home, 'concealed'],
  ['a parking space missing', 'house', undefined, { ...home, nature: '车位' }, 'omitted'],
  ['a house with too small an area', 'house', { ...home, area: '100' }, home, 'omitted'],
  ['a house with too large an area', 'house', { ...home, area: '150' }, home, null],
  ['a holding missing', 'holding', undefined, { name: '王示范', code: '600000', amount: '3' }, 'concealed'],
  [
    'a holding too small',
    'holding',
    { name: '甲', code: '1', amount: '3' },
    { name: '甲', code: '1', amount: '5' },
    'omitted',
  ],
  ['a firm missing', 'firm', undefined, { name: '甲', firm: '甲公司', amount: '3' }, 'concealed'],
  ['Hong Kong papers missing', 'hkmt', undefined, { kind: '持有证件', number: 'C1' }, 'omitted'],
  ['a passport missing', 'passport', undefined, { kind: '持有证件', number: 'E1' }, 'concealed'],
  ['a prosecution missing', 'prosecution', undefined, { relation: '子', name: '甲' }, 'concealed'],
  ['a deposit abroad missing', 'abroad', undefined, { name: '甲', bank: '乙行', amount: '1' }, 'undecided'],
  ['nothing wrong', 'house', home, home, null],
  ['declared but not found', 'house', home, undefined, null],
] as const)('%s is of the class that the list gives', (_what, item, declared, checked, expected) => {
  const [found] = compareWithCheck(
    FORM,
    declared ? [row(item, declared)] : [],
    checked ? [row(item, checked)] : [],
  );
  expect(found?.suspected).toBe(expected);
});
