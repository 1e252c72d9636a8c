import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { LONGEST_SECRECY_YEARS, secrecyMark, secrecyRank } from '#contract/vocabulary.ts';
import { type Changes, changesBetween } from '#main/audit/index.ts';
import { noteOnVolume, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { sortKey } from '#main/people/index.ts';
import { currentScheme, theClass } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { indexItem } from '#main/search/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  appraisalNote,
  findItemIds,
  type ItemFields,
  type ItemRecord,
  insertAct,
  insertItem,
  itemById,
  itemRows,
  lastAct,
  markAct,
  moveToEndOfClass,
  pagesOf,
  setAppraisalState,
  updateItem,
} from './queries.ts';

type ItemDraft = Parsed<'catalogue.create'>['item'];

/** @throws Refusal `not-found`, also for an item above the caller's clearance: its existence is not told (domain 2.10) */
export function theItem(db: ReadDb, id: number, caller: Pick<Caller, 'clearanceRank'>): ItemRecord {
  const item = itemById(db, id);
  if (!item || item.secrecyRank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这件材料，列表可能已变化，请刷新。');
  return item;
}

export function listItems(
  db: ReadDb,
  input: Parsed<'catalogue.ids'>,
  caller: Caller,
): Output<'catalogue.ids'> {
  return { ids: findItemIds(db, input, input.sort, input.descending, caller.clearanceRank) };
}

export function itemWindow(
  db: ReadDb,
  input: Parsed<'catalogue.rows'>,
  caller: Caller,
): Output<'catalogue.rows'> {
  return {
    rows: itemRows(db, input.ids, caller.clearanceRank).map((item) => ({
      id: item.id,
      fileId: item.fileId,
      personName: item.personName,
      classCode: item.classCode,
      title: item.title,
      date: item.date,
      state: item.state,
      pencilCode: item.classSequence === null ? '' : `${item.classCode}-${item.classSequence}`,
      archivalCode: item.archivalCode,
      paperPages: item.paperPages,
      scannedPages: item.scannedPages,
      secrecyMark: secrecyMark(item.secrecy, item.secrecyYears),
      retention: item.retention,
      appraisalState: item.appraisalState,
    })),
  };
}

export function viewItem(
  db: ReadDb,
  input: Parsed<'catalogue.get'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.get'> {
  const item = theItem(db, input.id, caller);
  scope.note.subject = `item:${item.id}`;
  const {
    position: _p,
    importSequence: _i,
    dateSort: _d,
    secrecyRank: _s,
    scannedPages: _c,
    signed,
    stamped,
    ...shown
  } = item;
  return {
    ...shown,
    signed: signed === 1,
    stamped: stamped === 1,
    secrecyMark: secrecyMark(item.secrecy, item.secrecyYears),
    appraisalNote:
      item.appraisalState === 'refused' || item.appraisalState === 'supplement'
        ? appraisalNote(db, item.id)
        : '',
    pages: pagesOf(db, item.id).map((page) => ({
      id: page.id,
      position: page.position,
      mediaType: page.mediaType,
      fileName: page.fileName,
      width: page.width,
      height: page.height,
      dpi: page.dpi,
      blank: page.blank === 1,
      hasText: page.hasText === 1,
    })),
  };
}

/** Fields as stored, with what follows from them. @throws Refusal `validation-failed` */
function fieldsOf(db: ReadDb, draft: ItemDraft, caller: Caller): ItemFields {
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

export function indexOf(db: WriteDb, id: number): void {
  const item = itemById(db, id);
  if (!item) throw new Error(`item ${id} is gone`);
  indexItem(db, id, item.secrecyRank, [
    item.title,
    item.personName,
    item.author,
    item.documentNumber,
    item.archivalCode ?? '',
    item.classSequence === null ? '' : `${item.classCode}-${item.classSequence}`,
    item.remarks,
  ]);
}

export function createItem(
  db: WriteDb,
  input: Parsed<'catalogue.create'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.create'> {
  refuseUnlessOpen(theFile(db, input.fileId));
  const id = addItem(db, input.fileId, fieldsOf(db, input.item, caller), null, scope.now().toISOString());
  scope.note.subject = `item:${id}`;
  scope.note.changes = changesBetween(undefined, input.item, secrecyRank(input.item.secrecy));
  return { id, revision: 1 };
}

/** A new draft item at the end of its class. */
export function addItem(
  db: WriteDb,
  fileId: number,
  fields: ItemFields,
  importSequence: number | null,
  at: string,
): number {
  const id = insertItem(db, fileId, fields, { importSequence, schemeVersion: currentScheme(db).version, at });
  indexOf(db, id);
  return id;
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

const draftOf = (item: ItemRecord): ItemDraft => ({
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

export function saveItem(
  db: WriteDb,
  input: Parsed<'catalogue.save'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.save'> {
  const before = theItem(db, input.id, caller);
  const draft = draftOf(before);
  write(db, before, input.revision, input.item, caller, scope);
  insertAct(db, {
    accountId: caller.accountId,
    at: scope.now().toISOString(),
    label: `修改「${before.title}」`,
    itemId: before.id,
    before: JSON.stringify(draft),
    after: JSON.stringify(input.item),
  });
  scope.note.subject = `item:${before.id}`;
  scope.note.changes = changesOf(draft, input.item);
  return { id: before.id, revision: input.revision + 1 };
}

function write(
  db: WriteDb,
  before: ItemRecord,
  revision: number,
  draft: ItemDraft,
  caller: Caller,
  scope: Scope,
): void {
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
  const at = scope.now().toISOString();
  const fields = fieldsOf(db, draft, caller);
  const remarked = fields.secrecy !== before.secrecy || fields.secrecyYears !== before.secrecyYears;
  if (remarked && (before.state === 'fixed' || before.appraisalState === 'confirmed')) {
    throw new Refusal(
      'state-refused',
      '该件已定号或已鉴定，密级和期限不能直接改。请办理密级变更（拟定、审核、批准）。',
    );
  }
  if (!updateItem(db, before.id, revision, fields, at)) {
    throw new Refusal('conflict', '这件材料刚被别人改过，您的修改未保存。请刷新后核对再存。');
  }
  if (draft.classCode !== before.classCode) moveToEndOfClass(db, before.id);
  indexOf(db, before.id);
  // What was appraised is no longer what stands there.
  const judged =
    draft.title !== before.title || draft.retention !== before.retention || draft.secrecy !== before.secrecy;
  if (judged && before.appraisalState === 'confirmed') {
    setAppraisalState(db, before.id, 'pending');
    noteOnVolume(db, before.fileId, at, caller.name, `「${draft.title}」鉴定后又作修改，退回待鉴定。`);
  }
}

/** As secret as the item was or is now, whichever is more. */
function changesOf(before: ItemDraft, after: ItemDraft): Changes {
  return changesBetween(before, after, Math.max(secrecyRank(before.secrecy), secrecyRank(after.secrecy)));
}

/** Takes the account's last change back, if nobody has changed the item since. */
export function undo(
  db: WriteDb,
  _input: Parsed<'catalogue.undo'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.undo'> {
  return replay(db, caller, scope, 'undo');
}
export function redo(
  db: WriteDb,
  _input: Parsed<'catalogue.redo'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.redo'> {
  return replay(db, caller, scope, 'redo');
}

function replay(db: WriteDb, caller: Caller, scope: Scope, way: 'undo' | 'redo'): Output<'catalogue.undo'> {
  const act = lastAct(db, caller.accountId, way === 'redo');
  if (!act)
    throw new Refusal('state-refused', way === 'undo' ? '没有可以撤销的修改。' : '没有可以重做的修改。');
  const item = theItem(db, act.item_id, caller);
  const from = way === 'undo' ? act.after : act.before;
  const to = JSON.parse(way === 'undo' ? act.before : act.after) as ItemDraft;
  if (
    JSON.stringify(draftOf(item)) !== JSON.stringify({ ...draftOf(item), ...(JSON.parse(from) as ItemDraft) })
  ) {
    throw new Refusal('conflict', '这件材料之后又被改过，不能直接撤销。请打开该件手工改回。');
  }
  write(db, item, item.revision, to, caller, scope);
  markAct(db, act.id, way === 'undo');
  scope.note.subject = `item:${item.id}`;
  scope.note.changes = changesOf(draftOf(item), to);
  return { label: act.label, itemId: item.id };
}
