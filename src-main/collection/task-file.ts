/** 任务文件: for a supplier without an account. It goes out on a stick, comes back filled in, and every row is judged first. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { FilledLine, Line as LineOf } from '#contract/schemas/common.ts';
import { today } from '#main/calendar/index.ts';
import { readChosen } from '#main/chosen/index.ts';
import {
  readXlsx,
  TASK_HANDER_ROW,
  TASK_HEADING_ROW,
  TASK_HEADINGS,
  TASK_SHEET,
  taskSheetXlsx,
} from '#main/documents/index.ts';
import { leave, leavingOf, refuseUnlessAllowed } from '#main/output/index.ts';
import { readPartialDate } from '#main/people/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { theDepartment } from './departments.ts';
import { type Line, putHandover } from './handovers.ts';
import { departureOf, markOf } from './papers.ts';
import {
  handoverOfSheet,
  insertTaskFile,
  newestTaskFile,
  noteEvent,
  OWED_STATES,
  type TaskRecord,
  taskFile,
  taskIds,
  tasksByIds,
} from './queries.ts';

const MOST_BYTES = 16 * 1024 * 1024;
/** Rows of one file at most; a department that owes more is asked in parts. */
const MOST_ROWS = 2_000;

const codeOf = (archiveId: string, fileId: number) =>
  `RW-${archiveId.replaceAll('-', '').slice(0, 12)}-${fileId}`;

/** Short enough to be read out by telephone; tells a slip or another task, and is no secret. */
function checksum(archiveId: string, fileId: number, task: TaskRecord): string {
  const words = [archiveId, fileId, task.id, task.fileId, task.personName, task.classCode, task.wanted];
  return createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 10);
}

export async function exportTaskFile(
  scope: ActScope,
  input: Parsed<'collection.exportTaskFile'>,
): Promise<Output<'collection.exportTaskFile'>> {
  const { db, caller } = scope;
  const department = theDepartment(db, input.departmentId);
  const ids = taskIds(db, { departmentId: input.departmentId, states: OWED_STATES }, caller.clearanceRank);
  if (ids.length === 0) throw new Refusal('state-refused', `现在没有要${department}交的材料。`);
  if (ids.length > MOST_ROWS)
    throw new Refusal(
      'state-refused',
      `${department}有 ${ids.length} 项任务，一个任务文件至多 ${MOST_ROWS} 项。请先办结一部分。`,
    );
  const tasks = tasksByIds(db, ids, caller.clearanceRank);
  const departure = departureOf(db, '收集任务文件', `department:${input.departmentId}`, department, tasks, {
    ...leavingOf(input.leaving, '材料收集'),
  });
  refuseUnlessAllowed(db, scope, departure);
  const fileId = newestTaskFile(db, input.departmentId);
  // The number must stand in the file before it can be written: it is taken first, and a failed output only leaves a gap.
  const at = scope.now().toISOString();
  const number = scope.commit((write) => {
    if (newestTaskFile(write, input.departmentId) !== fileId)
      throw new Refusal('conflict', '刚有人为这个部门做过任务文件，请刷新后再做。');
    scope.note.subject = `department:${input.departmentId}`;
    return insertTaskFile(write, input.departmentId, at, caller.name);
  });
  const bytes = await taskSheetXlsx({
    title: `材料收集任务（${department}）`,
    code: codeOf(scope.archiveId, number),
    mark: markOf(db, tasks),
    rows: tasks.map((task) => [
      String(task.id),
      checksum(scope.archiveId, number, task),
      task.personName,
      task.unit,
      task.classCode,
      task.period === '' ? task.wanted : `${task.wanted}（${task.period}）`,
      task.dueOn,
    ]),
  });
  const written = leave(scope, departure, scope.path(input.target), bytes, (write) => {
    for (const task of tasks) noteEvent(write, task.id, at, caller.name, `列入任务文件 ${number}`);
  });
  return { ...written, tasks: tasks.length };
}

