/** Words that several forms use. */
import { highestSecrecy, secrecyMark } from '#contract/vocabulary.ts';
import { setting } from '#main/storage/index.ts';
import type { Asked, Values } from '../form.ts';
import type { ListedItem } from '../queries.ts';

export const RETENTION: Readonly<Record<string, string>> = { Y: '永久', D30: '30年', D10: '10年' };
const digits = (date: string) => date.replaceAll(/[[\]]/g, '');
export const yearOf = (date: string) => digits(date).slice(0, 4);
export const monthOf = (date: string) => digits(date).slice(4, 6).replace(/^0/, '');
export const dayOf = (date: string) => digits(date).slice(6, 8).replace(/^0/, '');
/** 1990.07, as lists of cadres write it. */
export const dotted = (date: string) =>
  [yearOf(date), digits(date).slice(4, 6), digits(date).slice(6, 8)].filter(Boolean).join('.');
export const chineseDay = (iso: string) =>
  `${iso.slice(0, 4)}年${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日`;
const NUMERALS = '零一二三四五六七八九';
/** 1 to 99 in Chinese numerals. */
export function numeral(n: number): string {
  if (n < 10) return NUMERALS[n] ?? '';
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens === 1 ? '' : (NUMERALS[tens] ?? '')}十${ones === 0 ? '' : (NUMERALS[ones] ?? '')}`;
}
export function secrecyOf(items: readonly Pick<ListedItem, 'secrecy' | 'secrecyYears'>[]) {
  return highestSecrecy(items);
}
export function common(asked: Asked, secrecy: ReturnType<typeof secrecyOf>): Values {
  return {
    单位: setting(asked.db, 'fondsName'),
    全宗号: setting(asked.db, 'fondsCode'),
    密级: secrecyMark(secrecy.secrecy, secrecy.secrecyYears),
    日期: chineseDay(asked.scope.now().toISOString()),
    打印人: asked.caller.name,
  };
}
