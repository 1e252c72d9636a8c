/** 个人有关事项报告: captured field by field, compared by year and against the check (domain 1.3, 6.3). */
export { type Compared, compareWithCheck, compareYears } from './compare.ts';
export {
  compareDeclarations,
  KIND_WORDS,
  listDeclarations,
  noteFinding,
  saveDeclaration,
  viewDeclaration,
  viewForm,
} from './declarations.ts';
export { declarationForm, type Row } from './form.ts';
export { findingsOf, type HeadRecord, newestHeads, rowsOfMany } from './queries.ts';
export { checkSheet, exportSheet, importSheet } from './sheet.ts';
