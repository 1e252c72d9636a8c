/** 阅览: readers at the desk, the clock, the pages, the return check. */
export { approvedAtDesk, approvedItems } from './approved.ts';
export { endByItself, settleConsults } from './end.ts';
export { saveExcerpt } from './excerpt.ts';
export { beat, finish, open, reading } from './open.ts';
export { type Shelf, showBasis, showConsultPage } from './page.ts';
export { returnCheckOf, sittingsOf } from './queries.ts';
export { type Held, READING_ONLY, READING_ROUTES, ReadingRoom } from './reading-room.ts';
export { compareCounts, returnCheck } from './return-check.ts';
