/** 检索: exact substring search over character pairs (design section 10), within the caller's clearance. */
export { boxes } from './boxes.ts';
export { checkIndex, indexOwed, startIndexCheck } from './check-index.ts';
export { coverage } from './coverage.ts';
export { crossCheck, startCrossCheck } from './cross-check.ts';
export { exportHits } from './export.ts';
export { count, find, findGroups, understand } from './find.ts';
export { FIELD_BREAK, fold, foldWithPlaces } from './fold.ts';
export { settleIndex } from './indexing.ts';
export { owesIndex } from './queries.ts';
export { listChecks } from './runs.ts';
export { listSaved, orderSaved, removeSaved, saveSearch } from './saved/index.ts';
export { statistics } from './statistics.ts';
