import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { secrecyRank } from '#contract/vocabulary.ts';
import { theItem } from '#main/catalogue/index.ts';
import { refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { readPartialDate } from '#main/people/index.ts';
import { theClass } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { type Compared, compareWithCheck, compareYears } from './compare.ts';
import { declarationForm, type Row, readRows } from './form.ts';
import {
  type FindingRecord,
  findingsOf,
  type HeadRecord,
  headById,
  headsOfFile,
  insertDeclaration,
  insertFinding,
  type Kind,
  newestVersion,
  rowsOf,
} from './queries.ts';
import { surroundings } from './surroundings.ts';

/** Classes of domain 1.5 under which each kind is filed; its level is the report's where no scan says better. */
export const CLASS_OF: Readonly<Record<Kind, string>> = { annual: '0201', change: '0202', check: '0203' };
export function viewForm(
  _db: ReadDb,
  _input: Parsed<'declaration.form'>,
  _caller: Caller,
  scope: Scope,
): Output<'declaration.form'> {
  return declarationForm(scope);
}

/** Superseded as far as the caller may know: a version above the clearance does not show itself here. */
const show = (db: ReadDb, { rank: _rank, ...head }: HeadRecord, caller: Caller) => ({
  ...head,
  superseded: newestVersion(db, head, caller.clearanceRank) > head.version,
});

export function listDeclarations(
  db: ReadDb,
  input: Parsed<'declaration.list'>,
  caller: Caller,
  scope: Scope,
): Output<'declaration.list'> {
  const file = theFile(db, input.fileId);
  scope.note.subject = `file:${file.id}`;
  return { declarations: headsOfFile(db, file.id, caller.clearanceRank).map((one) => show(db, one, caller)) };
}

/** @throws Refusal `not-found`, also above the caller's clearance */
export function theDeclaration(db: ReadDb, id: number, caller: Caller): HeadRecord {
  const head = headById(db, id);
  if (!head || head.rank > caller.clearanceRank)
    throw new Refusal('not-found', '没有这份报告，列表可能已变化，请刷新。');
  return head;
}

export function viewDeclaration(
  db: ReadDb,
  input: Parsed<'declaration.get'>,
  caller: Caller,
  scope: Scope,
): Output<'declaration.get'> {
  const head = theDeclaration(db, input.id, caller);
  scope.note.subject = `declaration:${head.id}`;
  return {
    ...show(db, head, caller),
    content: rowsOf(db, head.id).map(({ item, values }) => ({ item, values: { ...values } })),
  };
}

export interface Capture {
  readonly fileId: number;
  readonly year: number;
  readonly kind: Kind;
  readonly itemId: number | null;
  readonly filledOn: string;
  readonly note: string;
}

/** Adds a version. @throws Refusal `validation-failed`, `forbidden`, `state-refused` */
export function capture(
  db: WriteDb,
  one: Capture,
  typed: readonly Row[],
  caller: Caller,
  scope: Scope,
): { id: number; version: number; rows: number } {
  const file = theFile(db, one.fileId);
  refuseUnlessOpen(file);
  const filled = readPartialDate(one.filledOn);
  const { rows, faults } = readRows(declarationForm(scope), typed);
  const details = [...faults, ...(filled.ok ? [] : [{ path: 'filledOn', message: filled.message }])];
  if (details.length > 0)
    throw new Refusal('validation-failed', `报告中有 ${details.length} 处填写有误，未保存。`, details);
  const scan = one.itemId === null ? undefined : theItem(db, one.itemId, caller);
  if (scan && scan.fileId !== file.id)
    throw new Refusal('validation-failed', '所选扫描件不在这名干部的卷里。', [
      { path: 'itemId', message: '请选择本卷的材料' },
    ]);
  const rank = scan?.secrecyRank ?? secrecyRank(theClass(db, CLASS_OF[one.kind]).secrecy ?? 'secret');
  if (rank > caller.clearanceRank)
    throw new Refusal('forbidden', '这类报告高于您的知悉范围，须由有相应权限的人录入。');
  const version = newestVersion(db, one) + 1;
  const id = insertDeclaration(
    db,
    {
      ...one,
      filledOn: filled.ok ? filled.date : '',
      version,
      rank,
      capturedBy: caller.name,
      capturedAt: scope.now().toISOString(),
    },
    rows,
  );
  scope.note.subject = `declaration:${id}`;
  scope.note.detail = { file: file.id, year: one.year, kind: one.kind, version, rows: rows.length };
  return { id, version, rows: rows.length };
}

export function saveDeclaration(
  db: WriteDb,
  input: Parsed<'declaration.save'>,
  caller: Caller,
  scope: Scope,
): Output<'declaration.save'> {
  if (newestVersion(db, input, caller.clearanceRank) !== input.fromVersion)
    throw new Refusal('conflict', '这份报告刚有人录入了新的版本，您的录入未保存。请刷新后核对。');
  const { id, version } = capture(db, input, input.rows, caller, scope);
  return { id, version };
}

/** Differences of two reports of one cadre, with what was found of them. */
export function differencesOf(
  db: ReadDb,
  left: HeadRecord,
  right: HeadRecord,
  scope: Pick<Scope, 'resources'>,
  clearanceRank: number,
): { compared: Compared; finding: FindingRecord | undefined }[] {
  const form = declarationForm(scope);
  const [before, after] = [rowsOf(db, left.id), rowsOf(db, right.id)];
  if (right.kind !== 'check')
    return compareYears(form, before, after, surroundings(db, left, right, clearanceRank)).map(
      (compared) => ({
        compared,
        finding: undefined,
      }),
    );
  const found = findingsOf(db, [right.id]);
  return compareWithCheck(form, before, after).map((compared) => ({
    compared,
    finding: found.findLast(
      (one) => one.declaredId === left.id && one.item === compared.item && one.rowKey === compared.rowKey,
    ),
  }));
}

export function compareDeclarations(
  db: ReadDb,
  input: Parsed<'declaration.compare'>,
  caller: Caller,
  scope: Scope,
): Output<'declaration.compare'> {
  const left = theDeclaration(db, input.leftId, caller);
  const right = theDeclaration(db, input.rightId, caller);
  if (left.fileId !== right.fileId || left.id === right.id)
    throw new Refusal('validation-failed', '只能比对同一名干部的两份报告。');
  if (left.kind === 'check') throw new Refusal('validation-failed', '左边应是本人报告，查核结果放在右边。');
  scope.note.subject = `file:${left.fileId}`;
  scope.note.detail = { left: left.id, right: right.id };
  return {
    left: show(db, left, caller),
    right: show(db, right, caller),
    differences: differencesOf(db, left, right, scope, caller.clearanceRank).map(({ compared, finding }) => ({
      ...compared,
      fields: compared.fields.map((one) => ({ ...one })),
      questions: [...compared.questions],
      finding: finding
        ? {
            finding: finding.finding,
            basis: finding.basis,
            note: finding.note,
            by: finding.by,
            at: finding.at,
          }
        : null,
    })),
  };
}

export function noteFinding(
  db: WriteDb,
  input: Parsed<'declaration.noteFinding'>,
  caller: Caller,
  scope: Scope,
): Output<'declaration.noteFinding'> {
  const declared = theDeclaration(db, input.declaredId, caller);
  const checked = theDeclaration(db, input.checkedId, caller);
  if (declared.fileId !== checked.fileId || checked.kind !== 'check')
    throw new Refusal('validation-failed', '认定须针对同一名干部的报告与查核结果。');
  const suspected = differencesOf(db, declared, checked, scope, caller.clearanceRank).find(
    ({ compared }) => compared.item === input.item && compared.rowKey === input.rowKey,
  )?.compared;
  if (!suspected || suspected.suspected === null)
    throw new Refusal('state-refused', '这一行没有疑似漏报或隐瞒，不需要认定。请刷新后再看。');
  insertFinding(db, { ...input, by: caller.name, at: scope.now().toISOString() });
  scope.note.subject = `declaration:${declared.id}`;
  scope.note.detail = {
    checked: checked.id,
    item: input.item,
    suspected: suspected.suspected,
    finding: input.finding,
    basis: input.basis,
  };
  return { done: true };
}
