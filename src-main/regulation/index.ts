/** 制度库: the rules the office goes by, in force or repealed, found by any part of their text. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { changesBetween } from '#main/audit/index.ts';
import { today } from '#main/calendar/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import { FIELD_BREAK, fold, foldWithPlaces } from '#main/search/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import {
  findRegulations,
  insertRegulation,
  type RegulationRecord,
  regulationById,
  updateRegulation,
} from './queries.ts';

type Row = Output<'regulation.list'>['regulations'][number];

/** @param day yyyymmdd. The day of repeal is the first on which it holds no more. */
function stateOf(one: RegulationRecord, day: string): Row['state'] {
  if (one.repealedOn !== '' && one.repealedOn <= day) return 'repealed';
  return one.inForceFrom > day ? 'coming' : 'in-force';
}

/** Characters of the text shown before and after what was sought. */
const AROUND = 24;
function excerptOf(body: string, sought: string): string {
  if (sought === '') return '';
  const { folded, places } = foldWithPlaces(body);
  const at = folded.indexOf(sought);
  if (at === -1) return '';
  const [from, to] = [places[at] ?? 0, places[at + sought.length] ?? body.length];
  return body.slice(Math.max(0, from - AROUND), to + AROUND).replaceAll(/\s+/g, ' ');
}

const classesOf = (one: RegulationRecord) => JSON.parse(one.classes) as string[];

export function listRegulations(
  db: ReadDb,
  input: Parsed<'regulation.list'>,
  _caller: Caller,
  scope: Scope,
): Output<'regulation.list'> {
  const day = today(scope);
  const sought = fold(input.text ?? '');
  return {
    regulations: findRegulations(db, sought, input.classCode ?? '')
      .map((one): Row => {
        const { body, revision: _r, changedAt: _a, changedBy: _b, ...shown } = one;
        return {
          ...shown,
          classes: classesOf(one),
          state: stateOf(one, day),
          excerpt: excerptOf(body, sought),
        };
      })
      .filter((one) => !input.inForce || one.state === 'in-force'),
  };
}

function theRegulation(db: ReadDb, id: number): RegulationRecord {
  const found = regulationById(db, id);
  if (!found) throw new Refusal('not-found', '制度库中没有这一件，列表可能已变化，请刷新。');
  return found;
}

export function viewRegulation(
  db: ReadDb,
  input: Parsed<'regulation.get'>,
  _caller: Caller,
  scope: Scope,
): Output<'regulation.get'> {
  const found = theRegulation(db, input.id);
  scope.note.subject = `regulation:${input.id}`;
  return { ...found, classes: classesOf(found) };
}

export function saveRegulation(
  db: WriteDb,
  input: Parsed<'regulation.save'>,
  caller: Caller,
  scope: Scope,
): Output<'regulation.save'> {
  const { regulation } = input;
  const details: { path: string; message: string }[] = [];
  const { inForceFrom, repealedOn, successorId } = regulation;
  if (repealedOn !== '' && repealedOn < inForceFrom)
    details.push({ path: 'repealedOn', message: '废止日期早于施行日期' });
  if (successorId !== null && repealedOn === '')
    details.push({ path: 'repealedOn', message: '有替代文件的，须填废止日期' });
  if (successorId !== null && (successorId === input.id || !regulationById(db, successorId)))
    details.push({ path: 'successorId', message: '替代文件须是制度库中的另一件' });
  if (details.length > 0) throw new Refusal('validation-failed', '制度登记有误，未保存。', details);
  const stored = {
    ...regulation,
    classes: JSON.stringify(regulation.classes),
    folded: [regulation.title, regulation.issuer, regulation.documentNumber, regulation.body]
      .map(fold)
      .join(FIELD_BREAK),
    at: scope.now().toISOString(),
    by: caller.name,
  };
  if (input.id === undefined) {
    const id = insertRegulation(db, stored);
    scope.note.subject = `regulation:${id}`;
    scope.note.changes = changesBetween(undefined, regulation);
    return { id, revision: 1 };
  }
  const before = theRegulation(db, input.id);
  if (!updateRegulation(db, input.id, input.revision ?? 0, stored))
    throw new Refusal('conflict', '这件制度刚被别人改过，您的修改未保存。请刷新后核对再存。');
  scope.note.subject = `regulation:${input.id}`;
  const { id: _i, revision, changedAt: _a, changedBy: _b, ...old } = before;
  scope.note.changes = changesBetween({ ...old, classes: classesOf(before) }, regulation);
  return { id: input.id, revision: revision + 1 };
}

/** Titles of what is repealed on a day, with the day of repeal: nothing may be based on them. */
export function repealedTitles(db: ReadDb, day: string): ReadonlyMap<string, string> {
  const all = findRegulations(db, '', '');
  const inForce = new Set(all.filter((one) => stateOf(one, day) === 'in-force').map((one) => one.title));
  return new Map(
    all
      .filter((one) => stateOf(one, day) === 'repealed' && !inForce.has(one.title))
      .map((one) => [one.title, one.repealedOn]),
  );
}
