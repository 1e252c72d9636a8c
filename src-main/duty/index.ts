/** 立档与应收: who has a file, what is due for whom, when and from which department, by rules as versioned data. */
export type { Due, DueState } from './due.ts';
export { explain, listHolders } from './explain.ts';
export { type CadreDue, type CadreFacts, dueOfMany } from './load.ts';
export { discardDraft, putInForce, saveDraft, tryRules, viewRules } from './saving.ts';
