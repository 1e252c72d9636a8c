/** 页面: what is done to the pictures and places of pages, each act with both sides; quality and doubles. */
export { listActs, redoAct, undoAct } from './acts.ts';
export { decideDouble, listDoubles } from './doubles.ts';
export { listPages } from './list.ts';
export { checkQuality, startCheck } from './look.ts';
export { adjust } from './picture-work.ts';
export { insert, merge, move, reorder, takeOut } from './placing.ts';
export { acceptFault, exportQuality, listStandards, viewQuality } from './quality.ts';
export { refile } from './refile.ts';
