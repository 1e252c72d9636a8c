/** The editor's side of the rules: draft, test run, in force from a day, history. */
import type { Output, Parsed } from '#contract/index.ts';
import { DutyRules } from '#contract/schemas/duty-shapes.ts';
import { addMonths, today } from '#main/calendar/index.ts';
import { saveVersion, versionsOf } from '#main/rule-versions/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { changesIn } from './changes.ts';
import { type Due, dueOf, type Given } from './due.ts';
import { type CadreFacts, dutyFacts, givenFor } from './load.ts';
import { dropDraft, putDraft, theDraft } from './queries.ts';
import { dutyTimeline, faultsOf, newestRules, shippedRules } from './rules.ts';
import { type Rules, timelineOf, versionOn } from './timeline.ts';

const parse = (body: string): Rules => DutyRules.parse(JSON.parse(body));

export function viewRules(
  db: ReadDb,
  _input: Parsed<'duty.rules'>,
  _caller: Caller,
  scope: Scope,
): Output<'duty.rules'> {
  const timeline = dutyTimeline(db, scope);
  const shipped = {
    version: 1,
    rules: shippedRules(scope.resources),
    reason: '程序自带的默认规则',
    at: null,
    by: '',
  };
  const kept = [shipped, ...versionsOf(db, 'duty_rules').map((one) => ({ ...one, rules: parse(one.body) }))];
  const draft = theDraft(db);
  return {
    ...newestRules(db, scope),
    inForce: versionOn(timeline, today(scope)).version,
    draft: draft
      ? { fromVersion: draft.fromVersion, rules: parse(draft.body), at: draft.at, by: draft.by }
      : null,
    versions: kept
      .map(({ version, rules, reason, at, by }, index) => {
        const before = kept[index - 1];
        return {
          version,
          inForceFrom: rules.inForceFrom,
          reason,
          at,
          by,
          changes: before ? changesIn(before.rules, rules) : [],
          replaced: !timeline.some((one) => one.version === version),
        };
      })
      .toReversed(),
  };
}

export function saveDraft(
  db: WriteDb,
  input: Parsed<'duty.saveDraft'>,
  caller: Caller,
  scope: Scope,
): Output<'duty.saveDraft'> {
  putDraft(db, {
    fromVersion: input.fromVersion,
    body: JSON.stringify(input.rules),
    at: scope.now().toISOString(),
    by: caller.name,
  });
  scope.note.subject = 'duty-rules:draft';
  return { done: true };
}
export function discardDraft(
  db: WriteDb,
  _input: Parsed<'duty.dropDraft'>,
  _caller: Caller,
  scope: Scope,
): Output<'duty.dropDraft'> {
  scope.note.subject = 'duty-rules:draft';
  scope.note.detail = { dropped: theDraft(db)?.body ?? null };
  dropDraft(db);
  return { done: true };
}

export function putInForce(
  db: WriteDb,
  input: Parsed<'duty.putInForce'>,
  caller: Caller,
  scope: Scope,
): Output<'duty.putInForce'> {
  const saved = saveVersion(
    db,
    { table: 'duty_rules', name: '立档与应收规则' },
    newestRules(db, scope),
    input,
    () => faultsOf(db, input.rules, today(scope)),
    caller,
    scope,
  );
  dropDraft(db);
  return saved;
}

interface Tally {
  cadres: number;
  duties: number;
  overdue: number;
  readonly classes: Map<string, number>;
}
function tally(cadres: readonly CadreFacts[], given: Given): Tally {
  const sum: Tally = { cadres: 0, duties: 0, overdue: 0, classes: new Map() };
  for (const cadre of cadres) {
    const due: readonly Due[] = dueOf(cadre, given);
    if (due.length > 0) sum.cadres += 1;
    for (const one of due) {
      sum.duties += 1;
      if (one.state === 'overdue') sum.overdue += 1;
      sum.classes.set(one.classCode, (sum.classes.get(one.classCode) ?? 0) + 1);
    }
  }
  return sum;
}

/** Counts what is due from a year before to a year after today, by the rules as they are and with the edited ones. */
export function tryRules(
  db: ReadDb,
  input: Parsed<'duty.tryRules'>,
  caller: Caller,
  scope: Scope,
): Output<'duty.tryRules'> {
  const day = today(scope);
  const given = givenFor(db, { from: addMonths(day, -12), to: addMonths(day, 12) }, caller, scope);
  const newest = newestRules(db, scope);
  const edited = timelineOf([...given.timeline, { version: newest.version + 1, rules: input.rules }]);
  const cadres = dutyFacts(db, {}, caller.clearanceRank);
  const before = tally(cadres, given);
  const after = tally(cadres, { ...given, timeline: edited });
  const names = classNames(db);
  const counts = ({ classes: _, ...rest }: Tally) => rest;
  return {
    before: counts(before),
    after: counts(after),
    changes: changesIn(newest.rules, input.rules),
    classes: [...new Set([...before.classes.keys(), ...after.classes.keys()])]
      .toSorted()
      .map((classCode) => ({
        classCode,
        name: names.get(classCode) ?? '',
        before: before.classes.get(classCode) ?? 0,
        after: after.classes.get(classCode) ?? 0,
      }))
      .filter((one) => one.before !== one.after),
  };
}
