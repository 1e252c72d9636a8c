/** 编号: numbers by template; draft, fixed, void; re-arrangement by approval (design section 9). */
export { describeCatalogue, describeRePencil, exportCatalogue, exportRePencil } from './exports.ts';
export { arrangeFile, fix, listStyles, move, preview, turnArrangement, voidItem } from './numbering.ts';
export { explainedNumbers } from './queries.ts';
export { decide, list, propose } from './rearrange.ts';
export { reportNumbers } from './rules/index.ts';
