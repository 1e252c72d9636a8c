/** 今日操作: acts at the desk with both sides, taken back and done again. */
export {
  type ActPart,
  changesOfMany,
  listActs,
  recordAct,
  redo,
  type Turn,
  type Turns,
  undo,
} from './acts.ts';
