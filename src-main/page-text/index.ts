/** 页文字: the one text that holds for a page, and where it came from; the search index follows it by itself. */
import type { WriteDb } from '#main/storage/index.ts';
import { deleteText, holdingText, putText } from './queries.ts';

export { holdingText } from './queries.ts';

/** `typed`: a transcript that came with the scans; `machine`: read by the program; `person`: corrected on the screen. */
export type TextSource = 'typed' | 'machine' | 'person';
export interface PageText {
  readonly text: string;
  readonly source: TextSource;
  readonly at: string;
  /** Name of the person, for `person`; else empty. */
  readonly by: string;
}

/** What a person wrote stands before what came with the scans, and both before what the program reads. */
const STANDING: Record<TextSource, number> = { machine: 0, typed: 1, person: 2 };

/**
 * Takes a text for a page.
 * @returns false when a better text holds, or the same one
 */
export function takeText(db: WriteDb, pageId: number, text: PageText): boolean {
  const known = holdingText(db, pageId);
  if (known && STANDING[known.source] > STANDING[text.source]) return false;
  if (known?.text === text.text && known.source === text.source) return false;
  putText(db, pageId, text);
  return true;
}

/** Forgets what the program read of a page that is being taken off; what a person gave stays. */
export function forgetMachineText(db: WriteDb, pageId: number): void {
  if (holdingText(db, pageId)?.source !== 'machine') return;
  deleteText(db, pageId);
}
