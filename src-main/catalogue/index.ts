/** 编目: items and their pages; 件 is the unit of work (DA/T 22-2015, domain 2.1). */
export { listActs, recordAct, redo, type Turn, type Turns, undo } from './acts/index.ts';
export { previewBatch, saveBatch } from './batch/index.ts';
export { createItem, itemWindow, listItems, saveItem, viewItem } from './catalogue.ts';
export { checkItem } from './check.ts';
export { discardDraft, loadDraft, saveDraft } from './drafts.ts';
export {
  type ItemFields,
  type ItemRecord,
  itemById,
  itemBySequence,
  itemsOfFile,
  type PageRecord,
  pageById,
  pagesOf,
  recountPages,
  setAppraisalState,
  updateItem,
} from './queries.ts';
export { type StampCells, stampOf } from './stamp.ts';
export { suggest } from './suggest/index.ts';
export { dropTemplate, listTemplates, saveTemplate } from './templates/index.ts';
export { restoreItem, turnCreate, turnEdit, withdrawItem } from './turns.ts';
export { addItem, defaultFields, draftOf, theItem } from './writing.ts';
