/** 密级: marks of items and containers, changes by three persons, terms that end (domain 2.10). */
export {
  decideChange,
  listChanges,
  openChange,
  proposeChange,
  reviewChange,
  withdrawChange,
} from './changes.ts';
export { countEnding, DECLASSIFIED, formerMarks, viewContainer, viewEnding, viewMarks } from './marks.ts';
export { exportSecrecyPaper } from './papers.ts';
export { countOpenChanges } from './queries.ts';
