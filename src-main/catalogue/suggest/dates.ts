import { readPartialDate } from '#main/people/index.ts';
import { type Found, type PageText, sourceAt } from './lines.ts';

const DIGITS: Readonly<Record<string, string>> = {
  〇: '0',
  '○': '0',
  Ｏ: '0',
  零: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};
const NUMERAL = `[${Object.keys(DIGITS).join('')}十]`;
const CHINESE = new RegExp(
  `([${Object.keys(DIGITS).join('')}]{4})\\s*年(?:\\s*(${NUMERAL}{1,3})\\s*月(?:\\s*(${NUMERAL}{1,3})\\s*日)?)?`,
  'g',
);
const ARABIC = /((?:19|20)\d{2})\s*年(?:\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?)?(?!度)/g;
const DOTTED = /(?<![\d.])((?:19|20)\d{2})([.\-/])(\d{1,2})\2(\d{1,2})(?![\d.])/g;

/** `十二` → 12, `二十` → 20, `二〇` → 20: month and day as papers write them. */
function numeral(text: string): string {
  const ten = text.indexOf('十');
  if (ten < 0) return [...text].map((one) => DIGITS[one] ?? '').join('');
  const tens = ten === 0 ? '1' : (DIGITS[text[ten - 1] ?? ''] ?? '');
  return `${tens}${DIGITS[text[ten + 1] ?? ''] ?? '0'}`;
}

interface DateInLine {
  readonly at: number;
  readonly date: string;
}

/** Every real date of a line, in the order they stand there; a year alone (`2024年度`) is no date of a paper. */
export function datesIn(text: string): DateInLine[] {
  // Width is kept: the place in the line must not move.
  const line = text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
  const found = [
    ...[...line.matchAll(ARABIC)].map((one) => ({ at: one.index, parts: [one[1], one[2], one[3]] })),
    ...[...line.matchAll(DOTTED)].map((one) => ({ at: one.index, parts: [one[1], one[3], one[4]] })),
    ...[...line.matchAll(CHINESE)].map((one) => ({
      at: one.index,
      parts: [one[1] === undefined ? undefined : numeral(one[1]), one[2], one[3]].map((part, index) =>
        part === undefined || index === 0 ? part : numeral(part),
      ),
    })),
  ];
  return found
    .toSorted((a, b) => a.at - b.at)
    .flatMap(({ at, parts: [year, month, day] }) => {
      if (year === undefined || month === undefined) return [];
      const written = [year, month, ...(day === undefined ? [] : [day])].join('.');
      const read = readPartialDate(written);
      return read.ok ? [{ at, date: read.date }] : [];
    });
}

/**
 * 材料形成时间: the date at the signature, of several the last one (domain 2.4): the last on the last page that has any.
 * A blank or unread page behind it does not hide it.
 */
export function signatureDate(pages: readonly PageText[]): (Found & { readonly line: number }) | undefined {
  for (const page of pages.toReversed()) {
    for (let line = page.lines.length - 1; line >= 0; line--) {
      const one = page.lines[line];
      const last = one === undefined ? undefined : datesIn(one.text).at(-1);
      if (one && last) return { value: last.date, source: sourceAt(page, one), line };
    }
  }
  return undefined;
}
