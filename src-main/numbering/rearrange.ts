import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { refuseSamePerson } from '#main/accounts/index.ts';
import { itemsOfFile } from '#main/catalogue/index.ts';
import { noteOnVolume, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { codeFor } from './numbering.ts';
import {
  decideRearrangement,
  highestEver,
  insertRearrangement,
  putNumber,
  rearrangementById,
  rearrangementsOf,
  retireNumber,
  setPositions,
  takeNumbersOff,
} from './queries.ts';
import { arrange, pencilCode, renumber } from './rules/index.ts';
import { currentStyle } from './styles.ts';

/** One line of the re-pencil list (旧号 → 新号). */
export interface Change {
  readonly itemId: number;
  readonly title: string;
  readonly secrecyRank: number;
  readonly oldItem: number;
  readonly newItem: number;
  readonly newSequence: number;
  readonly oldPencil: string;
  readonly newPencil: string;
  readonly oldCode: string;
  readonly newCode: string;
}

/** New numbers for all fixed items of a volume, in the order of the rules. Old ones are retired, never given again. */
function planChanges(db: ReadDb, fileId: number, resources: string): Change[] {
  const file = theFile(db, fileId);
  const items = itemsOfFile(db, fileId);
  const fixed = arrange(items.filter((item) => item.state === 'fixed'));
  const style = currentStyle(db, resources);
  const sequences = new Map<string, number>();
  for (const item of items) {
    // Those that bear a number now give it up, and it stays given up: the pencil codes go on after the highest.
    if (item.classSequence !== null) {
      sequences.set(item.classCode, Math.max(sequences.get(item.classCode) ?? 0, item.classSequence));
    }
  }
  const byId = new Map(fixed.map((item) => [item.id, item]));
  return renumber(fixed, { item: highestEver(db, fileId), sequence: sequences }).flatMap((one) => {
    const item = byId.get(one.id);
    if (!item) return [];
    return [
      {
        itemId: item.id,
        title: item.title,
        secrecyRank: item.secrecyRank,
        oldItem: item.itemNumber ?? 0,
        newItem: one.itemNumber,
        newSequence: one.classSequence,
        oldPencil: pencilCode(item.classCode, item.classSequence ?? 0),
        newPencil: pencilCode(item.classCode, one.classSequence),
        oldCode: item.archivalCode ?? '',
        newCode: codeFor(db, style, file, item, one.itemNumber),
      },
    ];
  });
}

/** Renumbering touches every item of the volume. @throws Refusal `forbidden` */
function refuseAbove(db: ReadDb, fileId: number, caller: Caller): void {
  if (itemsOfFile(db, fileId).some((item) => item.secrecyRank > caller.clearanceRank))
    throw new Refusal('forbidden', '重新整理涉及全卷，须由知悉范围涵盖全卷的人办理。');
}

export function propose(
  db: WriteDb,
  input: Parsed<'numbering.proposeRearrangement'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.proposeRearrangement'> {
  refuseUnlessOpen(theFile(db, input.fileId));
  refuseAbove(db, input.fileId, caller);
  const changes = planChanges(db, input.fileId, scope.resources);
  if (changes.length === 0)
    throw new Refusal('state-refused', '本卷没有已定号的材料，草稿可以直接调整次序。');
  if (rearrangementsOf(db, input.fileId).some((one) => one.state === 'proposed')) {
    throw new Refusal('state-refused', '本卷已有一项重新整理待审批。');
  }
  const id = insertRearrangement(db, {
    fileId: input.fileId,
    reason: input.reason,
    by: caller.accountId,
    at: scope.now().toISOString(),
    changes: JSON.stringify(changes),
  });
  scope.note.subject = `rearrangement:${id}`;
  scope.note.detail = { file: input.fileId, reason: input.reason, items: changes.length };
  return { id };
}

export function decide(
  db: WriteDb,
  input: Parsed<'numbering.decideRearrangement'>,
  caller: Caller,
  scope: Scope,
): Output<'numbering.decideRearrangement'> {
  const one = rearrangementById(db, input.id);
  if (!one) throw new Refusal('not-found', '没有这项重新整理申请。');
  if (one.state !== 'proposed') throw new Refusal('state-refused', '这项申请已经办结。');
  refuseSamePerson(db, caller.accountId, [one.proposed_by], '重新整理须由另一人审批。');
  refuseAbove(db, one.file_id, caller);
  const at = scope.now().toISOString();
  const decided = { by: caller.accountId, at, note: input.note };
  scope.note.subject = `rearrangement:${one.id}`;
  if (!input.approve) {
    decideRearrangement(db, one.id, { ...decided, state: 'rejected', changes: '[]' });
    return { changed: 0 };
  }
  refuseUnlessOpen(theFile(db, one.file_id));
  // Computed anew: what was fixed since the proposal belongs to it.
  const changes = planChanges(db, one.file_id, scope.resources);
  const style = currentStyle(db, scope.resources);
  takeNumbersOff(
    db,
    changes.map((change) => change.itemId),
  );
  for (const change of changes) {
    retireNumber(db, change.oldCode, change.itemId, at);
    putNumber(
      db,
      change.itemId,
      {
        itemNumber: change.newItem,
        classSequence: change.newSequence,
        archivalCode: change.newCode,
        style: style.id,
      },
      at,
    );
  }
  setPositions(db, new Map(changes.map((change, index) => [change.itemId, index + 1])));
  decideRearrangement(db, one.id, { ...decided, state: 'approved', changes: JSON.stringify(changes) });
  noteOnVolume(
    db,
    one.file_id,
    at,
    caller.name,
    `经批准重新整理 ${changes.length} 件：${one.reason}`,
    Math.max(0, ...changes.map((change) => change.secrecyRank)),
  );
  scope.note.detail = {
    file: one.file_id,
    changes: changes.map((change) => [change.oldCode, change.newCode]),
  };
  return { changed: changes.length };
}

export function list(
  db: ReadDb,
  input: Parsed<'numbering.rearrangements'>,
  caller: Caller,
): Output<'numbering.rearrangements'> {
  return {
    rearrangements: rearrangementsOf(db, input.fileId).map((one) => ({
      id: one.id,
      fileId: one.file_id,
      personName: one.person_name,
      reason: one.reason,
      state: one.state,
      proposedBy: one.proposer,
      proposedAt: one.proposed_at,
      decidedBy: one.decider,
      changes: changesOf(one.changes, caller.clearanceRank),
    })),
  };
}

/** The lines of a re-pencil list that the caller may see. */
export function changesOf(
  text: string,
  clearanceRank: number,
): Output<'numbering.rearrangements'>['rearrangements'][number]['changes'] {
  return (JSON.parse(text) as Change[])
    .filter((change) => change.secrecyRank <= clearanceRank)
    .map(({ itemId, title, oldPencil, newPencil, oldCode, newCode }) => ({
      itemId,
      title,
      oldPencil,
      newPencil,
      oldCode,
      newCode,
    }));
}
