/** Every channel × wrong type, huge, polluted, other role, no session, ended session: denied, and on record. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract, type Output } from '#contract/index.ts';
import type { Route } from '#contract/route.ts';
import { ROLES, type Role } from '#contract/vocabulary.ts';
import { TestArchive } from '#main/testing/archive.ts';
import { DESK_ROUTES } from './handlers.ts';

const routes = Object.entries(contract).flatMap(([feature, verbs]) =>
  Object.entries(verbs).map(([verb, route]: [string, Route]) => ({ name: `${feature}.${verb}`, route })),
);
const handled = routes.filter(({ name }) => !(DESK_ROUTES as readonly string[]).includes(name));
/** Works before sign-in; its places are words that were never granted. */
const BEFORE_SIGN_IN = ['backup.restore'];

let archive: TestArchive;
beforeAll(async () => {
  archive = await TestArchive.create();
}, 120_000);
afterAll(() => archive.discard());

async function codeOf(name: string, input: unknown): Promise<string> {
  const answer = await archive.application.call(name, input);
  return answer.ok ? 'ok' : answer.error.code;
}
async function recorded(
  event: string,
): Promise<{ event: string; subject: string; detail: string; result: string }[]> {
  await archive.as('auditor');
  return allRows(await archive.must('audit.ids', { event }));
}
async function allRows({ ids }: { readonly ids: readonly number[] }) {
  const rows: Output<'audit.rows'>['rows'] = [];
  for (let at = 0; at < ids.length; at += 500)
    rows.push(...(await archive.must('audit.rows', { ids: ids.slice(at, at + 500) })).rows);
  return rows;
}

const deep = (depth: number): unknown => {
  let value: unknown = {};
  for (let at = 0; at < depth; at += 1) value = { id: value, ids: [value] };
  return value;
};
const HUGE = 'x'.repeat(2_000_000);
const circular: Record<string, unknown> = {};
circular['id'] = circular;
const HOSTILE: readonly [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a number', 7],
  ['a string', HUGE],
  ['a list', [[[]]]],
  ['an unknown field', { unknown: true }],
  ['a huge id', { id: Number.MAX_VALUE, ids: [Number.NaN], fileId: -1, itemId: 1.5 }],
  ['a huge text', { text: HUGE, login: HUGE, place: HUGE, unknown: 1 }],
  [
    'another type in each field',
    { id: '1', ids: 'x', fileId: {}, target: 1, source: '../../etc/passwd', state: 9, list: [] },
  ],
  [
    'prototype pollution',
    JSON.parse('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}'),
  ],
  ['a deep tree', deep(18)],
  ['a circle', circular],
  ['a function', { id: () => 1 }],
  ['a date', { id: new Date(), unknown: 1 }],
];

test('without an archive, without a session, with one that ended or is locked: nothing but the door opens', async () => {
  await archive.must('archive.close', {});
  for (const { name } of handled)
    if (!BEFORE_SIGN_IN.includes(name)) expect(await codeOf(name, {}), name).toBe('no-archive');
  await archive.must('archive.open', { folder: archive.application.grantPath(archive.root) });
  for (const { name } of handled)
    if (!BEFORE_SIGN_IN.includes(name)) expect(await codeOf(name, {}), name).toBe('not-signed-in');
  await archive.as('clerk');
  await archive.must('session.lock', {});
  for (const { name } of handled)
    if (!BEFORE_SIGN_IN.includes(name)) expect(await codeOf(name, {}), name).toBe('session-locked');
  expect((await archive.application.readPage(1)).ok).toBe(false);
  await archive.as('clerk');
  await archive.must('session.signOut', {});
  for (const { name } of handled)
    if (!BEFORE_SIGN_IN.includes(name)) expect(await codeOf(name, {}), name).toBe('not-signed-in');
  expect(await codeOf('catalogue.everything', {})).toBe('route-unknown');
  expect(await codeOf('__proto__', {})).toBe('route-unknown');

  const rows = await recorded('session.denied');
  const said = new Set(
    rows.map((row) => `${row.subject} ${(JSON.parse(row.detail) as { code: string }).code}`),
  );
  for (const { name } of handled) {
    if (BEFORE_SIGN_IN.includes(name)) continue;
    expect(said, name).toContain(`${name} not-signed-in`);
    expect(said, name).toContain(`${name} session-locked`);
  }
  expect(said).toContain('catalogue.everything route-unknown');
}, 120_000);

