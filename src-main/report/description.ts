/** What a report is: words and columns as data. Screen, xlsx and docx come from the same description. */
import type { z } from 'zod';
import type { Parsed } from '#contract/index.ts';
import type { ReportAxis } from '#contract/schemas/report.ts';
import type { Role, SecrecyLevel } from '#contract/vocabulary.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import type { SourceName } from './figures/queries.ts';

export type Axis = z.infer<typeof ReportAxis>;
export type Which = Parsed<'report.view'>;

/** What a report is asked for, with the day and the year's two ends at the office. */
export interface Asked extends Pick<Which, 'year' | 'unit'> {
  readonly clearanceRank: number;
  /** yyyymmdd */
  readonly today: string;
  /** ISO instants: the year's first and the next year's first; everything where no year is asked for. */
  readonly from: string;
  readonly to: string;
  readonly now: string;
}

/** Counted over the facts of a source: facts that bear a flag, the cadres among them, or the sum of an amount. */
export interface Sum {
  readonly of: string;
  readonly as: 'facts' | 'people' | 'amount';
}
export type FigureColumn = { readonly key: string; readonly title: string } & (
  | { readonly show: 'number'; readonly part: Sum }
  /** A part of a whole; it leads to what is missing, where that is what one looks for. */
  | { readonly show: 'share' | 'mean'; readonly part: Sum; readonly whole: Sum; readonly leads?: Sum }
);
interface Common {
  readonly id: string;
  readonly title: string;
  /** How it counts (口径), as whole sentences. */
  readonly basis: string;
  readonly roles?: readonly Role[];
}
export interface Figures extends Common {
  readonly kind: 'figures';
  readonly source: SourceName;
  /** The first is what it is divided by unless asked otherwise. */
  readonly by: readonly (readonly [axis: Axis, title: string])[];
  /** false: the state today. */
  readonly yearly: boolean;
  readonly columns: readonly FigureColumn[];
}

export interface RegisterLine {
  readonly cells: readonly string[];
  readonly fileId: number | null;
  readonly itemId: number | null;
  readonly secrecy: SecrecyLevel;
}
export interface Register extends Common {
  readonly kind: 'register';
  /** By which a request for its output names it; never changed. */
  readonly number: number;
  /** Heading and width in characters; a running number stands before them. */
  readonly columns: readonly (readonly [heading: string, width: number])[];
  /** Oldest first, within the caller's clearance. */
  readonly lines: (db: ReadDb, asked: Asked, caller: Caller, scope: Scope) => readonly RegisterLine[];
}
export type Report = Figures | Register;
