import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { type ConsultWay, secrecyRank } from '#contract/vocabulary.ts';
import { accountById, isSamePerson, rolesOf } from '#main/accounts/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { excerptsOf } from '../copies/index.ts';
import { provePassword } from '../password.ts';
import { partyOfAccount, partyOfReader } from '../recusal/index.ts';
import {
  move,
  type RequestRecord,
  readerOf,
  readersOf,
  refuseIfChanged,
  refuseRecused,
  refuseUnless,
  refuseUnlessAtHome,
  requestById,
  theRequest,
} from '../request/index.ts';
import { itemsView } from '../scope/index.ts';
import { traceEmergency } from '../trace.ts';
import { endSitting } from './end.ts';
import { addSeconds, insertSitting, noteUsed } from './queries.ts';
import type { Held, ReadingRoom } from './reading-room.ts';

/** Highest rank that the whole table may see: the lowest clearance among readers and clerk, as it is this moment. */
export function tableRank(db: ReadDb, readers: Held['readers'], caller: Caller): number {
  const ranks = readers.map((reader) => {
    const account = accountById(db, reader.accountId);
    return account?.state === 'active' ? secrecyRank(account.clearance) : -1;
  });
  return Math.min(caller.clearanceRank, ...ranks);
}

function refuseUnlessDue(db: ReadDb, request: RequestRecord, now: string): void {
  refuseUnless(request, ['approved'], '开始阅览');
  if (!(JSON.parse(request.ways) as ConsultWay[]).some((way) => way === 'read' || way === 'excerpt'))
    throw new Refusal('state-refused', '批准的方式不含查阅，不能开始阅览。');
  if (now < request.validFrom)
    throw new Refusal('state-refused', `查阅单 ${request.number} 的有效期还没有开始。`);
  refuseUnlessAtHome(db, request.fileId, '查阅');
}

/** The readers who came: named in the request, each a different person with a reader's account. */
function readersPresent(db: ReadDb, request: RequestRecord, input: Parsed<'consult.open'>): Held['readers'] {
  const named = readersOf(db, request.id);
  const present = input.readers.map(({ accountId }) => {
    const reader = named.find((one) => one.accountId === accountId);
    if (!reader || !rolesOf(db, accountId).includes('reader'))
      throw new Refusal('forbidden', '有人不在这张查阅单批准的查阅人之内，不能阅览。');
    return { accountId, name: reader.name };
  });
  const twice = present.some((one, at) =>
    present.slice(at + 1).some((other) => isSamePerson(db, one.accountId, other.accountId)),
  );
  if (twice) throw new Refusal('second-person-needed', '两名查阅人须是两个人，各自输入自己的密码。');
  return present;
}

function refuseAtTheTable(
  db: ReadDb,
  request: RequestRecord,
  present: Held['readers'],
  caller: Caller,
): void {
  const named = readersOf(db, request.id).map(readerOf);
  refuseRecused(db, request.personId, [
    ...present.map((one) => {
      const reader = named.find((candidate) => candidate.accountId === one.accountId);
      const party = reader ? partyOfReader(db, reader) : partyOfAccount(db, one.accountId);
      return { as: '查阅人', party };
    }),
    { as: '值守档案员', party: partyOfAccount(db, caller.accountId) },
  ]);
  if (present.some((one) => isSamePerson(db, one.accountId, caller.accountId)))
    throw new Refusal('second-person-needed', '值守档案员不能同时是查阅人。');
  if (itemsView(db, request.id, tableRank(db, present, caller)).every((item) => item.pages.length === 0))
    throw new Refusal('forbidden', '在场人员的知悉范围内没有可以阅览的页，请由相应权限的人查阅。');
}

