/** Versions of the rules one after another in time, and which of them hold for a day. */
import type { z } from 'zod';
import type { DutyRule, DutyRules, HolderRule } from '#contract/schemas/duty-shapes.ts';

export type Rules = z.infer<typeof DutyRules>;
export type Duty = z.infer<typeof DutyRule>;
export type Holder = z.infer<typeof HolderRule>;
export interface Version {
  readonly version: number;
  readonly rules: Rules;
}
/** Oldest first; the first holds from the beginning. */
export type Timeline = readonly Version[];

/** A later version takes the place of those that begin on its first day or after. */
export function timelineOf(versions: readonly Version[]): Timeline {
  const line: Version[] = [];
  for (const one of versions) {
    while (line.length > 0 && (line.at(-1)?.rules.inForceFrom ?? '') >= one.rules.inForceFrom) line.pop();
    line.push(one);
  }
  return line;
}
/** @param day yyyymmdd */
export function versionOn(timeline: Timeline, day: string): Version {
  const found = timeline.findLast((one) => one.rules.inForceFrom <= day) ?? timeline[0];
  if (!found) throw new Error('no version of the duty rules');
  return found;
}
/** A rule holds on a day: enabled, and the day within its own dates. */
export function holdsOn(rule: Duty | Holder, day: string): boolean {
  return rule.enabled && rule.from <= day && (rule.until === '' || day <= rule.until);
}
