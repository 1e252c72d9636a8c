import type { ReadDb } from '#main/storage/index.ts';
import { parseLines } from './lines.ts';
import { lastCorrection, readingOf } from './queries.ts';

export interface PlacedLine {
  readonly text: string;
  /** Parts of the picture's width and height, 0 to 1. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/**
 * The printed lines of a page with their places, as a person corrected them or else as the machine read them; seals are
 * left out. undefined: the page was not read.
 */
export function placedLines(db: ReadDb, pageId: number): PlacedLine[] | undefined {
  const reading = readingOf(db, pageId);
  if (!reading) return undefined;
  const { width, height } = reading;
  return parseLines((lastCorrection(db, pageId) ?? reading).lines)
    .filter((line) => line.kind === 'print' && line.text !== '')
    .map(({ text, box: [x, y, w, h] }) => ({
      text,
      box: { x: x / width, y: y / height, width: w / width, height: h / height },
    }));
}
