import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '#contract/result.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import { record } from '#main/audit/index.ts';
import { keyFor, recordBlob, replaceWrappedKey } from '#main/files/index.ts';
import { Keyring, sealFileKey } from '#main/keyring/index.ts';
import type { JobScope } from '#main/scope/index.ts';
import {
  archiveFolder,
  type Connection,
  openDatabase,
  row,
  rows,
  transact,
  value,
} from '#main/storage/index.ts';
import { OWN, PROGRAM, SAMPLE, TestArchive } from '#main/testing/archive.ts';
import { Vault } from '#main/vault/index.ts';
import { backUp, restoreInto, verifyEverything } from './index.ts';

let archive: TestArchive;
let archiveId = '';
/** What was in the archive before each test, put back afterwards. */
let kept = '';
let shelf = '';
const open: Connection[] = [];

beforeAll(async () => {
  archive = await TestArchive.create();
  for (const role of ['system-admin', 'auditor', 'reviewer', 'approver'] as const) await archive.as(role);
  await archive.as('clerk');
  const roster = archive.application.grantPath(join(SAMPLE, '干部名册.xlsx'));
  const { match } = await archive.must('people.readRoster', { source: roster });
  await archive.must('people.importRoster', { source: roster, match });
  const source = archive.application.grantPath(SAMPLE);
  const catalogue = archive.application.grantPath(join(SAMPLE, '目录.xlsx'));
  const job = await archive.job(await archive.must('intake.importScans', { source, catalogue }));
  expect(job.message).toBe('');
  await archive.application.close();
  archiveId = (JSON.parse(readFileSync(join(archive.root, 'archive.json'), 'utf8')) as { archiveId: string })
    .archiveId;
  kept = join(archive.folder, 'kept');
  cpSync(archive.root, kept, { recursive: true });
}, 180_000);
beforeEach(() => {
  for (const db of open.splice(0)) db.close();
  rmSync(archive.root, { recursive: true, force: true });
  cpSync(kept, archive.root, { recursive: true });
  shelf = join(archive.folder, '介质');
  rmSync(shelf, { recursive: true, force: true });
  mkdirSync(shelf);
});
afterAll(async () => {
  for (const db of open.splice(0)) db.close();
  await archive.discard();
});

/** What the worker gives a job, in this thread. */
async function jobFor(login: string, root = archive.root): Promise<JobScope & { cancelAt: number }> {
  const folder = archiveFolder(root);
  const keyring = Keyring.open(folder.keyring, archiveId);
  const keys = await keyring.unlock(login, OWN);
  const db = openDatabase(folder.database, keys.databaseKey);
  open.push(db);
  let checks = 0;
  const now = () => new Date('2026-11-24T08:00:00.000Z');
  const caller = {
    accountId: 1,
    name: '孙系统',
    login,
    roles: ['system-admin' as const],
    clearance: 'internal' as const,
    clearanceRank: secrecyRank('internal'),
    machine: '测试机',
    origin: 'test',
  };
  const scope = {
    archiveId,
    resources: PROGRAM.resources,
    now,
    note: { subject: '', detail: {} as unknown },
    folder,
    keyring,
    contentKey: () => keys.contentKey ?? Buffer.alloc(0),
    db,
    vault: new Vault(folder.vault, archiveId),
    keys,
    caller,
    cancelAt: Number.POSITIVE_INFINITY,
    commit: <T>(
      event: string,
      subject: string,
      detail: unknown,
      work: Parameters<typeof transact<T>>[1],
    ): T =>
      transact(db, (write) => {
        const done = work(write);
        const at = now().toISOString();
        const who = { at, account: login, roles: '', machine: '', origin: '' };
        record(write, archiveId, { ...who, event, subject, result: 'ok', detail: JSON.stringify(detail) });
        return done;
      }),
    progress: (done: number, total: number, message: string) => {
      expect(message).not.toBe('');
      expect(done).toBeLessThanOrEqual(total);
    },
    giveWay: async () => undefined,
    checkCancelled: () => {
      checks += 1;
      if (checks >= scope.cancelAt) throw new Refusal('cancelled', '已按要求停止');
    },
  };
  return scope;
}
const backupRoot = () => join(shelf, '样例库.liandang-backup');
const allFiles = (root: string): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
const blobsOf = (root: string) => allFiles(join(root, 'vault'));
const first = (list: readonly string[]): string => list[0] ?? '';
async function message(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof Refusal) return `${cause.code}: ${cause.message}`;
    throw cause;
  }
  return 'no refusal';
}
function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