/** Both readers prove who they are; then the desk belongs to this reading until it ends. */
export async function open(
  room: ReadingRoom,
  scope: ActScope,
  input: Parsed<'consult.open'>,
): Promise<Output<'consult.open'>> {
  const { caller } = scope;
  const now = () => scope.now().toISOString();
  const check = (db: ReadDb): { request: RequestRecord; present: Held['readers'] } => {
    if (room.held) throw new Refusal('state-refused', '本机正有一组查阅人在阅览，请等其结束。');
    const request = theRequest(db, input.id, caller, scope);
    refuseUnlessDue(db, request, now());
    refuseIfChanged(request, input.revision);
    const present = readersPresent(db, request, input);
    refuseAtTheTable(db, request, present, caller);
    return { request, present };
  };
  check(scope.db);
  // Without the content key no page opens: say so before passwords are asked for nothing.
  scope.contentKey();
  for (const reader of input.readers) await provePassword(scope, reader.accountId, reader.password);
  const held = scope.commit((write): Held => {
    const { request, present } = check(write);
    const at = now();
    const valid = Math.floor((Date.parse(request.validUntil) - Date.parse(at)) / 1000);
    const grantedSeconds = Math.min(request.secondsLeft, valid);
    const sittingId = insertSitting(write, {
      requestId: request.id,
      clerkId: caller.accountId,
      readers: JSON.stringify(present),
      startedAt: at,
      grantedSeconds,
    });
    move(write, request, { state: 'reading' });
    scope.note.subject = `consult:${request.id}`;
    scope.note.detail = {
      number: request.number,
      sitting: sittingId,
      readers: present.map((one) => one.name),
      seconds: grantedSeconds,
    };
    traceEmergency(write, scope, caller, request, '开始阅览');
    return {
      sittingId,
      requestId: request.id,
      archiveId: scope.archiveId,
      clerkId: caller.accountId,
      readers: present,
      grantedSeconds,
    };
  });
  room.begin(held);
  return viewOf(scope.db, room, held, caller, now());
}

function viewOf(
  db: ReadDb,
  room: ReadingRoom,
  held: Held,
  caller: Caller,
  now: string,
): Output<'consult.open'> {
  const request = requestById(db, held.requestId, now);
  if (!request) throw new Error(`sitting ${held.sittingId} has no request`);
  const rank = tableRank(db, held.readers, caller);
  return {
    sessionId: held.sittingId,
    requestId: request.id,
    number: request.number,
    personName: request.personName,
    readers: held.readers.map((one) => one.name),
    ways: JSON.parse(request.ways) as ConsultWay[],
    secondsLeft: room.secondsLeft(),
    items: itemsView(db, request.id, rank),
    excerpts: excerptsOf(db, request.id, rank),
  };
}

export function reading(
  room: ReadingRoom,
  db: ReadDb,
  caller: Caller,
  scope: Scope,
): Output<'consult.reading'> {
  const { held } = room;
  if (!held || held.clerkId !== caller.accountId || held.archiveId !== scope.archiveId || room.isOver)
    return { reading: null };
  return { reading: viewOf(db, room, held, caller, scope.now().toISOString()) };
}

/** @throws Refusal `state-refused` when this sitting is not the one that goes on here */
export function theHeld(room: ReadingRoom, sessionId: number, caller: Pick<Caller, 'accountId'>): Held {
  const { held } = room;
  if (!held || held.sittingId !== sessionId || held.clerkId !== caller.accountId || room.isOver)
    throw new Refusal('state-refused', '这次阅览已经结束，页面不再显示。');
  return held;
}

export function beat(
  room: ReadingRoom,
  db: WriteDb,
  input: Parsed<'consult.beat'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.beat'> {
  const held = theHeld(room, input.sessionId, caller);
  const counted = room.credit(input.pageId, input.seconds);
  const at = scope.now().toISOString();
  if (counted > 0) addSeconds(db, held.sittingId, input.pageId, counted, at);
  noteUsed(db, held.sittingId, Math.floor(room.usedSeconds()));
  return { secondsLeft: room.secondsLeft(), counted: Math.round(counted) };
}

/** The readers have done. The caller locks the desk after this. */
export async function finish(
  room: ReadingRoom,
  scope: ActScope,
  input: Parsed<'consult.finish'>,
): Promise<Output<'consult.finish'>> {
  const held = theHeld(room, input.sessionId, scope.caller);
  scope.note.subject = `consult:${held.requestId}`;
  scope.note.detail = { sitting: held.sittingId, seconds: Math.round(room.usedSeconds()) };
  scope.commit((write) =>
    endSitting(write, held.sittingId, 'finished', room.usedSeconds(), scope.now().toISOString()),
  );
  room.clear();
  return { done: true };
}
