import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Input, Output } from '#contract/index.ts';
import type { Role, SecrecyLevel } from '#contract/vocabulary.ts';
import { FIRST, OWN, SAMPLE, TestArchive } from '#main/testing/archive.ts';

let archive: TestArchive;
let fileId = 0;
let classCode = '';
const NOW = new Date('2026-11-24T08:00:00.000Z');

beforeAll(async () => {
  archive = await TestArchive.create('J019', '样例县纪委', { now: () => NOW });
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
  const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
  fileId = (await archive.must('people.get', { id: ids[0] ?? 0 })).fileId;
  const { classes } = await archive.must('catalogue.scheme', {});
  classCode = classes.find((one) => one.parent !== null)?.code ?? '';
});
afterAll(() => archive.discard());

async function add(
  title: string,
  secrecy: SecrecyLevel,
  date: string,
  years = 0,
): Promise<{ id: number; revision: number }> {
  await archive.as('clerk');
  return archive.must('catalogue.create', {
    fileId,
    item: {
      classCode,
      title,
      date,
      author: '',
      documentNumber: '',
      sourceKind: 'organisation',
      nature: 'statement',
      supplier: '',
      originality: 'original',
      signed: false,
      stamped: false,
      secrecy,
      secrecyYears: years,
      retention: 'D10',
      paperPages: 0,
      remarks: '',
    },
  });
}
const proposal = (
  item: { id: number; revision: number },
  more: Partial<Input<'secrecy.propose'>> = {},
): Input<'secrecy.propose'> => ({
  itemId: item.id,
  revision: item.revision,
  kind: 'change',
  level: 'secret',
  years: 5,
  event: '',
  reason: '案情已公开',
  basis: '样密〔2026〕3号',
  ...more,
});
async function through(id: number): Promise<void> {
  await archive.as('reviewer');
  await archive.must('secrecy.review', { id, pass: true, note: '属实' });
  await archive.as('approver');
  await archive.must('secrecy.decide', { id, approve: true, note: '同意' });
}
async function changes(): Promise<Output<'secrecy.changes'>['changes']> {
  return (await archive.must('secrecy.changes', { list: 'all', fileId })).changes;
}

test('three persons change a mark; the old one is struck and stays; nobody steps out of turn', async () => {
  const item = await add('信访核查', 'confidential', '20240301', 20);
  expect(await archive.refusal('secrecy.propose', proposal(item, { years: 11 }))).toBe('validation-failed');
  expect(await archive.refusal('secrecy.propose', proposal(item, { level: 'confidential', years: 0 }))).toBe(
    'validation-failed',
  );
  expect(await archive.refusal('secrecy.propose', proposal(item, { level: 'top-secret', years: 0 }))).toBe(
    'forbidden',
  );
  expect(await archive.refusal('secrecy.propose', proposal({ ...item, revision: 9 }))).toBe('conflict');
  const { id } = await archive.must('secrecy.propose', proposal(item));
  expect(await archive.refusal('secrecy.propose', proposal(item))).toBe('state-refused');
  expect(await archive.refusal('secrecy.review', { id, pass: true, note: '' })).toBe('forbidden');
  await archive.as('approver');
  expect(await archive.refusal('secrecy.decide', { id, approve: true, note: '' })).toBe('state-refused');
  await through(id);
  expect(await archive.refusal('secrecy.decide', { id, approve: true, note: '' })).toBe('state-refused');
  const marks = await archive.must('secrecy.marks', { itemId: item.id });
  expect(marks).toMatchObject({
    current: '秘密★5年',
    marks: [
      { mark: '机密★20年', from: '20240301', struck: true, changeId: id },
      { mark: '秘密★5年', struck: false, until: null },
    ],
  });
  expect(await archive.must('catalogue.get', { id: item.id })).toMatchObject({
    secrecy: 'secret',
    secrecyYears: 5,
    secrecyMark: '秘密★5年',
  });
});

test('one person under two accounts is one of the three only once', async () => {
  const item = await add('双重身份', 'secret', '20240301', 10);
  const { id } = await archive.must('secrecy.propose', proposal(item, { level: 'secret', years: 3 }));
  await archive.as('system-admin');
  const second = await archive.must('accounts.create', { login: 'zhou2', name: '周档案', password: FIRST });
  await archive.as('security-admin');
  const roles: Role[] = ['reviewer', 'approver'];
  await archive.must('accounts.grant', { id: second.id, roles, clearance: 'confidential' });
  await archive.must('session.signIn', { login: 'zhou2', password: FIRST });
  await archive.must('session.changePassword', { oldPassword: FIRST, newPassword: OWN });
  expect(await archive.refusal('secrecy.review', { id, pass: true, note: '' })).toBe('second-person-needed');
  await archive.as('reviewer');
  await archive.must('secrecy.review', { id, pass: true, note: '' });
  await archive.must('session.signIn', { login: 'zhou2', password: OWN });
  expect(await archive.refusal('secrecy.decide', { id, approve: true, note: '' })).toBe(
    'second-person-needed',
  );
  await archive.as('approver');
  await archive.must('secrecy.decide', { id, approve: false, note: '维持' });
  expect(await archive.must('catalogue.get', { id: item.id })).toMatchObject({
    secrecy: 'secret',
    secrecyYears: 10,
  });
});

