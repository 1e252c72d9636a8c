/** 处理处分: each on its paper, with the influence period that the rules in force give it (domain 6.4). */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Discipline } from '#contract/vocabulary.ts';
import { today } from '#main/calendar/index.ts';
import { theItem } from '#main/catalogue/index.ts';
import { refuseUnlessOpen, theFile } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { currentRules, type Rules } from '#main/warning-rules/index.ts';
import { type Kind, NO_PERIOD, type Period, periodOf, standingOf } from './influence.ts';
import { insertMeasure, type MeasureRecord, markWithdrawn, measureById, measures } from './queries.ts';

export { type Period, standingOf } from './influence.ts';
export { type MeasureRecord, measures, measuresOfFiles } from './queries.ts';

/** The period of a recorded measure: by hand where it was set so, else by the rule. */
export function periodOfMeasure(
  kinds: readonly Kind[],
  one: Pick<MeasureRecord, 'kind' | 'decidedOn' | 'untilByHand'>,
): Period {
  if (one.untilByHand !== '') return { from: one.decidedOn, until: one.untilByHand };
  const kind = kinds.find((found) => found.id === one.kind);
  return kind ? periodOf(kind, one.decidedOn) : NO_PERIOD;
}
export function kindName(kinds: readonly Kind[], id: string): string {
  return kinds.find((one) => one.id === id)?.name ?? id;
}

export function listKinds(
  db: ReadDb,
  _input: Parsed<'measure.kinds'>,
  _caller: Caller,
  scope: Scope,
): Output<'measure.kinds'> {
  return { kinds: currentRules(db, scope).rules.kinds };
}

function theKind(rules: Rules, id: string): Kind {
  const kind = rules.kinds.find((one) => one.id === id);
  if (!kind)
    throw new Refusal('validation-failed', '没有这个处理处分种类，可能刚被改动。请刷新后重选。', [
      { path: 'kind', message: '请重新选择' },
    ]);
  return kind;
}

export function viewPeriod(
  db: ReadDb,
  input: Parsed<'measure.period'>,
  _caller: Caller,
  scope: Scope,
): Output<'measure.period'> {
  return { ...periodOf(theKind(currentRules(db, scope).rules, input.kind), input.decidedOn) };
}

export function listMeasures(
  db: ReadDb,
  input: Parsed<'measure.list'>,
  caller: Caller,
  scope: Scope,
): Output<'measure.list'> {
  const { kinds } = currentRules(db, scope).rules;
  const now = today(scope);
  if (input.fileId !== undefined) scope.note.subject = `file:${theFile(db, input.fileId).id}`;
  const shown = measures(db, input.fileId, caller.clearanceRank).map(
    ({ untilByHand, rank: _rank, disciplines, ...one }) => {
      const period = periodOfMeasure(kinds, { ...one, untilByHand });
      return {
        ...one,
        disciplines: JSON.parse(disciplines) as Discipline[],
        kindName: kindName(kinds, one.kind),
        ...period,
        overridden: untilByHand !== '',
        state: standingOf(period, one.decidedOn, now),
      };
    },
  );
  return {
    measures: input.running
      ? shown.filter((one) => one.state === 'running' && one.withdrawn === null)
      : shown,
  };
}

export function saveMeasure(
  db: WriteDb,
  input: Parsed<'measure.save'>,
  caller: Caller,
  scope: Scope,
): Output<'measure.save'> {
  const item = theItem(db, input.itemId, caller);
  refuseUnlessOpen(theFile(db, item.fileId));
  theKind(currentRules(db, scope).rules, input.kind);
  const details: { path: string; message: string }[] = [];
  if (input.until !== '' && input.overrideReason === '')
    details.push({ path: 'overrideReason', message: '自行填写截止日须说明理由' });
  if (input.until !== '' && !/^\d{8}$/.test(input.until))
    details.push({ path: 'until', message: '截止日应写到日' });
  if (input.until !== '' && input.decidedOn > input.until)
    details.push({ path: 'until', message: '截止日早于决定日期' });
  if (details.length > 0) throw new Refusal('validation-failed', '处理处分填写有误，未登记。', details);
  const { disciplines = [], ...fields } = input;
  const one = {
    ...fields,
    fileId: item.fileId,
    untilByHand: input.until,
    recordedBy: caller.name,
    recordedAt: scope.now().toISOString(),
  };
  const id = insertMeasure(db, one, disciplines);
  scope.note.subject = `item:${item.id}`;
  scope.note.detail = { measure: id, kind: input.kind, decidedOn: input.decidedOn, until: input.until };
  return { id };
}

export function withdrawMeasure(
  db: WriteDb,
  input: Parsed<'measure.withdraw'>,
  caller: Caller,
  scope: Scope,
): Output<'measure.withdraw'> {
  const found = measureById(db, input.id);
  if (!found || found.rank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这条处理处分登记，列表可能已变化，请刷新。');
  if (
    !markWithdrawn(db, found.id, `${caller.name} ${scope.now().toISOString().slice(0, 10)}：${input.reason}`)
  )
    throw new Refusal('state-refused', '这条登记已经撤销。');
  scope.note.subject = `item:${found.itemId}`;
  scope.note.detail = { measure: found.id, reason: input.reason };
  return { done: true };
}
