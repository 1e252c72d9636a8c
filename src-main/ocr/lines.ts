/** 行: what is kept of a page's lines, as JSON, and the text they make. */
import { z } from 'zod';
import type { ReadLine } from './engine/index.ts';

/** [x, y, width, height] in pixels of the page's picture. Certainty in hundredths, a character each. */
export const StoredLine = z.object({
  text: z.string(),
  box: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  sure: z.array(z.number()),
  kind: z.enum(['print', 'seal']),
  join: z.enum(['', ' ', '\t', '\n']),
});
export type StoredLine = z.infer<typeof StoredLine>;
const Lines = z.array(StoredLine);

export function stored(lines: readonly ReadLine[]): StoredLine[] {
  return lines.map(({ text, sure, box, kind, join }) => ({
    text,
    box: [box.x, box.y, box.width, box.height],
    sure: sure.map((one) => Math.round(one * 100)),
    kind,
    join,
  }));
}

export function parseLines(json: string): StoredLine[] {
  return Lines.parse(JSON.parse(json));
}

export function textOf(lines: readonly Pick<StoredLine, 'text' | 'join'>[]): string {
  return lines
    .map(({ text, join }) => text + join)
    .join('')
    .trimEnd();
}