describe('backup', () => {
  test('the first copies everything, the second only what is new; both come back as an archive that opens', async () => {
    const scope = await jobFor('xitong');
    const blobs = blobsOf(archive.root).length;
    expect(blobs).toBeGreaterThan(50);
    const one = await backUp(scope, { target: shelf });
    expect(one).toMatchObject({ 密文: blobs, 新复制: blobs, 写后核对一致: true });
    const before = new Map(blobsOf(backupRoot()).map((path) => [path, statSync(path).mtimeMs]));

    const clerk = await jobFor('dangan');
    transact(clerk.db, (write) => {
      const at = '2026-11-24T09:00:00.000Z';
      const { keyId, key } = keyFor(write, clerk, 'tray', 'tray', at);
      const blob = clerk.vault.put(key, Buffer.from('补录的一页'));
      clerk.vault.flush();
      recordBlob(write, keyId, blob, 'original', at);
    });
    const later = await jobFor('xitong');
    const two = await backUp(
      { ...later, now: () => new Date('2026-11-25T08:00:00.000Z') },
      { target: shelf },
    );
    expect(two).toMatchObject({ 密文: blobs + 1, 新复制: 1 });
    for (const [path, time] of before) expect(statSync(path).mtimeMs).toBe(time);
    expect(readdirSync(backupRoot()).filter((name) => name.startsWith('state-'))).toEqual([
      'state-20261125T080000000Z',
    ]);
    expect(rows(later.db, 'SELECT blobs, copied, verified FROM backup_run ORDER BY id')).toEqual([
      { blobs, copied: blobs, verified: 1 },
      { blobs: blobs + 1, copied: 1, verified: 1 },
    ]);

    const restored = await restoreInto(shelf, archive.folder, '恢复的库');
    expect(restored).toMatchObject({ archiveId, blobs: blobs + 1, missing: 0 });
    const back = await jobFor('dangan', restored.root);
    expect(value(back.db, 'SELECT count(*) FROM blob')).toBe(blobs + 1);
    expect(value(back.db, 'SELECT count(*) FROM item')).toBe(value(later.db, 'SELECT count(*) FROM item'));
    const checked = await verifyEverything(back);
    expect(checked).toMatchObject({ 结论: '未发现问题', '密文（已解密核对）': blobs + 1 });
    rmSync(restored.root, { recursive: true });
  });

  test('nothing in it is plaintext, and its manifest is one that sha256sum reads', async () => {
    await backUp(await jobFor('xitong'), { target: shelf });
    const names = ['李样卷', '欧阳范例', '样例县纪委', 'SQLite format 3'].map((text) => Buffer.from(text));
    const files = allFiles(backupRoot());
    for (const path of files) {
      const bytes = readFileSync(path);
      for (const name of names) expect(bytes.includes(name), path).toBe(false);
      expect(bytes.subarray(0, 3).toString('hex'), path).not.toBe('ffd8ff');
    }
    expect(files.filter((path) => path.endsWith('.part') || path.endsWith('-wal'))).toEqual([]);
    if (process.platform === 'linux') {
      const manifest = files.find((path) => path.endsWith('manifest-sha256.txt')) ?? '';
      const said = execFileSync('sha256sum', ['-c', manifest], { cwd: backupRoot(), encoding: 'utf8' });
      expect(
        said
          .trim()
          .split('\n')
          .every((line) => line.endsWith('OK') || line.endsWith('成功')),
      ).toBe(true);
    }
  });

  test('work goes on while it runs, and the copy holds together', async () => {
    const scope = await jobFor('xitong');
    const clerk = await jobFor('dangan');
    let written = 0;
    const progress = () => {
      if (written >= 40) return;
      written += 1;
      const at = `2026-11-24T10:00:${String(written).padStart(2, '0')}.000Z`;
      clerk.commit('test.write', '', {}, (write) => {
        const { keyId, key } = keyFor(write, clerk, 'tray', 'tray', at);
        const blob = clerk.vault.put(key, Buffer.from(`页 ${written}`));
        clerk.vault.flush();
        recordBlob(write, keyId, blob, 'original', at);
      });
    };
    await backUp({ ...scope, progress }, { target: shelf });
    expect(written).toBe(40);
    const { root } = await restoreInto(backupRoot(), archive.folder, '恢复的库');
    expect(await verifyEverything(await jobFor('dangan', root))).toMatchObject({ 结论: '未发现问题' });
    rmSync(root, { recursive: true });
  });

  test('stopped halfway, it says so when asked to restore, and goes on where it stopped', async () => {
    const stopped = await jobFor('xitong');
    stopped.cancelAt = 30;
    expect(await message(backUp(stopped, { target: shelf }))).toContain('cancelled');
    expect(await message(restoreInto(shelf, archive.folder, '恢复的库'))).toContain('没有做完的备份');
    expect(existsSync(join(archive.folder, '恢复的库.liandang'))).toBe(false);
    const there = blobsOf(backupRoot()).length;
    expect(there).toBe(29);
    const done = await backUp(await jobFor('xitong'), { target: shelf });
    expect(done['新复制']).toBe(Number(done['密文']) - there);
  });

  test('a later run that breaks off leaves the earlier backup whole', async () => {
    await backUp(await jobFor('xitong'), { target: shelf });
    const second = await jobFor('xitong');
    second.cancelAt = Number(value(second.db, 'SELECT count(*) FROM blob')) * 2 + 1; // after the database was copied
    // On the same stopped clock as the first.
    expect(await message(backUp(second, { target: shelf }))).toContain('cancelled');
    expect(readdirSync(backupRoot()).filter((name) => name.startsWith('state-'))).toHaveLength(1);
    const { root } = await restoreInto(shelf, archive.folder, '恢复的库');
    rmSync(root, { recursive: true });
  });

  test('a blob cut short on the medium is copied again; one lost in the archive stays in the backup', async () => {
    await backUp(await jobFor('xitong'), { target: shelf });
    truncateSync(first(blobsOf(backupRoot())), 10);
    const mended = await backUp(await jobFor('xitong'), { target: shelf });
    expect(mended['新复制']).toBe(1);

    const lost = blobsOf(archive.root)[1] ?? '';
    rmSync(lost);
    const [damaged] = blobsOf(archive.root).slice(2);
    truncateSync(damaged ?? '', 50);
    const after = await backUp(await jobFor('xitong'), { target: shelf });
    expect(after).toMatchObject({ 新复制: 0, 库中缺失或损坏且备份里也没有: 0 });
    const named = String(after['库中缺失或损坏，备份里还有']);
    for (const path of [lost, damaged ?? '']) expect(named).toContain(path.split('/').at(-1));
    const { root } = await restoreInto(shelf, archive.folder, '恢复的库');
    expect(await verifyEverything(await jobFor('dangan', root))).toMatchObject({ 结论: '未发现问题' });
    rmSync(root, { recursive: true });
  });

  test('what neither archive nor backup has is named, and the backup does not count as whole', async () => {
    const lost = first(blobsOf(archive.root));
    rmSync(lost);
    const scope = await jobFor('xitong');
    const result = await backUp(scope, { target: shelf });
    expect(result['库中缺失或损坏且备份里也没有']).toBe(lost.split('/').at(-1));
    expect(row(scope.db, 'SELECT verified FROM backup_run')).toEqual({ verified: 0 });
    const restored = await restoreInto(shelf, archive.folder, '恢复的库');
    expect(restored.missing).toBe(1);
    rmSync(restored.root, { recursive: true });
  });

  test('two archives of one name never mix, and nothing lies inside the archive or over strange files', async () => {
    const scope = await jobFor('xitong');
    await backUp(scope, { target: shelf });
    const stranger = { ...scope, archiveId: 'f'.repeat(32) };
    expect(await message(backUp(stranger, { target: shelf }))).toContain('另一个同名库');
    expect(await message(backUp(scope, { target: archive.root }))).toContain('不能放在库的文件夹里面');
    expect(await message(backUp(scope, { target: join(archive.root, 'vault') }))).toContain('不能放在库');
    expect(await message(backUp(scope, { target: join(shelf, '没有') }))).toContain('介质可能已拔出');
    const other = join(archive.folder, '别处');
    mkdirSync(join(other, '样例库.liandang-backup'), { recursive: true });
    writeFileSync(join(other, '样例库.liandang-backup', '年终总结.docx'), '…');
    expect(await message(backUp(scope, { target: other }))).toContain('不是廉档的备份');
    rmSync(other, { recursive: true });
  });

  test('an archive brought back to an older day does not overwrite its newer backup', async () => {
    const old = join(archive.folder, '旧');
    cpSync(archive.root, old, { recursive: true });
    const scope = await jobFor('xitong');
    scope.commit('test.write', '', {}, () => undefined);
    await backUp(scope, { target: shelf });
    for (const db of open.splice(0)) db.close();
    rmSync(archive.root, { recursive: true });
    renameSync(old, archive.root);
    expect(await message(backUp(await jobFor('xitong'), { target: shelf }))).toContain('比当前的库还新');
  });
});