type Row = Output<'collection.readTaskFile'>['rows'][number];
interface Judged {
  readonly rows: readonly Row[];
  readonly departmentId: number;
  readonly hander: string;
  readonly handedOn: string;
  readonly lines: readonly Line[];
  readonly sha256: string;
}

export async function readTaskFile(
  scope: ActScope,
  input: Parsed<'collection.readTaskFile'>,
): Promise<Output<'collection.readTaskFile'>> {
  const path = scope.path(input.source);
  const judged = await judge(scope, path);
  const faults = judged.rows.filter((one) => one.outcome === 'fault').length;
  const seen = { rows: [...judged.rows], taken: judged.lines.length };
  scope.note.subject = `department:${judged.departmentId}`;
  scope.note.detail = { file: basename(path), taken: seen.taken, faults };
  if (!input.commit) return { ...seen, handoverId: null };
  if (faults > 0)
    throw new Refusal(
      'file-refused',
      `「${basename(path)}」有 ${faults} 处问题，没有收。请改好后重新选择，或退给原部门。`,
    );
  if (judged.lines.length === 0)
    throw new Refusal('state-refused', `「${basename(path)}」里一行也没有填，没有可收的材料。`);
  const made = scope.commit((write) =>
    putHandover(write, { ...judged, sheetSha256: judged.sha256 }, scope.caller, scope),
  );
  return { ...seen, handoverId: made.id };
}

/** @throws Refusal `file-refused` when the file as a whole cannot be taken */
async function judge(scope: ActScope, path: string): Promise<Judged> {
  const { db, caller, archiveId } = scope;
  const name = basename(path);
  const bytes = readChosen(path, MOST_BYTES);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const before = handoverOfSheet(db, sha256);
  if (before !== undefined)
    throw new Refusal('file-refused', `「${name}」已经收过，就是移交清单「${before}」，不再收第二次。`);
  const sheet = (await readXlsx(bytes, name)).find((one) => one.name === TASK_SHEET);
  const at = (row: number, column: number) =>
    (sheet?.rows.find((one) => one.number === row)?.cells[column] ?? '').trim();
  const code = at(2, 0);
  const parts = /^RW-([0-9a-f]{12})-(\d{1,9})$/.exec(code);
  if (!sheet || !parts || TASK_HEADINGS.some((word, column) => at(TASK_HEADING_ROW, column) !== word))
    throw new Refusal('file-refused', `「${name}」不是收集任务文件，或表头被改动过。请用发出的原文件填写。`);
  const number = Number(parts[2]);
  if (code !== codeOf(archiveId, number))
    throw new Refusal('file-refused', `「${name}」是别的档案库发出的任务文件，不能收在本库。`);
  const known = taskFile(db, number);
  if (!known)
    throw new Refusal('file-refused', `「${name}」的编号 ${code} 本库没有发过，可能是从别处恢复或被改动。`);
  const newest = newestTaskFile(db, known.departmentId);
  if (newest !== number)
    throw new Refusal(
      'file-refused',
      `「${name}」是旧的任务文件，之后又发过 ${codeOf(archiveId, newest)}。请按新的填写。`,
    );
  const rows: Row[] = [];
  const lines: Line[] = [];
  const fault = (row: number, personName: string, title: string, words: string) =>
    rows.push({ row, personName, title, outcome: 'fault', fault: words });
  const hander = at(TASK_HANDER_ROW, 2);
  const handed = readPartialDate(at(TASK_HANDER_ROW, 5));
  const handedOn = handed.ok ? handed.date : '';
  if (!FilledLine(50).safeParse(hander).success || formula(hander))
    fault(TASK_HANDER_ROW, '', '', '移交人没有填，或写得不对');
  if (!/^\d{8}$/.test(handedOn) || handedOn > today(scope))
    fault(TASK_HANDER_ROW, '', '', '移交日期没有填到日，或晚于今天');
  const answers = sheet.rows.filter((one) => one.number > TASK_HEADING_ROW);
  if (answers.length > MOST_ROWS)
    throw new Refusal('file-refused', `「${name}」有 ${answers.length} 行，超过发出的行数。`);
  const ids = answers.map((one) => Number(one.cells[0])).filter(Number.isSafeInteger);
  const tasks = new Map(tasksByIds(db, ids, caller.clearanceRank).map((one) => [one.id, one]));
  const seen = new Set<number>();
  for (const { number: row, cells } of answers) {
    const said = (column: number) => (cells[column] ?? '').trim();
    const answer = TASK_HEADINGS.length;
    const title = said(answer);
    const task = tasks.get(Number(said(0)));
    const empty = [0, 1, 2, 3, 4, 5].every((column) => said(answer + column) === '');
    const person = task?.personName ?? said(2);
    if (empty && task) {
      rows.push({ row, personName: person, title: '', outcome: 'empty', fault: '' });
      continue;
    }
    if (!task || task.departmentId !== known.departmentId) {
      fault(row, person, title, `任务号「${said(0)}」不是发给该部门的任务`);
      continue;
    }
    const why = taskFault(task, said(1), checksum(archiveId, number, task), seen);
    const read =
      why === ''
        ? readAnswer(
            task,
            [0, 1, 2, 3, 4, 5].map((column) => said(answer + column)),
            today(scope),
          )
        : why;
    if (typeof read === 'string') {
      fault(row, person, title, read);
      continue;
    }
    seen.add(task.id);
    lines.push(read);
    rows.push({ row, personName: person, title, outcome: 'handed-over', fault: '' });
  }
  return { rows, departmentId: known.departmentId, hander, handedOn, lines, sha256 };
}

