/**
 * One form of writing for searching: compatibility forms, full width and case folded, the family of middle dots made one,
 * blanks and line breaks gone, so that a phrase is found across the line break of a page.
 */
const MIDDLE_DOTS = /[\u30fb\u2022\u2027\u2219\u22c5\uff65]/gu;
const SKIPPED = /[\s\u200b-\u200f\u2060\ufeff\u0000-\u001e]/u;

/** Between the fields of an item; no query can hold it, so nothing is found across two fields. */
export const FIELD_BREAK = '\u001f';

function foldCharacter(character: string): string {
  if (character === FIELD_BREAK) return character;
  if (SKIPPED.test(character)) return '';
  return character.normalize('NFKC').toLowerCase().replaceAll(MIDDLE_DOTS, '·').replaceAll(/\s/gu, '');
}

export function fold(text: string): string {
  let folded = '';
  for (const character of text.toWellFormed()) folded += foldCharacter(character);
  return folded;
}

/** Folds and remembers, for each UTF-16 unit of the folded text, where it came from. */
export function foldWithPlaces(text: string): { folded: string; places: number[] } {
  let folded = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text.toWellFormed()) {
    const piece = foldCharacter(character);
    for (let unit = 0; unit < piece.length; unit++) places.push(at);
    folded += piece;
    at += character.length;
  }
  places.push(at);
  return { folded, places };
}

/** ASCII signs in their full-width form, which folding never leaves behind: so the tokenizer keeps them. */
function letter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code > 0x7e) return character;
  return /[0-9a-z]/.test(character) ? character : String.fromCodePoint(code - 0x21 + 0xff01);
}

/** What goes into the index: every pair of neighbours, and each field's last character alone (design section 10). */
export function grams(folded: string): string {
  const tokens: string[] = [];
  for (const field of folded.split(FIELD_BREAK)) {
    const letters = Array.from(field, letter);
    for (let at = 0; at < letters.length; at++) tokens.push((letters[at] ?? '') + (letters[at + 1] ?? ''));
  }
  return tokens.join(' ');
}

/** The index expression that every text holding `term` satisfies; candidates are then checked against the text. */
export function expression(foldedTerm: string): string {
  const letters = Array.from(foldedTerm, letter);
  if (letters.length === 1) return `"${letters[0]}"*`;
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < letters.length; at++) pairs.add(`"${letters[at]}${letters[at + 1]}"`);
  return [...pairs].join(' AND ');
}

/** The words of a query: apart by blanks, each folded; repeated ones once. */
export function termsOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/\s+/u)
        .map(fold)
        .filter((term) => term !== ''),
    ),
  ];
}
