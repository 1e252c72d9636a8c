import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input } from '#contract/index.ts';
import { TestArchive } from '#main/testing/archive.ts';

const PERSON: Input<'people.save'>['person'] = {
  name: '定号甲',
  formerName: '',
  sex: '男',
  ethnicity: '',
  birthDate: '197501',
  idNumber: '',
  idNumberReason: '试',
  politicalStatus: '',
  partyDate: '',
  workDate: '',
  rank: '',
  unit: '甲县',
  department: '',
  leadingGroup: '',
  staffNumber: '',
  posts: [],
  remarks: '',
};
const ITEM: Input<'catalogue.create'>['item'] = {
  classCode: '0101',
  title: '',
  date: '20240301',
  author: '甲县纪委',
  documentNumber: '',
  sourceKind: 'organisation',
  nature: 'conclusion',
  supplier: '',
  originality: 'original',
  signed: true,
  stamped: true,
  secrecy: 'internal',
  secrecyYears: 0,
  retention: 'Y',
  paperPages: 1,
  remarks: '',
};

let archive: TestArchive;
let fileId = 0;
const add = async (title: string, of = fileId) =>
  (await archive.must('catalogue.create', { fileId: of, item: { ...ITEM, title } })).id;
const preview = () => archive.must('numbering.preview', { fileId });
const volume = async (name: string) => {
  const { id } = await archive.must('people.save', { person: { ...PERSON, name } });
  return (await archive.must('people.get', { id })).fileId;
};
const propose = async (binds: boolean) =>
  (await archive.must('numbering.proposeFixing', { fileId, basis: (await preview()).basis, binds })).id;
const approval = (id: number) => ({ id, approve: true, note: '' });

beforeAll(async () => {
  archive = await TestArchive.create();
  await archive.as('clerk');
  fileId = await volume('定号甲');
  await add('登记表');
  await add('补充表');
});
afterAll(() => archive.discard());

test('numbers stand only when another person approves what the clerk saw', async () => {
  const shown = await preview();
  const id = await propose(false);
  expect((await preview()).items.map((item) => item.state)).toEqual(['draft', 'draft']);
  expect((await preview()).asked).toMatchObject({ id, stale: false });
  const twice = { fileId, basis: shown.basis, binds: true };
  expect(await archive.refusal('numbering.proposeFixing', twice)).toBe('state-refused');
  expect(await archive.refusal('numbering.decideFixing', approval(id))).toBe('forbidden');

  // Something changes behind the request: what is approved would not be what was shown.
  const third = await add('后来的一件');
  expect((await preview()).asked).toMatchObject({ stale: true });
  await archive.as('reviewer');
  expect(await archive.refusal('numbering.decideFixing', approval(id))).toBe('conflict');
  const back = { id, approve: false, note: '' };
  expect(await archive.refusal('numbering.decideFixing', back)).toBe('validation-failed');
  await archive.must('numbering.decideFixing', { ...back, note: '又添了一件，请重新提请' });
  expect(await archive.refusal('numbering.decideFixing', approval(id))).toBe('state-refused');

  await archive.as('clerk');
  await archive.must('numbering.voidItem', { itemId: third, reason: '误建' });
  const again = await propose(false);
  await archive.must('numbering.withdrawFixing', { id: again });
  const last = await propose(false);
  await archive.as('approver');
  expect(await archive.must('numbering.decideFixing', approval(last))).toEqual({ fixed: 2 });
  const after = await preview();
  expect(after.items.map((item) => item.archivalCode)).toEqual(shown.items.map((item) => item.archivalCode));
  expect(after.items.map((item) => item.state)).toEqual(['fixed', 'fixed']);
  expect((await archive.must('numbering.fixings', { fileId })).fixings.map((one) => one.state)).toEqual([
    'approved',
    'withdrawn',
    'rejected',
  ]);
});

test('one person with both roles may not approve their own request', async () => {
  await archive.addAccount('liangyong', '两用', ['clerk', 'reviewer']);
  const later = await add('第三件');
  const id = await propose(false);
  expect(await archive.refusal('numbering.decideFixing', approval(id))).toBe('second-person-needed');
  await archive.must('numbering.withdrawFixing', { id });
  await archive.must('numbering.voidItem', { itemId: later, reason: '试' });
});

test('binding is a state of the volume: late material lies loose until it is bound as well', async () => {
  await archive.as('clerk');
  expect(await preview()).toMatchObject({ boundAt: null, loose: 2 });
  const id = await propose(true);
  await archive.as('reviewer');
  expect(await archive.must('numbering.decideFixing', approval(id))).toEqual({ fixed: 0 });
  await archive.as('clerk');
  expect((await preview()).boundAt).not.toBeNull();
  expect((await preview()).loose).toBe(0);
  const nothing = { fileId, basis: (await preview()).basis, binds: true };
  expect(await archive.refusal('numbering.proposeFixing', nothing)).toBe('state-refused');
  await add('迟到的一件');
  const late = await propose(false);
  await archive.as('reviewer');
  await archive.must('numbering.decideFixing', approval(late));
  expect((await preview()).loose).toBe(1);
});

test('a style is tried on every number given and refused where two would read alike', async () => {
  await archive.as('clerk');
  for (let n = 1; n <= 9; n++) await add(`材料${n}`);
  let other = 0;
  for (let n = 2; n <= 11; n++) other = await volume(`定号${n}`);
  await add('甲', other);
  await add('乙', other);
  await archive.fixNumbers(fileId, other);
  await archive.as('reviewer');
  const attempt = (template: string) => archive.must('numbering.tryTemplate', { template, whole: true });
  expect((await attempt('{fonds}-{item}')).findings).toEqual(['缺少卷号 {volume}，无法保证编号唯一']);
  // Item 12 of volume 1 and item 2 of volume 11.
  const close = await attempt('{fonds}-{volume}{item}');
  expect(close).toMatchObject({ tried: 14, clashes: 2 });
  expect(close.clashing).toContainEqual({
    code: 'J019-112',
    before: 'J019-RS·LZ-0011-002',
    other: 'J019-RS·LZ-0001-012',
  });
  const unsafe = { name: '连写', template: '{fonds}-{volume}{item}' };
  expect(await archive.refusal('numbering.addStyle', unsafe)).toBe('validation-failed');
  const dated = await attempt('{fonds}-RS·LZ·{year}-{volume:4}-{item:3}');
  expect(dated).toMatchObject({ tried: 14, clashes: 0, undated: 0, findings: [] });
  expect(dated.examples[0]).toEqual({
    before: 'J019-RS·LZ-0001-001',
    after: 'J019-RS·LZ·2024-0001-001',
  });
  const own = { name: '本单位式', template: '{fonds}-RS·LZ·{year}-{volume:4}-{item:3}' };
  const { id } = await archive.must('numbering.addStyle', own);
  expect(await archive.refusal('numbering.addStyle', own)).toBe('validation-failed');
  const shipped = { name: '重写', template: '{fonds}-RS·LZ-{volume:4}-{item:3}' };
  expect(await archive.refusal('numbering.addStyle', shipped)).toBe('validation-failed');

  await archive.as('system-admin');
  await archive.must('archive.saveSettings', { numberingStyle: id, idleMinutes: 5 });
  await archive.as('clerk');
  await add('按新式样', other);
  const { items } = await archive.must('numbering.preview', { fileId: other });
  expect([items.at(0)?.archivalCode, items.at(-1)?.archivalCode]).toEqual([
    'J019-RS·LZ-0011-001',
    'J019-RS·LZ·2024-0011-003',
  ]);
});
