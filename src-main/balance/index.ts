/** 完整与均衡: what is there of what is due, how it is made up, and where it is missing. */
export { viewFigures } from './figures.ts';
export { exportFigures, printFigures } from './leaving.ts';
export { viewLines, viewMap } from './lines.ts';
export { setTarget, viewTargets } from './targets.ts';
