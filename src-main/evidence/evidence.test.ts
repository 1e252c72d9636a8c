import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import decodeQR from 'qr/decode.js';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '#contract/index.ts';
import { Keyring } from '#main/keyring/index.ts';
import { archiveFolder, openDatabase, readAbout } from '#main/storage/index.ts';
import { OWN, ROOT, SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { readCode, sealCode } from './code.ts';
import { qrPng } from './picture.ts';

let archive: TestArchive;
/** Milliseconds by which the archive's wall clock, and the one that only goes forward, are ahead of the machine's. */
let wall = 0;
let steady = 0;
beforeEach(async () => {
  wall = 0;
  steady = 0;
  archive = await TestArchive.create('J019', '样例县纪委', {
    now: () => new Date(Date.now() + wall),
    monotonic: () => performance.now() + steady,
  });
});
afterEach(() => archive.discard());

const grant = () => archive.application.grantPath(archive.root);
async function reopen(): Promise<void> {
  await archive.must('archive.open', { folder: grant() });
}
async function copyTo(name: string): Promise<string> {
  await archive.must('archive.close', {});
  const copy = join(archive.folder, name);
  cpSync(archive.root, copy, { recursive: true });
  await reopen();
  return copy;
}
async function putBack(copy: string): Promise<void> {
  await archive.must('archive.close', {});
  rmSync(archive.root, { recursive: true });
  cpSync(copy, archive.root, { recursive: true });
  await reopen();
}
async function importRoster(): Promise<void> {
  await archive.as('clerk');
  const source = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source });
  await archive.must('people.importRoster', { source, match });
}
async function makeSeal(): Promise<Output<'evidence.makeSeal'>> {
  await archive.as('auditor');
  return archive.must('evidence.makeSeal', {});
}
/** Writes into the database past the program, as one with the key and a tool would. */
async function tamper(sql: string): Promise<void> {
  await archive.must('archive.close', {});
  const folder = archiveFolder(archive.root);
  const keys = await Keyring.open(folder.keyring, readAbout(folder).archiveId).unlock('shenji', OWN);
  const db = openDatabase(folder.database, keys.databaseKey);
  db.exec(sql);
  db.close();
  await reopen();
}
const verdict = async (code: string) => (await archive.must('evidence.checkSeal', { code })).verdict;

