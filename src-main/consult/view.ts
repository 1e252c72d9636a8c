import type { Output, Parsed } from '#contract/index.ts';
import type { ConsultState, ConsultWay } from '#contract/vocabulary.ts';
import { fileOfPerson } from '#main/files/index.ts';
import { personById, postsOf } from '#main/people/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { excerptsOf } from './copies/index.ts';
import { returnCheckOf, sittingsOf } from './reading/index.ts';
import { lateNow } from './register/index.ts';
import {
  basisOf,
  emergencyRequests,
  findRequests,
  isOnlyReader,
  type RequestRecord,
  readerAccounts,
  readerOf,
  readersOf,
  requestsByIds,
  stateWord,
  theRequest,
} from './request/index.ts';
import { frozenCounts, itemsView } from './scope/index.ts';
import { chainOf, signHindrance, signOffsOf, stepFor } from './sign-off/index.ts';

const LISTS: Readonly<Record<Parsed<'consult.ids'>['list'], readonly ConsultState[] | undefined>> = {
  all: undefined,
  draft: ['draft'],
  'to-sign': ['submitted'],
  submitted: ['submitted'],
  approved: ['approved', 'reading'],
  returning: ['returning'],
  closed: ['closed'],
  void: ['rejected', 'withdrawn', 'expired'],
  emergency: undefined,
};

function maySign(db: ReadDb, request: RequestRecord, caller: Caller): boolean {
  return stepFor(request, caller) !== undefined && signHindrance(db, request, caller) === undefined;
}

export function listRequests(
  db: ReadDb,
  input: Parsed<'consult.ids'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.ids'> {
  const now = scope.now().toISOString();
  const ids = findRequests(db, {
    states: LISTS[input.list],
    emergencyOnly: input.list === 'emergency',
    text: input.text ?? '',
    rank: caller.clearanceRank,
    reader: isOnlyReader(caller) ? caller.accountId : undefined,
    now,
  });
  if (input.list !== 'to-sign') return { ids };
  return {
    ids: requestsByIds(db, ids, now)
      .filter((request) => maySign(db, request, caller))
      .map((request) => request.id),
  };
}

export function requestWindow(
  db: ReadDb,
  input: Parsed<'consult.rows'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.rows'> {
  const late = new Set(lateNow(db, caller, scope).map((one) => one.requestId));
  const onlyReader = isOnlyReader(caller);
  const shown = requestsByIds(db, input.ids, scope.now().toISOString()).filter(
    (request) =>
      request.secrecyRank <= caller.clearanceRank &&
      (!onlyReader || readersOf(db, request.id).some((one) => one.accountId === caller.accountId)),
  );
  return {
    rows: shown.map((request) => ({
      id: request.id,
      number: request.number,
      fileId: request.fileId,
      personName: request.personName,
      unit: request.unit,
      readers: readersOf(db, request.id).map((reader) => reader.name),
      purposeName: request.purposeName,
      state: request.state,
      emergency: request.emergency === 1,
      waitingFor:
        request.state === 'submitted' ? (chainOf(request).steps[request.step ?? 0]?.name ?? '') : '',
      mineToSign: maySign(db, request, caller),
      pages: frozenCounts(db, request.id).pages,
      minutes: request.minutes,
      validFrom: request.validFrom,
      validUntil: request.validUntil,
      createdAt: request.createdAt,
      createdBy: request.createdBy,
      overdue: late.has(request.id),
    })),
  };
}

/** A reader who is nothing else learns of titles only once they are approved. */
function mayKnowItems(request: RequestRecord, caller: Caller): boolean {
  return !isOnlyReader(caller) || ['approved', 'reading', 'returning', 'closed'].includes(request.state);
}

export function viewRequest(
  db: ReadDb,
  input: Parsed<'consult.get'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.get'> {
  const request = theRequest(db, input.id, caller, scope);
  const person = personById(db, request.personId);
  const chain = chainOf(request);
  const waits = stepFor(request, caller);
  const hindrance = waits === undefined ? undefined : signHindrance(db, request, caller);
  scope.note.subject = `consult:${request.id}`;
  return {
    id: request.id,
    number: request.number,
    version: request.version,
    revision: request.revision,
    state: request.state,
    stateReason: request.stateReason,
    fileId: request.fileId,
    personName: request.personName,
    personUnit: person?.unit ?? '',
    personPost: postsOf(db, request.personId)[0] ?? '',
    volumeNumber: fileOfPerson(db, request.personId)?.volume_number ?? 0,
    purpose: request.purpose,
    purposeName: request.purposeName,
    reason: request.reason,
    unit: request.unit,
    unitLeader: request.unitLeader,
    phone: request.phone,
    readers: readersOf(db, request.id).map(readerOf),
    scope: JSON.parse(request.scope) as Parsed<'consult.save'>['request']['scope'],
    ways: JSON.parse(request.ways) as ConsultWay[],
    minutes: request.minutes,
    validFrom: request.validFrom,
    validUntil: request.validUntil,
    emergency: request.emergency === 1,
    chainName: chain.name,
    steps: chain.steps.map((step) => ({ ...step, roles: [...step.roles], logins: [...step.logins] })),
    step: request.state === 'submitted' ? request.step : null,
    mineToSign: waits !== undefined && hindrance === undefined,
    signHindrance: hindrance ?? '',
    signOffs: signOffsOf(db, request.id).map(({ accountId: _, approved, ...one }) => ({
      ...one,
      approved: approved === 1,
    })),
    basis: basisOf(db, request.id),
    items: mayKnowItems(request, caller) ? itemsView(db, request.id, caller.clearanceRank) : [],
    sittings: sittingsOf(db, request.id).map((one) => ({
      id: one.id,
      startedAt: one.startedAt,
      endedAt: one.endedAt,
      end: one.end,
      readers: (JSON.parse(one.readers) as { name: string }[]).map((reader) => reader.name),
      clerk: one.clerk,
      grantedSeconds: one.grantedSeconds,
      usedSeconds: one.usedSeconds,
    })),
    secondsLeft: request.secondsLeft,
    excerpts: excerptsOf(db, request.id, caller.clearanceRank),
    createdAt: request.createdAt,
    createdBy: request.createdBy,
    closedAt: request.closedAt,
    returnCheck: returnCheckOf(db, request.id) ?? null,
  };
}

export function listReaders(db: ReadDb): Output<'consult.readers'> {
  return {
    readers: readerAccounts(db).map(({ ready, ...one }) => ({ ...one, ready: ready === 1 })),
  };
}

/** Emergency requests without the name of a cadre: the officers watch the procedure, not the content. */
export function listEmergencies(
  db: ReadDb,
  _input: Parsed<'consult.emergencies'>,
  _caller: Caller,
  scope: Scope,
): Output<'consult.emergencies'> {
  return {
    emergencies: emergencyRequests(db, scope.now().toISOString()).map((request) => ({
      id: request.id,
      number: request.number,
      unit: request.unit,
      readers: readersOf(db, request.id).map((reader) => reader.name),
      purposeName: request.purposeName,
      state: stateWord(request.state),
      createdAt: request.createdAt,
      signedBy: signOffsOf(db, request.id)
        .filter((one) => one.version === request.version)
        .map((one) => `${one.stepName}：${one.by}`),
      opened: sittingsOf(db, request.id).length,
    })),
  };
}
