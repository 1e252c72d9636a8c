import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '#contract/index.ts';
import { TestArchive } from '#main/testing/archive.ts';

const NOW = new Date('2026-03-31T02:00:00Z');
const WINDOW = { from: '20250101', to: '20271231' };
const PERSON: Input<'people.save'>['person'] = {
  name: '李应收',
  formerName: '',
  sex: '女',
  ethnicity: '',
  birthDate: '',
  idNumber: '',
  idNumberReason: '',
  politicalStatus: '',
  partyDate: '',
  workDate: '',
  rank: '县处级副职',
  unit: '局机关',
  department: '',
  leadingGroup: '',
  posts: ['副局长'],
  staffNumber: '',
  remarks: '',
};
const ITEM: Input<'catalogue.create'>['item'] = {
  classCode: '0601',
  title: '2026年度述职述廉报告',
  date: '20270110',
  author: '',
  documentNumber: '',
  sourceKind: 'personal',
  nature: 'statement',
  supplier: '',
  originality: 'original',
  signed: true,
  stamped: false,
  secrecy: 'internal',
  secrecyYears: 0,
  retention: 'D30',
  paperPages: 3,
  remarks: '',
};

let archive: TestArchive;
let clerk: number;
let leader: { fileId: number; personId: number };
let officer: { fileId: number; personId: number };
const add = async (person: Input<'people.save'>['person']) => {
  const { id } = await archive.must('people.save', { person });
  return { personId: id, fileId: (await archive.must('people.get', { id })).fileId };
};
const explained = (fileId: number) => archive.must('duty.explain', { fileId, ...WINDOW });
const line = (answer: Output<'duty.explain'>, ruleId: string) =>
  answer.due.filter((one) => one.ruleId === ruleId).map((one) => `${one.period} ${one.dueOn} ${one.state}`);

beforeAll(async () => {
  archive = await TestArchive.create(undefined, undefined, { now: () => NOW });
  await archive.as('clerk');
  leader = await add(PERSON);
  officer = await add({ ...PERSON, name: '王不立', rank: '一级科员', posts: ['科员'] });
  clerk = (await archive.must('catalogue.create', { fileId: leader.fileId, item: ITEM })).id;
}, 60_000);
afterAll(() => archive.discard());

describe('why', () => {
  test('what is due says its rule, basis, facts and the item that meets it', async () => {
    const answer = await explained(leader.fileId);
    expect(line(answer, 'report')).toEqual(['2026 20270131 open']);
    const met = answer.due.find((one) => one.ruleId === 'integrity-statement');
    expect(met).toMatchObject({ itemId: clerk, itemTitle: ITEM.title, state: 'met', department: '本人' });
    expect(met?.file).toContain('级别“县处级副职”含“处级”');
    // Opened on 31 March: a month later is the last of April.
    expect(line(answer, 'file-opening')).toEqual([' 20260430 open']);
    const told = answer.notDue.find((one) => one.ruleId === 'change-report');
    expect(told?.why).toEqual(['事项发生后才应报送，程序不能预知']);
  });
  test('what is not due says why not', async () => {
    const answer = await explained(officer.fileId);
    expect(answer.due).toEqual([]);
    expect(answer.holders.every((one) => !one.fits)).toBe(true);
    expect(answer.notDue.find((one) => one.ruleId === 'family')?.why).toEqual([
      '不合任何一条立档规则，不要求建档',
    ]);
  });
  test('a voided item meets nothing', async () => {
    const extra = await archive.must('catalogue.create', {
      fileId: leader.fileId,
      item: { ...ITEM, classCode: '0602', title: '2026年度考核登记表', nature: 'conclusion' },
    });
    expect(line(await explained(leader.fileId), 'annual-appraisal')).toEqual(['2026 20270331 met']);
    await archive.must('numbering.voidItem', { itemId: extra.id, reason: '误录' });
    expect(line(await explained(leader.fileId), 'annual-appraisal')).toEqual(['2026 20270331 open']);
  });
  test('who should have a file and has none, and the reverse', async () => {
    const missing = await archive.must('duty.holders', { list: 'missing' });
    expect(missing.rows.map((one) => one.name)).toEqual([]);
    const newcomer = await add({ ...PERSON, name: '赵空卷' });
    const now = await archive.must('duty.holders', { list: 'missing' });
    expect(now.rows.map((one) => one.fileId)).toEqual([newcomer.fileId]);
    await archive.must('catalogue.create', { fileId: officer.fileId, item: ITEM });
    const unasked = await archive.must('duty.holders', { list: 'unasked', unit: '局机关' });
    expect(unasked.rows.map((one) => `${one.name} ${one.items}`)).toEqual(['王不立 1']);
  });
});

