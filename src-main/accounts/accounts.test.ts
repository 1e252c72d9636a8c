import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Role } from '#contract/vocabulary.ts';
import { createApplication } from '#main/application/index.ts';
import { FIRST, OWN, PEOPLE, PROGRAM, SAMPLE, TestArchive } from '#main/testing/archive.ts';

let archive: TestArchive;
beforeEach(async () => {
  archive = await TestArchive.create();
});
afterEach(() => archive.discard());

/** Makes and activates an account, and lets its holder choose a password. @returns its id */
async function opened(login: string, name: string, roles: Role[], idNumber?: string): Promise<number> {
  await archive.as('system-admin');
  const number = idNumber === undefined ? {} : { idNumber };
  const { id } = await archive.must('accounts.create', { login, name, password: FIRST, ...number });
  await archive.as('security-admin');
  await archive.must('accounts.grant', { id, roles, clearance: 'confidential' });
  await archive.must('session.signIn', { login, password: FIRST });
  await archive.must('session.changePassword', { oldPassword: FIRST, newPassword: OWN });
  return id;
}

async function handOver(id: number): Promise<void> {
  await archive.as('clerk');
  await archive.must('accounts.handOverContentKey', { id });
}

async function idOf(login: string): Promise<number> {
  const { accounts } = await archive.must('accounts.list', {});
  const found = accounts.find((one) => one.login === login);
  if (!found) throw new Error(`no account ${login}`);
  return found.id;
}

describe('one person, several accounts', () => {
  test('an account waits without any right until the 安全保密管理员 activates it', async () => {
    await archive.as('system-admin');
    const { id } = await archive.must('accounts.create', { login: 'xinren', name: '新人', password: FIRST });
    expect(await archive.refusal('session.signIn', { login: 'xinren', password: FIRST })).toBe(
      'account-disabled',
    );
    await archive.as('system-admin');
    expect(await archive.refusal('accounts.grant', { id, roles: ['clerk'], clearance: 'secret' })).toBe(
      'forbidden',
    );
    await archive.as('security-admin');
    expect(await archive.refusal('accounts.create', { login: 'x2', name: '乙', password: FIRST })).toBe(
      'forbidden',
    );
    await archive.must('accounts.grant', { id, roles: ['clerk'], clearance: 'secret' });
    expect(await archive.refusal('session.signIn', { login: 'xinren', password: FIRST })).toBe('ok');
  });

  test('an officer under a second account gets no other office and no business role', async () => {
    await archive.as('system-admin');
    const second = await archive.must('accounts.create', {
      login: 'qian2',
      name: '钱　保密',
      password: FIRST,
    });
    await archive.as('security-admin');
    for (const roles of [
      ['auditor'],
      ['system-admin'],
      ['clerk'],
      ['approver', 'reader'],
    ] satisfies Role[][]) {
      expect(await archive.refusal('accounts.grant', { id: second.id, roles, clearance: 'secret' })).toBe(
        'state-refused',
      );
    }
  });

  test('two identity numbers tell namesakes apart; taking one away puts the conflict back', async () => {
    await archive.as('system-admin');
    await archive.must('accounts.identify', {
      id: await idOf('shenji'),
      name: '吴审计',
      idNumber: '110101199003078515',
    });
    const input = { login: 'wu2', name: '吴审计', password: FIRST };
    const { id } = await archive.must('accounts.create', { ...input, idNumber: '11010119900307889X' });
    await archive.as('security-admin');
    await archive.must('accounts.grant', { id, roles: ['clerk'], clearance: 'secret' });
    await archive.as('system-admin');
    expect(await archive.refusal('accounts.identify', { id, name: '吴审计', idNumber: '' })).toBe(
      'state-refused',
    );
    expect(
      await archive.refusal('accounts.identify', { id, name: '吴审计', idNumber: '110101199003078516' }),
    ).toBe('validation-failed');
  });

  test('archive creation refuses one person as officer and clerk', async () => {
    const accounts = PEOPLE.map(([role, login]) => ({ role, login, name: '同一人', password: FIRST }));
    const refused = await archive.application.call('archive.create', {
      parent: archive.application.grantPath(archive.folder),
      name: '另一库',
      fondsCode: 'J020',
      fondsName: '样例',
      accounts,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'state-refused' } });
  });

  test('dual control compares persons: whoever proposes cannot confirm under another account', async () => {
    await archive.as('clerk');
    const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
    const { match } = await archive.must('people.readRoster', { source });
    await archive.must('people.importRoster', { source, match });
    const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
    const { rows } = await archive.must('people.rows', { ids: ids.slice(0, 1) });
    const scheme = await archive.must('catalogue.scheme', {});
    const classCode =
      scheme.classes.find((one) => one.parent !== null && one.secrecy !== 'top-secret')?.code ?? '';
    const item = {
      classCode,
      title: '任免审批表',
      date: '2024',
      author: '',
      documentNumber: '',
      sourceKind: 'organisation',
      nature: 'statement',
      supplier: '',
      originality: 'original',
      signed: false,
      stamped: false,
      secrecy: 'internal',
      secrecyYears: 0,
      retention: 'D10',
      paperPages: 1,
      remarks: '',
    } as const;
    const made = await archive.must('catalogue.create', { fileId: rows[0]?.fileId ?? 0, item });
    await archive.as('appraiser');
    const because = { reason: '核对原件', evidence: '' };
    await archive.must('appraisal.propose', {
      itemId: made.id,
      revision: made.revision,
      opinion: {
        authenticity: { value: 'genuine', ...because },
        value: { value: 'keep', ...because },
        retention: { value: 'D10', ...because },
        secrecy: { value: 'internal', ...because },
        verdict: 'accept',
        note: '',
      },
    });
    const { appraisals } = await archive.must('appraisal.history', { itemId: made.id });
    const decision = { appraisalId: appraisals[0]?.id ?? 0, confirm: true, note: '' };
    await opened('zheng2', '郑鉴定', ['reviewer']);
    expect(await archive.refusal('appraisal.decide', decision)).toBe('second-person-needed');
    await archive.as('reviewer');
    expect(await archive.refusal('appraisal.decide', decision)).toBe('ok');
  });

  test('the last officer of a kind stays; nobody grants to themselves; an officer reset by another waits', async () => {
    await archive.as('security-admin');
    for (const login of ['xitong', 'baomi', 'shenji']) {
      const id = await idOf(login);
      expect(await archive.refusal('accounts.disable', { id, reason: '试' })).toBe('state-refused');
      expect(['state-refused', 'second-person-needed']).toContain(
        await archive.refusal('accounts.grant', { id, roles: ['reader'], clearance: 'secret' }),
      );
    }
    await archive.as('system-admin');
    expect(
      await archive.refusal('accounts.resetPassword', { id: await idOf('baomi'), password: FIRST }),
    ).toBe('state-refused');
    await archive.must('accounts.resetPassword', { id: await idOf('shenji'), password: FIRST });
    expect(await archive.refusal('session.signIn', { login: 'shenji', password: FIRST })).toBe(
      'account-disabled',
    );
  });
});

