import type { Output, Parsed } from '#contract/index.ts';
import { secrecyMark, secrecyRank } from '#contract/vocabulary.ts';
import { changesBetween } from '#main/audit/index.ts';
import { refuseUnlessOpen, theFile } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { recordAct } from './acts/index.ts';
import { appraisalNote, findItemIds, itemRows, pagesOf } from './queries.ts';
import { addItem, changesOf, draftOf, fieldsOf, rewrite, theItem } from './writing.ts';

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
      author: item.author,
      documentNumber: item.documentNumber,
      supplier: item.supplier,
      changedAt: item.changedAt,
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
    changedAt: _t,
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
      optimised: page.displayBlob !== null,
      hasText: page.hasText === 1,
    })),
  };
}

export function createItem(
  db: WriteDb,
  input: Parsed<'catalogue.create'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.create'> {
  refuseUnlessOpen(theFile(db, input.fileId));
  const at = scope.now();
  const id = addItem(db, input.fileId, fieldsOf(db, input.item, caller), null, at.toISOString());
  recordAct(db, caller, at, {
    kind: 'create',
    label: `新建「${input.item.title}」`,
    parts: [{ itemId: id, before: null, after: draftOf(theItem(db, id, caller)) }],
  });
  scope.note.subject = `item:${id}`;
  scope.note.changes = changesBetween(undefined, input.item, secrecyRank(input.item.secrecy));
  return { id, revision: 1 };
}

export function saveItem(
  db: WriteDb,
  input: Parsed<'catalogue.save'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.save'> {
  const before = theItem(db, input.id, caller);
  const draft = draftOf(before);
  rewrite(db, before, input.revision, input.item, caller, scope);
  recordAct(db, caller, scope.now(), {
    kind: 'edit',
    label: `修改「${before.title}」`,
    parts: [{ itemId: before.id, before: draft, after: draftOf(theItem(db, before.id, caller)) }],
  });
  scope.note.subject = `item:${before.id}`;
  scope.note.changes = changesOf(draft, input.item);
  return { id: before.id, revision: input.revision + 1 };
}
