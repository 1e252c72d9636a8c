/** 摘抄与复制: what leaves the desk, each with its number and its end. */
export { exportExcerpts, listCopies, makeCopy, settleCopy } from './copies.ts';
export { checkExcerpt, excerptsOf } from './excerpts.ts';
export { copiesBetween, insertExcerpt, pagesCopied, rewriteExcerpt } from './queries.ts';
