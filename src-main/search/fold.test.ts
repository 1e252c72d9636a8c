import Database from 'better-sqlite3-multiple-ciphers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, foldWithPlaces, globOf } from './fold.ts';

test.each([
  ['龍龑湋', '龙䶮𣲗'],
  ['喆堃邨', '哲坤村'],
  ['ＡＢｃ１２（）', 'abc12()'],
  ['任免\n审 批　表', '任免审批表'],
  ['买买提・艾山', '买买提·艾山'],
  ['École', 'Ecole'],
  ['E\u0301cole', 'ecole'],
  ['葛\u{e0100}', '葛'],
  ['㈱', '(株)'],
])('%s is found by %s', (text, query) => {
  expect(fold(text)).toContain(fold(query));
});

test('著 and 着, 晰 and 析 stay apart', () => {
  expect(fold('著录')).not.toBe(fold('着录'));
  expect(fold('清晰')).not.toBe(fold('清析'));
});

test('folding twice is folding once, and every unit of a folded text knows where it came from', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const folded = fold(text);
      expect(fold(folded)).toBe(folded);
      const { folded: same, places } = foldWithPlaces(text);
      expect(same).toBe(folded);
      expect(places).toHaveLength(folded.length + 1);
      expect(places.at(-1)).toBe(text.length);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    }),
  );
});

test('a pattern matches what folds to it, whatever stands in it', () => {
  const db = new Database(':memory:');
  const matches = db.prepare('SELECT ? GLOB ?').pluck();
  expect(matches.get('清龍县财政局', globOf(fold('龙县')))).toBe(1);
  expect(matches.get('ＡＢ局', globOf(fold('ab')))).toBe(1);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'龍龙a]A[*?^-Ｂ局'), minLength: 1, maxLength: 6 }),
      fc.string({ unit: fc.constantFrom(...'龙a]A[*?^-b局'), minLength: 1, maxLength: 3 }),
      (text, query) => {
        expect(matches.get(text, globOf(fold(query)))).toBe(fold(text).includes(fold(query)) ? 1 : 0);
      },
    ),
    { numRuns: 500 },
  );
  db.close();
});
