import type { Expression } from './expression.ts';
import { FIELD_WORDS } from './fields.ts';

/** The tree as one Chinese line, with brackets where 且 and 或 meet. */
export function inWords(expression: Expression | undefined): string {
  return expression === undefined ? '' : say(expression, false);
}

function say(one: Expression, inside: boolean): string {
  if (one.kind === 'and' || one.kind === 'or') {
    const said = one.of.map((part) => say(part, true)).join(one.kind === 'and' ? '，且' : '，或');
    return inside ? `（${said}）` : said;
  }
  if (one.kind === 'not') return `不是${say(one.of, true)}`;
  if (one.kind === 'word')
    return one.field === 'any' ? `含「${one.text}」` : `${FIELD_WORDS[one.field][0]}含「${one.text}」`;
  if (one.kind === 'choice') return `${FIELD_WORDS[one.choice.field][0]}为${one.word}`;
  return `日期${spanInWords(one.first, one.last)}`;
}

function spanInWords(first: string, last: string): string {
  if (first === last) return `在${first}`;
  if (first === '') return `至${last}`;
  return last === '' ? `自${first}起` : `自${first}至${last}`;
}
