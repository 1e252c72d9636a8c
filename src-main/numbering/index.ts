/** 编号: numbers by template; draft, fixed, void; fixing and re-arrangement by approval (design section 9). */
export { describeCatalogue, describeRePencil, exportCatalogue, exportRePencil } from './exports.ts';
export { decideOnFixing, listFixings, proposeFixing, withdrawFixing } from './fixing.ts';
export { arrangeFile, move, preview, turnArrangement, voidItem } from './numbering.ts';
export { explainedNumbers } from './queries.ts';
export { decide, list, propose } from './rearrange.ts';
export { reportNumbers } from './rules/index.ts';
export { addStyle, listStyles, tryTemplate } from './styles.ts';
