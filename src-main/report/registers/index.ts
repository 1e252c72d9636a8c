/** 登记簿 of the year. */
export { personOfFile } from './queries.ts';
export { REGISTERS } from './registers.ts';
export { registerYear, yearOf } from './year.ts';
