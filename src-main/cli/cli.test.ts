import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'liandang-cli-'));
const archive = join(folder, '命令行库.liandang');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FIRST = 'Chushi-2026!';
const OWN = 'Gaiguo-2026!';
const ROLES = ['system-admin', 'security-admin', 'auditor', 'clerk', 'appraiser', 'reviewer', 'approver'];

function liandang(args: readonly string[], password: string) {
  return spawnSync(process.execPath, [join(ROOT, 'tools', 'launch', 'liandang.mjs'), ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      XDG_CONFIG_HOME: folder,
      LIANDANG_LOGIN: 'zhanghao-clerk',
      LIANDANG_PASSWORD: password,
      LIANDANG_NEW_PASSWORD: OWN,
    },
  });
}

test('the command line makes an archive, takes a roster and says by its exit code what went wrong', () => {
  const accounts = ROLES.map((role) => ({
    role,
    login: `zhanghao-${role}`,
    name: `某${role}`,
    password: FIRST,
  }));
  writeFileSync(join(folder, 'accounts.json'), JSON.stringify(accounts));
  const unit = ['--fonds-code', 'J019', '--fonds-name', '样例', '--accounts', join(folder, 'accounts.json')];
  const made = liandang(['create', folder, '命令行库', ...unit], FIRST);
  expect(made.stderr).toBe('');
  expect(made.stdout.match(/LD1-/g)).toHaveLength(3);
  expect(liandang(['create', folder, '命令行库', ...unit], FIRST).stderr).toContain('同名');

  const first = liandang(['list', archive], FIRST);
  expect(first.status).toBe(77);
  expect(first.stderr).toContain('初始密码');
  expect(liandang(['password', archive], FIRST).status).toBe(0);

  const roster = liandang(['--json', 'roster', archive, join(ROOT, 'sample', '干部名册.xlsx')], OWN);
  expect(JSON.parse(roster.stdout)).toMatchObject({ added: 6, refused: 3 });
  expect(liandang(['list', archive], OWN).stdout).toContain('𠮷样本');
  expect(liandang(['list', archive], 'falsch').status).toBe(77);
  expect(liandang(['list', join(folder, '没有')], OWN).status).toBe(66);
}, 180_000);
