/** 统计表: figures from facts, each number with the facts behind it. */
export { axisOf, figureLines, figureTable, wordsOf } from './compute.ts';
export { FIGURES } from './figures.ts';
export { rosterUnits } from './queries.ts';