describe('restore', () => {
  test('never over what exists, never from what is damaged, and leaves nothing when it refuses', async () => {
    await backUp(await jobFor('xitong'), { target: shelf });
    expect(await message(restoreInto(shelf, archive.folder, '样例库'))).toContain('archive-exists');
    expect(await message(restoreInto(shelf, archive.folder, '../外面'))).toContain('validation-failed');
    expect(await message(restoreInto(archive.root, archive.folder, '恢复的库'))).toContain('不是廉档的备份');
    const state = join(
      backupRoot(),
      first(readdirSync(backupRoot()).filter((name) => name.startsWith('state-'))),
    );
    const attacks: readonly (readonly [string, () => void, string])[] = [
      ['a flipped bit in a blob', () => flip(first(blobsOf(backupRoot())), 60), '已损坏或被替换'],
      ['a lost blob', () => rmSync(first(blobsOf(backupRoot()))), '备份缺少 vault/'],
      ['a flipped bit in the database', () => flip(join(state, 'archive.db'), 5000), 'archive.db 已损坏'],
      ['another keyring', () => writeFileSync(join(state, 'keyring.json'), '{}'), 'keyring.json 已损坏'],
      ['a changed manifest', () => flip(join(state, 'manifest-sha256.txt'), 3), '清单'],
      ['a lost head', () => rmSync(join(backupRoot(), 'backup.json')), '没有做完的备份'],
      ['a changed head', () => writeFileSync(join(backupRoot(), 'backup.json'), '{'), 'backup.json 已损坏'],
    ];
    const whole = join(archive.folder, '完好');
    cpSync(backupRoot(), whole, { recursive: true });
    for (const [name, attack, said] of attacks) {
      rmSync(backupRoot(), { recursive: true });
      cpSync(whole, backupRoot(), { recursive: true });
      attack();
      expect(await message(restoreInto(shelf, archive.folder, '恢复的库')), name).toContain(said);
      expect(readdirSync(archive.folder).filter((one) => one.startsWith('恢复的库'))).toEqual([]);
    }
    rmSync(whole, { recursive: true });
  });

  test('a manifest that points out of the folder is refused', async () => {
    await backUp(await jobFor('xitong'), { target: shelf });
    const headPath = join(backupRoot(), 'backup.json');
    const head = JSON.parse(readFileSync(headPath, 'utf8')) as { state: string; manifestSha256: string };
    const manifestPath = join(backupRoot(), head.state, 'manifest-sha256.txt');
    const text = `${'0'.repeat(64)}  ../../outside\n${readFileSync(manifestPath, 'utf8')}`;
    writeFileSync(manifestPath, text);
    const { createHash } = await import('node:crypto');
    const manifestSha256 = createHash('sha256').update(text).digest('hex');
    writeFileSync(headPath, JSON.stringify({ ...head, manifestSha256 }));
    expect(await message(restoreInto(shelf, archive.folder, '恢复的库'))).toContain('被改动');
  });
});

