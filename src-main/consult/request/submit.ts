import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { foldName, personById } from '#main/people/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { type Party, partyOfAccount, partyOfReader, recusal } from '../recusal/index.ts';
import { chainFor, currentRules } from '../rules/index.ts';
import { freezeItems, freezePages, resolveScope, thaw } from '../scope/index.ts';
import { traceEmergency } from '../trace.ts';
import { readerFindings, refuseUnlessAtHome } from './draft.ts';
import {
  basisOf,
  bindReaderAccount,
  type ReaderRecord,
  type RequestRecord,
  raiseRequestRevision,
  readersOf,
  wasUsed,
} from './queries.ts';
import { move, refuseIfChanged, refuseUnless, theRequest } from './the-request.ts';

type AskedScope = Parsed<'consult.save'>['request']['scope'];
type AskedReader = Parsed<'consult.save'>['request']['readers'][number];

export function readerOf(one: ReaderRecord): AskedReader {
  const { position: _, relatives, ...rest } = one;
  return { ...rest, relatives: JSON.parse(relatives) as AskedReader['relatives'] };
}

/** @throws Refusal `forbidden` naming everybody who must keep away, and why */
export function refuseRecused(
  db: ReadDb,
  personId: number,
  parties: readonly { readonly as: string; readonly party: Party }[],
): void {
  const details = parties.flatMap(({ as, party }) => {
    const reason = recusal(db, party, personId);
    return reason === undefined ? [] : [{ path: as, message: `${as}${party.name}：${reason}` }];
  });
  const [first] = details;
  if (first) throw new Refusal('forbidden', `须回避：${first.message}。请换人办理。`, details);
}

export function submit(
  db: WriteDb,
  input: Parsed<'consult.submit'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.submit'> {
  const request = theRequest(db, input.id, caller, scope);
  refuseUnless(request, ['draft'], '提交');
  refuseIfChanged(request, input.revision);
  refuseUnlessAtHome(db, request.fileId, '查阅');
  if (request.validUntil <= scope.now().toISOString())
    throw new Refusal('validation-failed', '查阅的截止时间已过，请修改时间后提交。', [
      { path: 'validUntil', message: '截止时间已过' },
    ]);
  const readers = readersOf(db, request.id).map(readerOf);
  const findings = readerFindings(db, readers, request.createdById);
  if (findings.length > 0) throw new Refusal('validation-failed', '查阅人有误，未提交。', findings);
  if (!request.emergency && basisOf(db, request.id).length === 0)
    throw new Refusal(
      'state-refused',
      '还没有附上依据文件。请扫描盖章的审批表或公函并附上（只有紧急查阅可以后补）。',
    );
  refuseRecused(db, request.personId, [
    ...readers.map((reader) => ({ as: '查阅人', party: partyOfReader(db, reader) })),
    { as: '经办人', party: partyOfAccount(db, caller.accountId) },
  ]);
  const resolved = resolveScope(db, request.fileId, JSON.parse(request.scope) as AskedScope, caller);
  const ways = JSON.parse(request.ways) as string[];
  if (resolved.pageIds.length === 0 && ways.some((way) => way !== 'loan'))
    throw new Refusal('validation-failed', '所选材料没有扫描件，只能借出纸质件。', [
      { path: 'scope', message: '没有扫描件' },
    ]);
  const chain = chainFor(currentRules(db, scope).rules, {
    rank: personById(db, request.personId)?.rank ?? '',
    secrecyRank: resolved.secrecyRank,
    emergency: request.emergency === 1,
  });
  if (!chain) throw new Refusal('state-refused', '查阅规则中没有适用的审批链，请联系安全保密管理员。');
  const revision = move(db, request, {
    state: 'submitted',
    reason: '',
    step: 0,
    chain: JSON.stringify({ name: chain.name, steps: chain.steps }),
    secrecyRank: resolved.secrecyRank,
    secondsLeft: request.minutes * 60,
  });
  thaw(db, request.id);
  freezeItems(db, request.id, resolved.itemIds);
  freezePages(db, request.id, resolved.pageIds);
  scope.note.subject = `consult:${request.id}`;
  scope.note.detail = {
    number: request.number,
    version: request.version,
    chain: chain.id,
    emergency: request.emergency === 1,
    items: resolved.itemIds.length,
    pages: resolved.pageIds.length,
  };
  traceEmergency(db, scope, caller, request, '提交');
  return { id: request.id, revision };
}

export function withdraw(
  db: WriteDb,
  input: Parsed<'consult.withdraw'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.withdraw'> {
  const request = theRequest(db, input.id, caller, scope);
  refuseUnless(request, ['draft', 'submitted', 'approved'], '撤回');
  refuseIfChanged(request, input.revision);
  refuseIfUsed(db, request);
  const closedAt = scope.now().toISOString();
  const revision = move(db, request, { state: 'withdrawn', reason: input.reason, closedAt });
  scope.note.subject = `consult:${request.id}`;
  scope.note.detail = { number: request.number, from: request.state, reason: input.reason };
  traceEmergency(db, scope, caller, request, '撤回');
  return { id: request.id, revision };
}

/** A new version in place of what was submitted or approved: every signature must be given anew. */
export function revise(
  db: WriteDb,
  input: Parsed<'consult.revise'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.revise'> {
  const request = theRequest(db, input.id, caller, scope);
  refuseUnless(request, ['submitted', 'approved'], '变更');
  refuseIfChanged(request, input.revision);
  refuseIfUsed(db, request);
  const version = request.version + 1;
  const revision = move(db, request, { state: 'draft', reason: input.reason, version, secondsLeft: 0 });
  thaw(db, request.id);
  scope.note.subject = `consult:${request.id}`;
  scope.note.detail = { number: request.number, from: request.state, version, reason: input.reason };
  traceEmergency(db, scope, caller, request, '变更');
  return { id: request.id, revision };
}

function refuseIfUsed(db: ReadDb, request: RequestRecord): void {
  if (!wasUsed(db, request.id)) return;
  throw new Refusal(
    'state-refused',
    `查阅单 ${request.number} 已经用过（有阅览或借出），不能撤回或变更，只能办理归还核对。`,
  );
}

export function bindReader(
  db: WriteDb,
  input: Parsed<'consult.bindReader'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.bindReader'> {
  const request = theRequest(db, input.id, caller, scope);
  refuseUnless(request, ['draft', 'submitted', 'approved'], '登记查阅人账号');
  refuseIfChanged(request, input.revision);
  const readers = readersOf(db, request.id);
  const reader = readers.find((one) => foldName(one.name) === foldName(input.name) && one.accountId === null);
  if (!reader) throw new Refusal('not-found', '查阅单上没有这位尚无账号的查阅人。');
  const bound = readers.map((one) => readerOf(one === reader ? { ...one, accountId: input.accountId } : one));
  const findings = readerFindings(db, bound, request.createdById);
  if (findings.length > 0) throw new Refusal('validation-failed', '账号与查阅人不符，未登记。', findings);
  refuseRecused(
    db,
    request.personId,
    bound.map((one) => ({ as: '查阅人', party: partyOfReader(db, one) })),
  );
  if (!raiseRequestRevision(db, request.id, request.revision)) refuseIfChanged(request, -1);
  bindReaderAccount(db, request.id, reader.position, input.accountId);
  scope.note.subject = `consult:${request.id}`;
  scope.note.detail = { reader: reader.name, account: input.accountId };
  return { id: request.id, revision: request.revision + 1 };
}
