/** 检索: exact substring search over bigrams (design section 10), within the caller's clearance. */
export { find, searchCoverage } from './find.ts';
export { dropPage, indexItem, indexPage, movePage } from './indexing.ts';
