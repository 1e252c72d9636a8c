import { pinyin } from 'pinyin-pro';

/** Everything that people type for the separator of names in other languages; the standard one is U+00B7 (domain 7.2). */
const SEPARATORS = /\s*[\u00b7\u30fb\u2022\u2027\u2219\u22c5\uff0e\uff65\u2024.]\s*/gu;

/** Standard form of a name: NFC, separator ·, no blanks inside a Chinese name, no invisible characters. */
export function normaliseName(text: string): string {
  const clean = text
    .normalize('NFC')
    .replaceAll(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll(/[\u3000\t\n\r]/g, ' ')
    .trim();
  const dotted = clean.replaceAll(SEPARATORS, '·');
  // 王　五: the blank only pads a two-character name in printed lists.
  return /\p{Script=Han}/u.test(dotted) ? dotted.replaceAll(/\s+/g, '') : dotted.replaceAll(/\s+/g, ' ');
}

/** Form for matching: case and width folded, separators gone. */
export function foldName(name: string): string {
  return normaliseName(name).normalize('NFKC').toLowerCase().replaceAll(/[·\s]/g, '');
}

/** Characters from a private use area: a legacy export's home-made character that other machines can't show. */
export function privateUseCharacters(text: string): string[] {
  return [...text].filter((character) => /\p{Co}/u.test(character));
}

/** Pinyin without tones or blanks, and the initials; surnames by their own reading (单 shan, 尉迟 yuchi). */
export function readName(name: string): { pinyin: string; initials: string } {
  const syllables = pinyin(name.replaceAll('·', ''), {
    toneType: 'none',
    type: 'array',
    surname: 'head',
    nonZh: 'consecutive',
    v: true,
  }).map((syllable) => syllable.toLowerCase().replaceAll(/\s+/g, ''));
  return {
    pinyin: syllables.join(''),
    initials: syllables.map((syllable) => [...syllable][0] ?? '').join(''),
  };
}
