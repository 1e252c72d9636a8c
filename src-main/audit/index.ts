/** 审计: append-only, hash-chained events. Written in the transaction of what they tell. */
export { type AuditEvent, genesis } from './chain.ts';
export { type Changes, changesBetween } from './changes.ts';
export {
  allReviews,
  chainSpan,
  countAccounts,
  countEvents,
  countPeriod,
  eventHash,
  eventsAfter,
  eventsByIds,
  findEvents,
  insertReview,
  insertSegment,
  lastEvent,
  lastEventNamed,
  type ReviewRecord,
  reviewById,
} from './queries.ts';
export { record } from './record.ts';
export { type ChainReport, verifyChain } from './verify.ts';
export { auditSize, eventRows } from './view.ts';
