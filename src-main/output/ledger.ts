import { createHash } from 'node:crypto';
import type { Output, Parsed } from '#contract/index.ts';
import { highestSecrecy, OFFICER_ROLES, type Role, secrecyMark } from '#contract/vocabulary.ts';
import { registerDocx, tableXlsx, type WordTable } from '#main/documents/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import { type Departure, type Described, enter, leave } from './gate.ts';
import { entriesByIds, entryIds } from './queries.ts';

type Line = Output<'output.ledgerRows'>['rows'][number];

/**
 * The register is a record of what was done: its officers see every line, but no name and no title. Everybody else sees
 * the lines within their clearance.
 */
const rankOf = (caller: Caller) => (isOfficer(caller) ? HIGHEST : caller.clearanceRank);
const HIGHEST = 3;
function isOfficer(caller: Caller): boolean {
  return caller.roles.some((role) => (OFFICER_ROLES as readonly Role[]).includes(role));
}

function linesOf(db: ReadDb, ids: readonly number[], caller: Caller): Line[] {
  const blind = isOfficer(caller);
  return entriesByIds(db, ids, rankOf(caller)).map(({ secrecy, secrecyYears, ...one }) => ({
    ...one,
    number: one.id,
    title: blind ? '' : one.title,
    // Papers are named after people.
    fileName: blind ? '' : one.fileName,
    level: secrecy,
    mark: secrecyMark(secrecy, secrecyYears),
  }));
}

export function ledgerIds(
  db: ReadDb,
  input: Parsed<'output.ledgerIds'>,
  caller: Caller,
): Output<'output.ledgerIds'> {
  return { ids: entryIds(db, input, rankOf(caller)) };
}

export function ledgerRows(
  db: ReadDb,
  input: Parsed<'output.ledgerRows'>,
  caller: Caller,
): Output<'output.ledgerRows'> {
  return { rows: linesOf(db, input.ids, caller) };
}

const HEADINGS = [
  '序号',
  '时间',
  '经办人',
  '名称',
  '密级',
  '份数',
  '页数',
  '用途',
  '去向',
  '介质',
  '审批单号',
  'SHA-256（前16位）',
];
const WIDTHS = [5, 14, 8, 24, 9, 5, 5, 14, 14, 18, 14, 20];

/** 输出登记簿 as docx or xlsx; the lines within the caller's clearance. */
export async function exportLedger(
  scope: ActScope,
  input: Parsed<'output.exportLedger'>,
): Promise<Output<'output.exportLedger'>> {
  const { caller } = scope;
  const ids = entryIds(scope.db, input, rankOf(caller)).toReversed();
  const lines = linesOf(scope.db, ids, caller);
  const table: WordTable = {
    title: '输出登记簿',
    subtitle: `${setting(scope.db, 'fondsName')}　${input.from?.slice(0, 10) ?? '建库'}至${input.to?.slice(0, 10) ?? '今'}　按打印人知悉范围列出 ${lines.length} 条`,
    headings: HEADINGS,
    rows: lines.map((one) => [
      String(one.number),
      one.at.slice(0, 16).replace('T', ' '),
      one.by,
      `${one.kind}${one.title === '' ? `（${one.subject}）` : `：${one.title}`}`,
      one.mark,
      String(one.copies),
      String(one.pages),
      one.purpose,
      one.destination,
      one.medium,
      one.approval,
      one.sha256.slice(0, 16),
    ]),
    widths: WIDTHS,
  };
  const bytes = await (input.format === 'docx' ? registerDocx(table) : tableXlsx(table));
  // For the officers the lines bear no names: nothing in them is above 内部.
  const mark = isOfficer(caller)
    ? highestSecrecy([])
    : highestSecrecy(lines.map((one) => ({ secrecy: one.level, secrecyYears: 0 })));
  const written = leave(
    scope,
    {
      kind: '输出登记簿',
      title: table.subtitle,
      subject: 'output-register',
      ...mark,
      pages: Math.max(1, Math.ceil(lines.length / LINES_A_PAGE)),
      purpose: '登记备查',
      coveredBy: '登记簿',
    },
    scope.path(input.target),
    bytes,
  );
  return { ...written, rows: lines.length };
}
const LINES_A_PAGE = 25;

/**
 * Enters what the window is about to put on paper; refused where the level asks for an approval that is not there.
 * @param proof what the line can prove, since paper has no bytes: which pages they were, or the words on them
 * @returns the words that go across or below every page
 */
export function enterPrint(
  db: WriteDb,
  caller: Caller,
  scope: Scope,
  departure: Departure,
  proof: string,
): { readonly number: number; readonly watermark: string; readonly approval: string } {
  const { number, approval } = enter(db, { resources: scope.resources, now: scope.now, caller }, departure, {
    fileName: '',
    medium: '打印机',
    size: 0,
    sha256: createHash('sha256').update(proof).digest('hex'),
  });
  const at = scope.now().toISOString().slice(0, 16).replace('T', ' ');
  return {
    number,
    approval,
    watermark: `${caller.name}　${setting(db, 'fondsName')}　${at}　输出登记 ${number} 号`,
  };
}

/** Pages of an item on paper, the 归档章 on the first of them. */
export function registerPrint(
  db: WriteDb,
  input: Parsed<'output.print'>,
  caller: Caller,
  scope: Scope,
  described: Described & Pick<Output<'output.print'>, 'stamp'>,
): Output<'output.print'> {
  const pageIds = [...new Set(input.pageIds)];
  const { number, approval, watermark } = enterPrint(
    db,
    caller,
    scope,
    {
      kind: '打印',
      title: described.title,
      subject: `item:${input.itemId}`,
      secrecy: described.secrecy,
      secrecyYears: described.secrecyYears,
      pages: pageIds.length,
      copies: input.copies,
      purpose: input.purpose,
      destination: input.destination,
      asked: { subject: { what: 'page-print', id: input.itemId }, basis: described.basis },
    },
    `${input.itemId}:${pageIds.join(',')}`,
  );
  scope.note.subject = `item:${input.itemId}`;
  scope.note.detail = { register: number, approval, pages: pageIds, copies: input.copies };
  return { number, stamp: described.stamp, watermark };
}
