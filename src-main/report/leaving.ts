/** 报表离库: written out or printed, through the gate and into the register, marked as high as the highest line. */
import { createHash } from 'node:crypto';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { highestSecrecy, LONGEST_SECRECY_YEARS, secrecyMark } from '#contract/vocabulary.ts';
import { inWords, today } from '#main/calendar/index.ts';
import { registerDocx, tableXlsx, type WordTable } from '#main/documents/index.ts';
import {
  type Departure,
  type Described,
  enterPrint,
  leave,
  leavingOf,
  refuseUnlessAllowed,
} from '#main/output/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, snapshot, type WriteDb } from '#main/storage/index.ts';
import type { Which } from './description.ts';
import { REGISTERS, registerYear, yearOf } from './registers/index.ts';
import { askedOf, MOST_SHOWN, theReport } from './reports.ts';
import { reportTable, wordTable } from './table.ts';

const LINES_A_PAGE = 25;

interface Made {
  readonly words: WordTable;
  readonly departure: Departure;
  readonly rows: number;
}
/** @throws Refusal when there is nothing in it */
function make(
  db: ReadDb,
  which: Which,
  caller: Caller,
  scope: Scope,
  leaving: Parsed<'report.export'>['leaving'],
): Made {
  const report = theReport(which.id, caller);
  const table = reportTable(db, report, which.by, askedOf(which, caller, scope), caller, scope);
  if (table.rows.length === 0)
    throw new Refusal('state-refused', `「${report.title}」没有可以输出的内容。请换一个年度或单位。`);
  const mark = highestSecrecy(
    table.rows.map(({ secrecy }) => ({ secrecy, secrecyYears: LONGEST_SECRECY_YEARS[secrecy] })),
  );
  const words = wordTable(db, report, table, {
    year: which.year,
    unit: which.unit,
    day: inWords(today(scope)),
    mark: secrecyMark(mark.secrecy, mark.secrecyYears),
    caller,
  });
  return {
    rows: table.rows.length,
    words,
    departure: {
      kind: report.title,
      title: [report.title, which.year === '' ? '' : `${which.year}年度`, which.unit]
        .filter(Boolean)
        .join(' '),
      subject: `report:${report.id}`,
      ...(report.kind === 'register' && which.year !== ''
        ? {
            asked: {
              subject: { what: 'register', id: registerYear(report, which.year) },
              basis: digest(words),
            },
          }
        : {}),
      ...mark,
      pages: Math.max(1, Math.ceil(table.rows.length / LINES_A_PAGE)),
      ...leavingOf(leaving, '统计报表'),
    },
  };
}
/** What was approved is what stands in it; the line above the table bears the day. */
const digest = ({ rows, mark }: WordTable) =>
  createHash('sha256')
    .update(JSON.stringify([mark, rows]))
    .digest('hex');

/** What a request for the output of a register's year is about. */
export function describeRegister(db: ReadDb, id: number, caller: Caller, scope: Scope): Described {
  const { number, year } = yearOf(id);
  const register = REGISTERS.find((one) => one.number === number);
  if (!register) throw new Refusal('not-found', '没有这本登记簿，请刷新后重选。');
  const which: Which = { id: register.id, year, by: 'unit', unit: '' };
  const { departure, words } = make(db, which, caller, scope, undefined);
  const { title, secrecy, secrecyYears, pages } = departure;
  return { title, secrecy, secrecyYears, pages, basis: digest(words) };
}
const detailOf = (which: Which, rows: number) => ({
  year: which.year,
  by: which.by,
  unit: which.unit,
  rows,
});

export async function exportReport(
  scope: ActScope,
  input: Parsed<'report.export'>,
): Promise<Output<'report.export'>> {
  const { words, departure, rows } = snapshot(scope.db, (read) =>
    make(read, input, scope.caller, scope, input.leaving),
  );
  // A document of more is nothing to read.
  if (input.format === 'docx' && rows > MOST_SHOWN)
    throw new Refusal('state-refused', `「${departure.kind}」有 ${rows} 行，文档放不下，请输出为 xlsx。`);
  // Before the paper is made: a refusal costs nothing.
  refuseUnlessAllowed(scope.db, scope, departure);
  const bytes = await (input.format === 'docx' ? registerDocx(words) : tableXlsx(words));
  scope.note.detail = detailOf(input, rows);
  return { ...leave(scope, departure, scope.path(input.target), bytes), rows };
}

/** Enters in the register what the window is about to print. */
export function printReport(
  db: WriteDb,
  input: Parsed<'report.print'>,
  caller: Caller,
  scope: Scope,
): Output<'report.print'> {
  const { words, departure, rows } = make(db, input, caller, scope, undefined);
  if (rows > MOST_SHOWN)
    throw new Refusal(
      'state-refused',
      `「${departure.kind}」有 ${rows} 行，屏幕印不全，请输出为 xlsx 后打印。`,
    );
  const printed = { ...departure, purpose: '打印报表' };
  const { number, watermark } = enterPrint(db, caller, scope, printed, JSON.stringify(words));
  scope.note.subject = departure.subject;
  scope.note.detail = { ...detailOf(input, rows), register: number };
  return {
    number,
    mark: words.mark ?? '',
    subtitle: words.subtitle,
    watermark,
  };
}
