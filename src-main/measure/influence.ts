/**
 * 影响期 (domain 6.4). It begins on the day of the decision; its last day is the day before the same day so many months
 * later. Where that month has no such day, the period ends with the month's last day: a decision of 31 August that weighs
 * six months ends on 28 (29) February, one of 29 February that weighs twelve ends on 28 February.
 */
import type { z } from 'zod';
import type { MeasureKind } from '#contract/schemas/warning.ts';
import { addDays, addMonths } from '#main/calendar/index.ts';

export type Kind = z.infer<typeof MeasureKind>;
export interface Period {
  /** yyyymmdd, both days included. Empty: nothing runs, or the day of the decision is not known. */
  readonly from: string;
  readonly until: string;
}
export const NO_PERIOD: Period = { from: '', until: '' };

/** Last day of a period of whole months from a day on. @param from yyyymmdd */
export function lastDay(from: string, months: number): string {
  const same = addMonths(from, months);
  return same.slice(6) === from.slice(6) ? addDays(same, -1) : same;
}

/** @param decidedOn as catalogued; a day that is not whole gives no period, it is not guessed */
export function periodOf(kind: Kind, decidedOn: string): Period {
  if (!/^\d{8}$/.test(decidedOn) || kind.months + kind.adds === 0) return NO_PERIOD;
  return { from: decidedOn, until: lastDay(decidedOn, kind.months + kind.adds) };
}

export type Standing = 'running' | 'over' | 'none' | 'unknown';
/** @param today yyyymmdd */
export function standingOf(period: Period, decidedOn: string, today: string): Standing {
  if (period.until === '') return /^\d{8}$/.test(decidedOn) ? 'none' : 'unknown';
  return today <= period.until ? 'running' : 'over';
}
