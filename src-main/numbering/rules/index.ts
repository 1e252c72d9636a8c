/** 编号规则: arrangement, assignment and templates, pure over arrays. */
export { type ArrangedItem, arrange } from './arrange.ts';
export {
  type Assigned,
  assignNumbers,
  type NumberableItem,
  type NumberFinding,
  renumber,
  reportNumbers,
} from './assign.ts';
export {
  checkTemplate,
  type NumberComponents,
  type NumberingStyle,
  pencilCode,
  readStyles,
  renderNumber,
} from './template.ts';