describe('clearance', () => {
  test('below 秘密 nothing is told of classes that are secret, nor of what is raised above', async () => {
    await archive.addAccount('neibu', '林内部', ['clerk'], 'internal');
    const answer = await explained(leader.fileId);
    expect(answer.due.some((one) => one.classCode === '0201')).toBe(false);
    expect(answer.notDue.some((one) => one.classCode.startsWith('08'))).toBe(false);
    const { before } = await archive.must('duty.tryRules', {
      rules: (await archive.must('duty.rules', {})).rules,
    });
    await archive.as('clerk');
    const full = await archive.must('duty.tryRules', { rules: (await archive.must('duty.rules', {})).rules });
    expect(full.before.duties).toBeGreaterThan(before.duties);
  });
});

describe('rules', () => {
  test('a clerk drafts, a test run tells what changes, a reviewer puts it in force from a day', async () => {
    await archive.as('clerk');
    const { version, rules } = await archive.must('duty.rules', {});
    const edited = {
      ...rules,
      inForceFrom: '20260101',
      duties: rules.duties
        .filter((one) => one.id !== 'vehicles')
        .map((one) => (one.id === 'family' ? { ...one, name: '家庭成员（每年）' } : one)),
    };
    const tried = await archive.must('duty.tryRules', { rules: edited });
    expect(tried.changes).toEqual([
      { part: '应收', name: '家庭成员（每年）', change: 'changed' },
      { part: '应收', name: '车辆', change: 'removed' },
    ]);
    expect(tried.classes).toEqual([
      { classCode: '0304', name: '车辆', before: expect.any(Number), after: 0 },
    ]);
    expect(tried.before.duties - tried.after.duties).toBe(tried.classes[0]?.before);
    await archive.must('duty.saveDraft', { fromVersion: version, rules: edited });
    const refused = { fromVersion: version, reason: '车辆不再单列', rules: edited };
    expect(await archive.refusal('duty.putInForce', refused)).toBe('forbidden');
    await archive.as('reviewer');
    const seen = await archive.must('duty.rules', {});
    expect(seen.draft?.by).toBe('周档案');
    expect(await archive.must('duty.putInForce', refused)).toEqual({ version: 2 });
    expect(await archive.refusal('duty.putInForce', refused)).toBe('conflict');
    const after = await archive.must('duty.rules', {});
    expect(after).toMatchObject({ version: 2, inForce: 2, draft: null });
    expect(after.versions.map((one) => `${one.version} ${one.reason} ${one.changes.length}`)).toEqual([
      '2 车辆不再单列 2',
      '1 程序自带的默认规则 0',
    ]);
    expect(line(await explained(leader.fileId), 'vehicles')).toEqual([]);
  });
  test('faulty rules are named and not kept', async () => {
    const { version, rules } = await archive.must('duty.rules', {});
    const [first, second] = rules.duties;
    if (!first || !second) throw new Error('the shipped rules have duties');
    const wrong = {
      ...rules,
      duties: [
        { ...first, classCode: '9901' },
        { ...second, id: first.id, department: '无此部门', from: '20270101', until: '20260101' },
      ],
    };
    const result = await archive.application.call('duty.putInForce', {
      fromVersion: version,
      reason: '试',
      rules: wrong,
    });
    if (result.ok) throw new Error('faulty rules were kept');
    expect(result.error.details?.map((one) => one.message)).toEqual([
      `编号「${first.id}」重复`,
      `「${second.name}」的止期早于起期`,
      `「${first.name}」：分类方案中没有类号 9901`,
      `「${second.name}」：部门「无此部门」不在供料部门中`,
    ]);
    expect((await archive.must('duty.rules', {})).version).toBe(version);
  });
});
