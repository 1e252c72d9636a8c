import type { Register } from '../description.ts';

/** Ten thousand years of each register have a number of their own: subject of a request for its output. */
const YEARS = 10_000;
/** @param year yyyy */
export const registerYear = (register: Pick<Register, 'number'>, year: string): number =>
  register.number * YEARS + Number(year);
export const yearOf = (id: number): { readonly number: number; readonly year: string } => ({
  number: Math.floor(id / YEARS),
  year: String(id % YEARS).padStart(4, '0'),
});
