/** 审计: append-only, hash-chained events. Written in the transaction of what they tell. */
export { type AuditEvent, genesis } from './chain.ts';
export { type Changes, changesBetween } from './changes.ts';
export { exportLog } from './export-log.ts';
export { eventHash, eventsByIds, findEvents, lastEvent, lastEventNamed } from './queries.ts';
export { record } from './record.ts';
export { dueReviews, exportReport, listReviews, reviewMonth } from './reviews.ts';
export { type ChainReport, verifyChain } from './verify.ts';
export { auditSize, eventRows } from './view.ts';
