/** 鉴定: authenticity, value, retention, secrecy, each with reason and evidence; one proposes, another confirms. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { LONGEST_SECRECY_YEARS, secrecyRank } from '#contract/vocabulary.ts';
import { isSamePerson, refuseSamePerson } from '#main/accounts/index.ts';
import { changesBetween } from '#main/audit/index.ts';
import { itemById, setAppraisalState, theItem, updateItem } from '#main/catalogue/index.ts';
import { noteOnVolume, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { openChange } from '#main/secrecy/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { appraisalById, appraisalsOf, decideAppraisal, insertAppraisal, itemsInStates } from './queries.ts';

type Opinion = Parsed<'appraisal.propose'>['opinion'];

const LISTS = {
  pending: ['pending'],
  proposed: ['proposed'],
  returned: ['refused', 'supplement'],
  confirmed: ['confirmed'],
} as const;

export function queue(
  db: ReadDb,
  input: Parsed<'appraisal.queue'>,
  caller: Caller,
): Output<'appraisal.queue'> {
  return { ids: itemsInStates(db, LISTS[input.list], caller.clearanceRank) };
}

export function history(
  db: ReadDb,
  input: Parsed<'appraisal.history'>,
  caller: Caller,
  scope: Scope,
): Output<'appraisal.history'> {
  theItem(db, input.itemId, caller);
  scope.note.subject = `item:${input.itemId}`;
  return {
    appraisals: appraisalsOf(db, input.itemId).map(({ proposerId, opinion, ...rest }) => ({
      ...rest,
      mine: isSamePerson(db, caller.accountId, proposerId),
      opinion: JSON.parse(opinion) as Opinion,
    })),
  };
}

export function propose(
  db: WriteDb,
  input: Parsed<'appraisal.propose'>,
  caller: Caller,
  scope: Scope,
): Output<'appraisal.propose'> {
  const item = theItem(db, input.itemId, caller);
  refuseUnlessOpen(theFile(db, item.fileId));
  if (item.state === 'void') throw new Refusal('state-refused', '该件已作废，无须鉴定。');
  if (item.appraisalState === 'proposed') throw new Refusal('state-refused', '该件已有鉴定意见待复核。');
  if (item.revision !== input.revision)
    throw new Refusal('conflict', '这件材料刚被改过，请刷新后按新的内容鉴定。');
  if (input.opinion.verdict !== 'accept' && input.opinion.note === '') {
    throw new Refusal('validation-failed', '退回或要求补充时，请写明要档案员做什么。', [
      { path: 'note', message: '请写明要求' },
    ]);
  }
  if (secrecyRank(input.opinion.secrecy.value) > caller.clearanceRank) {
    throw new Refusal('forbidden', '拟定的密级超出您的知悉范围，请交有相应权限的人鉴定。');
  }
  const id = insertAppraisal(db, {
    itemId: item.id,
    opinion: JSON.stringify(input.opinion),
    by: caller.accountId,
    at: scope.now().toISOString(),
  });
  setAppraisalState(db, item.id, 'proposed');
  scope.note.subject = `item:${item.id}`;
  scope.note.changes = changesBetween(
    undefined,
    input.opinion,
    Math.max(item.secrecyRank, secrecyRank(input.opinion.secrecy.value)),
  );
  return { id };
}

/** By another person. Confirmed: retention and secrecy take effect, or the item goes back to the clerk. */
export function decide(
  db: WriteDb,
  input: Parsed<'appraisal.decide'>,
  caller: Caller,
  scope: Scope,
): Output<'appraisal.decide'> {
  const one = appraisalById(db, input.appraisalId);
  if (!one) throw new Refusal('not-found', '没有这条鉴定意见。');
  const item = theItem(db, one.itemId, caller);
  if (one.state !== 'proposed') throw new Refusal('state-refused', '这条鉴定意见已经复核过。');
  refuseSamePerson(db, caller.accountId, [one.proposerId], '鉴定须由另一人复核，不能复核自己的意见。');
  refuseUnlessOpen(theFile(db, item.fileId));
  const at = scope.now().toISOString();
  const opinion = JSON.parse(one.opinion) as Opinion;
  if (input.confirm && secrecyRank(opinion.secrecy.value) > caller.clearanceRank)
    throw new Refusal('forbidden', '拟定的密级超出您的知悉范围，请交有相应权限的人复核。');
  decideAppraisal(db, one.id, {
    state: input.confirm ? 'confirmed' : 'rejected',
    by: caller.accountId,
    at,
    note: input.note,
  });
  scope.note.subject = `item:${item.id}`;
  scope.note.detail = { appraisal: one.id, confirm: input.confirm, note: input.note };
  if (!input.confirm) {
    setAppraisalState(db, item.id, 'pending');
    return { done: true };
  }
  if (opinion.verdict !== 'accept') {
    setAppraisalState(db, item.id, opinion.verdict === 'refuse' ? 'refused' : 'supplement');
    return { done: true };
  }
  const secrecy = opinion.secrecy.value;
  const changesCode =
    item.state === 'fixed' &&
    item.retention !== opinion.retention.value &&
    item.archivalCode?.includes(item.retention);
  if (changesCode) {
    throw new Refusal(
      'state-refused',
      '档号中含保管期限且已定号；请先由档案员作废或重新整理，再确认改期的鉴定。',
    );
  }
  // What is fixed bears its mark on paper: the appraiser's judgement proposes, two more persons decide.
  const byProcedure = item.state === 'fixed' && secrecy !== item.secrecy;
  if (byProcedure) {
    openChange(db, item, {
      kind: secrecy === 'internal' ? 'declassify' : 'change',
      secrecy,
      years: 0,
      event: '',
      reason: opinion.secrecy.reason,
      basis: opinion.secrecy.evidence === '' ? `鉴定意见 ${one.id} 号` : opinion.secrecy.evidence,
      by: one.proposerId,
      at,
    });
  }
  const mark = byProcedure ? item.secrecy : secrecy;
  updateItem(
    db,
    item.id,
    item.revision,
    {
      ...item,
      signed: item.signed === 1,
      stamped: item.stamped === 1,
      retention: opinion.retention.value,
      secrecy: mark,
      secrecyRank: secrecyRank(mark),
      secrecyYears: mark === item.secrecy ? item.secrecyYears : LONGEST_SECRECY_YEARS[mark],
    },
    at,
  );
  setAppraisalState(db, item.id, 'confirmed');
  if (opinion.retention.value !== item.retention || secrecy !== item.secrecy) {
    noteOnVolume(
      db,
      item.fileId,
      at,
      caller.name,
      `「${item.title}」经鉴定调整：保管期限 ${item.retention}→${opinion.retention.value}，${byProcedure ? '密级变更另行报批' : '密级依鉴定意见'}。`,
    );
  }
  return { done: true };
}

export function resubmit(
  db: WriteDb,
  input: Parsed<'appraisal.resubmit'>,
  caller: Caller,
  scope: Scope,
): Output<'appraisal.resubmit'> {
  const item = theItem(db, input.itemId, caller);
  if (item.appraisalState !== 'refused' && item.appraisalState !== 'supplement') {
    throw new Refusal('state-refused', '该件没有被退回，无须重新提交。');
  }
  setAppraisalState(db, item.id, 'pending');
  scope.note.subject = `item:${item.id}`;
  scope.note.detail = { note: input.note, revision: itemById(db, item.id)?.revision };
  return { done: true };
}