describe('seals', () => {
  test('work goes on and every earlier seal still holds; a mistyped group is named, another archive is another', async () => {
    const first = await makeSeal();
    await importRoster();
    await archive.job(
      await archive.must('intake.importScans', {
        source: archive.application.grantPath(join(SAMPLE, '扫描件')),
      }),
    );
    const second = await makeSeal();
    expect(second).toMatchObject({ number: 2 });
    expect(second.blobs).toBeGreaterThan(first.blobs);
    expect(await verdict(first.code)).toBe('continues');
    expect(await verdict(second.code.toLowerCase().replaceAll('-', ' '))).toBe('continues');
    const typo = second.code.replace(/.(?=.{3}$)/, (letter) => (letter === 'A' ? 'B' : 'A'));
    const answer = await archive.must('evidence.checkSeal', { code: typo });
    expect(answer.verdict).toBe('malformed');
    expect(answer.message).toContain('第 9 组');
    const { archiveId } = await archive.must('archive.settings', {});
    const parts = {
      number: 1,
      at: '2026-01-01T00:00:00.000Z',
      events: 5,
      head: Buffer.alloc(32),
      blobs: 1,
      vault: Buffer.alloc(32),
    };
    expect(await verdict(sealCode({ ...parts, archiveId: 'f'.repeat(32) }))).toBe('foreign');
    expect(await verdict(sealCode({ ...parts, archiveId }))).toBe('broken');
    await archive.as('clerk');
    expect(await archive.refusal('evidence.makeSeal', {})).toBe('forbidden');
  });

  test('yesterday’s copy in place of the archive is a break: for the seal, and for the machine that saw more', async () => {
    await makeSeal();
    const yesterday = await copyTo('yesterday');
    await importRoster();
    const paper = await makeSeal();
    await putBack(yesterday);
    const state = await archive.must('session.signIn', { login: 'shenji', password: OWN });
    expect(state.warnings.join()).toContain('较早的副本');
    expect(await verdict(paper.code)).toBe('newer');
    const { alarms } = await archive.must('archive.overview', {});
    expect(alarms.map((one) => one.kind)).toContain('continuity');
    // Going on from the copy does not heal it: the same number now stands for something else.
    await makeSeal();
    expect(await verdict(paper.code)).toBe('broken');
    // What the machine has seen since is what it continues from.
    expect((await archive.must('session.signIn', { login: 'shenji', password: OWN })).warnings).toEqual([]);
  });

  test('a copy that went on by itself until it was longer is found too', async () => {
    await makeSeal();
    const copy = await copyTo('copy');
    await archive.as('clerk');
    await putBack(copy);
    for (let time = 0; time < 4; time += 1) await archive.as('reviewer');
    const { ids } = await (await archive.as('auditor'),
    archive.must('audit.ids', { event: 'continuity.broken' }));
    expect(ids.length).toBeGreaterThan(0);
  });

  test('a changed event, a removed one, a changed value and a changed blob each break seal or chain', async () => {
    await importRoster();
    await archive.job(
      await archive.must('intake.importScans', {
        source: archive.application.grantPath(join(SAMPLE, '扫描件')),
      }),
    );
    await archive.as('system-admin');
    await archive.must('archive.saveSettings', { numberingStyle: 'DAT13-volume', idleMinutes: 5 });
    const paper = await makeSeal();
    const clean = await copyTo('clean');
    const broken: [string, RegExp][] = [
      [
        `DROP TRIGGER blob_intake_no_update; UPDATE blob_intake SET size = size + 1 WHERE number = 2`,
        /入库文件/,
      ],
      [
        `UPDATE blob SET size = size + 1 WHERE id = (SELECT blob_id FROM blob_intake WHERE number = 3)`,
        /与入库时不同/,
      ],
      [`DROP TRIGGER seal_no_update; UPDATE seal SET at = '2020-01-01T00:00:00.000Z'`, /与纸上的不同/],
      [
        `DROP TRIGGER audit_event_no_update; UPDATE audit_event SET hash = prev_hash WHERE id = ${paper.events}`,
        /审计记录/,
      ],
    ];
    for (const [sql, why] of broken) {
      await tamper(sql);
      await archive.as('auditor');
      const answer = await archive.must('evidence.checkSeal', { code: paper.code });
      expect(answer.verdict, sql).toBe('broken');
      expect(answer.message).toMatch(why);
      await putBack(clean);
    }
    for (const sql of [
      `DROP TRIGGER audit_event_no_delete; PRAGMA foreign_keys = OFF; DELETE FROM audit_event WHERE id = 5`,
      `DROP TRIGGER audit_value_no_update; UPDATE audit_value SET after = '改过'`,
      `DROP TRIGGER audit_value_no_delete; DELETE FROM audit_value`,
    ]) {
      await tamper(sql);
      await archive.as('auditor');
      expect((await archive.must('audit.verify', {})).intact, sql).toBe(false);
      await putBack(clean);
    }
    await archive.as('auditor');
    expect((await archive.must('audit.verify', {})).intact).toBe(true);
  });

  test('the QR picture reads back as the code', async () => {
    const { code } = await makeSeal();
    const { data, info } = await sharp(await qrPng(code))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(decodeQR({ data: new Uint8ClampedArray(data), width: info.width, height: info.height })).toBe(
      code,
    );
    expect(readCode(code)).toMatchObject({ number: 1, code });
  });
});

