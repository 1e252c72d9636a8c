/**
 * One form of writing for searching: compatibility forms, full width and case folded, traditional and variant characters as
 * the one that stands for them, accents and the family of middle dots made one, blanks and line breaks gone, so that a phrase
 * is found across the line break of a page. A hit is a substring after folding, no more and no less.
 */
import { formsOf, standing } from './variants.ts';

const MIDDLE_DOTS = /[\u30fb\u2022\u2027\u2219\u22c5\uff65]/u;
/** Blanks and controls; marks that stand on the character before them, and selectors of its glyph. */
const SKIPPED = /\s|\p{Cc}|\u00ad|[\u200b-\u200f]|\u2060|\ufeff/u;
const STANDS_ON_ANOTHER = /[\u0300-\u036f]|\p{Variation_Selector}/u;
/** Latin, Greek and Cyrillic letters, which may be written in one piece with their accent or in two. */
const ACCENTED = /[\u00c0-\u052f\u1e00-\u1fff]/u;

/** Between the fields of an item; folding leaves none behind, so nothing is found across two fields. */
export const FIELD_BREAK = '\u001f';

/** Each character is folded once; there are no more than Unicode has. */
const known = new Map<string, string>();

function foldCharacter(character: string): string {
  let folded = known.get(character);
  if (folded === undefined) known.set(character, (folded = foldAnew(character)));
  return folded;
}

function foldAnew(character: string): string {
  const plain = [...character.normalize('NFKC').toLowerCase()].map((one) =>
    ACCENTED.test(one) ? one.normalize('NFKD') : one,
  );
  return [...plain.join('')]
    .filter((one) => !SKIPPED.test(one) && !STANDS_ON_ANOTHER.test(one))
    .map((one) => (MIDDLE_DOTS.test(one) ? '·' : standing(one)))
    .join('');
}

export function fold(text: string): string {
  let folded = '';
  for (const character of text.toWellFormed()) folded += foldCharacter(character);
  return folded;
}

/** Folds and remembers, for each UTF-16 unit of the folded text, where it came from; the last place is the end. */
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

/**
 * A GLOB pattern for what folds to something that holds `folded`, for short fields that are not in the index: each character
 * in any of its forms, upper case and full width among them.
 */
export function globOf(folded: string): string {
  const classes = [...folded].map((character) => {
    const cased = formsOf(character).flatMap((form) => [form, form.toUpperCase()]);
    const forms = new Set(cased.flatMap((form) => (isSingle(form) ? [form, fullWidth(form)] : [])));
    // Within a class ] stands first and - last, and ^ never first.
    const place = (one: string) => (one === ']' ? 0 : one === '^' ? 2 : one === '-' ? 3 : 1);
    return `[${[...forms].toSorted((a, b) => place(a) - place(b)).join('')}]`;
  });
  return `*${classes.join('')}*`;
}

const isSingle = (text: string) => [...text].length === 1;
const fullWidth = (form: string) =>
  form >= '!' && form <= '~' ? String.fromCharCode(form.charCodeAt(0) + 0xfee0) : form;