test('a first password opens nothing but its own change', async () => {
  await archive.as('system-admin');
  await archive.must('accounts.create', { login: 'xinren', name: '新人', password: 'Chushi-2026!' });
  await archive.as('security-admin');
  const { accounts } = await archive.must('accounts.list', {});
  const id = accounts.find((one) => one.login === 'xinren')?.id ?? 0;
  await archive.must('accounts.grant', { id, roles: ['clerk'], clearance: 'secret' });
  await archive.must('session.signIn', { login: 'xinren', password: 'Chushi-2026!' });
  for (const { name } of handled)
    if (!BEFORE_SIGN_IN.includes(name)) expect(await codeOf(name, {}), name).toBe('must-change-password');
});

test('another role is denied at every channel, and the denial is on record', async () => {
  const denied = new Map<Role, string[]>();
  for (const role of ROLES) {
    if (role === 'reader') continue;
    await archive.as(role);
    for (const { name, route } of handled) {
      if (typeof route.access === 'string' || route.access.includes(role)) continue;
      expect(await codeOf(name, {}), `${name} as ${role}`).toBe('forbidden');
      denied.set(role, [...(denied.get(role) ?? []), name]);
    }
  }
  await archive.as('auditor');
  const rows = await allRows(await archive.must('audit.ids', { result: 'refused' }));
  const said = new Set(
    rows.filter((row) => row.detail.includes('forbidden')).map((row) => `${row.roles} ${row.subject}`),
  );
  for (const [role, names] of denied)
    for (const name of names) expect(said, `${name} as ${role}`).toContain(`${role} ${name}`);
}, 120_000);

test('whatever is sent, a channel answers in kind: refused by name, on record, nothing polluted, nothing broken', async () => {
  for (const role of ['clerk', 'approver', 'security-admin', 'system-admin', 'auditor'] as const) {
    await archive.as(role);
    const asked: string[] = [];
    for (const { name, route } of handled) {
      if (typeof route.access !== 'string' && !route.access.includes(role)) continue;
      for (const [what, input] of HOSTILE) {
        const code = await codeOf(name, input);
        expect(code, `${name} given ${what}`).toBe('validation-failed');
      }
      asked.push(name);
    }
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    await archive.as('auditor');
    const { accounts } = await archive.must('accounts.list', {});
    const login = accounts.find((one) => one.roles.includes(role))?.login ?? '';
    const { ids } = await archive.must('audit.ids', { result: 'refused', account: login });
    const rows: { subject: string; detail: string }[] = [];
    for (let at = 0; at < ids.length; at += 500)
      rows.push(...(await archive.must('audit.rows', { ids: ids.slice(at, at + 500) })).rows);
    const said = new Set(
      rows.filter((row) => row.detail.includes('validation-failed')).map((row) => row.subject),
    );
    for (const name of asked) expect(said, name).toContain(name);
  }
  expect((await archive.must('audit.verify', {})).intact).toBe(true);
}, 300_000);

test('the door itself: wrong types and huge texts at sign-in and before are refused by name', async () => {
  for (const name of DESK_ROUTES) {
    for (const [what, input] of HOSTILE) {
      const code = await codeOf(name, input);
      expect(['validation-failed', 'ok'], `${name} given ${what}: ${code}`).toContain(code);
      if (code === 'ok') throw new Error(`${name} took ${what}`);
    }
  }
});
