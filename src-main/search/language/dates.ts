import { readPartialDate } from '#main/people/index.ts';
import { type Place, QueryProblem } from './expression.ts';

/** Between the two ends of a span after 日期: . Outside it only `..` counts. */
const BETWEEN = /\.\.+|。。|至|到|[~～—–]+|--+/u;

/** A bare word that is a span of dates: 2020..2024, 2020.. , ..2024 . */
export function spanAhead(text: string): boolean {
  return (
    /^[\d年月日.\-/]*\d[年月日]?\.\.|^\.\.\d/u.test(text.normalize('NFKC')) &&
    !/\p{L}/u.test(withoutUnits(text))
  );
}

const withoutUnits = (text: string) => text.replaceAll(/[年月日]/g, '');

/** The ends of a span, both included; one date alone is the span of its year, month or day. @throws QueryProblem */
export function readSpan(text: string, place: Place): { first: string; last: string } {
  const tidy = text.normalize('NFKC').trim();
  const [left = '', right, more] = tidy.split(BETWEEN).map((one) => one.trim());
  if (more !== undefined || (right === undefined ? left === '' : left === '' && right === ''))
    throw unreadable(text, place);
  const first = dateOf(left, place);
  const last = right === undefined ? first : dateOf(right, place);
  if (first !== '' && last !== '' && first.padEnd(8, '0') > last.padEnd(8, '9'))
    throw new QueryProblem(`这段日期的起点「${left}」晚于终点「${right}」。请对调后再试。`, place);
  return { first, last };
}

function dateOf(text: string, place: Place): string {
  if (text === '') return '';
  const read = readPartialDate(text);
  if (!read.ok || read.date === '' || read.date.startsWith('[')) throw unreadable(text, place);
  return read.date;
}

const unreadable = (text: string, place: Place) =>
  new QueryProblem(`「${text}」读不成日期。请写作 2020..2024、202003 或 2020.3.15 这样。`, place);
