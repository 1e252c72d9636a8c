import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { ActKind } from '#contract/vocabulary.ts';
import type { Changes } from '#main/audit/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  type ActRecord,
  actById,
  actsSince,
  countSince,
  insertAct,
  lastStanding,
  lastUndone,
  markStanding,
  markUndone,
  type OwnActs,
  partsOf,
} from './queries.ts';

/** Acts that one answer lists; the total says how many more there are. */
const MOST_LISTED = 500;

/** One thing that an act changed: how it stood before and after, as JSON of the kind's own shape. */
export interface ActPart {
  readonly itemId: number;
  readonly before: unknown;
  readonly after: unknown;
}

/** Notes an act of the day, so that it can be taken back; in the transaction that does it. */
export function recordAct(
  db: WriteDb,
  caller: Pick<Caller, 'accountId'>,
  at: Date,
  act: { readonly kind: ActKind; readonly label: string; readonly parts: readonly ActPart[] },
): number {
  return insertAct(
    db,
    { accountId: caller.accountId, at: at.toISOString(), kind: act.kind, label: act.label },
    act.parts.map((part) => ({
      itemId: part.itemId,
      before: JSON.stringify(part.before),
      after: JSON.stringify(part.after),
    })),
  );
}

/**
 * Turns one part of an act from how it should stand now to how it stood on the other side.
 * @returns both sides for the audit
 * @throws Refusal `conflict` when it stands otherwise now; the whole act then stays as it is
 */
export type Turn = (
  db: WriteDb,
  part: { readonly itemId: number; readonly from: unknown; readonly to: unknown },
  caller: Caller,
  scope: Scope,
) => Changes;
/** How acts of each kind are turned; the composition gathers them from the features. */
export type Turns = Readonly<Record<ActKind, Turn>>;

function ownActs(caller: Caller, scope: Scope): OwnActs {
  const morning = scope.now();
  morning.setHours(0, 0, 0, 0);
  return {
    accountId: caller.accountId,
    since: morning.toISOString(),
    clearanceRank: caller.clearanceRank,
  };
}

/** 今日操作: the caller's own acts since midnight, newest first. */
export function listActs(
  db: ReadDb,
  _input: Parsed<'catalogue.acts'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.acts'> {
  const own = ownActs(caller, scope);
  return {
    acts: actsSince(db, own, MOST_LISTED).map(({ id, at, label, undoneAt, parts }) => ({
      id,
      at,
      label,
      items: parts,
      undone: undoneAt !== null,
    })),
    total: countSince(db, own),
  };
}

export function undo(
  turns: Turns,
  db: WriteDb,
  input: Parsed<'catalogue.undo'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.undo'> {
  const own = ownActs(caller, scope);
  const act = input.actId === undefined ? lastStanding(db, own) : actById(db, own, input.actId);
  if (!act) throw new Refusal('state-refused', '今天没有可以撤销的操作。往日的请打开该件手工改回。');
  if (act.undoneAt !== null) throw new Refusal('state-refused', '这一步已经撤销过了。');
  const result = turn(turns, db, act, 'undo', caller, scope);
  markUndone(db, act.id, caller.accountId, scope.now().toISOString());
  return result;
}

export function redo(
  turns: Turns,
  db: WriteDb,
  input: Parsed<'catalogue.redo'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.redo'> {
  const own = ownActs(caller, scope);
  const act = input.actId === undefined ? lastUndone(db, own) : actById(db, own, input.actId);
  if (!act)
    throw new Refusal(
      'state-refused',
      '没有可以重做的操作。撤销之后又做了别的，请在「今日操作」里逐项重做。',
    );
  if (act.undoneAt === null) throw new Refusal('state-refused', '这一步没有被撤销，不必重做。');
  const result = turn(turns, db, act, 'redo', caller, scope);
  markStanding(db, act.id);
  return result;
}

/** The changes of several items in one note: each field named with its item. */
export function changesOfMany(
  parts: readonly { readonly itemId: number; readonly changes: Changes }[],
): Changes {
  return {
    rank: Math.max(0, ...parts.map((one) => one.changes.rank)),
    fields: parts.flatMap((one) =>
      one.changes.fields.map((field) => ({ ...field, field: `item:${one.itemId}.${field.field}` })),
    ),
  };
}

/** All parts or none: the transaction around it goes back when one of them is refused. */
function turn(
  turns: Turns,
  db: WriteDb,
  act: ActRecord,
  way: 'undo' | 'redo',
  caller: Caller,
  scope: Scope,
): Output<'catalogue.undo'> {
  const one = Object.entries(turns).find(([kind]) => kind === act.kind)?.[1];
  if (!one) throw new Error(`an act of the unknown kind ${act.kind}`);
  const parts = partsOf(db, act.id);
  // Backwards when undoing: what was put on last comes off first.
  const ordered = way === 'undo' ? parts.toReversed() : parts;
  const turned = ordered.map(({ itemId, before, after }): { itemId: number; changes: Changes } => {
    const [from, to] = way === 'undo' ? [after, before] : [before, after];
    return {
      itemId,
      changes: one(db, { itemId, from: JSON.parse(from), to: JSON.parse(to) }, caller, scope),
    };
  });
  const [first] = turned;
  scope.note.subject = turned.length === 1 && first ? `item:${first.itemId}` : `act:${act.id}`;
  scope.note.detail = { act: act.id, kind: act.kind, items: turned.map((part) => part.itemId) };
  scope.note.changes = turned.length === 1 && first ? first.changes : changesOfMany(turned);
  return { label: act.label, itemId: parts[0]?.itemId ?? null };
}