describe('the clock', () => {
  test('set back or forward while somebody works, and set back between two sign-ins: each on record, each an alarm', async () => {
    await archive.as('auditor');
    wall -= 3_600_000;
    await archive.must('audit.size', {});
    const { ids } = await archive.must('audit.ids', { event: 'clock.' });
    const { rows } = await archive.must('audit.rows', { ids });
    expect(JSON.parse(rows[0]?.detail ?? '{}').seconds).toBeCloseTo(-3600, -1);
    wall += 3_600_000;
    steady += 3_600_000;
    await archive.must('audit.size', {});
    wall += 3_600_000;
    // An hour that passed for both clocks is no change.
    const before = (await archive.must('audit.ids', { event: 'clock.' })).ids.length;
    wall += 7_200_000;
    steady += 7_200_000;
    await archive.must('audit.size', {});
    expect((await archive.must('audit.ids', { event: 'clock.' })).ids.length).toBe(before);

    await archive.must('session.signOut', {});
    wall -= 86_400_000;
    const state = await archive.must('session.signIn', { login: 'shenji', password: OWN });
    expect(state.warnings.join()).toContain('早');
    const { alarms } = await archive.must('archive.overview', {});
    expect(alarms.filter((one) => one.kind === 'clock').length).toBeGreaterThan(0);
  });
});

describe('the record', () => {
  test('fields before and after; values above the auditor’s clearance by name only; filters by subject and text', async () => {
    await archive.as('security-admin');
    const { accounts } = await archive.must('accounts.list', {});
    const clerk = accounts.find((one) => one.login === 'dangan')?.id ?? 0;
    await archive.must('accounts.grant', {
      id: clerk,
      roles: ['clerk', 'reader'],
      clearance: 'confidential',
    });
    await importRoster();
    const { ids: people } = await archive.must('people.ids', { sort: 'roster', descending: false });
    const person = await archive.must('people.get', { id: people[0] ?? 0 });
    const { classes } = await archive.must('catalogue.scheme', {});
    const item = {
      classCode: classes.find((one) => one.parent !== null)?.code ?? '',
      title: '机密标题甲',
      date: '2024',
      author: '',
      documentNumber: '',
      sourceKind: 'organisation',
      nature: 'statement',
      supplier: '',
      originality: 'original',
      signed: false,
      stamped: false,
      secrecy: 'confidential',
      secrecyYears: 20,
      retention: 'D10',
      paperPages: 1,
      remarks: '',
    } as const;
    const made = await archive.must('catalogue.create', { fileId: person.fileId, item });
    await archive.must('catalogue.save', { ...made, item: { ...item, title: '机密标题乙' } });

    await archive.as('auditor');
    const saved = await archive.must('audit.ids', { event: 'catalogue.save', subject: `item:${made.id}` });
    const { rows } = await archive.must('audit.rows', { ids: saved.ids });
    expect(rows[0]?.changes).toEqual([{ field: 'title', before: '', after: '', hidden: true }]);
    const everything = await archive.must('audit.ids', {});
    const shown = await archive.must('audit.rows', { ids: everything.ids.slice(0, 500) });
    expect(JSON.stringify(shown)).not.toContain('机密标题');
    const granted = await archive.must('audit.ids', { text: 'grant' });
    const roles = (await archive.must('audit.rows', granted)).rows[0]?.changes;
    expect(roles).toContainEqual({
      field: 'roles',
      before: '["clerk"]',
      after: '["clerk","reader"]',
      hidden: false,
    });

    await archive.as('security-admin');
    const auditor = accounts.find((one) => one.login === 'shenji')?.id ?? 0;
    await archive.must('accounts.grant', { id: auditor, roles: ['auditor'], clearance: 'confidential' });
    await archive.as('auditor');
    const cleared = await archive.must('audit.rows', { ids: saved.ids });
    expect(cleared.rows[0]?.changes).toEqual([
      { field: 'title', before: '机密标题甲', after: '机密标题乙', hidden: false },
    ]);
  });

  test('a month that is over is reviewed once a month, with a report; the present one is not', async () => {
    await archive.as('auditor');
    const month = new Date().toISOString().slice(0, 7);
    expect(await archive.refusal('audit.review', { month, findings: '无异常', measures: '' })).toBe(
      'state-refused',
    );
    wall += 40 * 86_400_000;
    steady += 40 * 86_400_000;
    await archive.must('session.changePassword', { oldPassword: OWN, newPassword: 'Yuecha-2026!' });
    expect((await archive.must('audit.reviews', {})).due).toContain(month);
    const review = await archive.must('audit.review', { month, findings: '逐条查看，无异常', measures: '' });
    expect(review).toMatchObject({ month, intact: true, by: '吴审计' });
    expect((await archive.must('audit.reviews', {})).due).not.toContain(month);
    const target = archive.application.grantPath(join(archive.folder, '审计报告.docx'));
    expect((await archive.must('audit.exportReport', { reviewId: review.id, target })).size).toBeGreaterThan(
      3_000,
    );
  });
});

