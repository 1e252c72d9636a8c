import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input } from '#contract/index.ts';
import { TestArchive } from '#main/testing/archive.ts';

const RULE: Input<'regulation.save'>['regulation'] = {
  title: '样例县廉政档案管理办法',
  issuer: '样例县委',
  documentNumber: '样发〔2019〕3号',
  inForceFrom: '20190501',
  repealedOn: '',
  successorId: null,
  classes: ['0101', '0304'],
  body: '第一条　为了规范廉政档案。\n第二条　新任干部一个月内建档，车辆每年报告一次。',
};
let archive: TestArchive;
const titles = async (input: Input<'regulation.list'>) =>
  (await archive.must('regulation.list', input)).regulations.map((one) => one.title);

beforeAll(async () => {
  archive = await TestArchive.create(undefined, undefined, { now: () => new Date('2026-03-01T02:00:00Z') });
  await archive.as('clerk');
}, 60_000);
afterAll(() => archive.discard());

test('rules are found by any part of heading or text, across lines and in any width; repealed ones are no basis', async () => {
  const old = await archive.must('regulation.save', { regulation: RULE });
  const coming = { ...RULE, title: '将来的规定', inForceFrom: '20270101', body: '' };
  await archive.must('regulation.save', { regulation: coming });
  const found = await archive.must('regulation.list', { text: '廉政档案。第二条', inForce: false });
  expect(found.regulations).toMatchObject([{ id: old.id, state: 'in-force', classes: ['0101', '0304'] }]);
  expect(found.regulations[0]?.excerpt).toContain('第二条　新任'.replace('　', ' '));
  expect(await titles({ text: '样发〔２０１９〕', inForce: false })).toContain(RULE.title);
  expect(await titles({ text: '县委样发', inForce: false })).toEqual([]);
  expect(await titles({ classCode: '0304', inForce: true })).toEqual([RULE.title]);

  const { id } = await archive.must('regulation.save', {
    regulation: { ...RULE, title: '样例县廉政档案新办法', inForceFrom: '20260301', body: '' },
  });
  const repealed = { ...RULE, repealedOn: '20260301', successorId: id };
  await archive.must('regulation.save', { id: old.id, revision: old.revision, regulation: repealed });
  expect(await titles({ inForce: true })).toEqual(['样例县廉政档案新办法']);
  expect(await archive.refusal('regulation.save', { id: old.id, revision: 1, regulation: repealed })).toBe(
    'conflict',
  );
});

test('dates and successor must agree', async () => {
  for (const wrong of [
    { repealedOn: '20190101' },
    { successorId: 1 },
    { repealedOn: '20260101', successorId: 99 },
  ])
    expect(await archive.refusal('regulation.save', { regulation: { ...RULE, ...wrong } })).toBe(
      'validation-failed',
    );
});

test('duty rules that stand on a repealed one are not put in force', async () => {
  await archive.as('reviewer');
  const { version, rules } = await archive.must('duty.rules', {});
  const based = (basis: string) => ({
    ...rules,
    duties: rules.duties.map((one) => (one.id === 'vehicles' ? { ...one, basis } : one)),
  });
  const save = { fromVersion: version, reason: '改依据' };
  const refused = await archive.application.call('duty.putInForce', {
    ...save,
    rules: based(`《${RULE.title}》第二条`),
  });
  expect(refused.ok ? [] : refused.error.details?.map((one) => one.message)).toEqual([
    `「车辆」的依据《${RULE.title}》已于 20260301 废止，请改引现行的规定`,
  ]);
  await archive.must('duty.putInForce', { ...save, rules: based('《样例县廉政档案新办法》第二条') });
});
