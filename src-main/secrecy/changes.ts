import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { LONGEST_SECRECY_YEARS, type SecrecyLevel, secrecyRank } from '#contract/vocabulary.ts';
import { refuseSamePerson } from '#main/accounts/index.ts';
import { changesBetween } from '#main/audit/index.ts';
import { type ItemRecord, theItem } from '#main/catalogue/index.ts';
import { noteOnVolume, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { writtenMark } from './marks.ts';
import {
  applyMark,
  type ChangeRecord,
  changeById,
  changeRecords,
  changesOfItem,
  eventOf,
  insertChange,
  noteDecision,
  noteReview,
  noteWithdrawal,
} from './queries.ts';

const LISTS = {
  open: ['proposed', 'reviewed'],
  'to-review': ['proposed'],
  'to-decide': ['reviewed'],
  all: ['proposed', 'reviewed', 'approved', 'rejected', 'withdrawn'],
} as const;

function show(one: ChangeRecord): Output<'secrecy.changes'>['changes'][number] {
  const {
    fromSecrecy,
    fromYears,
    fromEvent,
    toSecrecy,
    toYears,
    toEvent,
    rank: _r,
    proposerId: _p,
    reviewerId: _v,
    ...rest
  } = one;
  return {
    ...rest,
    fromMark: writtenMark(fromSecrecy, fromYears, fromEvent),
    toMark: writtenMark(toSecrecy, toYears, toEvent),
    level: toSecrecy,
    years: toYears,
    event: toEvent,
  };
}

export function listChanges(
  db: ReadDb,
  input: Parsed<'secrecy.changes'>,
  caller: Caller,
): Output<'secrecy.changes'> {
  const filter = { states: LISTS[input.list], itemId: input.itemId, fileId: input.fileId };
  return { changes: changeRecords(db, filter, caller.clearanceRank).map(show) };
}

/** @throws Refusal `not-found`, also above the caller's clearance */
export function theChange(db: ReadDb, id: number, caller: Caller): ChangeRecord {
  const found = changeById(db, id);
  if (!found || found.rank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这项密级变更，列表可能已变化，请刷新。');
  return found;
}

interface Proposal {
  readonly kind: ChangeRecord['kind'];
  readonly secrecy: SecrecyLevel;
  readonly years: number;
  readonly event: string;
  readonly reason: string;
  readonly basis: string;
  /** Account that stands for it: the clerk, or the appraiser whose judgement it is. */
  readonly by: number;
  readonly at: string;
}

/** Opens a change of an item's mark. @throws Refusal `state-refused`, `validation-failed` */
export function openChange(db: WriteDb, item: ItemRecord, one: Proposal): number {
  if (item.state === 'void') throw new Refusal('state-refused', '该件已作废，无须变更密级。');
  if (changesOfItem(db, item.id).some((change) => change.state === 'proposed' || change.state === 'reviewed'))
    throw new Refusal('state-refused', '该件已有一项密级变更在办，请先办结。');
  const most = LONGEST_SECRECY_YEARS[one.secrecy];
  const details: { path: string; message: string }[] = [];
  if (one.kind === 'declassify' && (one.secrecy !== 'internal' || one.years !== 0 || one.event !== ''))
    details.push({ path: 'level', message: '解密后不再有密级和期限' });
  if (one.kind === 'declassify' && item.secrecy === 'internal')
    details.push({ path: 'kind', message: '该件不是国家秘密，无须解密' });
  if (one.years > most)
    details.push({
      path: 'years',
      message: most === 0 ? '内部材料不设保密期限' : `该密级的保密期限不超过${most}年`,
    });
  if (one.event !== '' && (one.years !== 0 || one.secrecy === 'internal'))
    details.push({ path: 'event', message: '解密条件与年限只能填一项，内部材料不填' });
  // No term marked means the longest one (domain 2.10).
  const years = one.event === '' ? one.years || most : 0;
  const event = eventOf(db, item.id);
  if (one.secrecy === item.secrecy && years === item.secrecyYears && one.event === event)
    details.push({ path: 'level', message: '与现在的密级、期限相同' });
  if (details.length > 0) throw new Refusal('validation-failed', '密级变更填写有误，未提交。', details);
  return insertChange(db, {
    itemId: item.id,
    kind: one.kind,
    fromSecrecy: item.secrecy,
    fromYears: item.secrecyYears,
    fromEvent: event,
    toSecrecy: one.secrecy,
    toYears: years,
    toEvent: one.event,
    rank: Math.max(item.secrecyRank, secrecyRank(one.secrecy)),
    reason: one.reason,
    basis: one.basis,
    proposerId: one.by,
    proposedAt: one.at,
  });
}

/** 拟定. */
export function proposeChange(
  db: WriteDb,
  input: Parsed<'secrecy.propose'>,
  caller: Caller,
  scope: Scope,
): Output<'secrecy.propose'> {
  const item = theItem(db, input.itemId, caller);
  refuseUnlessOpen(theFile(db, item.fileId));
  if (item.revision !== input.revision)
    throw new Refusal('conflict', '这件材料刚被改过，请刷新后按新的内容拟定。');
  if (secrecyRank(input.level) > caller.clearanceRank)
    throw new Refusal('forbidden', '不能拟定高于本人知悉范围的密级，请交有权限的人办理。');
  const id = openChange(db, item, {
    kind: input.kind,
    secrecy: input.level,
    years: input.years,
    event: input.event,
    reason: input.reason,
    basis: input.basis,
    by: caller.accountId,
    at: scope.now().toISOString(),
  });
  scope.note.subject = `item:${item.id}`;
  scope.note.detail = { change: id, kind: input.kind };
  scope.note.changes = changesBetween(
    { secrecy: item.secrecy, secrecyYears: item.secrecyYears },
    { secrecy: input.level, secrecyYears: input.years, secrecyEvent: input.event, reason: input.reason },
    Math.max(item.secrecyRank, secrecyRank(input.level)),
  );
  return { id };
}

export function withdrawChange(
  db: WriteDb,
  input: Parsed<'secrecy.withdraw'>,
  caller: Caller,
  scope: Scope,
): Output<'secrecy.withdraw'> {
  const one = theChange(db, input.id, caller);
  if (one.proposerId !== caller.accountId) throw new Refusal('forbidden', '只有拟定人自己可以撤回。');
  if (!noteWithdrawal(db, one.id)) throw new Refusal('state-refused', '这项密级变更已经办结，不能撤回。');
  scope.note.subject = `item:${one.itemId}`;
  scope.note.detail = { change: one.id, reason: input.reason };
  return { done: true };
}

/** 审核, by a second person. */
export function reviewChange(
  db: WriteDb,
  input: Parsed<'secrecy.review'>,
  caller: Caller,
  scope: Scope,
): Output<'secrecy.review'> {
  const one = theChange(db, input.id, caller);
  refuseSamePerson(db, caller.accountId, [one.proposerId], '密级变更须由另一人审核，不能审核自己拟定的。');
  const act = { by: caller.accountId, at: scope.now().toISOString(), note: input.note };
  if (!noteReview(db, one.id, input.pass ? 'reviewed' : 'rejected', act))
    throw new Refusal('state-refused', '这项密级变更已经审核或撤回，请刷新。');
  scope.note.subject = `item:${one.itemId}`;
  scope.note.detail = { change: one.id, pass: input.pass, note: input.note };
  return { done: true };
}

/** 批准, by a third person: from here the new mark holds, and the old one stays on record as struck. */
export function decideChange(
  db: WriteDb,
  input: Parsed<'secrecy.decide'>,
  caller: Caller,
  scope: Scope,
): Output<'secrecy.decide'> {
  const one = theChange(db, input.id, caller);
  const before = [one.proposerId, ...(one.reviewerId === null ? [] : [one.reviewerId])];
  refuseSamePerson(db, caller.accountId, before, '密级变更须由第三人批准，拟定人和审核人不能批准。');
  const at = scope.now().toISOString();
  const act = { by: caller.accountId, at, note: input.note };
  if (!noteDecision(db, one.id, input.approve ? 'approved' : 'rejected', act))
    throw new Refusal('state-refused', '这项密级变更尚未审核，或已经办结、撤回，请刷新。');
  scope.note.subject = `item:${one.itemId}`;
  scope.note.detail = { change: one.id, approve: input.approve, note: input.note };
  if (!input.approve) return { done: true };
  const item = theItem(db, one.itemId, caller);
  refuseUnlessOpen(theFile(db, item.fileId));
  const same =
    item.secrecy === one.fromSecrecy &&
    item.secrecyYears === one.fromYears &&
    eventOf(db, item.id) === one.fromEvent;
  if (!same || item.state === 'void')
    throw new Refusal('conflict', '拟定之后该件的密级又有变动或已作废，不能照原件批准。请退回后重新拟定。');
  applyMark(
    db,
    item.id,
    {
      secrecy: one.toSecrecy,
      rank: secrecyRank(one.toSecrecy),
      years: one.toYears,
      event: one.toEvent,
    },
    at,
  );
  scope.note.changes = changesBetween(
    { secrecy: one.fromSecrecy, secrecyYears: one.fromYears, secrecyEvent: one.fromEvent },
    { secrecy: one.toSecrecy, secrecyYears: one.toYears, secrecyEvent: one.toEvent },
    one.rank,
  );
  noteOnVolume(
    db,
    item.fileId,
    at,
    caller.name,
    `${item.archivalCode ?? `第 ${item.id} 件`} ${one.kind === 'declassify' ? '解密' : '密级变更'}，依据：${one.basis}。请在原件上划去原标志，旁注新标志。`,
    Math.max(item.secrecyRank, secrecyRank(one.toSecrecy)),
  );
  return { done: true };
}
