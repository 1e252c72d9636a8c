/** 编号: numbers by template; draft, fixed, void; re-arrangement by approval (design section 9). */
export { describeCatalogue, describeRePencil, exportCatalogue, exportRePencil } from './exports.ts';
export { arrangeFile, codeFor, currentStyle, fix, listStyles, move, preview, voidItem } from './numbering.ts';
export { explainedNumbers } from './queries.ts';
export { changesOf, decide, list, propose } from './rearrange.ts';
export { reportNumbers } from './rules/index.ts';