describe('content key', () => {
  test('handed over only after an own password, never to an officer, taken back with the last business role', async () => {
    await archive.as('system-admin');
    const { id } = await archive.must('accounts.create', { login: 'xinren', name: '新人', password: FIRST });
    await archive.as('security-admin');
    await archive.must('accounts.grant', { id, roles: ['clerk', 'reviewer'], clearance: 'secret' });
    const auditor = await idOf('shenji');
    await archive.as('clerk');
    expect(await archive.refusal('accounts.handOverContentKey', { id })).toBe('state-refused');
    expect(await archive.refusal('accounts.handOverContentKey', { id: auditor })).toBe('state-refused');
    await archive.must('session.signIn', { login: 'xinren', password: FIRST });
    await archive.must('session.changePassword', { oldPassword: FIRST, newPassword: OWN });
    await handOver(id);
    const holds = async () =>
      (await archive.must('session.signIn', { login: 'xinren', password: OWN })).account?.holdsContentKey;
    expect(await holds()).toBe(true);
    await archive.as('security-admin');
    await archive.must('accounts.grant', { id, roles: ['clerk'], clearance: 'secret' });
    expect(await holds()).toBe(true);
    await archive.as('security-admin');
    await archive.must('accounts.grant', { id, roles: ['system-admin'], clearance: 'internal' });
    expect(await holds()).toBe(false);
    expect((await archive.must('accounts.list', {})).renewalDue).toBe(true);
    const { alarms } = await archive.must('archive.overview', {});
    expect(alarms.map((one) => one.kind)).toContain('content-key');
  });

  async function withPages(): Promise<{ page: number; fileId: number }> {
    await archive.as('clerk');
    const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
    const { match } = await archive.must('people.readRoster', { source });
    await archive.must('people.importRoster', { source, match });
    await archive.job(
      await archive.must('intake.importScans', {
        source: archive.application.grantPath(join(SAMPLE, '扫描件')),
      }),
    );
    const { ids } = await archive.must('catalogue.ids', { sort: 'arrangement', descending: false });
    for (const id of ids) {
      const item = await archive.must('catalogue.get', { id });
      const [page] = item.pages;
      if (page) return { page: page.id, fileId: item.fileId };
    }
    throw new Error('the sample has no page');
  }

  test('renewed: the pages open, the old key opens nothing, the recovery shares open the new one', async () => {
    const { page } = await withPages();
    const oldRing = readFileSync(join(archive.root, 'keyring.json'));
    const done = await archive.must('accounts.renewContentKey', { reason: '人员调离' });
    expect(done.generation).toBe(2);
    expect(done.keys).toBeGreaterThan(3);
    expect((await archive.application.readPage(page)).ok).toBe(true);
    await archive.as('reviewer');
    expect((await archive.application.readPage(page)).ok).toBe(true);

    const grant = archive.application.grantPath(archive.root);
    await archive.must('archive.open', { folder: grant });
    await archive.must('archive.recover', {
      shares: archive.shares.slice(1),
      login: 'dangan',
      newPassword: 'Xinmi-2026!!',
    });
    expect((await archive.application.readPage(page)).ok).toBe(true);

    // The ring of before, as one who kept a copy of it would use it.
    await archive.must('archive.close', {});
    writeFileSync(join(archive.root, 'keyring.json'), oldRing);
    await archive.must('archive.open', { folder: grant });
    await archive.must('session.signIn', { login: 'dangan', password: OWN });
    expect(await archive.application.readPage(page)).toMatchObject({
      ok: false,
      error: { code: 'content-key-missing' },
    });
  });

  test('stopped halfway: before the database the old key counts, after it the new one', async () => {
    const { page } = await withPages();
    await archive.must('archive.close', {});
    const before = join(archive.folder, 'before');
    cpSync(archive.root, before, { recursive: true });
    const grant = archive.application.grantPath(archive.root);
    await archive.must('archive.open', { folder: grant });
    await archive.as('clerk');
    await archive.must('accounts.renewContentKey', { reason: '人员调离' });
    await archive.must('archive.close', {});
    // The last change of the ring made the new key count; the file of before it holds both.
    const staged = readFileSync(join(archive.root, 'keyring.json.old'));
    expect(JSON.parse(staged.toString()).next).not.toBeNull();

    writeFileSync(join(archive.root, 'keyring.json'), staged);
    await archive.must('archive.open', { folder: grant });
    await archive.as('clerk');
    expect((await archive.application.readPage(page)).ok).toBe(true);
    expect(JSON.parse(readFileSync(join(archive.root, 'keyring.json'), 'utf8'))).toMatchObject({
      generation: 2,
      next: null,
    });

    await archive.must('archive.close', {});
    for (const name of ['archive.db', 'archive.db-wal', 'archive.db-shm'])
      rmSync(join(archive.root, name), { force: true });
    copyFileSync(join(before, 'archive.db'), join(archive.root, 'archive.db'));
    writeFileSync(join(archive.root, 'keyring.json'), staged);
    await archive.must('archive.open', { folder: grant });
    await archive.as('clerk');
    expect((await archive.application.readPage(page)).ok).toBe(true);
    expect(JSON.parse(readFileSync(join(archive.root, 'keyring.json'), 'utf8'))).toMatchObject({
      generation: 1,
      next: null,
    });
  });
});