describe('verify', () => {
  const findingsOf = (db: Connection) =>
    JSON.parse(value<string>(db, 'SELECT findings FROM verify_run ORDER BY id DESC LIMIT 1') ?? '{}') as {
      findings: { area: string; subject: string; message: string }[];
    };

  test('an untouched archive is clean, down to every byte', async () => {
    const scope = await jobFor('dangan');
    const result = await verifyEverything(scope);
    const blobs = value<number>(scope.db, 'SELECT count(*) FROM blob') ?? 0;
    expect(result).toMatchObject({ 结论: '未发现问题', '密文（已解密核对）': blobs, 未登记的密文: 0 });
    expect(result['核对字节']).toBe(value(scope.db, 'SELECT sum(size) FROM blob'));
    expect(row(scope.db, 'SELECT clean, by_name FROM verify_run')).toEqual({ clean: 1, by_name: '孙系统' });
  });

  test('flipped, lost, exchanged and unrecorded blobs are each named', async () => {
    const paths = blobsOf(archive.root);
    const [flipped = '', lost = '', left = '', right = ''] = paths;
    flip(flipped, 70);
    rmSync(lost);
    renameSync(left, `${left}.x`);
    cpSync(right, left);
    cpSync(`${left}.x`, right);
    rmSync(`${left}.x`);
    const orphan = join(flipped, '..', `${flipped.split('/').at(-2) ?? ''}${'0'.repeat(30)}`);
    writeFileSync(orphan, 'x');
    const scope = await jobFor('dangan');
    const result = await verifyEverything(scope);
    expect(result['结论']).toBe('发现 5 处问题');
    const { findings } = findingsOf(scope.db);
    const bySubject = new Map(findings.map((one) => [one.subject, one.message]));
    const id = (path: string) => path.split('/').at(-1) ?? '';
    expect(bySubject.get(id(flipped))).toContain('已损坏');
    expect(bySubject.get(id(lost))).toContain('缺少');
    expect(bySubject.get(id(left))).toContain('已损坏或被替换');
    expect(bySubject.get(id(right))).toContain('已损坏或被替换');
    expect(bySubject.get(id(orphan))).toContain('没有登记');
    expect(row(scope.db, 'SELECT clean FROM verify_run')).toEqual({ clean: 0 });
  });

  test('an officer without the content key learns what was not looked into', async () => {
    const scope = await jobFor('xitong');
    const blobs = value<number>(scope.db, 'SELECT count(*) FROM blob') ?? 0;
    expect(await verifyEverything(scope)).toMatchObject({
      '密文（已解密核对）': 0,
      '密文（没有内容密钥，只核对在否和长度）': blobs,
    });
    truncateSync(first(blobsOf(archive.root)), 12);
    expect((await verifyEverything(scope))['结论']).toBe('发现 1 处问题');
  });

  test('a sealed volume is looked at and said to be sealed', async () => {
    const scope = await jobFor('dangan');
    const key = row<{ key_id: number; n: number }>(
      scope.db,
      `SELECT b.key_id, count(*) AS n FROM blob b JOIN cadre_file f ON f.key_id = b.key_id GROUP BY b.key_id ORDER BY b.key_id LIMIT 1`,
    );
    const holders = ['shenhe', 'shenpi'].map((login) => {
      const slot = scope.keyring.slotOf(login) ?? '';
      return { slot, recipient: scope.keyring.recipientOf(slot) };
    });
    const sealed = await sealFileKey(Buffer.alloc(32, 7), holders);
    transact(scope.db, (write) => replaceWrappedKey(write, key?.key_id ?? 0, sealed));
    expect(await verifyEverything(scope)).toMatchObject({
      结论: '未发现问题',
      '密文（卷已封存，只核对在否和长度）': key?.n,
    });
  });

  test('a broken chain, a broken reference, a number given twice and a gap are each said', async () => {
    const scope = await jobFor('dangan');
    const { db } = scope;
    const [file] = rows<{ file_id: number; n: number }>(
      db,
      'SELECT file_id, count(*) AS n FROM item GROUP BY file_id HAVING n > 2',
    );
    const ids = rows<{ id: number }>(db, `SELECT id FROM item WHERE file_id = ${file?.file_id ?? 0} LIMIT 2`);
    db.pragma('foreign_keys = OFF');
    db.exec(`DROP TRIGGER audit_event_no_update; UPDATE audit_event SET detail = '{"changed":1}' WHERE id = 3;
      DROP INDEX item_code_once; DROP INDEX item_number_once;
      UPDATE item SET state = 'fixed', item_number = 2, class_sequence = 90 + id, archival_code = 'J019-RS·LZ-0001-002'
        WHERE id IN (${ids.map((one) => one.id).join(',')});
      INSERT INTO retired_number VALUES ('J019-RS·LZ-0001-002', ${ids[0]?.id ?? 0}, '2026');
      UPDATE page SET scan_id = 999999 WHERE id = (SELECT min(id) FROM page);`);
    await verifyEverything(scope);
    const said = findingsOf(db).findings.map((one) => one.message);
    expect(said).toEqual(
      expect.arrayContaining([
        expect.stringContaining('第 3 条审计记录的内容被改动'),
        expect.stringContaining('关联断开'),
        expect.stringContaining('档号 J019-RS·LZ-0001-002 出现在两件材料上'),
        expect.stringContaining('已随重新整理停用'),
        expect.stringMatching(/第 \d+ 卷：件号 1 缺号/),
        expect.stringMatching(/第 \d+ 卷：件号 2 出现两次/),
      ]),
    );
  });

  test('stopped, it stores nothing', async () => {
    const scope = await jobFor('dangan');
    scope.cancelAt = 20;
    expect(await message(verifyEverything(scope))).toContain('cancelled');
    expect(value(scope.db, 'SELECT count(*) FROM verify_run')).toBe(0);
  });
});
