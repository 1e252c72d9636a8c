/** 按应收生成任务: what the duty rules ask for becomes tasks, and tasks whose material has come are closed. */
import type { Output, Parsed } from '#contract/index.ts';
import { dueOfMany } from '#main/duty/index.ts';
import { classNames } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { OWED_STATES, taskAsked } from './queries.ts';
import { askFor, closeWith, type Want } from './tasks.ts';

/** Rows that a preview lists; its count says how many there are. */
const MOST_LISTED = 500;

interface Found {
  readonly wants: readonly (Want & { readonly personName: string })[];
  readonly already: number;
  /** Tasks still owed whose material is in the catalogue. */
  readonly met: readonly { readonly taskId: number; readonly itemId: number }[];
}
function look(db: ReadDb, input: Parsed<'collection.previewDue'>, caller: Caller, scope: Scope): Found {
  const names = classNames(db);
  const seen = new Set<string>();
  const wants: Found['wants'][number][] = [];
  const met: Found['met'][number][] = [];
  let already = 0;
  for (const { cadre, due } of dueOfMany(db, input, caller, scope))
    for (const one of due) {
      if (input.classCode !== undefined && one.classCode !== input.classCode) continue;
      const key = `${cadre.fileId} ${one.classCode} ${one.period}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const asked = taskAsked(db, cadre.fileId, one.classCode, one.period);
      if (one.itemId !== null) {
        if (asked && OWED_STATES.includes(asked.state)) met.push({ taskId: asked.id, itemId: one.itemId });
        continue;
      }
      if (asked) {
        already += 1;
        continue;
      }
      const name = names.get(one.classCode) ?? one.classCode;
      // 2025年度报告表, not 2025年度年度报告表.
      const year = one.period.length === 4 ? `${one.period}${name.startsWith('年度') ? '' : '年度'}` : '';
      wants.push({
        fileId: cadre.fileId,
        personName: cadre.name,
        classCode: one.classCode,
        department: one.department,
        period: one.period,
        wanted: `${year}${name}`,
        dueOn: one.dueOn,
      });
    }
  return { wants, already, met };
}

export function previewDue(
  db: ReadDb,
  input: Parsed<'collection.previewDue'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.previewDue'> {
  const { wants, already, met } = look(db, input, caller, scope);
  return { total: wants.length, already, met: met.length, rows: wants.slice(0, MOST_LISTED) };
}

export function askDue(
  db: WriteDb,
  input: Parsed<'collection.askDue'>,
  caller: Caller,
  scope: Scope,
): Output<'collection.askDue'> {
  const { wants, already, met } = look(db, input, caller, scope);
  const at = scope.now().toISOString();
  const { taskIds } = askFor(db, wants, caller, at);
  for (const one of met) closeWith(db, { id: one.taskId }, one.itemId, at, caller.name);
  scope.note.detail = { ...input, added: taskIds.length, already, closed: met.length };
  return { added: taskIds.length, already, closed: met.length };
}