describe('policy and lock-out', () => {
  const rules = {
    passwordLength: 12,
    passwordKinds: 4,
    passwordDays: 7,
    passwordHistory: 6,
    idleMinutes: 3,
    failuresToLock: 3,
  };

  test('a policy gets stricter, never looser, and 绝密 says why it is not to be had', async () => {
    await archive.as('security-admin');
    const { version } = await archive.must('policy.get', {});
    const input = { fromVersion: version, level: 'secret', reason: '本地要求', rules } as const;
    for (const looser of [
      { passwordLength: 8, passwordDays: 31 },
      { failuresToLock: 6 },
      { idleMinutes: 11 },
      { passwordHistory: 4 },
    ]) {
      expect(await archive.refusal('policy.save', { ...input, rules: { ...rules, ...looser } })).toBe(
        'validation-failed',
      );
    }
    expect(await archive.refusal('policy.save', { ...input, level: 'top-secret' })).toBe('state-refused');
    expect(await archive.refusal('policy.save', { ...input, level: 'internal' })).toBe('state-refused');
    await archive.must('policy.save', { ...input, level: 'confidential' });
    expect((await archive.must('session.state', {})).idleMinutes).toBe(3);
    await archive.as('system-admin');
    expect(
      await archive.refusal('archive.saveSettings', { numberingStyle: 'DAT13-volume', idleMinutes: 9 }),
    ).toBe('validation-failed');
    expect(
      await archive.refusal('accounts.create', { login: 'duan', name: '短', password: 'Duanma-1!' }),
    ).toBe('weak-password');
    expect(await archive.refusal('policy.save', input)).toBe('forbidden');
  });

  test('earlier passwords do not come back', async () => {
    await archive.as('clerk');
    let present = OWN;
    for (const next of ['Diyi-2026!', 'Dier-2026!', 'Disan-2026!']) {
      await archive.must('session.changePassword', { oldPassword: present, newPassword: next });
      present = next;
    }
    for (const used of [OWN, FIRST, present]) {
      expect(
        await archive.refusal('session.changePassword', { oldPassword: present, newPassword: used }),
      ).toBe('weak-password');
    }
  });

  test('a password older than the policy allows must be changed first', async () => {
    await archive.as('clerk');
    await archive.must('archive.close', {});
    const later = createApplication({
      program: PROGRAM,
      settingsFolder: join(archive.folder, 'settings'),
      machine: '测试机',
      origin: 'command line',
      now: () => new Date(Date.now() + 31 * 86_400_000),
    });
    await later.call('archive.open', { folder: later.grantPath(archive.root) });
    const state = await later.call('session.signIn', { login: 'dangan', password: OWN });
    expect(state).toMatchObject({
      ok: true,
      data: { account: { mustChangePassword: true, mustChangeReason: 'expired' } },
    });
    expect(await later.call('catalogue.scheme', {})).toMatchObject({
      ok: false,
      error: { code: 'must-change-password' },
    });
    await later.call('session.changePassword', { oldPassword: OWN, newPassword: 'Huanle-2026!' });
    expect(await later.call('catalogue.scheme', {})).toMatchObject({ ok: true });
    await later.close();
  });

  test('a lock outlives a restart, a deleted count and an older copy of the archive; names are not told apart', async () => {
    await archive.as('clerk');
    await archive.must('archive.close', {});
    const copy = join(archive.folder, 'yesterday');
    cpSync(archive.root, copy, { recursive: true });
    const grant = archive.application.grantPath(archive.root);
    await archive.must('archive.open', { folder: grant });
    const messages: string[][] = [[], []];
    for (let time = 0; time < 5; time += 1) {
      for (const [at, login] of ['dangan', 'meiyouren'].entries()) {
        const wrong = await archive.application.call('session.signIn', { login, password: 'Cuode-2026!' });
        messages[at]?.push(wrong.ok ? 'ok' : wrong.error.message);
      }
    }
    expect(messages[0]).toEqual(messages[1]);
    expect(await archive.refusal('session.signIn', { login: 'dangan', password: OWN })).toBe(
      'account-locked',
    );

    await archive.must('archive.close', {});
    rmSync(join(archive.root, 'attempts.json'));
    await archive.must('archive.open', { folder: grant });
    expect(await archive.refusal('session.signIn', { login: 'dangan', password: OWN })).toBe(
      'account-locked',
    );

    await archive.must('archive.close', {});
    rmSync(archive.root, { recursive: true });
    cpSync(copy, archive.root, { recursive: true });
    await archive.must('archive.open', { folder: grant });
    expect(await archive.refusal('session.signIn', { login: 'dangan', password: OWN })).toBe(
      'account-locked',
    );

    await archive.as('security-admin');
    await archive.must('accounts.unlock', { id: await idOf('dangan') });
    expect(await archive.refusal('session.signIn', { login: 'dangan', password: OWN })).toBe('ok');
  });

  test('failed sign-ins stand in the chain, alarm the officers and nobody else', async () => {
    for (let time = 0; time < 2; time += 1)
      expect(await archive.refusal('session.signIn', { login: 'dangan', password: 'Cuode-2026!' })).toBe(
        'wrong-password',
      );
    await archive.as('auditor');
    const { alarms } = await archive.must('archive.overview', {});
    const tried = alarms.find((one) => one.kind === 'sign-in');
    expect(tried?.message).toContain('2 次');
    await archive.as('reviewer');
    expect((await archive.must('archive.overview', {})).alarms).toEqual([]);
  });
});
