import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Found, type PageText, type Source, sourceAt } from './lines.ts';

interface KnownClass {
  readonly code: string;
  readonly name: string;
}
/** Words by which papers of a class are known; good only as long as the class of that code bears that name. */
const Hints = z.array(
  z.strictObject({ code: z.string(), name: z.string(), words: z.array(z.string().min(2)) }),
);

export interface ClassWords {
  readonly code: string;
  readonly words: readonly string[];
}

/** The words of each class: of its own name, and the shipped ones where they still fit. */
export function classWords(classes: readonly KnownClass[], resources: string): ClassWords[] {
  const hints = new Map(
    Hints.parse(JSON.parse(readFileSync(join(resources, 'class-hints.json'), 'utf8'))).map((one) => [
      `${one.code} ${one.name}`,
      one.words,
    ]),
  );
  return classes.map(({ code, name }) => ({
    code,
    words: [
      ...new Set([
        ...name.split(/[、，,（）()/→]|及其?|与/).filter((word) => word.length >= 3),
        ...(hints.get(`${code} ${name}`) ?? []),
      ]),
    ],
  }));
}

/** Lines that count as the head of a page, and how much more a word there tells than one in the text. */
const HEAD_LINES = 5;
/** A longer line is a paragraph, wherever it stands. */
const LONGEST_HEAD = 40;
const IN_HEAD = 4;
/** Below this nothing is said: a word of three letters once in the text is chance. */
const LEAST = 4;

/** Class of a file name as the digitisation standard writes it: 类号-材料序号-页序. */
export function classOfFileName(fileName: string, codes: ReadonlySet<string>): string | undefined {
  const found = /(?<!\d)(\d{4})-\d{1,3}(?:-\d{1,4})?(?!\d)/.exec(fileName)?.[1];
  return found !== undefined && codes.has(found) ? found : undefined;
}

/** The class whose words stand in the first page, its heading before all; undefined when two are as good. */
export function classOfText(first: PageText | undefined, classes: readonly ClassWords[]): Found | undefined {
  if (!first) return undefined;
  const scored = classes.map(({ code, words }) => {
    let score = 0;
    let best = 0;
    let source: Source | undefined;
    for (const [index, line] of first.lines.entries()) {
      // The longest word of a class in the line: shorter ones inside it say the same again.
      const longest = Math.max(
        0,
        ...words.filter((word) => line.text.includes(word)).map((word) => word.length),
      );
      if (longest === 0) continue;
      const inHead = index < HEAD_LINES && line.text.length <= LONGEST_HEAD;
      const worth = inHead ? longest * IN_HEAD : Math.min(longest, 3) / 2;
      score = Math.max(score, worth) + (worth > score ? 0 : worth / 10);
      if (worth > best) {
        best = worth;
        source = sourceAt(first, line);
      }
    }
    return { code, score, source };
  });
  const [winner, second] = scored.toSorted((a, b) => b.score - a.score);
  if (!winner?.source || winner.score < LEAST || (second && second.score === winner.score)) return undefined;
  return { value: winner.code, source: winner.source };
}
