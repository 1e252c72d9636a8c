/** What of an item and of a page goes into the index: folded texts, and the tokens that stand for filters. */
import {
  type ItemState,
  type Nature,
  RETENTIONS,
  type Retention,
  type SourceKind,
} from '#contract/vocabulary.ts';
import { FIELD_BREAK, fold } from './fold.ts';

export interface ItemSource {
  readonly id: number;
  readonly fileId: number;
  readonly classCode: string;
  readonly title: string;
  readonly dateSort: string;
  readonly author: string;
  readonly documentNumber: string;
  readonly supplier: string;
  readonly remarks: string;
  readonly sourceKind: SourceKind;
  readonly nature: Nature;
  readonly retention: Retention;
  readonly rank: number;
  readonly state: ItemState;
  readonly itemNumber: number | null;
  readonly classSequence: number | null;
  readonly archivalCode: string | null;
  readonly name: string;
  readonly formerName: string;
}

export interface ItemTexts {
  readonly title: string;
  readonly names: string;
  readonly author: string;
  readonly documentNumber: string;
  readonly supplier: string;
  readonly remarks: string;
  readonly codes: string;
}

export function itemTexts(item: ItemSource): ItemTexts {
  return {
    title: fold(item.title),
    names: [item.name, item.formerName].flatMap(nameForms).join(FIELD_BREAK),
    author: fold(item.author),
    documentNumber: fold(item.documentNumber),
    supplier: fold(item.supplier),
    remarks: fold(item.remarks),
    codes: [
      item.archivalCode ?? '',
      item.classSequence === null ? '' : `${item.classCode}-${item.classSequence}`,
    ]
      .flatMap(numberForms)
      .join(FIELD_BREAK),
  };
}

/** 买买提·艾山 is also typed without the dot. */
function nameForms(name: string): string[] {
  const folded = fold(name);
  const plain = folded.replaceAll('·', '');
  return [...new Set([folded, plain])].filter((one) => one !== '');
}

const SEPARATORS = /[·.\-‐‑–—_/\\~:：]+/gu;
const RETENTION_PARTS: ReadonlySet<string> = new Set(RETENTIONS.map((one) => one.toLowerCase()));

/** As it is written; with one separator; and as `numberRun`. */
function numberForms(code: string): string[] {
  const folded = fold(code);
  if (folded === '') return [];
  return [...new Set([folded, onePartDivider(folded), numberRun(folded)])];
}

/** J019-RS·LZ-0003 and J019-RS-LZ-0003 alike. */
export function onePartDivider(folded: string): string {
  return folded.replaceAll(SEPARATORS, '-');
}

/** Its parts between dashes, without leading zeros and without the 保管期限 that only some styles hold: equal in every style. */
export function numberRun(folded: string): string {
  const parts = onePartDivider(folded)
    .split('-')
    .filter((part) => part !== '' && !RETENTION_PARTS.has(part))
    .map((part) => part.replace(/^0+(?=\d)/, ''));
  return `-${parts.join('-')}-`;
}

/** All that is searched of an item itself. */
export function wholeOf(texts: ItemTexts): string {
  return [contextOf(texts), texts.codes].join(FIELD_BREAK);
}
/** What its pages are found by beside their own text: all but the numbers, which change for a whole volume at once. */
export function contextOf({ title, names, author, documentNumber, supplier, remarks }: ItemTexts): string {
  return [title, names, author, documentNumber, supplier, remarks].join(FIELD_BREAK);
}

/** Blanks, which folding takes away: so no text can make such a token. One before filters, one before an item's own words. */
const FILTER = '\u3000';
const OWN = '\u2003';

/** In every row of the index. */
export const EVERY = `${FILTER}d`;
export const LIVE = `${FILTER}l`;
const FILTERS = {
  file: 'f',
  class: 'c',
  rank: 'r',
  sourceKind: 'o',
  nature: 'n',
  retention: 'h',
  state: 's',
  itemNumber: 'i',
  year: 'y',
  month: 'm',
} as const;
export function filterToken(of: keyof typeof FILTERS, value: string | number): string {
  return `${FILTER}${FILTERS[of]}${value}`.toLowerCase();
}

