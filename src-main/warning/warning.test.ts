import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input } from '#contract/index.ts';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

let archive: TestArchive;
let fileId = 0;
let itemId = 0;
const NOW = new Date('2026-11-25T08:00:00.000Z');

const material = (title: string, date: string, secrecy: 'internal' | 'secret' = 'internal') => ({
  fileId,
  item: {
    classCode: '0902',
    title,
    date,
    author: '',
    documentNumber: '',
    sourceKind: 'organisation' as const,
    nature: 'conclusion' as const,
    supplier: '',
    originality: 'original' as const,
    signed: false,
    stamped: true,
    secrecy,
    secrecyYears: secrecy === 'internal' ? 0 : 10,
    retention: 'Y' as const,
    paperPages: null,
    remarks: '',
  },
});

beforeAll(async () => {
  archive = await TestArchive.create('J019', '样例县纪委', { now: () => NOW });
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  fileId = (await archive.must('people.get', { id: ids[0] ?? 0 })).fileId;
  itemId = (await archive.must('catalogue.create', material('政务记过处分决定', '20260310', 'secret'))).id;
});
afterAll(() => archive.discard());

const look = async () => {
  const job = await archive.job(await archive.must('warning.scan', {}));
  expect(job.state).toBe('done');
};
const open = async (rule?: string, list: Input<'warning.ids'>['list'] = 'open') => {
  const { ids } = await archive.must('warning.ids', {
    list,
    sort: 'since',
    descending: false,
    fileId,
    ...(rule === undefined ? {} : { rule }),
  });
  return (await archive.must('warning.rows', { ids })).rows;
};

test('a measure gets its influence period by the rule; another end needs a reason', async () => {
  const one = {
    itemId,
    kind: 'gov-demerit',
    decidedOn: '20260310',
    organ: '样例县监委',
    documentNumber: '样监〔2026〕5号',
    note: '',
    until: '',
    overrideReason: '',
  };
  expect(await archive.must('measure.period', { kind: 'gov-demerit', decidedOn: '20260310' })).toEqual({
    from: '20260310',
    until: '20270309',
  });
  expect(await archive.refusal('measure.save', { ...one, until: '20260901' })).toBe('validation-failed');
  const { id } = await archive.must('measure.save', {
    ...one,
    until: '20260901',
    overrideReason: '提前解除',
  });
  await archive.must('measure.withdraw', { id, reason: '登记有误' });
  await archive.must('measure.save', one);
  const { measures } = await archive.must('measure.list', { fileId, running: true });
  expect(measures.map((shown) => [shown.kindName, shown.until, shown.state])).toEqual([
    ['政务记过', '20270309', 'running'],
  ]);
});

test('a warning is handled by one and confirmed by another, and comes back only with other facts', async () => {
  await archive.must('catalogue.create', material('日期写错的材料', '20280101'));
  await look();
  const [future] = await open('item-future');
  expect(future?.text).toContain('日期写错的材料');
  expect((await open('influence-running')).length).toBe(1);
  const id = future?.id ?? 0;
  await archive.must('warning.propose', { id, outcome: 'verified', reason: '原件如此，已注明' });
  expect(await archive.refusal('warning.decide', { id, approve: true, note: '' })).toBe('forbidden');
  await archive.as('reviewer');
  await archive.must('warning.decide', { id, approve: true, note: '同意' });
  await archive.as('clerk');
  await look();
  expect(await open('item-future')).toEqual([]);
  const told = await archive.must('warning.get', { id });
  expect(told.history.map((one) => one.act)).toEqual(['发现', '提出核实', '确认核实，办结']);
  expect(told.evidence.map((one) => one.title)).toEqual(['日期写错的材料']);
  // Other facts: the date is changed, and still lies ahead.
  const item = await archive.must('catalogue.get', { id: told.evidence[0]?.itemId ?? 0 });
  await archive.must('catalogue.save', {
    id: item.id,
    revision: item.revision,
    item: material('日期写错的材料', '20290101').item,
  });
  await look();
  expect((await open('item-future')).map((one) => one.id)).toEqual([id]);
  // The facts are gone: it goes by itself, and says so.
  const again = await archive.must('catalogue.get', { id: item.id });
  await archive.must('catalogue.save', {
    id: item.id,
    revision: again.revision,
    item: material('日期写错的材料', '20260101').item,
  });
  await look();
  expect(await open('item-future')).toEqual([]);
  expect((await archive.must('warning.get', { id })).history.at(-1)?.act).toContain('自动消去');
});

test('what rests on classified papers is not told to who may not know them, nor counted', async () => {
  const { rules } = await archive.must('warning.summary', {});
  expect(rules.find((one) => one.rule === 'influence-running')?.open).toBe(1);
  const [told] = await open('influence-running');
  await archive.addAccount('jingban', '陈经办', ['clerk'], 'internal');
  const below = await archive.must('warning.summary', {});
  expect(below.rules.find((one) => one.rule === 'influence-running')?.open).toBe(0);
  expect(await open('influence-running', 'all')).toEqual([]);
  expect(await archive.refusal('warning.get', { id: told?.id ?? 0 })).toBe('not-found');
});

test('rules are changed as a new version with a reason; a rule can be stopped, not removed', async () => {
  await archive.as('reviewer');
  const { version, rules } = await archive.must('warning.rules', {});
  const without = { ...rules, rules: rules.rules.filter((one) => one.id !== 'petitions') };
  expect(
    await archive.refusal('warning.saveRules', { fromVersion: version, reason: '试', rules: without }),
  ).toBe('validation-failed');
  const stopped = {
    ...rules,
    rules: rules.rules.map((one) => (one.id === 'influence-running' ? { ...one, enabled: false } : one)),
  };
  await archive.must('warning.saveRules', { fromVersion: version, reason: '另有台账', rules: stopped });
  expect(
    await archive.refusal('warning.saveRules', { fromVersion: version, reason: '另有台账', rules: stopped }),
  ).toBe('conflict');
  await look();
  expect(await open('influence-running')).toEqual([]);
});
