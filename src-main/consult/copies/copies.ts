import { rmSync } from 'node:fs';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { type ConsultWay, highestSecrecy, secrecyMark } from '#contract/vocabulary.ts';
import { pageById } from '#main/catalogue/index.ts';
import { copyDocx, copyPdf, excerptPaper, type Sheet } from '#main/documents/index.ts';
import { pagePicture } from '#main/intake/index.ts';
import { describeMedium, release, type WrittenFile } from '#main/output/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { partyOfAccount } from '../recusal/index.ts';
import { type RequestRecord, readersOf, refuseRecused, refuseUnless, theRequest } from '../request/index.ts';
import { currentRules } from '../rules/index.ts';
import { type FrozenItem, frozenItems, itemsView } from '../scope/index.ts';
import { traceEmergency } from '../trace.ts';
import { backgroundOf, minuteOf, watermarked } from '../watermark/index.ts';
import {
  copyById,
  copyRecords,
  excerptRecords,
  insertCopy,
  nextCopyNumber,
  settleCopyRow,
} from './queries.ts';

const DAY = 86_400_000;

export function listCopies(
  db: ReadDb,
  input: Parsed<'consult.copies'>,
  caller: Caller,
): Output<'consult.copies'> {
  return {
    copies: copyRecords(db, {
      requestId: input.requestId,
      outOnly: input.outOnly,
      rank: caller.clearanceRank,
    }),
  };
}

/** @throws Refusal when the request does not grant this way, or not any more */
function refuseUnlessGranted(scope: ActScope, request: RequestRecord, way: ConsultWay, what: string): void {
  refuseUnless(request, ['approved', 'returning'], what);
  if (!(JSON.parse(request.ways) as ConsultWay[]).includes(way))
    throw new Refusal('forbidden', `查阅单 ${request.number} 没有批准${what}。`);
  const party = partyOfAccount(scope.db, scope.caller.accountId);
  refuseRecused(scope.db, request.personId, [{ as: '经办人', party }]);
}

interface Leaving {
  readonly kind: 'excerpt' | 'copy';
  readonly format: 'docx' | 'pdf' | 'jpeg';
  readonly receivedBy: string;
  readonly target: string;
  readonly pages: number;
  readonly items: readonly FrozenItem[];
}

/**
 * Makes the paper with its number 第 x 份, writes it and enters it in the ledger. The only way by which anything that is
 * read at the desk leaves the archive; the sign-off of the request covers it at the gate.
 */
async function leave(
  scope: ActScope,
  request: RequestRecord,
  one: Leaving,
  make: (mark: string, lines: readonly string[]) => Promise<Buffer>,
): Promise<WrittenFile & { copyId: number; copyNumber: number }> {
  const at = scope.now();
  const copyNumber = nextCopyNumber(scope.db, request.id);
  const readers = readersOf(scope.db, request.id).map((reader) => reader.name);
  const mark = `${request.number}　第${copyNumber}份`;
  const bytes = await make(mark, [`${readers.join('、')}　${request.unit}`, `${mark}　${minuteOf(at)}`]);
  const path = scope.path(one.target);
  const medium = describeMedium(path);
  const departure = {
    kind: one.kind === 'excerpt' ? '摘抄件' : '复制件',
    title: `${request.personName} ${mark}`,
    subject: `consult:${request.id}`,
    ...highestSecrecy(one.items),
    pages: one.pages,
    purpose: request.purposeName,
    destination: `${one.receivedBy}（${request.unit}）`,
    coveredBy: request.number,
  };
  let out = false;
  const work = (write: WriteDb): WrittenFile & { copyId: number; copyNumber: number } => {
    if (nextCopyNumber(write, request.id) !== copyNumber)
      throw new Refusal('conflict', '同时另有一份在制作，请稍后再试。');
    // A file without its lines in copy list and register must not be; lines whose file failed are taken back with it.
    const { number: register, ...written } = release(write, scope, departure, path, bytes, medium);
    out = true;
    const copyId = insertCopy(write, {
      requestId: request.id,
      kind: one.kind,
      copyNumber,
      format: one.format,
      secrecyRank: Math.max(...one.items.map((item) => item.secrecyRank)),
      pages: one.pages,
      fileName: written.fileName,
      sha256: written.sha256,
      receivedBy: one.receivedBy,
      at: at.toISOString(),
      by: scope.caller.name,
      dueAt: new Date(at.getTime() + currentRules(write, scope).rules.copyDays * DAY).toISOString(),
    });
    scope.note.subject = `consult:${request.id}`;
    scope.note.detail = {
      number: request.number,
      copyNumber,
      kind: one.kind,
      format: one.format,
      pages: one.pages,
      receivedBy: one.receivedBy,
      register,
      ...written,
    };
    traceEmergency(write, scope, scope.caller, request, `带出第${copyNumber}份`);
    return { ...written, copyId, copyNumber };
  };
  try {
    return scope.commit(work);
  } catch (cause) {
    if (out) rmSync(path, { force: true });
    throw cause;
  }
}