test('declassified: 解密 beside the struck mark, on the printed list too; withdrawn in time it never was', async () => {
  const item = await add('已公开的决定', 'confidential', '2020', 0);
  const wrong = proposal(item, { kind: 'declassify', level: 'secret', years: 0 });
  expect(await archive.refusal('secrecy.propose', wrong)).toBe('validation-failed');
  const first = await archive.must(
    'secrecy.propose',
    proposal(item, { kind: 'declassify', level: 'internal', years: 0 }),
  );
  await archive.must('secrecy.withdraw', { id: first.id, reason: '缺依据' });
  await archive.as('reviewer');
  expect(await archive.refusal('secrecy.review', { id: first.id, pass: true, note: '' })).toBe(
    'state-refused',
  );
  await archive.as('clerk');
  const { id } = await archive.must(
    'secrecy.propose',
    proposal(item, { kind: 'declassify', level: 'internal', years: 0 }),
  );
  await through(id);
  expect((await archive.must('secrecy.marks', { itemId: item.id })).current).toBe('解密');
  const path = join(archive.folder, '目录.docx');
  await archive.must('numbering.exportCatalogue', {
    fileId,
    format: 'docx',
    target: archive.application.grantPath(path),
  });
  const xml = execFileSync('unzip', ['-p', path, 'word/document.xml'], { encoding: 'utf8' });
  expect(xml).toMatch(/<w:strike\/>.{0,200}机密★20年/s);
  expect(xml).toContain('解密');
  // The mark of the list itself stands before its title.
  expect(xml.indexOf('秘密★10年')).toBeGreaterThan(-1);
  expect(xml.indexOf('秘密★10年')).toBeLessThan(xml.indexOf('卷内目录'));
  for (const paper of ['approval', 'notice'] as const) {
    const target = archive.application.grantPath(join(archive.folder, `${paper}.docx`));
    expect((await archive.must('secrecy.exportPaper', { changeId: id, paper, target })).size).toBeGreaterThan(
      3_000,
    );
  }
});

test('after numbering a mark changes by the procedure only, also where appraisers say so', async () => {
  const item = await add('定号的材料', 'secret', '20240301', 10);
  await archive.fixNumbers(fileId);
  const now = await archive.must('catalogue.get', { id: item.id });
  const {
    id: _i,
    fileId: _f,
    personName: _p,
    state: _s,
    itemNumber: _n,
    classSequence: _c,
    archivalCode: _a,
    voidReason: _v,
    appraisalState: _as,
    appraisalNote: _an,
    secrecyMark: _m,
    revision,
    pages: _pg,
    ...draft
  } = now;
  const input: Input<'catalogue.save'>['item'] = draft;
  expect(
    await archive.refusal('catalogue.save', {
      id: item.id,
      revision,
      item: { ...input, secrecy: 'internal', secrecyYears: 0 },
    }),
  ).toBe('state-refused');
  expect(
    await archive.refusal('catalogue.save', { id: item.id, revision, item: { ...input, secrecyYears: 9 } }),
  ).toBe('state-refused');
  await archive.as('appraiser');
  const because = { reason: '可以公开', evidence: '' };
  await archive.must('appraisal.propose', {
    itemId: item.id,
    revision,
    opinion: {
      authenticity: { value: 'genuine', ...because },
      value: { value: 'keep', ...because },
      retention: { value: 'D10', ...because },
      secrecy: { value: 'internal', ...because },
      verdict: 'accept',
      note: '',
    },
  });
  const { appraisals } = await archive.must('appraisal.history', { itemId: item.id });
  await archive.as('reviewer');
  await archive.must('appraisal.decide', { appraisalId: appraisals[0]?.id ?? 0, confirm: true, note: '' });
  expect(await archive.must('catalogue.get', { id: item.id })).toMatchObject({ secrecy: 'secret' });
  expect((await changes())[0]).toMatchObject({
    itemId: item.id,
    kind: 'declassify',
    state: 'proposed',
    proposedBy: '郑鉴定',
  });
});

test('terms that end: from the last day a date can mean; what has no date or an event is counted, not guessed', async () => {
  await add('到期', 'secret', '20161125', 10);
  await add('只有年份', 'secret', '2016', 10);
  await add('很久以后', 'confidential', '20260101', 20);
  await add('没有日期', 'secret', '', 10);
  const byEvent = await add('按事件', 'secret', '20200101', 10);
  const { id } = await archive.must('secrecy.propose', proposal(byEvent, { years: 0, event: '至案件办结' }));
  await through(id);
  const list = await archive.must('secrecy.ending', { days: 30 });
  expect(list.terms.map((one) => [one.title, one.endsAt, one.daysLeft])).toEqual([['到期', '20261125', 1]]);
  expect(list).toMatchObject({ undated: 1, byEvent: 1, more: 0 });
  const longer = await archive.must('secrecy.ending', { days: 60 });
  expect(longer.terms.map((one) => [one.title, one.endsAt])).toContainEqual(['只有年份', '20261231']);
  expect((await archive.must('archive.overview', {})).secrecyTermsEnding).toBe(1);
});

test('a container bears the highest of what its reader may see; nothing above a clearance shows in any list', async () => {
  expect(await archive.must('secrecy.container', { fileId })).toEqual({
    level: 'confidential',
    years: 20,
    mark: '机密★20年',
  });
  await archive.as('security-admin');
  const { accounts } = await archive.must('accounts.list', {});
  const approver = accounts.find((one) => one.login === 'shenpi')?.id ?? 0;
  await archive.must('accounts.grant', { id: approver, roles: ['approver'], clearance: 'internal' });
  await archive.as('approver');
  expect((await archive.must('secrecy.container', { fileId })).level).toBe('internal');
  expect(await changes()).toEqual([]);
  expect((await archive.must('secrecy.ending', { days: 3000 })).terms).toEqual([]);
  expect(await archive.must('archive.overview', {})).toMatchObject({
    secrecyChangesWaiting: 0,
    secrecyTermsEnding: 0,
  });
  expect(await archive.refusal('secrecy.decide', { id: 1, approve: true, note: '' })).toBe('not-found');
});
