/** 告警: what the three officers should look into, on their home screen (domain 3.2). */
import type { Output } from '#contract/index.ts';
import { OFFICER_ROLES, type Role } from '#contract/vocabulary.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting } from '#main/storage/index.ts';
import { accountsWithFailures } from './queries.ts';

export type Alarm = Output<'archive.overview'>['alarms'][number];

/** Accounts named one by one; beyond, only their number. */
const NAMED = 10;

function signInAlarms(db: ReadDb): Alarm[] {
  const found = accountsWithFailures(db);
  const alarms = found.slice(0, NAMED).map(
    (one): Alarm =>
      one.lockedAt === null
        ? {
            kind: 'sign-in',
            message: `账号「${one.login}」（${one.name}）自上次登录后有 ${one.failures} 次登录失败，请核实是否本人所为。`,
            at: null,
          }
        : {
            kind: 'locked',
            message: `账号「${one.login}」（${one.name}）连续登录失败，已锁定。核实后由安全保密管理员解锁。`,
            at: one.lockedAt,
          },
  );
  if (found.length > NAMED)
    alarms.push({
      kind: 'sign-in',
      message: `另有 ${found.length - NAMED} 个账号有登录失败，见「账号」。`,
      at: null,
    });
  return alarms;
}

function contentKeyAlarm(db: ReadDb): Alarm[] {
  const since = setting(db, 'renewalDueSince');
  if (since === '') return [];
  return [
    {
      kind: 'content-key',
      message: '有人交回了内容密钥，但密钥还没有更换。请由仍持有的档案员、审核员或审批人在「账号」中更换。',
      at: since,
    },
  ];
}

export function alarmsFor(db: ReadDb, caller: Caller, _scope: Scope): Alarm[] {
  if (!caller.roles.some((role) => (OFFICER_ROLES as readonly Role[]).includes(role))) return [];
  return [...signInAlarms(db), ...contentKeyAlarm(db)];
}