/** 复制: approved pages with the watermark and the copy's number in each picture. */
export async function makeCopy(
  scope: ActScope,
  input: Parsed<'consult.makeCopy'>,
): Promise<Output<'consult.makeCopy'>> {
  const request = theRequest(scope.db, input.requestId, scope.caller, scope);
  refuseUnlessGranted(scope, request, 'copy', '复制');
  const pageIds = [...new Set(input.pageIds)];
  if (input.format === 'jpeg' && pageIds.length !== 1)
    throw new Refusal('validation-failed', '图像格式一次只复制一页，多页请选 PDF 或 Word。', [
      { path: 'pageIds', message: '只能选一页' },
    ]);
  const items = itemsView(scope.db, request.id, scope.caller.clearanceRank);
  const holder = new Map(items.flatMap((item) => item.pages.map((page) => [page.id, item.itemId] as const)));
  const outside = pageIds.filter((id) => !holder.has(id));
  if (outside.length > 0)
    throw new Refusal('forbidden', `有 ${outside.length} 页不在批准的范围之内，未复制。`);
  const touched = new Set(pageIds.map((id) => holder.get(id)));
  const leaving: Leaving = {
    kind: 'copy',
    format: input.format,
    receivedBy: input.receivedBy,
    target: input.target,
    pages: pageIds.length,
    items: frozenItems(scope.db, request.id, scope.caller.clearanceRank).filter((one) =>
      touched.has(one.itemId),
    ),
  };
  return leave(scope, request, leaving, async (mark, lines) => {
    const sheets: Sheet[] = [];
    for (const id of pageIds) {
      const page = pageById(scope.db, id);
      if (!page) throw new Refusal('not-found', '有的页已不在库中，请刷新后重选。');
      const plain = await pagePicture(scope.db, scope.vault, scope, page);
      sheets.push(await watermarked(scope.resources, plain.bytes, lines));
    }
    if (input.format === 'docx') return copyDocx(mark, sheets);
    return input.format === 'pdf' ? copyPdf(sheets) : Buffer.from(sheets[0]?.bytes ?? []);
  });
}

/** 摘抄件: all excerpts that were checked and passed, as one paper. */
export async function exportExcerpts(
  scope: ActScope,
  input: Parsed<'consult.exportExcerpts'>,
): Promise<Output<'consult.exportExcerpts'>> {
  const { caller } = scope;
  const request = theRequest(scope.db, input.requestId, caller, scope);
  refuseUnlessGranted(scope, request, 'excerpt', '摘抄');
  const excerpts = excerptRecords(scope.db, request.id, caller.clearanceRank);
  const passed = excerpts.filter((one) => one.state === 'passed');
  if (excerpts.some((one) => one.state === 'written'))
    throw new Refusal('state-refused', '还有摘抄没有核对，请逐条核对后再带出。');
  if (passed.length === 0) throw new Refusal('state-refused', '没有核对通过的摘抄。');
  const used = new Set(passed.map((one) => one.itemId));
  const items = frozenItems(scope.db, request.id, caller.clearanceRank).filter((one) => used.has(one.itemId));
  // An extract takes the highest level and the longest term of what it is taken from (domain 2.10).
  const highest = highestSecrecy(items);
  if (items.length === 0) throw new Refusal('state-refused', '摘抄所据的材料已作废或超出您的知悉范围。');
  const codes = new Map(items.map((item) => [item.itemId, item.archivalCode ?? '']));
  const leaving: Leaving = {
    kind: 'excerpt',
    format: 'docx',
    receivedBy: input.receivedBy,
    target: input.target,
    pages: 1,
    items,
  };
  return leave(scope, request, leaving, async (mark, lines) =>
    excerptPaper({
      mark,
      number: request.number,
      personName: request.personName,
      readers: readersOf(scope.db, request.id)
        .map((reader) => reader.name)
        .join('、'),
      secrecyMark: secrecyMark(highest.secrecy, highest.secrecyYears),
      excerpts: passed.map((one) => ({
        title: one.title,
        archivalCode: codes.get(one.itemId) ?? '',
        text: one.text,
      })),
      checkedBy: [...new Set(passed.map((one) => one.checkedBy ?? ''))].join('、'),
      madeAt: scope.now().toISOString(),
      background: await backgroundOf(scope.resources, lines),
    }),
  );
}

export function settleCopy(
  db: WriteDb,
  input: Parsed<'consult.settleCopy'>,
  caller: Caller,
  scope: Scope,
): Output<'consult.settleCopy'> {
  const copy = copyById(db, input.id);
  if (!copy) throw new Refusal('not-found', '没有这一份，列表可能已变化，请刷新。');
  theRequest(db, copy.requestId, caller, scope);
  const at = scope.now().toISOString();
  if (!settleCopyRow(db, copy.id, { state: input.state, at, by: caller.name, note: input.note }))
    throw new Refusal('state-refused', `第${copy.copyNumber}份已经登记过去向。`);
  scope.note.subject = `consult:${copy.requestId}`;
  scope.note.detail = {
    copy: copy.id,
    copyNumber: copy.copyNumber,
    state: input.state,
    note: input.note,
  };
  return { done: true };
}
