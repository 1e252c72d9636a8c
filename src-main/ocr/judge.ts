/** 待人工: does a person have to see to a page, and why? Certainties are the recogniser's own; a guess is called 疑似. */
import type { ReadPage } from './engine/index.ts';

/** Below it a character is marked on the screen. Of 20,000 characters of the sample none that was right lay below. */
export const UNSURE = 0.6;
/** A line that is mostly guesswork: handwriting, a smudge, a picture taken for text. */
const LOW_LINE = 0.7;
/** Share of unsure characters from which a page is better read by a person. */
const LOW_SHARE = 0.04;

export const PERSON_REASONS = ['handwriting', 'low-confidence', 'seal-only', 'no-text'] as const;
export type PersonReason = (typeof PERSON_REASONS)[number];

export interface Judged {
  /** Mean certainty of the characters, 0 to 1; 0 for a page without any. */
  readonly confidence: number;
  readonly reason: PersonReason | undefined;
}

/** @param blank the page was found blank when it came in, so that no text on it is no surprise */
export function judge({ lines }: ReadPage, blank: boolean): Judged {
  const print = lines.filter((line) => line.kind === 'print');
  const sure = print.flatMap((line) => line.sure);
  const confidence = sure.length === 0 ? 0 : sure.reduce((a, b) => a + b, 0) / sure.length;
  return { confidence, reason: reasonOf(print, sure, lines.length, blank) };
}

function reasonOf(
  print: ReadPage['lines'],
  sure: readonly number[],
  lines: number,
  blank: boolean,
): PersonReason | undefined {
  if (print.length === 0) return lines > 0 ? 'seal-only' : blank ? undefined : 'no-text';
  const low = print.filter((line) => line.confidence < LOW_LINE).length;
  if (low * 2 >= print.length) return 'handwriting';
  return sure.filter((one) => one < UNSURE).length > sure.length * LOW_SHARE ? 'low-confidence' : undefined;
}
