/** 个人有关事项报告: captured field by field, compared by year and against the check (domain 1.3, 6.3). */
export {
  compareDeclarations,
  listDeclarations,
  noteFinding,
  saveDeclaration,
  viewDeclaration,
  viewForm,
} from './declarations.ts';
export { checkSheet, exportSheet, importSheet } from './sheet.ts';
