import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { refuseSamePerson } from '#main/accounts/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { currentRules, type Rule } from '#main/warning-rules/index.ts';
import {
  actsOf,
  businessAccounts,
  countByRule,
  evidenceOf,
  insertAct,
  lastScanAt,
  setAssignee,
  setState,
  type WarningRecord,
  warningById,
  warningIds,
  warningRows,
} from './queries.ts';

const rulesById = (db: ReadDb, scope: Pick<Scope, 'resources'>): ReadonlyMap<string, Rule> =>
  new Map(currentRules(db, scope).rules.rules.map((rule) => [rule.id, rule]));

function show(one: WarningRecord, rules: ReadonlyMap<string, Rule>): Output<'warning.rows'>['rows'][number] {
  const { id, rule, level, fileId, personId, personName, text, state, since, assignee } = one;
  const { name, group } = rules.get(rule) ?? { name: rule, group: 'pattern' as const };
  return {
    id,
    rule,
    ruleName: name,
    group,
    level,
    fileId,
    personId,
    personName,
    text,
    state,
    since,
    assignee,
  };
}

export function summary(
  db: ReadDb,
  _input: Parsed<'warning.summary'>,
  caller: Caller,
  scope: Scope,
): Output<'warning.summary'> {
  const counts = new Map(countByRule(db, caller.clearanceRank).map((one) => [one.rule, one]));
  return {
    scannedAt: lastScanAt(db),
    rules: [...rulesById(db, scope).values()].map(({ id, name, group, level }) => ({
      rule: id,
      name,
      group,
      level,
      open: counts.get(id)?.open ?? 0,
      proposed: counts.get(id)?.proposed ?? 0,
    })),
  };
}

const STATES = {
  open: ['open'],
  mine: ['open', 'proposed'],
  proposed: ['proposed'],
  closed: ['closed', 'lapsed'],
  all: ['open', 'proposed', 'closed', 'lapsed'],
} as const;
export function listWarnings(
  db: ReadDb,
  input: Parsed<'warning.ids'>,
  caller: Caller,
): Output<'warning.ids'> {
  const filter = {
    rule: input.rule,
    fileId: input.fileId,
    states: STATES[input.list],
    assignee: input.list === 'mine' ? caller.accountId : null,
  };
  return { ids: warningIds(db, filter, input.sort, input.descending, caller.clearanceRank) };
}
export function warningWindow(
  db: ReadDb,
  input: Parsed<'warning.rows'>,
  caller: Caller,
  scope: Scope,
): Output<'warning.rows'> {
  const rules = rulesById(db, scope);
  return { rows: warningRows(db, input.ids, caller.clearanceRank).map((one) => show(one, rules)) };
}

export function countUnsettled(db: ReadDb, clearanceRank: number): number {
  return countByRule(db, clearanceRank).reduce((sum, one) => sum + one.open + one.proposed, 0);
}

/** Warnings of a volume that nobody has settled, newest first. */
export function unsettledOf(
  db: ReadDb,
  fileId: number,
  clearanceRank: number,
): { id: number; text: string }[] {
  const ids = warningIds(
    db,
    { rule: undefined, fileId, states: ['open', 'proposed'], assignee: null },
    'since',
    true,
    clearanceRank,
  );
  return warningRows(db, ids, clearanceRank).map(({ id, text }) => ({ id, text }));
}

/** @throws Refusal `not-found`, also above the caller's clearance */
function theWarning(db: ReadDb, id: number, caller: Caller): WarningRecord {
  const found = warningById(db, id);
  if (!found || found.secrecyRank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这条预警，列表可能已变化，请刷新。');
  return found;
}

export function viewWarning(
  db: ReadDb,
  input: Parsed<'warning.get'>,
  caller: Caller,
  scope: Scope,
): Output<'warning.get'> {
  const one = theWarning(db, input.id, caller);
  const rules = rulesById(db, scope);
  const rule = rules.get(one.rule);
  scope.note.subject = `warning:${one.id}`;
  return {
    ...show(one, rules),
    explanation: rule?.explanation ?? '',
    basis: rule?.basis ?? '',
    ruleVersion: one.ruleVersion,
    facts: JSON.parse(one.facts) as { label: string; value: string }[],
    evidence: evidenceOf(db, one.id),
    outcome: one.outcome,
    reason: one.reason,
    proposedBy: one.proposedBy,
    proposedById: one.proposedById,
    history: actsOf(db, one.id),
  };
}

export function listHandlers(db: ReadDb): Output<'warning.handlers'> {
  return { accounts: businessAccounts(db) };
}

export function assign(
  db: WriteDb,
  input: Parsed<'warning.assign'>,
  caller: Caller,
  scope: Scope,
): Output<'warning.assign'> {
  const one = theWarning(db, input.id, caller);
  if (one.state !== 'open')
    throw new Refusal('state-refused', '这条预警已在确认或已办结，不能转办。请刷新。');
  const to = businessAccounts(db).find((account) => account.id === input.accountId);
  if (!to) throw new Refusal('validation-failed', '所选的人没有业务权限，不能接办。请另选。');
  setAssignee(db, one.id, to.id);
  insertAct(db, one.id, {
    at: scope.now().toISOString(),
    by: caller.name,
    act: `转办给${to.name}`,
    note: input.note,
  });
  scope.note.subject = `warning:${one.id}`;
  scope.note.detail = { to: to.id, note: input.note };
  return { done: true };
}

const OUTCOMES = { verified: '核实', excluded: '排除', mended: '整改' } as const;

export function propose(
  db: WriteDb,
  input: Parsed<'warning.propose'>,
  caller: Caller,
  scope: Scope,
): Output<'warning.propose'> {
  const one = theWarning(db, input.id, caller);
  const to = {
    state: 'proposed' as const,
    outcome: input.outcome,
    reason: input.reason,
    proposedById: caller.accountId,
  };
  if (!setState(db, one.id, 'open', to))
    throw new Refusal('state-refused', '这条预警已有人提出处理意见或已办结，请刷新。');
  insertAct(db, one.id, {
    at: scope.now().toISOString(),
    by: caller.name,
    act: `提出${OUTCOMES[input.outcome]}`,
    note: input.reason,
  });
  scope.note.subject = `warning:${one.id}`;
  scope.note.detail = { outcome: input.outcome, reason: input.reason };
  return { done: true };
}

export function decide(
  db: WriteDb,
  input: Parsed<'warning.decide'>,
  caller: Caller,
  scope: Scope,
): Output<'warning.decide'> {
  const one = theWarning(db, input.id, caller);
  if (one.state !== 'proposed' || one.proposedById === null || one.outcome === null)
    throw new Refusal('state-refused', '这条预警没有待确认的处理意见，请刷新。');
  refuseSamePerson(db, caller.accountId, [one.proposedById], '处理意见须由另一人确认，不能确认自己提出的。');
  const { outcome, reason, proposedById } = one;
  const to = input.approve
    ? { state: 'closed' as const, outcome, reason, proposedById }
    : { state: 'open' as const, outcome: null, reason: '', proposedById: null };
  setState(db, one.id, 'proposed', to);
  insertAct(db, one.id, {
    at: scope.now().toISOString(),
    by: caller.name,
    act: input.approve ? `确认${OUTCOMES[outcome]}，办结` : `不同意${OUTCOMES[outcome]}，退回`,
    note: input.note,
  });
  scope.note.subject = `warning:${one.id}`;
  scope.note.detail = { outcome, approve: input.approve, note: input.note };
  return { done: true };
}
