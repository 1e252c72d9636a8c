/** 收集的文书: notices, hand-over list, return note, register; each leaves through the output gate. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { highestSecrecy, secrecyMark } from '#contract/vocabulary.ts';
import { today } from '#main/calendar/index.ts';
import { registerDocx, tableXlsx, type WordTable } from '#main/documents/index.ts';
import { type Departure, leave, leavingOf, refuseUnlessAllowed } from '#main/output/index.ts';
import { theClass } from '#main/scheme/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import { type ReadDb, setting } from '#main/storage/index.ts';
import { theDepartment } from './departments.ts';
import { theHandover } from './handovers.ts';
import {
  countAsked,
  linesOf,
  nextNumber,
  noteEvent,
  OWED_STATES,
  registerByIds,
  registerIds,
  taskIds,
  tasksByIds,
} from './queries.ts';

const LINES_A_PAGE = 25;

/** As secret as the classes of what is named. */
function secrecyOf(db: ReadDb, named: readonly { readonly classCode: string }[]) {
  return highestSecrecy(
    [...new Set(named.map((one) => one.classCode))].map((code) => {
      const { secrecy, secrecyYears } = theClass(db, code);
      return { secrecy: secrecy ?? 'internal', secrecyYears };
    }),
  );
}
export function markOf(db: ReadDb, named: readonly { readonly classCode: string }[]): string {
  const { secrecy, secrecyYears } = secrecyOf(db, named);
  return secrecyMark(secrecy, secrecyYears);
}
export function departureOf(
  db: ReadDb,
  kind: string,
  subject: string,
  title: string,
  named: readonly { readonly classCode: string }[],
  leaving: ReturnType<typeof leavingOf>,
): Departure {
  return {
    kind,
    subject,
    title,
    ...secrecyOf(db, named),
    pages: Math.max(1, Math.ceil(named.length / LINES_A_PAGE)),
    ...leaving,
  };
}

const FORM_WORDS = { original: '原件', copy: '复印件' } as const;

export async function exportNotice(
  scope: ActScope,
  input: Parsed<'collection.exportNotice'>,
): Promise<Output<'collection.exportNotice'>> {
  const { db, caller } = scope;
  const department = theDepartment(db, input.departmentId);
  const day = today(scope);
  const ids = taskIds(
    db,
    {
      departmentId: input.departmentId,
      states: OWED_STATES,
      ...(input.overdueOnly ? { dueBefore: day } : {}),
    },
    caller.clearanceRank,
  );
  const tasks = tasksByIds(db, ids, caller.clearanceRank);
  const kind = input.overdueOnly ? '材料催交通知' : '材料收集通知';
  if (tasks.length === 0)
    throw new Refusal(
      'state-refused',
      `${department}现在没有${input.overdueOnly ? '逾期未交' : '要交'}的材料，不必发通知。`,
    );
  const departure = departureOf(
    db,
    kind,
    `department:${input.departmentId}`,
    department,
    tasks,
    leavingOf(input.leaving, '材料收集'),
  );
  refuseUnlessAllowed(db, scope, departure);
  const at = scope.now().toISOString();
  // Taken first, so that the paper can bear it; an output that fails leaves a gap, never the same number twice.
  const number = scope.commit((write) => {
    scope.note.subject = departure.subject;
    const year = today(scope).slice(0, 4);
    return `收 ${year}-${String(nextNumber(write, 'notice', year)).padStart(3, '0')}`;
  });
  const bytes = await registerDocx({
    title: kind,
    mark: markOf(db, tasks),
    subtitle: `编号 ${number}　${department}：请于各项期限前，将下列材料连同移交清单交${setting(db, 'fondsName')}档案室。${input.overdueOnly ? '下列各项已经逾期，请尽快移交，确无材料的请书面说明。' : ''}　${at.slice(0, 10)}（章）`,
    headings: ['序号', '任务号', '姓名', '单位', '类号', '要交的材料', '年度或事由', '期限', '第几次要求'],
    rows: tasks.map((task, index) => [
      String(index + 1),
      String(task.id),
      task.personName,
      task.unit,
      task.classCode,
      task.wanted,
      task.period,
      task.dueOn,
      String(task.timesAsked + 1),
    ]),
    widths: [6, 7, 10, 18, 7, 28, 12, 11, 8],
  });
  const written = leave(scope, departure, scope.path(input.target), bytes, (write) => {
    for (const task of tasks) {
      countAsked(write, task.id, at);
      noteEvent(
        write,
        task.id,
        at,
        caller.name,
        `${input.overdueOnly ? '催交' : '要求'}第 ${task.timesAsked + 1} 次，通知 ${number}`,
      );
    }
  });
  return { ...written, number, tasks: tasks.length };
}

