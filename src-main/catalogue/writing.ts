import type { Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { LONGEST_SECRECY_YEARS, secrecyRank } from '#contract/vocabulary.ts';
import { type Changes, changesBetween } from '#main/audit/index.ts';
import { noteOnVolume, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { sortKey } from '#main/people/index.ts';
import { currentScheme, theClass } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  type ItemFields,
  type ItemRecord,
  insertItem,
  itemById,
  moveToEndOfClass,
  setAppraisalState,
  updateItem,
} from './queries.ts';

export type ItemDraft = Parsed<'catalogue.create'>['item'];

/** @throws Refusal `not-found`, also for an item above the caller's clearance: its existence is not told (domain 2.10) */
export function theItem(db: ReadDb, id: number, caller: Pick<Caller, 'clearanceRank'>): ItemRecord {
  const item = itemById(db, id);
  if (!item || item.secrecyRank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这件材料，列表可能已变化，请刷新。');
  return item;
}

/** Fields as stored, with what follows from them. @throws Refusal `validation-failed` */
export function fieldsOf(db: ReadDb, draft: ItemDraft, caller: Caller): ItemFields {
  theClass(db, draft.classCode);
  const rank = secrecyRank(draft.secrecy);
  const details: { path: string; message: string }[] = [];
  if (rank > caller.clearanceRank)
    details.push({ path: 'secrecy', message: '不能定为高于本人知悉范围的密级，请交有权限的人著录' });
  const most = LONGEST_SECRECY_YEARS[draft.secrecy];
  if (draft.secrecyYears > most) {
    details.push({
      path: 'secrecyYears',
      message: most === 0 ? '内部材料不设保密期限' : `该密级的保密期限不超过${most}年`,
    });
  }
  if (details.length > 0) throw new Refusal('validation-failed', '著录有误，未保存。', details);
  // No term marked means the longest one (domain 2.10).
  return {
    ...draft,
    secrecyYears: draft.secrecyYears || most,
    secrecyRank: rank,
    dateSort: sortKey(draft.date),
  };
}

/** A new draft item at the end of its class. */
export function addItem(
  db: WriteDb,
  fileId: number,
  fields: ItemFields,
  importSequence: number | null,
  at: string,
): number {
  return insertItem(db, fileId, fields, { importSequence, schemeVersion: currentScheme(db).version, at });
}

/** What the class scheme says of a new item of a class, before a person has looked at it. */
export function defaultFields(db: ReadDb, classCode: string, title: string): ItemFields {
  const scheme = theClass(db, classCode);
  const secrecy = scheme.secrecy ?? 'internal';
  return {
    classCode,
    title,
    date: '',
    dateSort: '',
    author: '',
    documentNumber: '',
    sourceKind: scheme.sourceKind ?? 'organisation',
    nature: scheme.nature ?? 'statement',
    supplier: scheme.supplier,
    originality: 'original',
    signed: false,
    stamped: false,
    secrecy,
    secrecyRank: secrecyRank(secrecy),
    secrecyYears: scheme.secrecyYears,
    retention: scheme.retention ?? 'D10',
    paperPages: null,
    remarks: '',
  };
}

/** The part of an item that a form shows and saves. */
export const draftOf = (item: ItemRecord): ItemDraft => ({
  classCode: item.classCode,
  title: item.title,
  date: item.date,
  author: item.author,
  documentNumber: item.documentNumber,
  sourceKind: item.sourceKind,
  nature: item.nature,
  supplier: item.supplier,
  originality: item.originality,
  signed: item.signed === 1,
  stamped: item.stamped === 1,
  secrecy: item.secrecy,
  secrecyYears: item.secrecyYears,
  retention: item.retention,
  paperPages: item.paperPages,
  remarks: item.remarks,
});

/** What would be stored of an item on record. @throws Refusal when it may not be changed so */
function changedFields(db: ReadDb, before: ItemRecord, draft: ItemDraft, caller: Caller): ItemFields {
  refuseUnlessOpen(theFile(db, before.fileId));
  if (before.state === 'void') throw new Refusal('state-refused', '该件已作废，不能再改。');
  if (before.state === 'fixed' && draft.classCode !== before.classCode) {
    throw new Refusal(
      'state-refused',
      '该件已定号，类号不能改。确需改类的，请作废后重新著录，或办理重新整理。',
    );
  }
  if (
    before.state === 'fixed' &&
    draft.retention !== before.retention &&
    before.archivalCode?.includes(before.retention)
  ) {
    throw new Refusal('state-refused', '档号中含保管期限且已定号，期限不能直接改。请经鉴定后办理重新整理。');
  }
  const fields = fieldsOf(db, draft, caller);
  const remarked = fields.secrecy !== before.secrecy || fields.secrecyYears !== before.secrecyYears;
  if (remarked && (before.state === 'fixed' || before.appraisalState === 'confirmed')) {
    throw new Refusal(
      'state-refused',
      '该件已定号或已鉴定，密级和期限不能直接改。请办理密级变更（拟定、审核、批准）。',
    );
  }
  return fields;
}

/** @throws Refusal saying why the item may not be changed so; nothing is written. */
export function refuseUnlessChangeable(
  db: ReadDb,
  before: ItemRecord,
  draft: ItemDraft,
  caller: Caller,
): void {
  changedFields(db, before, draft, caller);
}

/** Writes a changed item. @throws Refusal before anything is written */
export function rewrite(
  db: WriteDb,
  before: ItemRecord,
  revision: number,
  draft: ItemDraft,
  caller: Caller,
  scope: Scope,
): void {
  const fields = changedFields(db, before, draft, caller);
  const at = scope.now().toISOString();
  if (!updateItem(db, before.id, revision, fields, at)) {
    throw new Refusal('conflict', '这件材料刚被别人改过，您的修改未保存。请刷新后核对再存。');
  }
  if (draft.classCode !== before.classCode) moveToEndOfClass(db, before.id);
  // What was appraised is no longer what stands there.
  const judged =
    draft.title !== before.title || draft.retention !== before.retention || draft.secrecy !== before.secrecy;
  if (judged && before.appraisalState === 'confirmed') {
    setAppraisalState(db, before.id, 'pending');
    noteOnVolume(
      db,
      before.fileId,
      at,
      caller.name,
      `「${draft.title}」鉴定后又作修改，退回待鉴定。`,
      Math.max(before.secrecyRank, secrecyRank(draft.secrecy)),
    );
  }
}

/** As secret as the item was or is now, whichever is more. */
export function changesOf(before: ItemDraft, after: ItemDraft): Changes {
  return changesBetween(before, after, Math.max(secrecyRank(before.secrecy), secrecyRank(after.secrecy)));
}
