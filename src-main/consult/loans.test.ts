import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { OWN } from '#main/testing/archive.ts';
import { ConsultDesk } from '#main/testing/consult-desk.ts';

// Each act asks for passwords, and each password costs a third of a second on an idle machine.
vi.setConfig({ testTimeout: 180_000 });

const DAY = 86_400_000;
let desk: ConsultDesk;
let shift = 0;
let id = 0;
let loanId = 0;
let renewalId = 0;
const now = () => new Date(Date.now() + shift);
const inDays = (days: number) => new Date(now().getTime() + days * DAY).toISOString();
beforeAll(async () => {
  desk = await ConsultDesk.create({ now });
}, 180_000);
afterAll(async () => desk.archive.discard());

test('paper leaves only under an approval that grants it, to a reader it names, for no longer than the rules say', async () => {
  const { archive } = desk;
  const request = await desk.approved({ ways: ['loan'] });
  id = request.id;
  const items = (await desk.get(id)).items.map((item) => ({ itemId: item.itemId, pages: 2 }));
  const lend = { ...request, borrower: '李查阅', phone: '3321', dueAt: inDays(7), items };
  expect(await archive.refusal('consult.lend', { ...lend, borrower: '转借人' })).toBe('forbidden');
  expect(await archive.refusal('consult.lend', { ...lend, dueAt: inDays(30) })).toBe('validation-failed');
  expect(await archive.refusal('consult.open', { ...request, readers: desk.passwords() })).toBe(
    'state-refused',
  );
  const whole = (await archive.must('catalogue.ids', { sort: 'arrangement', descending: false })).ids;
  const outside = whole.find((one) => !items.some((item) => item.itemId === one)) ?? 0;
  expect(await archive.refusal('consult.lend', { ...lend, items: [{ itemId: outside, pages: 1 }] })).toBe(
    'validation-failed',
  );
  const lent = await archive.must('consult.lend', lend);
  loanId = lent.loanId;
  const { blockers } = await archive.must('transfer.check', { fileId: desk.fileId });
  expect(blockers.map((one) => one.message)).toContainEqual(expect.stringContaining('借出'));
  // One sheet of paper is in one hand.
  expect(await archive.refusal('consult.lend', { ...lend, revision: lent.revision })).toBe(
    'validation-failed',
  );
  const reading = await desk.approved();
  expect(await archive.refusal('consult.lend', { ...lend, ...reading, dueAt: inDays(7) })).toBe('forbidden');
});

test('a renewal is asked by one and approved by another', async () => {
  const { archive } = desk;
  const ask = { loanId, until: inDays(12), reason: '考察未完' };
  expect(await archive.refusal('consult.askRenewal', { ...ask, until: inDays(40) })).toBe(
    'validation-failed',
  );
  renewalId = (await archive.must('consult.askRenewal', ask)).renewalId;
  expect(await archive.refusal('consult.decideRenewal', { renewalId, approve: true, password: OWN })).toBe(
    'forbidden',
  );
  await archive.enter('shenpi');
  expect(
    await archive.refusal('consult.decideRenewal', { renewalId, approve: true, password: 'Falsch-2026!' }),
  ).toBe('wrong-password');
  await archive.must('consult.decideRenewal', { renewalId, approve: true, password: OWN });
  expect(await archive.refusal('consult.decideRenewal', { renewalId, approve: true, password: OWN })).toBe(
    'state-refused',
  );
  await archive.as('clerk');
  const { loans } = await archive.must('consult.loans', { list: 'out' });
  expect(loans.map((loan) => [loan.dueAt, loan.renewals[0]?.state])).toEqual([[ask.until, 'approved']]);
  expect(await archive.refusal('consult.askRenewal', { ...ask, until: inDays(15) })).toBe('state-refused');
});

test('what is late is listed, chased, counted again and told in the register', async () => {
  const { archive } = desk;
  expect((await archive.must('consult.overdue', {})).overdue).toEqual([]);
  shift = 13 * DAY;
  const late = (await archive.must('consult.overdue', {})).overdue;
  // The approval ran out while the paper was out: the return check is late as well.
  expect(late.map((one) => one.kind).sort()).toEqual(['loan', 'return-check']);
  await archive.must('consult.chase', { kind: 'loan', id: loanId, note: '电话催还' });
  expect((await archive.must('consult.overdue', {})).overdue.find((one) => one.kind === 'loan')?.chased).toBe(
    1,
  );
  expect((await archive.must('consult.rows', { ids: [id] })).rows[0]?.overdue).toBe(true);
  const request = await desk.get(id);
  expect(request.state).toBe('returning');
  const counted = request.items.map((item) => ({ itemId: item.itemId, pages: 2, note: '' }));
  const check = { id, revision: request.revision, items: counted, note: '' };
  expect(await archive.refusal('consult.returnCheck', check)).toBe('state-refused');
  const short = counted.map((one, at) => (at === 0 ? { ...one, pages: 1 } : one));
  expect(await archive.refusal('consult.returnLoan', { loanId, items: short })).toBe('validation-failed');
  expect(await archive.refusal('consult.returnLoan', { loanId, items: counted.slice(1) })).toBe(
    'validation-failed',
  );
  const said = short.map((one, at) => (at === 0 ? { ...one, note: '缺第2页，已责成追回' } : one));
  expect((await archive.must('consult.returnLoan', { loanId, items: said })).differences).toBe(1);
  expect(await archive.refusal('consult.returnLoan', { loanId, items: said })).toBe('state-refused');
  await archive.must('consult.returnCheck', check);
  expect((await archive.must('consult.overdue', {})).overdue).toEqual([]);
  const path = join(archive.folder, '借出登记.docx');
  const { rows } = await archive.must('consult.exportRegister', {
    register: 'loans',
    format: 'docx',
    from: new Date(Date.now() - DAY).toISOString(),
    to: inDays(1),
    target: archive.application.grantPath(path),
  });
  expect(rows).toBe(2);
  const text = Buffer.from(unzipSync(readFileSync(path))['word/document.xml'] ?? new Uint8Array()).toString();
  expect(text).toContain('缺第2页，已责成追回');
});

test('rules are data: changed only by the officer, and only where they stay sound', async () => {
  const { archive } = desk;
  await archive.as('security-admin');
  const { version, rules } = await archive.must('consult.rules', {});
  const change = { fromVersion: version, reason: '本单位规定' };
  const none = { ...rules, chains: rules.chains.filter((chain) => !chain.emergency) };
  expect(await archive.refusal('consult.saveRules', { ...change, rules: none })).toBe('validation-failed');
  const weak = {
    ...rules,
    chains: rules.chains.map((chain) =>
      chain.emergency ? { ...chain, steps: chain.steps.slice(0, 2) } : chain,
    ),
  };
  expect(await archive.refusal('consult.saveRules', { ...change, rules: weak })).toBe('validation-failed');
  const saved = await archive.must('consult.saveRules', { ...change, rules: { ...rules, loanDays: 3 } });
  expect(saved.version).toBe(version + 1);
  expect(await archive.refusal('consult.saveRules', { ...change, rules })).toBe('conflict');
  await archive.as('clerk');
  expect(await archive.refusal('consult.saveRules', { ...change, rules })).toBe('forbidden');
});