export async function exportHandover(
  scope: ActScope,
  input: Parsed<'collection.exportHandover'>,
): Promise<Output<'collection.exportHandover'>> {
  const { db, caller } = scope;
  const one = theHandover(db, input.id, caller);
  const returning = input.paper === 'return-note';
  const lines = linesOf(db, one.id, caller.clearanceRank).filter(
    (line) => !returning || line.verdict === 'returned',
  );
  if (lines.length === 0) throw new Refusal('state-refused', '这张清单没有退回的材料，没有退回清单。');
  const kind = returning ? '材料退回清单' : '材料移交清单';
  const departure = departureOf(
    db,
    kind,
    `handover:${one.id}`,
    one.number,
    lines,
    leavingOf(input.leaving, '材料交接'),
  );
  refuseUnlessAllowed(db, scope, departure);
  const receiver = one.receivedBy
    ? `${one.receivedBy}　接收日期：${one.receivedAt?.slice(0, 10) ?? ''}`
    : '（未办完）';
  const verdict = { pending: '', accepted: '已接收', returned: '退回' } as const;
  const bytes = await registerDocx({
    title: kind,
    mark: markOf(db, lines),
    subtitle: `编号 ${one.number}　移交部门：${one.department}　移交人：${one.hander}　移交日期：${one.handedOn}　接收人：${receiver}　（一式两份，双方签名盖章）`,
    headings: [
      '序号',
      '姓名',
      '类别',
      '材料名称',
      '形成日期',
      '页数',
      '份数',
      '原件/复印',
      returning ? '退回原因' : '接收情况',
      '备注',
    ],
    rows: lines.map((line, index) => [
      String(index + 1),
      line.personName,
      line.classCode,
      line.title,
      line.date,
      String(line.pages),
      String(line.copies),
      FORM_WORDS[line.originality],
      returning ? line.reason : `${verdict[line.verdict]}${line.reason === '' ? '' : `：${line.reason}`}`,
      line.remarks,
    ]),
    widths: [5, 10, 7, 30, 11, 6, 6, 9, 18, 14],
  });
  return leave(scope, departure, scope.path(input.target), bytes);
}

export async function exportRegister(
  scope: ActScope,
  input: Parsed<'collection.exportRegister'>,
): Promise<Output<'collection.exportRegister'>> {
  const { db, caller } = scope;
  const rows = registerByIds(db, registerIds(db, input.year, caller.clearanceRank), caller.clearanceRank);
  const departure = departureOf(
    db,
    '接收登记簿',
    'collection-register',
    `${input.year} 年接收登记簿`,
    rows,
    leavingOf(input.leaving, '登记备查'),
  );
  refuseUnlessAllowed(db, scope, departure);
  const table: WordTable = {
    title: '接收登记簿',
    mark: markOf(db, rows),
    subtitle: `${setting(db, 'fondsName')}　${input.year} 年　按打印人知悉范围列出 ${rows.length} 件`,
    headings: [
      '序号',
      '接收日期',
      '清单号',
      '移交部门',
      '移交人',
      '姓名',
      '类号',
      '材料名称',
      '形成日期',
      '页数',
      '份数',
      '原件/复印',
      '接收人',
    ],
    rows: rows.map((row, index) => [
      String(index + 1),
      row.receivedOn,
      row.number,
      row.department,
      row.hander,
      row.personName,
      row.classCode,
      row.title,
      row.date,
      String(row.pages),
      String(row.copies),
      FORM_WORDS[row.originality],
      row.receiver,
    ]),
    widths: [5, 11, 12, 12, 9, 9, 6, 30, 10, 5, 5, 9, 9],
  };
  const bytes = await (input.format === 'docx' ? registerDocx(table) : tableXlsx(table));
  return leave(scope, departure, scope.path(input.target), bytes);
}
