/** 文字识别: every page read in the background, offline; what needs a person is listed and corrected (design section 10). */
export {
  type Background,
  correct,
  listTasks,
  paceOf,
  queuePages,
  runOcr,
  setPace,
  taskWindow,
  viewStatus,
  viewText,
} from './handlers.ts';
export { type PlacedLine, placedLines } from './placed-lines.ts';
export { countWaiting, raiseTasks } from './queries.ts';
export { readWaiting } from './read-waiting.ts';
