import type { Form } from '#main/declaration/index.ts';
import type { Rule, Rules } from '#main/warning-rules/index.ts';
import type { Facts } from '../facts.ts';

/** One thing found in one file. Whoever is told it must be able to see for themselves: its facts and papers are with it. */
export interface Hit {
  /** Names it among the hits of its rule in its file, whatever its facts become. */
  readonly key: string;
  readonly text: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Item ids. */
  readonly evidence: readonly number[];
  /** Secrecy rank of what it tells beyond those items. */
  readonly rank: number;
}
export interface Given {
  readonly facts: Facts;
  readonly rule: Rule;
  readonly rules: Rules;
  readonly form: Form;
  /** yyyymmdd. */
  readonly today: string;
}
export type Check = (given: Given) => readonly Hit[];

export function parameter(rule: Rule, key: string): string {
  const found = rule.parameters.find((one) => one.key === key);
  if (!found) throw new Error(`rule ${rule.id} has no parameter ${key}`);
  return found.value;
}
export const figure = (rule: Rule, key: string) => Number(parameter(rule, key));

/** Digits of a partial date without the brackets of an inferred one. */
export const digits = (date: string) => date.replaceAll(/[[\]]/g, '');
/** First and last day that a partial date can mean; undated: undefined. */
export function span(date: string): { readonly first: string; readonly last: string } | undefined {
  const known = digits(date);
  if (known.length === 4) return { first: `${known}0101`, last: `${known}1231` };
  if (known.length === 6) return { first: `${known}01`, last: `${known}31` };
  return known.length === 8 ? { first: known, last: known } : undefined;
}
/** The day so many years later; compared as digits, so a leap day needs no care. */
export const yearsAfter = (day: string, years: number) => `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
export const fact = (label: string, value: string) => ({ label, value });
