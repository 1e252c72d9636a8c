/** 检索式: what the one box may say, read into a tree or refused with a sentence and its place. Pure; knows no archive. */
export {
  type Choice,
  type Expression,
  type Part,
  type Place,
  QueryProblem,
  type WordField,
} from './expression.ts';
export { FIELD_WORDS } from './fields.ts';
export { type Reading, readQuery } from './read.ts';
export { inWords } from './words.ts';