function taskFault(task: TaskRecord, said: string, right: string, seen: ReadonlySet<number>): string {
  if (seen.has(task.id)) return `任务 ${task.id} 在表里出现了不止一次`;
  if (said !== right) return '这一行的任务与发出时不同（校验码不符），可能串行或任务已改';
  return OWED_STATES.includes(task.state) ? '' : '这项任务已移交或已办结';
}

/** What would run as a formula in another program. */
const formula = (words: string) => /^[=+@-]/.test(words);

function readAnswer(task: TaskRecord, cells: readonly string[], day: string): Line | string {
  const [title = '', dateText = '', pagesText = '', copiesText = '', form = '', remarks = ''] = cells;
  const tidy = (words: string) => words.normalize('NFKC').replaceAll(/\s/g, '');
  if (cells.some(formula)) return '格子以 =、+、-、@ 开头，像公式，不收';
  if (!FilledLine(200).safeParse(title).success) return '材料名称没有填、过长或含不可见字符';
  if (!LineOf(200).safeParse(remarks).success) return '备注过长或含不可见字符';
  const date = readPartialDate(dateText);
  if (!date.ok) return date.message;
  if (date.date === '') return '没有填形成日期';
  if (date.date.replace('[', '').slice(0, 8) > day) return '形成日期晚于今天';
  const pages = Number(tidy(pagesText));
  if (!Number.isInteger(pages) || pages < 1 || pages > 9_999)
    return `页数「${pagesText}」不是 1 至 9999 的整数`;
  const copies = tidy(copiesText) === '' ? 1 : Number(tidy(copiesText));
  if (!Number.isInteger(copies) || copies < 1 || copies > 99)
    return `份数「${copiesText}」不是 1 至 99 的整数`;
  if (form !== '原件' && form !== '复印件') return '「原件或复印件」没有从下拉里选';
  return {
    taskId: task.id,
    fileId: task.fileId,
    classCode: task.classCode,
    title,
    date: date.date,
    pages,
    copies,
    originality: form === '原件' ? 'original' : 'copy',
    remarks,
  };
}
