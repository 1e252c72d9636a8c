import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readXlsx } from '#main/documents/index.ts';
import { SAMPLE, TestArchive } from '#main/testing/archive.ts';

let archive: TestArchive;
beforeAll(async () => {
  archive = await TestArchive.create();
}, 120_000);
afterAll(async () => archive.discard());

const NAMES = ['李样卷', '欧阳范例', '王示范', '赵例文', '阿依·示例', '𠮷样本'];

describe('the main job on the sample, through the routes', () => {
  test('nobody works with a first password', async () => {
    await archive.must('session.signIn', { login: 'dangan', password: 'Chushi-2026!' });
    expect(await archive.refusal('people.axes', {})).toBe('must-change-password');
  });

  test('the roster is taken once, its faults named', async () => {
    await archive.as('clerk');
    const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
    const { match } = await archive.must('people.readRoster', { source });
    const check = await archive.must('people.checkRoster', { source, match });
    expect(check.faults.some((fault) => fault.cell.endsWith('11') && fault.severity === 'error')).toBe(true);
    const first = await archive.must('people.importRoster', { source, match });
    expect(first.added).toBeGreaterThanOrEqual(NAMES.length);
    const again = await archive.must('people.importRoster', { source, match });
    expect(again.added).toBe(0);
    const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false });
    const { rows } = await archive.must('people.rows', { ids });
    expect(rows.map((row) => row.name)).toEqual(expect.arrayContaining(NAMES));
  });

  test('every scan is placed or waits in the tray; a second import adds nothing', async () => {
    const source = archive.application.grantPath(SAMPLE);
    const catalogue = archive.application.grantPath(join(SAMPLE, '目录.xlsx'));
    const scans = readdirSync(SAMPLE, { recursive: true }).filter((name) =>
      /\.(jpe?g|png|tiff?|pdf)$/i.test(String(name)),
    );
    const first = await archive.job(await archive.must('intake.importScans', { source, catalogue }));
    expect(first.message).toBe('');
    const placed = Number(first.result['新增页']);
    expect(placed).toBeGreaterThan(50);
    expect(placed + Number(first.result['待处理'])).toBeGreaterThanOrEqual(scans.length);
    const again = await archive.job(await archive.must('intake.importScans', { source, catalogue }));
    expect(again.result['新增页']).toBe(0);
    expect(again.result['待处理']).toBe(0);
    expect(first.result['名册、目录与文字底稿（另行导入）']).toBe(83);
    const { entries } = await archive.must('intake.tray', { state: 'waiting' });
    expect(entries.filter((entry) => /\.(txt|xlsx)$/.test(entry.relativePath))).toEqual([]);
    const gate = await archive.must('intake.gate', {});
    // The sample's catalogue counts what was scanned; transfer.test.ts shows the gate holding back a missing scan.
    expect(gate.differences.map((one) => one.message)).toEqual([]);
  });

  test('transcripts make pages findable, from one character on', async () => {
    const source = archive.application.grantPath(join(SAMPLE, '文字底稿'));
    const job = await archive.job(await archive.must('intake.importTexts', { source }));
    expect(job.state).toBe('done');
    const query = { query: { text: '房' }, limit: 20 };
    const { hits } = await archive.must('search.find', query);
    expect(hits.some((hit) => hit.where === 'page' && hit.context.includes('房'))).toBe(true);
    const person = await archive.must('search.find', { query: { text: '𠮷样本' }, limit: 5 });
    expect(person.people.map((one) => one.name)).toContain('𠮷样本');
  });

  test('a hit list is proved by a scan, leaves as a sheet through the gate, and is kept for another day', async () => {
    const query = { text: '房 非 车' };
    const { total, exact } = await archive.must('search.find', { query, limit: 200 });
    expect(exact).toBe(true);
    const proved = await archive.job(await archive.must('search.crossCheck', { query }));
    expect(proved.result).toMatchObject({ 命中: total, 索引漏掉: 0, 索引多出: 0 });
    expect((await archive.job(await archive.must('search.checkIndex', {}))).result).toMatchObject({
      不符: 0,
    });
    const { runs } = await archive.must('search.checks', {});
    expect(runs.map(({ kind, found }) => [kind, found])).toEqual([
      ['index', runs[0]?.texts],
      ['hits', total],
    ]);
    const target = archive.application.grantPath(join(archive.folder, '检索结果.xlsx'));
    const written = await archive.must('search.exportHits', { query, target });
    expect(written).toMatchObject({ hits: total, fileName: '检索结果.xlsx' });
    const sheet = await readXlsx(readFileSync(join(archive.folder, '检索结果.xlsx')), '检索结果.xlsx');
    expect(sheet[0]?.name).toBe('检索结果清单');
    expect(await archive.refusal('search.exportHits', { query: { text: '(房' }, target })).toBe(
      'validation-failed',
    );
    const { id } = await archive.must('search.save', { name: '房产', query, order: 'newest' });
    expect((await archive.must('search.saved', {})).searches).toMatchObject([
      { id, name: '房产', query, order: 'newest' },
    ]);
    const [hit] = (await archive.must('search.find', { query: { text: '正文:房' }, limit: 1 })).hits;
    const placed = await archive.must('search.boxes', { pageId: hit?.pageId ?? 0, query: { text: '房' } });
    expect(placed).toMatchObject({ boxes: [], hits: hit?.count });
    expect(placed.reason).toContain('文字底稿');
  });

  test('numbers are previewed, fixed once and never change', async () => {
    const { ids } = await archive.must('people.ids', { sort: 'roster', descending: false, text: '王示范' });
    const [person] = (await archive.must('people.rows', { ids })).rows;
    const fileId = person?.fileId ?? 0;
    const before = await archive.must('numbering.preview', { fileId });
    expect(await archive.fixNumbers(fileId)).toEqual([before.items.length]);
    const again = { fileId, basis: before.basis, binds: false };
    expect(await archive.refusal('numbering.proposeFixing', again)).not.toBe('ok');
    const after = await archive.must('numbering.preview', { fileId });
    expect(after.items.map((item) => item.archivalCode)).toEqual(
      before.items.map((item) => item.archivalCode),
    );
    expect(new Set(after.items.map((item) => item.archivalCode)).size).toBe(after.items.length);
  });

  test('one person appraises and another confirms', async () => {
    await archive.as('appraiser');
    const { ids } = await archive.must('appraisal.queue', { list: 'pending' });
    const itemId = ids[0] ?? 0;
    const item = await archive.must('catalogue.get', { id: itemId });
    const because = { reason: '原件在卷，签章齐全', evidence: '首页' };
    await archive.must('appraisal.propose', {
      itemId,
      revision: item.revision,
      opinion: {
        authenticity: { value: 'genuine', ...because },
        value: { value: 'keep', ...because },
        retention: { value: item.retention, ...because },
        secrecy: { value: item.secrecy, ...because },
        verdict: 'accept',
        note: '',
      },
    });
    const [open] = (await archive.must('appraisal.history', { itemId })).appraisals;
    const decision = { appraisalId: open?.id ?? 0, confirm: true, note: '' };
    expect(await archive.refusal('appraisal.decide', decision)).toBe('second-person-needed');
    await archive.as('reviewer');
    await archive.must('appraisal.decide', decision);
    expect((await archive.must('catalogue.get', { id: itemId })).appraisalState).toBe('confirmed');
  });

  test('a page opens for the clerk and not for an officer', async () => {
    await archive.as('clerk');
    const { ids } = await archive.must('catalogue.ids', { sort: 'arrangement', descending: false });
    const pages = (await archive.must('catalogue.get', { id: ids[0] ?? 0 })).pages;
    const shown = await archive.application.readPage(pages[0]?.id ?? 0);
    expect(shown.ok && shown.data.bytes.subarray(0, 2).toString('hex')).toBe('ffd8');
    await archive.as('auditor');
    const denied = await archive.application.readPage(pages[0]?.id ?? 0);
    expect(!denied.ok && denied.error.code).toBe('forbidden');
  });

  test('a page that is still on its way when the desk is left is refused, and no error of the program', async () => {
    await archive.as('clerk');
    const { ids } = await archive.must('catalogue.ids', { sort: 'arrangement', descending: false });
    const page = (await archive.must('catalogue.get', { id: ids[0] ?? 0 })).pages[0]?.id ?? 0;
    const onTheirWay = [archive.application.readPage(page), archive.application.readPage(page, 'small')];
    await archive.must('session.signOut', {});
    for (const result of await Promise.all(onTheirWay))
      expect(!result.ok && result.error.code).toBe('not-signed-in');
  });

  test('rights are enforced behind the screens, and the denial is on record', async () => {
    await archive.as('auditor');
    expect(await archive.refusal('people.axes', {})).toBe('forbidden');
    const denied = await archive.must('audit.ids', { result: 'refused' });
    expect(denied.ids.length).toBeGreaterThan(0);
    const chain = await archive.must('audit.verify', {});
    expect(chain.intact).toBe(true);
    expect(chain.events).toBeGreaterThan(50);
  });

  test('signing in says when one was here last, and what others have tried since', async () => {
    await archive.as('appraiser');
    const earlier = await archive.must('session.state', {});
    await archive.must('session.signOut', {});
    for (let attempt = 0; attempt < 2; attempt++)
      await archive.refusal('session.signIn', { login: 'jianding', password: 'falsch' });
    await archive.as('appraiser');
    const { account } = await archive.must('session.state', {});
    expect(account?.failuresSince).toBe(2);
    expect(Date.parse(account?.lastSignInAt ?? '')).toBeGreaterThan(
      Date.parse(earlier.account?.lastSignInAt ?? ''),
    );
    expect(Date.parse(account?.lastSignInAt ?? '')).toBeLessThan(Date.now() - 100);
    await archive.must('session.signOut', {});
    await archive.as('appraiser');
    expect((await archive.must('session.state', {})).account?.failuresSince).toBe(0);
  });

  test('five wrong passwords lock the account until the security officer unlocks it', async () => {
    for (let attempt = 0; attempt < 5; attempt++)
      await archive.refusal('session.signIn', { login: 'jianding', password: 'falsch' });
    expect(await archive.refusal('session.signIn', { login: 'jianding', password: 'Gaiguo-2026!' })).toBe(
      'account-locked',
    );
    await archive.as('security-admin');
    const { accounts } = await archive.must('accounts.list', {});
    const locked = accounts.find((account) => account.login === 'jianding');
    expect(locked?.state).toBe('locked');
    await archive.must('accounts.unlock', { id: locked?.id ?? 0 });
    await archive.as('appraiser');
  }, 60_000);

  test('locking closes everything; only the same person comes back', async () => {
    await archive.as('clerk');
    await archive.must('session.lock', {});
    expect(await archive.refusal('people.axes', {})).toBe('session-locked');
    expect(await archive.refusal('session.unlock', { password: 'falsch' })).toBe('wrong-password');
    await archive.must('session.unlock', { password: 'Gaiguo-2026!' });
    expect(await archive.refusal('people.axes', {})).toBe('ok');
  });

  test('every password lost: one share is not enough, any two are', async () => {
    const [one = '', two = '', three = ''] = archive.shares;
    const wanted = { login: 'dangan', newPassword: 'Zhaohui-2026!' };
    expect(await archive.refusal('archive.recover', { shares: [two], ...wanted })).toBe('recovery-refused');
    await archive.must('archive.recover', { shares: [one, three], ...wanted });
    expect(await archive.refusal('people.axes', {})).toBe('ok');
  });

  test('nothing in the folder shows a name, a title or a page', () => {
    const planted = ['王示范', '李样卷', '个人有关事项', '样例县纪委', '房产'].map((word) =>
      Buffer.from(word),
    );
    const files = readdirSync(archive.root, { recursive: true })
      .map((name) => join(archive.root, String(name)))
      .filter((path) => statSync(path).isFile());
    expect(files.length).toBeGreaterThan(50);
    for (const path of files) {
      const bytes = readFileSync(path);
      expect(
        planted.filter((word) => bytes.includes(word)),
        path,
      ).toEqual([]);
      expect(bytes.includes(Buffer.from('SQLite format 3')) && !path.endsWith('lock'), path).toBe(false);
      expect(bytes.subarray(0, 3).toString('hex') === 'ffd8ff', path).toBe(false);
    }
  });
});
