import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Input } from '#contract/index.ts';
import { OWN } from '#main/testing/archive.ts';
import { CADRE, CADRE_END, ConsultDesk } from '#main/testing/consult-desk.ts';

// Each act asks for passwords, and each password costs a third of a second on an idle machine.
vi.setConfig({ testTimeout: 180_000 });

let desk: ConsultDesk;
beforeAll(async () => {
  desk = await ConsultDesk.create();
}, 180_000);
afterAll(async () => desk.archive.discard());

async function signature(id: number, approve = true): Promise<Input<'consult.sign'>> {
  const { version, revision } = await desk.get(id);
  return { id, version, revision, approve, opinion: approve ? '' : '理由不足', password: OWN };
}
const refused = (input: Input<'consult.sign'>) => desk.archive.refusal('consult.sign', input);

describe('sign-off', () => {
  test('of two signatures at once only one wins', async () => {
    const { id } = await desk.submitted();
    await desk.archive.enter('shenhe2');
    const one = await signature(id);
    const results = await Promise.all([
      desk.archive.application.call('consult.sign', one),
      desk.archive.application.call('consult.sign', one),
    ]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    const lost = results.find((result) => !result.ok);
    expect(lost && !lost.ok && lost.error.code).toBe('conflict');
    const { signOffs, step } = await desk.get(id);
    expect([signOffs.length, step]).toEqual([1, 1]);
  });

  test('nobody signs twice, nor out of turn, nor without the right password', async () => {
    const { id } = await desk.submitted();
    await desk.archive.enter('shenhe');
    expect(await refused({ ...(await signature(id)), password: 'Falsch-2026!' })).toBe('wrong-password');
    await desk.archive.must('consult.sign', await signature(id));
    expect((await desk.get(id)).signHindrance).toContain('您已签过');
    expect(await refused(await signature(id))).toBe('forbidden');
    await desk.archive.enter('shenpi');
    expect(await refused(await signature(id))).toBe('forbidden');
    await desk.archive.enter('shenhe2');
    await desk.archive.must('consult.sign', await signature(id));
    await desk.archive.enter('shenpi');
    expect(await refused(await signature(id, false).then((one) => ({ ...one, opinion: '' })))).toBe(
      'validation-failed',
    );
    await desk.archive.must('consult.sign', await signature(id, false));
    expect((await desk.get(id)).state).toBe('rejected');
    expect(await refused(await signature(id))).toBe('state-refused');
  });

  test('a person is the same under another account', async () => {
    await desk.archive.addAccount('shenhe3', '王审核', ['approver']);
    const { id } = await desk.submitted();
    await desk.signed('shenhe2', id);
    await desk.signed('shenhe', id);
    await desk.archive.enter('shenhe3');
    expect(await refused(await signature(id))).toBe('forbidden');
    expect((await desk.get(id)).signHindrance).toContain('您已签过');
  });

  test('who has withdrawn can no longer be approved', async () => {
    const { id, revision } = await desk.submitted();
    await desk.archive.enter('shenhe2');
    const before = await signature(id);
    await desk.archive.as('clerk');
    await desk.archive.must('consult.withdraw', { id, revision, reason: '不需要了' });
    await desk.archive.enter('shenhe2');
    expect(await refused(before)).toBe('state-refused');
    expect(await refused(await signature(id))).toBe('state-refused');
  });

  test('a changed scope is a new version and wants every signature anew', async () => {
    const { id, revision } = await desk.approved();
    const wider = desk.draft({ scope: { kind: 'file' } });
    expect(await desk.archive.refusal('consult.save', { id, revision, request: wider })).toBe(
      'state-refused',
    );
    const old = await desk.get(id);
    const revised = await desk.archive.must('consult.revise', { id, revision, reason: '扩大范围' });
    const saved = await desk.archive.must('consult.save', { ...revised, request: wider });
    expect(await desk.archive.refusal('consult.open', { ...saved, readers: desk.passwords() })).toBe(
      'state-refused',
    );
    await desk.archive.must('consult.submit', saved);
    const now = await desk.get(id);
    expect([now.version, now.state, now.step]).toEqual([old.version + 1, 'submitted', 0]);
    expect(now.items.length).toBeGreaterThan(old.items.length);
    expect(
      await desk.archive.refusal('consult.open', { id, revision: now.revision, readers: desk.passwords() }),
    ).toBe('state-refused');
    await desk.archive.enter('shenhe2');
    const read = await signature(id);
    // What was read is the earlier version: the signature is for that one only.
    expect(await refused({ ...read, version: old.version })).toBe('conflict');
    await desk.archive.must('consult.sign', read);
  });

  test('an emergency goes by its own chain, takes the paper later and is loud', async () => {
    await desk.archive.as('clerk');
    const urgent = desk.draft({ purpose: 'case', emergency: true });
    expect(await desk.archive.refusal('consult.save', { request: { ...urgent, purpose: 'appoint' } })).toBe(
      'validation-failed',
    );
    const saved = await desk.archive.must('consult.save', { request: urgent });
    const { id } = await desk.archive.must('consult.submit', saved);
    const { steps } = await desk.get(id);
    expect(steps.filter((step) => step.roles.includes('approver')).length).toBe(2);
    for (const login of ['shenhe', 'shenpi', 'shenpi2']) await desk.signed(login, id);
    expect((await desk.get(id)).state).toBe('approved');
    await desk.archive.as('auditor');
    const { ids } = await desk.archive.must('audit.ids', { event: 'consult.emergency' });
    expect(ids.length).toBe(4);
    const { emergencies } = await desk.archive.must('consult.emergencies', {});
    expect(emergencies[0]?.signedBy.length).toBe(3);
    expect(JSON.stringify(emergencies)).not.toContain(CADRE);
  });

  test('without basis document, readers or time nothing is submitted', async () => {
    await desk.archive.as('clerk');
    const bare = await desk.archive.must('consult.save', { request: desk.draft() });
    expect(await desk.archive.refusal('consult.submit', bare)).toBe('state-refused');
    const alone = desk.draft({ readers: desk.readers.slice(0, 1) });
    expect(await desk.archive.refusal('consult.save', { request: alone })).toBe('validation-failed');
    const twice = desk.draft({ readers: [...desk.readers.slice(0, 1), ...desk.readers.slice(0, 1)] });
    expect(await desk.archive.refusal('consult.save', { request: twice })).toBe('validation-failed');
    const long = desk.draft({ validUntil: new Date(Date.now() + 90 * 86_400_000).toISOString() });
    expect(await desk.archive.refusal('consult.save', { request: long })).toBe('validation-failed');
    const nothing = desk.draft({ scope: { kind: 'items', itemIds: [999_999] } });
    expect(await desk.archive.refusal('consult.save', { request: nothing })).toBe('validation-failed');
  });
});

describe('回避', () => {
  const findings = async (readers = desk.readers) =>
    (await desk.archive.must('consult.checkRecusal', { fileId: desk.fileId, readers })).findings.map(
      (one) => one.reason,
    );
  const [first, second] = [() => desk.readers[0], () => desk.readers[1]];
  const named = (over: Partial<NonNullable<ReturnType<typeof first>>>) => {
    const one = first();
    const other = second();
    if (!one || !other) throw new Error('two readers');
    return [{ ...one, accountId: null, ...over }, other];
  };

  test('the cadre is not read by the cadre, a namesake only when proven another', async () => {
    await desk.archive.as('clerk');
    expect(await findings()).toEqual([]);
    expect(await findings(named({ name: CADRE }))).toEqual([expect.stringContaining('同名')]);
    expect(await findings(named({ name: CADRE, idNumberEnd: CADRE_END }))).toHaveLength(1);
    expect(await findings(named({ name: CADRE, idNumberEnd: '0000' }))).toEqual([]);
  });

  test('nor by spouse and relatives, whoever has declared them', async () => {
    await desk.archive.as('clerk');
    const { revision } = await desk.archive.must('people.get', { id: desk.personId });
    await desk.archive.must('people.saveRelatives', {
      id: desk.personId,
      revision,
      relatives: [{ relation: '配偶', name: '李 查阅', work: '' }],
    });
    expect(await findings()).toEqual([expect.stringContaining('配偶')]);
    const draft = await desk.drafted();
    expect(await desk.archive.refusal('consult.submit', draft)).toBe('forbidden');
    await desk.archive.must('people.saveRelatives', {
      id: desk.personId,
      revision: revision + 1,
      relatives: [],
    });
    const declared = named({ relatives: [{ relation: '妹夫', name: CADRE }] });
    expect(await findings(declared)).toEqual([expect.stringContaining('妹夫')]);
  });

  test('nor by marked superiors, subordinates and connections, until the mark is withdrawn', async () => {
    for (const kind of ['superior', 'subordinate', 'connected'] as const) {
      await desk.archive.as('security-admin');
      const { id } = await desk.archive.must('consult.noteTie', {
        personName: CADRE,
        personIdNumberEnd: '',
        accountId: second()?.accountId ?? 0,
        otherName: '',
        kind,
        note: '分管',
      });
      await desk.archive.as('clerk');
      expect(await findings(), kind).toHaveLength(1);
      await desk.archive.as('security-admin');
      await desk.archive.must('consult.withdrawTie', { id, reason: '已调离' });
    }
    await desk.archive.as('clerk');
    expect(await findings()).toEqual([]);
  });

  test('it holds for approver and desk clerk as for readers, also after approval', async () => {
    const ready = await desk.approved();
    const { id } = await desk.submitted();
    await desk.archive.as('security-admin');
    const { accounts } = await desk.archive.must('consult.ties', {});
    const idOf = (name: string) => accounts.find((one) => one.name === name)?.accountId ?? 0;
    const note = (accountId: number) =>
      desk.archive.must('consult.noteTie', {
        personName: CADRE,
        personIdNumberEnd: CADRE_END,
        accountId,
        otherName: '',
        kind: 'connected',
        note: '同村',
      });
    await note(idOf('卫审核'));
    await note(idOf('周档案'));
    await desk.archive.enter('shenhe2');
    expect(await refused(await signature(id))).toBe('forbidden');
    expect((await desk.get(id)).signHindrance).toContain('同村');
    await desk.archive.as('clerk');
    expect(await desk.archive.refusal('consult.open', { ...ready, readers: desk.passwords() })).toBe(
      'forbidden',
    );
    expect(await desk.archive.refusal('consult.submit', await desk.drafted())).toBe('forbidden');
  });

  test('the officer names a cadre and is not shown the roster', async () => {
    await desk.archive.as('security-admin');
    const unknown = {
      personIdNumberEnd: '',
      accountId: null,
      otherName: '某人',
      kind: 'relative' as const,
      note: '举报',
    };
    expect(await desk.archive.refusal('consult.noteTie', { ...unknown, personName: '无此人' })).toBe(
      'not-found',
    );
    expect(await desk.archive.refusal('people.ids', { sort: 'roster', descending: false })).toBe('forbidden');
    expect(await desk.archive.refusal('consult.get', { id: 1 })).toBe('forbidden');
  });
});
