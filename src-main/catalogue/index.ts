/** 编目: items and their pages; 件 is the unit of work (DA/T 22-2015, domain 2.1). */
export {
  addItem,
  createItem,
  defaultFields,
  indexOf,
  itemWindow,
  listItems,
  redo,
  saveItem,
  theItem,
  undo,
  viewItem,
} from './catalogue.ts';
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
