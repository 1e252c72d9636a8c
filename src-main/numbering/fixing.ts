/** 定号与装订 by two persons: the clerk asks for what the preview showed, another person approves exactly that. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { refuseSamePerson } from '#main/accounts/index.ts';
import { type FileRecord, noteOnVolume, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { basisOf, type Planned, plan } from './numbering.ts';
import {
  boundAt,
  countLoose,
  decideFixing,
  type FixingRecord,
  fixingById,
  fixingsOf,
  insertFixing,
  isRetired,
  openFixing,
  putNumber,
} from './queries.ts';

const CHANGED = '提请之后材料又有变动，批准的与看到的会不一样，没有定号。请退回，由档案员重新预览后再提请。';

/** Numbers are given to the whole volume. @throws Refusal `forbidden` */
function refuseAbove(planned: readonly Planned[], caller: Caller): void {
  if (planned.some(({ item }) => item.state === 'draft' && item.secrecyRank > caller.clearanceRank))
    throw new Refusal('forbidden', '本卷有超出您知悉范围的材料，须由知悉范围涵盖全卷的人办理定号。');
}

export function proposeFixing(
  db: WriteDb,
  input: Parsed<'numbering.proposeFixing'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.proposeFixing'> {
  const file = theFile(db, input.fileId);
  refuseUnlessOpen(file);
  if (openFixing(db, file.id))
    throw new Refusal('state-refused', '本卷已有一项定号申请待批；可先撤回，再重新提请。');
  const { planned } = plan(db, file, scope.resources);
  if (basisOf(planned) !== input.basis)
    throw new Refusal('conflict', '预览之后材料又有变动，没有提请。请看过新的预览再提请。');
  const drafts = planned.filter(({ item }) => item.state === 'draft');
  if (
    drafts.length === 0 &&
    !(input.binds && countLoose(db, file.id, boundAt(db, file.id), caller.clearanceRank) > 0)
  )
    throw new Refusal('state-refused', '没有要定号的材料，也没有未装订的材料。');
  refuseAbove(planned, caller);
  const id = insertFixing(db, {
    fileId: file.id,
    binds: input.binds,
    items: drafts.length,
    rank: Math.max(0, ...drafts.map(({ item }) => item.secrecyRank)),
    basis: input.basis,
    by: caller.accountId,
    at: scope.now().toISOString(),
  });
  scope.note.subject = `file:${file.id}`;
  scope.note.detail = { fixing: id, items: drafts.length, binds: input.binds };
  return { id, items: drafts.length };
}

function theOpen(db: ReadDb, id: number, caller: Caller): FixingRecord {
  const one = fixingById(db, id);
  if (!one || one.secrecy_rank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这项定号申请，列表可能已变化，请刷新。');
  if (one.state !== 'proposed') throw new Refusal('state-refused', '这项定号申请已经办结。');
  return one;
}

export function withdrawFixing(
  db: WriteDb,
  input: Parsed<'numbering.withdrawFixing'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.withdrawFixing'> {
  const one = theOpen(db, input.id, caller);
  decideFixing(db, one.id, {
    state: 'withdrawn',
    by: caller.accountId,
    at: scope.now().toISOString(),
    note: '',
  });
  scope.note.subject = `file:${one.file_id}`;
  scope.note.detail = { fixing: one.id };
  return { done: true };
}

/** Approves or sends back. Approved, the numbers are as they were previewed and stay for ever (design section 9). */
export function decideOnFixing(
  db: WriteDb,
  input: Parsed<'numbering.decideFixing'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.decideFixing'> {
  const one = theOpen(db, input.id, caller);
  refuseSamePerson(db, caller.accountId, [one.proposed_by], '定号、装订须由另一人审批。');
  const file = theFile(db, one.file_id);
  const { planned, style } = plan(db, file, scope.resources);
  refuseAbove(planned, caller);
  const at = scope.now().toISOString();
  const decided = { by: caller.accountId, at, note: input.note };
  scope.note.subject = `file:${file.id}`;
  if (!input.approve) {
    if (input.note === '') throw new Refusal('validation-failed', '退回须写明理由。');
    decideFixing(db, one.id, { ...decided, state: 'rejected' });
    scope.note.detail = { fixing: one.id, note: input.note };
    return { fixed: 0 };
  }
  refuseUnlessOpen(file);
  if (basisOf(planned) !== one.basis) throw new Refusal('conflict', CHANGED);
  const drafts = planned.filter(({ item }) => item.state === 'draft');
  putNumbers(db, drafts, style.id, at);
  decideFixing(db, one.id, { ...decided, state: 'approved' });
  noteOnVolume(db, file.id, at, caller.name, noteOf(one, drafts, file), one.secrecy_rank);
  scope.note.detail = {
    fixing: one.id,
    binds: one.binds === 1,
    fixed: drafts.map((d) => [d.item.id, d.code]),
  };
  return { fixed: drafts.length };
}

function putNumbers(db: WriteDb, drafts: readonly Planned[], style: string, at: string): void {
  for (const { item, code, itemNumber, classSequence } of drafts) {
    if (isRetired(db, code))
      throw new Refusal('number-taken', `档号 ${code} 曾经用过，不能再用。请检查档号式样。`);
    putNumber(db, item.id, { itemNumber, classSequence, archivalCode: code, style }, at);
  }
}

/** The line of the 备考表. */
function noteOf(one: FixingRecord, drafts: readonly Planned[], file: FileRecord): string {
  const parts =
    drafts.length === 0
      ? []
      : [`定号 ${drafts.length} 件（件号 ${drafts.map(({ itemNumber }) => itemNumber).join('、')}）`];
  if (one.binds === 1) parts.push(`第 ${file.volume_number} 卷装订`);
  return `${one.proposer}提请，经批准${parts.join('，')}。`;
}

export function listFixings(
  db: ReadDb,
  input: Parsed<'numbering.fixings'>,
  caller: Caller,
): Output<'numbering.fixings'> {
  return {
    fixings: fixingsOf(db, input.fileId, caller.clearanceRank).map((one) => ({
      id: one.id,
      fileId: one.file_id,
      personId: one.person_id,
      personName: one.person_name,
      volumeNumber: one.volume_number,
      state: one.state,
      binds: one.binds === 1,
      items: one.items,
      proposedBy: one.proposer,
      proposedAt: one.proposed_at,
      decidedBy: one.decider,
      decidedAt: one.decided_at,
      note: one.note,
    })),
  };
}
