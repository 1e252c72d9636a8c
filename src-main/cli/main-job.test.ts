import { spawnSync } from 'node:child_process';
import { openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#contract/vocabulary.ts';
import { OWN, PEOPLE, ROOT, SAMPLE, TestArchive } from '#main/testing/archive.ts';

let sender: TestArchive;
let receiver: TestArchive;
const NAME = '王示范';

beforeAll(async () => {
  sender = await TestArchive.create('J019', '甲县纪委');
  receiver = await TestArchive.create('J020', '乙县纪委');
  for (const archive of [sender, receiver]) {
    for (const [role] of PEOPLE) await archive.as(role);
    await archive.application.close();
  }
}, 300_000);
afterAll(() => {
  for (const archive of [sender, receiver]) rmSync(archive.folder, { recursive: true, force: true });
});

/** One command by the account that holds a role. @returns what it printed, and its exit code */
function command(role: Role, args: readonly string[]) {
  const login = PEOPLE.find(([one]) => one === role)?.[1] ?? '';
  return spawnSync(process.execPath, [join(ROOT, 'tools', 'launch', 'liandang.mjs'), '--json', ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      LIANDANG_SETTINGS: join(sender.folder, 'cli'),
      LIANDANG_LOGIN: login,
      LIANDANG_PASSWORD: OWN,
    },
  });
}

/** Its answer; the command must succeed. */
function answer<T>(role: Role, ...args: readonly string[]): T {
  const ran = command(role, args);
  expect(`${ran.status} ${ran.stderr}`).toBe('0 ');
  return JSON.parse(ran.stdout) as T;
}

test('the main job on the command line, in two archives', () => {
  const { folder, root } = sender;
  answer('clerk', 'roster', root, join(SAMPLE, '干部名册.xlsx'));
  const [scans = ''] = readdirSync(join(SAMPLE, '扫描件')).filter((name) => name.startsWith(NAME));
  // Only one cadre's scans are given: of the catalogue the others' items stay without pages, which the gate tells.
  const taken = answer<Record<string, number>>(
    'clerk',
    'scans',
    root,
    join(SAMPLE, '扫描件', scans),
    '--catalogue',
    join(SAMPLE, '目录.xlsx'),
  );
  expect(taken['新增页']).toBe(16);
  expect(answer<unknown[]>('clerk', 'gate', root).length).toBeGreaterThan(10);
  const people = answer<{ fileId: number; name: string; pages: number }[]>('clerk', 'list', root);
  const fileId = String(people.find((one) => one.name === NAME)?.fileId);
  const preview = answer<{ itemId: number; archivalCode: string }[]>('clerk', 'number', root, fileId);
  expect(answer('clerk', 'number', root, fileId, '--fix')).toEqual({ fixed: preview.length });
  expect(answer<{ total: number }>('clerk', 'search', root, '述责述廉').total).toBeGreaterThan(0);
  const contents = join(folder, '目录.docx');
  answer('clerk', 'contents', root, fileId, contents);
  expect(statSync(contents).size).toBeGreaterThan(2_000);

  for (const [from, to] of [
    [receiver, sender],
    [sender, receiver],
  ] as const) {
    const card = answer<{ fileName: string; fingerprint: string }>(
      'clerk',
      'card',
      from.root,
      join(folder, `${from.folder.slice(-6)}.json`),
    );
    const added = answer<{ id: number }>('clerk', 'partner-add', to.root, join(folder, card.fileName));
    expect(command('clerk', ['partner-confirm', to.root, String(added.id), card.fingerprint]).status).toBe(
      77,
    );
    answer('reviewer', 'partner-confirm', to.root, String(added.id), card.fingerprint);
  }
  expect(answer<{ blockers: unknown[] }>('approver', 'check', root, fileId).blockers).toEqual([]);
  const [partner] = answer<{ id: number }[]>('approver', 'partners', root);
  answer('approver', 'seal', root, fileId, String(partner?.id), folder, '--reason', '调任');
  const bundle = readdirSync(folder).find((name) => name.endsWith('.tar.age')) ?? '';
  answer('clerk', 'receive', receiver.root, join(folder, bundle));
  // The same bundle again is refused, with a reason.
  const replay = command('clerk', ['receive', receiver.root, join(folder, bundle)]);
  expect(replay.status).not.toBe(0);
  expect(replay.stderr).toContain('message');
  const [incoming] = answer<{ id: number; state: string }[]>('approver', 'cases', receiver.root);
  expect(incoming?.state).toBe('staged');
  const receipt = answer<{ receipt: { fileName: string } }>(
    'approver',
    'accept',
    receiver.root,
    String(incoming?.id),
    join(folder, '回执.json'),
  );
  answer('approver', 'close', root, join(folder, receipt.receipt.fileName));
  expect(answer<{ state: string }[]>('approver', 'cases', root)[0]?.state).toBe('receipted');

  answer('clerk', 'verify', receiver.root);
  const copies = join(folder, '备份');
  expect(command('system-admin', ['backup', receiver.root, copies]).status).not.toBe(0);
  answer('system-admin', 'backup', receiver.root, folder);
  const restored = answer<Record<string, string>>('clerk', 'restore', folder, folder, '恢复');
  answer('clerk', 'verify', restored['已恢复到'] ?? '');
  expect(command('clerk', ['restore', folder, folder, '恢复']).stderr).toContain('archive-exists');
}, 400_000);

test('verify says by its exit code and by name that a byte was changed', () => {
  const vault = join(receiver.root, 'vault');
  const [inner = ''] = readdirSync(vault);
  const [blob = ''] = readdirSync(join(vault, inner));
  const path = join(vault, inner, blob);
  writeSync(openSync(path, 'r+'), Buffer.from('x'), 0, 1, 60);
  const ran = command('clerk', ['verify', receiver.root]);
  expect(ran.status).toBe(65);
  expect(ran.stderr).toContain(blob);
}, 180_000);
