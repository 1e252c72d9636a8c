import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { pageById, theItem } from '#main/catalogue/index.ts';
import { holdingText, takeText } from '#main/page-text/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, saveSetting, setting, type WriteDb } from '#main/storage/index.ts';
import { parseLines, type StoredLine, textOf } from './lines.ts';
import {
  countStates,
  endTask,
  insertCorrection,
  lastCorrection,
  pagesInState,
  raiseTasks,
  readingOf,
  renewTask,
  taskOf,
  taskRows,
} from './queries.ts';

/** What the thread in the background does, as far as it shows. */
export interface Background {
  readonly activity: 'off' | 'reading' | 'resting' | 'stopped';
  readonly problem: string;
  /** Mean time of a page over the last ones, rests included; undefined until enough were read. */
  readonly secondsPerPage: number | undefined;
}
type Pace = Output<'ocr.status'>['pace'];
/** Most pages that a list gives out. */
const LISTED = 5_000;

export function paceOf(db: ReadDb): Pace {
  const pace = setting(db, 'ocrPace');
  return pace === 'paused' || pace === 'gentle' ? pace : 'steady';
}

export function viewStatus(background: Background, db: ReadDb, caller: Caller): Output<'ocr.status'> {
  const { waiting, read, settled, person, failed, typed } = countStates(db, caller.clearanceRank);
  const pace = paceOf(db);
  const { secondsPerPage } = background;
  return {
    pace,
    activity: pace === 'paused' ? 'paused' : background.activity,
    problem: background.problem,
    waiting,
    done: read + settled,
    person,
    failed,
    typed,
    pagesPerMinute: secondsPerPage === undefined ? null : 60 / secondsPerPage,
    remainingSeconds: secondsPerPage === undefined ? null : secondsPerPage * waiting,
  };
}

export async function setPace(scope: ActScope, input: Parsed<'ocr.setPace'>): Promise<Output<'ocr.setPace'>> {
  scope.note.subject = 'ocr';
  scope.note.detail = { from: paceOf(scope.db), to: input.pace };
  scope.commit((write) => saveSetting(write, 'ocrPace', input.pace));
  return { done: true };
}

export async function runOcr(scope: ActScope): Promise<Output<'ocr.run'>> {
  // Refuses here, before there is a job.
  scope.contentKey();
  return { jobId: scope.startJob('ocr', '文字识别', {}) };
}

export function listTasks(
  db: ReadDb,
  input: Parsed<'ocr.ids'>,
  caller: Caller,
  scope: Scope,
): Output<'ocr.ids'> {
  scope.note.detail = { state: input.state };
  return {
    ids: pagesInState(db, input.state, caller.clearanceRank, LISTED),
    total: countStates(db, caller.clearanceRank)[input.state],
  };
}

export function taskWindow(db: ReadDb, input: Parsed<'ocr.rows'>, caller: Caller): Output<'ocr.rows'> {
  return { rows: taskRows(db, input.ids, caller.clearanceRank) };
}

/** @throws Refusal `not-found`, the same for a page above the clearance */
function thePage(db: ReadDb, pageId: number, caller: Caller): { itemId: number } {
  const page = pageById(db, pageId);
  if (!page) throw new Refusal('not-found', '没有这一页，列表可能已变化，请刷新。');
  theItem(db, page.itemId, caller);
  return page;
}

export function viewText(
  db: ReadDb,
  input: Parsed<'ocr.page'>,
  caller: Caller,
  scope: Scope,
): Output<'ocr.page'> {
  const { itemId } = thePage(db, input.pageId, caller);
  scope.note.subject = `page:${input.pageId}`;
  const task = taskOf(db, input.pageId);
  const machine = readingOf(db, input.pageId);
  const correction = lastCorrection(db, input.pageId);
  return {
    pageId: input.pageId,
    itemId,
    state: task?.state ?? 'waiting',
    reason: task?.reason ?? '',
    text: holdingText(db, input.pageId) ?? null,
    machine: machine ? { ...machine, lines: parseLines(machine.lines) } : null,
    corrected: correction ? { ...correction, lines: parseLines(correction.lines) } : null,
  };
}

export function correct(
  db: WriteDb,
  input: Parsed<'ocr.correct'>,
  caller: Caller,
  scope: Scope,
): Output<'ocr.correct'> {
  const { pageId, readAt } = input;
  thePage(db, pageId, caller);
  scope.note.subject = `page:${pageId}`;
  const reading = readingOf(db, pageId);
  if ((reading?.at ?? null) !== readAt)
    throw new Refusal(
      'conflict',
      '这一页刚刚重新识别过，行已不同。请重新打开这一页再校对；您写的还在屏幕上。',
    );
  const lines: StoredLine[] = input.lines.map((line) => ({ ...line, text: line.text.trim(), sure: [] }));
  const at = scope.now().toISOString();
  const machine = reading ? parseLines(reading.lines) : [];
  scope.note.detail = { lines: lines.length, changed: changedLines(lines, machine) };
  insertCorrection(db, pageId, { lines: JSON.stringify(lines), by: caller.name, at });
  takeText(db, pageId, {
    text: textOf(lines.filter((line) => line.text !== '')),
    source: 'person',
    at,
    by: caller.name,
  });
  endTask(db, pageId, 'settled', '');
  return { done: true };
}

function changedLines(lines: readonly StoredLine[], machine: readonly StoredLine[]): number {
  return lines.filter((line, at) => line.text !== machine[at]?.text).length;
}

export function queuePages(
  db: WriteDb,
  input: Parsed<'ocr.queue'>,
  caller: Caller,
  scope: Scope,
): Output<'ocr.queue'> {
  let queued = 0;
  for (const pageId of input.pageIds) {
    const { itemId } = thePage(db, pageId, caller);
    if (taskOf(db, pageId)?.state === 'waiting') queued += raiseTasks(db, itemId);
    else if (input.again) {
      renewTask(db, pageId);
      queued += 1;
    }
  }
  scope.note.subject = `page:${input.pageIds[0]}`;
  scope.note.detail = { pages: input.pageIds.length, again: input.again, queued };
  return { queued };
}
