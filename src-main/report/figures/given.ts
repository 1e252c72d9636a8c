/** What SQL can't say of a record: the rules' words for it, whether its period runs, how many days it took. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { addMonths, dayOf, daysBetween } from '#main/calendar/index.ts';
import { signedLetters } from '#main/letter/index.ts';
import { kindName, measures, periodOfMeasure, standingOf } from '#main/measure/index.ts';
import type { Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { currentRules } from '#main/warning-rules/index.ts';
import type { Asked } from '../description.ts';
import type { Bound, SourceName } from './queries.ts';

const ReportRules = z.strictObject({
  /** 四种形态: which kinds of measure each holds. */
  forms: z.array(z.strictObject({ form: z.number().int().min(1).max(4), kinds: z.array(z.string()) })),
  /** Sub-classes whose items are themselves of the first. */
  talks: z.array(z.string()),
});
const read = new Map<string, z.infer<typeof ReportRules>>();
function reportRules(resources: string): z.infer<typeof ReportRules> {
  const path = join(resources, 'report-rules.json');
  let rules = read.get(path);
  if (!rules) read.set(path, (rules = ReportRules.parse(JSON.parse(readFileSync(path, 'utf8')))));
  return rules;
}

function givenMeasures(db: ReadDb, asked: Asked, scope: Scope): unknown[] {
  const { kinds } = currentRules(db, scope).rules;
  const { forms } = reportRules(scope.resources);
  return measures(db, undefined, asked.clearanceRank).map((one) => ({
    id: one.id,
    kind: kindName(kinds, one.kind),
    group: kinds.find((kind) => kind.id === one.kind)?.group ?? '',
    running: Number(standingOf(periodOfMeasure(kinds, one), one.decidedOn, asked.today) === 'running'),
    form: forms.find((form) => form.kinds.includes(one.kind))?.form ?? 0,
  }));
}

function givenLetters(db: ReadDb, asked: Asked): unknown[] {
  const replies = signedLetters(db, asked.clearanceRank).filter((one) => one.kind === 'reply');
  return replies.map((one) => {
    const signedOn = dayOf(new Date(one.signedAt));
    return {
      id: one.id,
      days: /^\d{8}$/.test(one.fromDate) ? daysBetween(one.fromDate, signedOn) : null,
      late: Number(/^\d{8}$/.test(one.dueOn) && signedOn > one.dueOn),
    };
  });
}

export function boundFor(db: ReadDb, source: SourceName, asked: Asked, scope: Scope): Bound {
  return {
    ...asked,
    monthAgo: addMonths(asked.today, -1),
    talks: reportRules(scope.resources).talks,
    given:
      source === 'measures'
        ? givenMeasures(db, asked, scope)
        : source === 'letters'
          ? givenLetters(db, asked)
          : [],
  };
}
