/** 个人有关事项报告: captured field by field, compared by year and against the check (domain 1.3, 6.3). */
export { compareWithCheck, compareYears } from './compare.ts';
export {
  compareDeclarations,
  listDeclarations,
  noteFinding,
  saveDeclaration,
  viewDeclaration,
  viewForm,
} from './declarations.ts';
export { declarationForm, type Form, KIND_WORDS, type Row } from './form.ts';
export { type FindingRecord, findingsOf, type HeadRecord, newestHeads, rowsOfMany } from './queries.ts';
export { checkSheet, exportSheet, importSheet } from './sheet.ts';
