/** 应到、到会与签阅: by hand, many at once, or from a sign-in sheet that is looked through before anything is written. */
import { basename } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { today } from '#main/calendar/index.ts';
import { readChosen } from '#main/chosen/index.ts';
import { readXlsx } from '#main/documents/index.ts';
import { theFile } from '#main/files/index.ts';
import { foldName } from '#main/people/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import {
  addAttendance,
  attendanceOf,
  dropReading,
  type Mark,
  noteReading,
  putMark,
  removeAttendance,
  sessionOfMaterial,
} from './queries.ts';
import { theHeldSession } from './sessions.ts';

export function invite(
  db: WriteDb,
  input: Parsed<'training.invite'>,
  _caller: Caller,
  scope: Scope,
): Output<'training.invite'> {
  const session = theHeldSession(db, input.sessionId);
  let added = 0;
  for (const fileId of new Set(input.fileIds)) {
    theFile(db, fileId);
    if (addAttendance(db, session.id, fileId)) added += 1;
  }
  scope.note.subject = `training:${session.id}`;
  scope.note.detail = { added };
  return { added };
}

/** @throws Refusal when what would change stands in a filed item */
function refuseFiled(name: string, itemId: number | null): void {
  if (itemId !== null) throw new Refusal('state-refused', `${name}的这次记录已归入本人的卷，不能再改。`);
}

export function mark(
  db: WriteDb,
  input: Parsed<'training.mark'>,
  _caller: Caller,
  scope: Scope,
): Output<'training.mark'> {
  const session = theHeldSession(db, input.sessionId);
  const known = new Map(attendanceOf(db, session.id).map((one) => [one.fileId, one]));
  for (const one of input.marks) {
    const person = known.get(one.fileId);
    if (!person) throw new Refusal('conflict', '名单刚有变化，请刷新后再记。');
    refuseFiled(person.name, person.itemId);
    if (one.mark === 'remove') removeAttendance(db, session.id, one.fileId);
    else putMark(db, session.id, one.fileId, one.mark, one.note);
  }
  scope.note.subject = `training:${session.id}`;
  scope.note.detail = { marks: input.marks };
  return { done: true };
}

export function acknowledge(
  db: WriteDb,
  input: Parsed<'training.acknowledge'>,
  caller: Caller,
  scope: Scope,
): Output<'training.acknowledge'> {
  const sessionId = sessionOfMaterial(db, input.materialId);
  if (sessionId === undefined) throw new Refusal('not-found', '没有这份学习材料，请刷新。');
  const session = theHeldSession(db, sessionId);
  if (input.on !== '' && input.on > today(scope))
    throw new Refusal('validation-failed', '签阅日期不能晚于今天。', [
      { path: 'on', message: '不能晚于今天' },
    ]);
  const invited = new Set(attendanceOf(db, session.id).map((one) => one.fileId));
  for (const fileId of new Set(input.fileIds)) {
    if (!invited.has(fileId)) throw new Refusal('conflict', '名单刚有变化，请刷新后再记。');
    if (input.on === '') dropReading(db, input.materialId, fileId);
    else noteReading(db, { materialId: input.materialId, fileId, on: input.on, by: caller.name });
  }
  scope.note.subject = `training:${session.id}`;
  scope.note.detail = { material: input.materialId, on: input.on, people: input.fileIds.length };
  return { done: true };
}

const MARKS: readonly (readonly [RegExp, Mark])[] = [
  [/请假|事假|病假|公差/, 'leave'],
  [/缺席|未到|未签|旷/, 'absent'],
  [/到|签|√|✓|^是$|出席|参加/, 'present'],
];
/** A sign-in sheet has a row for each cadre of a county office at most. */
const MOST_BYTES = 8 * 1024 * 1024;
const HEADING_ROWS = 10;

type SheetRow = Output<'training.readSheet'>['rows'][number];

/** Columns 姓名 and one that says who came; a name that two cadres on the list bear is told, never guessed. */
export async function readSheet(
  scope: ActScope,
  input: Parsed<'training.readSheet'>,
): Promise<Output<'training.readSheet'>> {
  const path = scope.path(input.source);
  const [sheet] = await readXlsx(readChosen(path, MOST_BYTES), basename(path));
  const heading = sheet?.rows
    .slice(0, HEADING_ROWS)
    .find((row) => row.cells.some((cell) => /姓\s*名/.test(cell)));
  if (!sheet || !heading)
    throw new Refusal(
      'file-refused',
      `「${basename(path)}」前 ${HEADING_ROWS} 行里没有「姓名」这一列，不像签到表。`,
    );
  const nameAt = heading.cells.findIndex((cell) => /姓\s*名/.test(cell));
  const markAt = heading.cells.findIndex((cell) => /签到|到会|出席|情况|是否参加/.test(cell));
  if (markAt < 0)
    throw new Refusal(
      'file-refused',
      `「${basename(path)}」里没有「签到」或「到会情况」这一列，不知道谁到了。`,
    );
  const people = Map.groupBy(attendanceOf(scope.db, input.sessionId), (one) => foldName(one.name));
  const seen = new Set<number>();
  const chosen: { fileId: number; mark: Mark }[] = [];
  const rows = sheet.rows
    .filter((row) => row.number > heading.number && (row.cells[nameAt] ?? '').trim() !== '')
    .map((row): SheetRow => {
      const name = (row.cells[nameAt] ?? '').trim();
      const word = (row.cells[markAt] ?? '').trim();
      const found = people.get(foldName(name)) ?? [];
      const told = word === '' ? 'absent' : MARKS.find(([pattern]) => pattern.test(word))?.[1];
      const fault = faultOf(name, word, found, told, seen);
      const [person] = found;
      if (fault === '' && person && told) {
        seen.add(person.fileId);
        chosen.push({ fileId: person.fileId, mark: told });
      }
      return { row: row.number, name, mark: told ?? null, fault };
    });
  scope.note.subject = `training:${input.sessionId}`;
  scope.note.detail = { file: basename(path), rows: rows.length, taken: chosen.length };
  if (!input.commit) return { rows, taken: chosen.length };
  scope.commit((write) => {
    theHeldSession(write, input.sessionId);
    for (const one of chosen) putMark(write, input.sessionId, one.fileId, one.mark, '');
  });
  return { rows, taken: chosen.length };
}

function faultOf(
  name: string,
  word: string,
  found: readonly { readonly fileId: number; readonly itemId: number | null }[],
  told: Mark | undefined,
  seen: ReadonlySet<number>,
): string {
  const [person] = found;
  if (!person) return `应到名单里没有${name}`;
  if (found.length > 1) return `应到名单里有 ${found.length} 个${name}，请在名单上手工记`;
  if (seen.has(person.fileId)) return `${name}在表里出现了不止一次`;
  if (person.itemId !== null) return '这次记录已归入本人的卷，不能再改';
  return told === undefined ? `看不懂「${word}」，请写到、请假或缺席` : '';
}
