/** 存证: reviews and segments of the record, seals, what this machine has seen of an archive, the clock, the verifier (domain 3.3). */
export { type ClockChange, ClockWatch, secondsBefore } from './clock.ts';
export { breakSince, SeenArchives } from './continuity.ts';
export { exportLog } from './export-log.ts';
export { lastSeal } from './queries.ts';
export { dueReviews, exportReport, listReviews, reviewMonth } from './reviews.ts';
export { checkSeal, exportSeal, listSeals, makeSeal, viewSeal } from './seals.ts';
export { exportVerifier } from './verifier.ts';
