/** 著录建议: what the pages say of class, title, date, author and number. */
export { suggest } from './suggest.ts';