/** Filters that an item's pages bear too. */
export function sharedTokens(item: ItemSource): string[] {
  return [
    EVERY,
    ...(item.state === 'void' ? [filterToken('state', 'void')] : [LIVE]),
    filterToken('file', item.fileId),
    filterToken('class', item.classCode.slice(0, 2)),
    filterToken('class', item.classCode),
    filterToken('rank', item.rank),
    filterToken('sourceKind', item.sourceKind),
    filterToken('nature', item.nature),
    filterToken('retention', item.retention),
    filterToken('year', item.dateSort.slice(0, 4)),
    filterToken('month', item.dateSort.slice(0, 6)),
  ];
}
/**
 * Tokens of which a row in a span of dates bears one; `exact`: and no other row does.
 * @param first,last date_sort of the ends, both included
 */
export function spanTokens(first: string, last: string): { tokens: string[]; exact: boolean } {
  const tokens: string[] = [];
  const [firstYear, lastYear] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  for (let year = firstYear; year <= lastYear; year++) {
    const from = year === firstYear ? Number(first.slice(4, 6)) : 0;
    const to = year === lastYear ? Math.min(12, Number(last.slice(4, 6))) : 12;
    const written = String(year).padStart(4, '0');
    if (from === 0 && to === 12) tokens.push(filterToken('year', written));
    else
      for (let month = from; month <= to; month++)
        tokens.push(filterToken('month', written + String(month).padStart(2, '0')));
  }
  return { tokens, exact: first.endsWith('00') && last.slice(6) >= '31' };
}

/** Filters of the item alone: they change for a whole volume at once. */
export function ownTokens(item: ItemSource): string[] {
  return [
    ...(item.state === 'void' ? [] : [filterToken('state', item.state)]),
    ...(item.itemNumber === null ? [] : [filterToken('itemNumber', item.itemNumber)]),
  ];
}

/** ASCII signs in their full-width form, which folding never leaves behind: so the tokenizer keeps them. */
function letter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0x7e) return character;
  return /[0-9a-z]/.test(character) ? character : String.fromCodePoint(code - 0x21 + 0xff01);
}

/** Every pair of neighbours, and each field's last character alone (design section 10). */
export function addGrams(tokens: Set<string>, folded: string): void {
  for (const field of folded.split(FIELD_BREAK)) {
    const letters = Array.from(field, letter);
    for (let at = 0; at < letters.length; at++) tokens.add((letters[at] ?? '') + (letters[at + 1] ?? ''));
  }
}
/** The same for what belongs to the row only by its item, or to its title: marked, with single characters as tokens too. */
export function addOwnGrams(tokens: Set<string>, folded: string): void {
  for (const field of folded.split(FIELD_BREAK)) {
    const letters = Array.from(field, letter);
    for (let at = 0; at < letters.length; at++) {
      const one = letters[at] ?? '';
      const next = letters[at + 1];
      tokens.add(OWN + one);
      if (next !== undefined) tokens.add(OWN + one + next);
    }
  }
}

/** More pairs of a long phrase narrow no further: what they leave is compared with the text anyway. */
const MOST_PAIRS = 24;

/** The index expression that every row holding `term` satisfies; of one or two characters no other row does. */
export function gramsMatch(foldedTerm: string): string {
  const letters = Array.from(foldedTerm, letter);
  return letters.length === 1 ? `"${letters[0]}" *` : allOf(pairsOf(letters));
}
export function ownGramsMatch(foldedTerm: string): string {
  const letters = Array.from(foldedTerm, letter);
  return letters.length === 1 ? `"${OWN}${letters[0]}"` : allOf(pairsOf(letters).map((pair) => OWN + pair));
}
export function tokenMatch(token: string): string {
  return `"${token}"`;
}
/** Whether the index alone says that a term is there. */
export function isExact(foldedTerm: string): boolean {
  return Array.from(foldedTerm).length <= 2;
}

function pairsOf(letters: readonly string[]): string[] {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < letters.length; at++) pairs.add(`${letters[at]}${letters[at + 1]}`);
  const all = [...pairs];
  if (all.length <= MOST_PAIRS) return all;
  return Array.from({ length: MOST_PAIRS }, (_, at) => all[Math.floor((at * all.length) / MOST_PAIRS)] ?? '');
}
function allOf(pairs: readonly string[]): string {
  const quoted = pairs.map((pair) => `"${pair}"`);
  return quoted.length === 1 ? (quoted[0] ?? '') : `(${quoted.join(' AND ')})`;
}
