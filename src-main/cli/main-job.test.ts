import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '#contract/vocabulary.ts';
import { FIRST, OWN, PEOPLE, ROOT, SAMPLE } from '#main/testing/archive.ts';

const NAME = '王示范';
const folder = mkdtempSync(join(tmpdir(), 'liandang-cli-job-'));
const file = (name: string) => join(folder, name);
const sender = file('甲县.liandang');
const receiver = file('乙县.liandang');
/** As printed when the sender's archive was made. */
let shares: string[] = [];

beforeAll(() => {
  const accounts = PEOPLE.map(([role, login, name]) => ({ role, login, name, password: FIRST }));
  writeFileSync(file('accounts.json'), JSON.stringify(accounts));
  writeFileSync(file('new-password'), `${OWN}\n`);
  for (const [name, code, unit] of [
    ['甲县', 'J019', '甲县纪委'],
    ['乙县', 'J020', '乙县纪委'],
  ] as const) {
    const made = answer<{ 恢复份额: string[] }>(
      'clerk',
      'create',
      folder,
      name,
      '--fonds-code',
      code,
      '--fonds-name',
      unit,
      '--accounts',
      file('accounts.json'),
    );
    if (name === '甲县') shares = made.恢复份额;
  }
  const change = (role: Role, archive: string) => {
    const ran = command(role, ['password', archive, '--new-password-file', file('new-password')], FIRST);
    expect(`${ran.status} ${ran.stderr}`).toBe('0 ');
  };
  for (const role of ['clerk', 'appraiser', 'reviewer', 'approver'] as const) change(role, sender);
  for (const role of ['clerk', 'reviewer', 'approver', 'system-admin'] as const) change(role, receiver);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One command by the account that holds a role. @returns what it printed, and its exit code */
function command(role: Role, args: readonly string[], password = OWN) {
  const login = PEOPLE.find(([one]) => one === role)?.[1] ?? '';
  return spawnSync(process.execPath, [join(ROOT, 'tools', 'launch', 'liandang.mjs'), '--json', ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      LIANDANG_SETTINGS: file('settings'),
      LIANDANG_LOGIN: login,
      LIANDANG_PASSWORD: password,
    },
  });
}

/** What a command that must fail says, by its exit code and the code of the refusal. */
function refusal(role: Role, ...args: readonly string[]): string {
  const ran = command(role, args);
  const { error } = JSON.parse(ran.stderr) as { error: { code: string } };
  return `${ran.status} ${error.code}`;
}

function write(name: string, value: unknown): string {
  writeFileSync(file(name), JSON.stringify(value));
  return file(name);
}

/** Its answer; the command must succeed. */
function answer<T>(role: Role, ...args: readonly string[]): T {
  const ran = command(role, args);
  expect(`${ran.status} ${ran.stderr}`).toBe('0 ');
  return JSON.parse(ran.stdout) as T;
}

type Row = Record<string, string | number | null>;

test('the main job on the command line, in two archives', () => {
  // Roster: looked at, checked, taken, undone whole, taken again, and not doubled.
  const roster = join(SAMPLE, '干部名册.xlsx');
  const read = answer<{ match: Record<string, number> }>('clerk', 'roster', sender, roster, '--headings');
  const match = write('match.json', read.match);
  const checked = answer<{ faults: Row[] }>('clerk', 'roster', sender, roster, '--check');
  expect(checked.faults.length).toBeGreaterThan(0);
  const first = answer<{ importId: number; added: number }>('clerk', 'roster', sender, roster);
  answer('clerk', 'roster-undo', sender, String(first.importId));
  expect(answer('clerk', 'list', sender)).toEqual([]);
  expect(answer('clerk', 'roster', sender, roster, '--match', match)).toMatchObject({ added: first.added });
  expect(answer('clerk', 'roster', sender, roster)).toMatchObject({ added: 0 });
  expect(answer<Row[]>('clerk', 'axes', sender)).toContainEqual(expect.objectContaining({ axis: 'unit' }));

  // Scans: one cadre's folder; the others' items stay without pages, which the gate tells.
  const [scans = ''] = readdirSync(join(SAMPLE, '扫描件')).filter((name) => name.startsWith(NAME));
  const pages = join(SAMPLE, '扫描件', scans);
  const catalogue = ['--catalogue', join(SAMPLE, '目录.xlsx')];
  const taken = answer<Row>('clerk', 'scans', sender, pages, ...catalogue);
  expect(taken['新增页']).toBe(16);
  expect(answer<Row>('clerk', 'scans', sender, pages)['新增页']).toBe(0);
  expect(answer<Row[]>('clerk', 'gate', sender).length).toBeGreaterThan(10);
  const [person] = answer<Row[]>('clerk', 'list', sender, '--text', 'wsf');
  expect(person?.['name']).toBe(NAME);
  const fileId = String(person?.['fileId']);
  mkdirSync(file('杂'));
  writeFileSync(join(folder, '杂', '不是图.jpg'), 'no picture');
  answer('clerk', 'scans', sender, file('杂'));
  const [waiting] = answer<Row[]>('clerk', 'tray', sender);
  expect(waiting?.['relativePath']).toBe('不是图.jpg');
  answer('clerk', 'dismiss', sender, String(waiting?.['id']), '--reason', '误放');
  expect(answer('clerk', 'tray', sender)).toEqual([]);
  answer('clerk', 'texts', sender, join(SAMPLE, '文字底稿'));

  // Catalogue: one item more, by the defaults of its class, then amended.
  const made = answer<Row>(
    'clerk',
    'item-new',
    sender,
    fileId,
    write('item.json', { classCode: '0101', title: '补充登记', paperPages: 0 }),
  );
  const item = String(made['id']);
  answer('clerk', 'item-save', sender, item, write('change.json', { date: '202403', author: '甲县纪委' }));
  expect(answer<Row>('clerk', 'item', sender, item)).toMatchObject({ title: '补充登记', date: '202403' });
  expect(refusal('clerk', 'item-save', sender, item, write('wrong.json', { date: '2024-13' }))).toBe(
    '65 validation-failed',
  );

  // Numbers: previewed, fixed once, one voided, re-arranged by approval with a list to re-pencil.
  const preview = answer<Row[]>('clerk', 'number', sender, fileId);
  expect(refusal('reviewer', 'number', sender, fileId, '--fix')).toBe('77 forbidden');
  const asked = answer<{ id: number }>('clerk', 'number', sender, fileId, '--bind');
  expect(asked).toMatchObject({ items: preview.length });
  expect(answer('reviewer', 'fix-decide', sender, String(asked.id))).toEqual({ fixed: preview.length });
  expect(answer<Row[]>('clerk', 'fixings', sender)[0]).toMatchObject({ state: 'approved', binds: true });
  answer('clerk', 'void', sender, item, '--reason', '重复');
  const { id: change } = answer<{ id: number }>('clerk', 'rearrange', sender, fileId, '--reason', '去掉空号');
  answer('approver', 'rearrange-decide', sender, String(change));
  for (const format of ['docx', 'xlsx'] as const) {
    answer('clerk', 'contents', sender, fileId, file(`目录.${format}`), '--format', format);
    expect(statSync(file(`目录.${format}`)).size).toBeGreaterThan(2_000);
  }
  answer('clerk', 're-pencil', sender, String(change), file('改号.docx'));
  expect(statSync(file('改号.docx')).size).toBeGreaterThan(2_000);

  // Appraisal by two.
  const queued = answer<Row[]>('appraiser', 'appraisals', sender).find((one) => one['personName'] === NAME);
  const judged = String(queued?.['id']);
  const now = answer<{ retention: string; secrecy: string }>('appraiser', 'item', sender, judged);
  const because = { reason: '签章齐全', evidence: '首页' };
  const opinion = write('opinion.json', {
    authenticity: { value: 'genuine', ...because },
    value: { value: 'keep', ...because },
    retention: { value: now.retention, ...because },
    secrecy: { value: now.secrecy, ...because },
    verdict: 'accept',
    note: '',
  });
  const { id: appraisal } = answer<{ id: number }>('appraiser', 'appraise', sender, judged, opinion);
  expect(refusal('appraiser', 'confirm', sender, String(appraisal))).toBe('77 second-person-needed');
  answer('reviewer', 'confirm', sender, String(appraisal));
  expect(answer<Row[]>('clerk', 'opinions', sender, judged)[0]?.['state']).toBe('confirmed');

  // Found, by one character too.
  for (const text of ['述责述廉', '房'])
    expect(answer<{ total: number }>('clerk', 'search', sender, text).total).toBeGreaterThan(0);
  expect(answer('clerk', 'search', sender, '房', '--prove')).toMatchObject({ 索引漏掉: 0, 索引多出: 0 });
  expect(answer('clerk', 'search-check', sender)).toMatchObject({ 不符: 0 });
  expect(refusal('clerk', 'search', sender, '(房')).toBe('64 validation-failed');

  // Transfer.
  for (const [from, to, name] of [
    [receiver, sender, '乙'],
    [sender, receiver, '甲'],
  ] as const) {
    const card = answer<{ fileName: string; fingerprint: string }>(
      'clerk',
      'card',
      from,
      file(`${name}.json`),
    );
    const added = answer<{ id: number }>('clerk', 'partner-add', to, file(card.fileName));
    const confirm = ['partner-confirm', to, String(added.id), card.fingerprint];
    expect(refusal('clerk', ...confirm)).toBe('77 forbidden');
    answer('reviewer', ...confirm);
  }
  expect(answer<{ blockers: unknown[] }>('approver', 'check', sender, fileId).blockers).toEqual([]);
  const [partner] = answer<Row[]>('approver', 'partners', sender);
  mkdirSync(file('出'));
  answer('approver', 'seal', sender, fileId, String(partner?.['id']), file('出'), '--reason', '调任');
  const bundle = join(folder, '出', readdirSync(file('出')).find((name) => name.endsWith('.tar.age')) ?? '');
  const [outgoing] = answer<Row[]>('approver', 'cases', sender);
  answer('clerk', 'paper', sender, String(outgoing?.['id']), file('通知单.docx'));
  answer('clerk', 'receive', receiver, bundle);
  // The same bundle again is refused, as bad data.
  expect(refusal('clerk', 'receive', receiver, bundle)).toBe('65 bundle-refused');
  const [incoming] = answer<Row[]>('approver', 'cases', receiver);
  expect(incoming?.['state']).toBe('staged');
  const caseId = String(incoming?.['id']);
  expect(answer('approver', 'staged', receiver, caseId)).toMatchObject({
    obstacles: [],
    person: { name: NAME },
  });
  const { receipt } = answer<{ receipt: { fileName: string } }>(
    'approver',
    'accept',
    receiver,
    caseId,
    file('回执.json'),
  );
  answer('approver', 'close', sender, file(receipt.fileName));
  expect(answer<Row[]>('approver', 'cases', sender)[0]?.['state']).toBe('receipted');
  expect(answer<Row[]>('clerk', 'list', receiver)[0]).toMatchObject({ name: NAME, pages: 16 });

  // Kept: verified, backed up, brought back beside the living archive.
  answer('clerk', 'verify', receiver);
  expect(refusal('system-admin', 'backup', receiver, file('没有的文件夹'))).toBe('74 io-failed');
  mkdirSync(file('备份'));
  answer('system-admin', 'backup', receiver, file('备份'));
  expect(answer<Row[]>('system-admin', 'backups', receiver)[0]?.['verified']).toBe(true);
  const restored = command('clerk', ['restore', file('备份'), folder, '恢复']);
  expect(restored.status).toBe(0);
  expect(JSON.parse(restored.stdout)).toMatchObject({ 结论: '未发现问题' });
  // This machine has seen the archive further on, and says so beside the answer.
  expect(restored.stderr).toContain('较早的副本');
  expect(refusal('clerk', 'restore', file('备份'), folder, '恢复')).toBe('1 archive-exists');
}, 600_000);

test('with every password lost, two shares open the archive again and one does not', () => {
  const [one = '', , three = ''] = shares;
  const recover = (...lines: string[]) => {
    writeFileSync(file('shares'), `${lines.join('\n')}\n`);
    const newPassword = ['--new-password-file', file('recovered')];
    return command('clerk', ['recover', sender, '--shares', file('shares'), ...newPassword], 'vergessen');
  };
  writeFileSync(file('recovered'), 'Zhaohui-2026!\n');
  const alone = recover(one);
  expect(alone.status).toBe(77);
  expect(alone.stderr).toContain('recovery-refused');
  expect(recover(three, one).status).toBe(0);
  expect(command('clerk', ['list', sender]).status).toBe(77);
  expect(command('clerk', ['list', sender], 'Zhaohui-2026!').status).toBe(0);
}, 120_000);

test('a wrong call is told in Chinese and ends with 64', () => {
  for (const [args, said] of [
    [['nosuch'], '没有「nosuch」这个命令'],
    [['list'], '缺少参数「archive」'],
    [['list', sender, '--colour'], '没有「--colour」这个选项'],
    [['number', sender, 'eins'], '卷编号应为正整数'],
    [['item-save', sender, '1', file('没有.json')], '读不出来'],
  ] as const) {
    const ran = command('clerk', args, 'Zhaohui-2026!');
    expect(ran.stderr).toContain(said);
    expect(ran.status).toBe(64);
    expect(ran.stdout).toBe('');
  }
}, 60_000);

test('verify says by its exit code and by name that a byte was changed', () => {
  const vault = join(receiver, 'vault');
  const [inner = ''] = readdirSync(vault);
  const [blob = ''] = readdirSync(join(vault, inner));
  const path = join(vault, inner, blob);
  // Turned, not set: one byte in 256 would already be what it is set to.
  const bytes = readFileSync(path);
  bytes.writeUInt8(bytes.readUInt8(60) ^ 1, 60);
  writeFileSync(path, bytes);
  const ran = command('clerk', ['verify', receiver]);
  expect(ran.status).toBe(65);
  expect(ran.stderr).toContain(blob);
}, 180_000);
