/** 告警: what the three officers should look into, on their home screen (domain 3.2). */
import { z } from 'zod';
import type { Output } from '#contract/index.ts';
import { OFFICER_ROLES, type Role } from '#contract/vocabulary.ts';
import { auditSize, lastEventNamed } from '#main/audit/index.ts';
import { dueReviews, lastSeal } from '#main/evidence/index.ts';
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

const DAY = 86_400_000;
/** How long something that happened once stays on the home screen. */
const SHOWN_DAYS = 30;
/** A jump forward below is a machine that slept over night. */
const FORWARD_SECONDS = 86_400;

/** The clock and the continuity of the archive: the newest event of each kind, as long as it is recent. */
function eventAlarms(db: ReadDb, now: Date): Alarm[] {
  const since = new Date(now.getTime() - SHOWN_DAYS * DAY).toISOString();
  const recent = (event: string) => {
    const last = lastEventNamed(db, event);
    return last && last.at >= since ? last : undefined;
  };
  const told = (kind: Alarm['kind'], event: string): Alarm[] => {
    const last = recent(event);
    if (!last) return [];
    return [{ kind, message: Told.parse(JSON.parse(last.detail)).message, at: last.at }];
  };
  const moved = recent('clock.changed');
  const seconds = moved ? Moved.parse(JSON.parse(moved.detail)).seconds : 0;
  const clock: Alarm[] =
    moved && (seconds < 0 || seconds > FORWARD_SECONDS)
      ? [
          {
            kind: 'clock',
            message: `使用中本机时钟被拨${seconds < 0 ? '慢' : '快'} ${Math.round(Math.abs(seconds) / 60)} 分钟，请系统管理员核对。`,
            at: moved.at,
          },
        ]
      : [];
  return [...told('continuity', 'continuity.broken'), ...told('clock', 'clock.behind'), ...clock];
}
const Told = z.object({ message: z.string() });
const Moved = z.object({ seconds: z.number() });

function dutyAlarms(db: ReadDb, now: Date): Alarm[] {
  const alarms: Alarm[] = [];
  const seal = lastSeal(db);
  if (!seal || now.getTime() - Date.parse(seal.at) > DAY)
    alarms.push({
      kind: 'seal',
      message: seal
        ? `上一张封条制于 ${seal.at.slice(0, 10)}，今天还没有制作。`
        : '还没有制作过封条。每天一张，打印后存入纸质登记簿。',
      at: seal?.at ?? null,
    });
  const due = dueReviews(db, now);
  if (due.length > 0)
    alarms.push({ kind: 'review', message: `审计月查还缺 ${due.join('、')}，请安全审计员查看。`, at: null });
  const { warning } = auditSize(db);
  if (warning !== null) alarms.push({ kind: 'size', message: warning, at: null });
  return alarms;
}

export function alarmsFor(db: ReadDb, caller: Caller, scope: Scope): Alarm[] {
  if (!caller.roles.some((role) => (OFFICER_ROLES as readonly Role[]).includes(role))) return [];
  const now = scope.now();
  return [...eventAlarms(db, now), ...signInAlarms(db), ...contentKeyAlarm(db), ...dutyAlarms(db, now)];
}