describe('the stand-alone verifier', () => {
  const verify = (...given: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'resources', 'verifier', 'liandang-verify.mjs'), ...given], {
      encoding: 'utf8',
    });

  test('checks exported segments and seals by itself, and names every way of changing them', async () => {
    const paper = await makeSeal();
    await importRoster();
    await archive.as('auditor');
    const folder = archive.application.grantPath(archive.folder);
    const middle = paper.events + 3;
    const one = await archive.must('audit.exportLog', { toEvent: middle, purpose: '送检', folder });
    const two = await archive.must('audit.exportLog', { fromEvent: middle + 1, purpose: '送检', folder });
    expect((await archive.must('audit.size', {})).exportedUpTo).toBe(middle + two.events);
    const [first, second] = [join(archive.folder, one.fileName), join(archive.folder, two.fileName)];
    const good = verify(second, first, '--seal', paper.code);
    expect(good.stderr).toBe('');
    expect(good.stdout).toContain('第 1 号封条');
    expect(good.status).toBe(0);
    expect(readFileSync(first, 'utf8')).not.toContain('样本');

    const lines = readFileSync(first, 'utf8').split('\n');
    const changed = join(archive.folder, '改.jsonl');
    const ways: [string, string[]][] = [
      ['被改动', lines.map((line) => line.replace('session.sign-in', 'session.sign-on'))],
      ['缺失', lines.filter((_, at) => at !== 4)],
      ['截断', lines.slice(0, -2)],
      ['不完整', [...lines.slice(0, 3), '{"id":', ...lines.slice(4)].map((line) => line)],
      [
        '起点',
        lines.map((line, at) =>
          at === 0
            ? line.replace(
                /"previous":"[0-9a-f]/,
                (hit) => `${hit.slice(0, -1)}${hit.endsWith('0') ? '1' : '0'}`,
              )
            : line,
        ),
      ],
      ['结尾行之后', [...lines.slice(0, -1), lines[3] ?? '']],
    ];
    for (const [why, text] of ways) {
      writeFileSync(changed, text.join('\n'));
      const bad = verify(changed);
      expect(bad.status, why).toBe(1);
      expect(bad.stderr).toContain(why === '不完整' ? '不是一行完整的记录' : why);
    }
    expect(
      verify(first, '--seal', `${paper.code.slice(0, -1)}${paper.code.endsWith('A') ? 'B' : 'A'}`).status,
    ).toBe(1);
    expect(verify(second, '--seal', paper.code).status).toBe(1);
    expect(verify(join(archive.folder, '没有.jsonl')).status).toBe(2);
    expect(verify().status).toBe(2);
    await archive.must('evidence.exportVerifier', { folder });
    expect(readdirSync(archive.folder)).toContain('廉档核验.mjs');
  });
});
