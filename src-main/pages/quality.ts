/** 图像质检 by standard (domain 2.5): thresholds as data, every page looked at, each fault signed off by a second person. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { pages as contract } from '#contract/schemas/pages.ts';
import { highestSecrecy, secrecyMark } from '#contract/vocabulary.ts';
import { itemById } from '#main/catalogue/index.ts';
import { tableXlsx } from '#main/documents/index.ts';
import { leave, leavingOf } from '#main/output/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import { thePage } from './acts.ts';
import { acceptances, countPages, insertAcceptance, type LookedPage, lookedPages } from './queries.ts';

const Standards = contract.standards.output.shape.standards;
type Standard = z.infer<typeof Standards>[number];
type Fault = Output<'pages.quality'>['faults'][number];
const MOST_SHOWN = 5_000;

const known = new Map<string, readonly Standard[]>();
export function standards({ resources }: Pick<Scope, 'resources'>): readonly Standard[] {
  const path = join(resources, 'quality-standards.json');
  let read = known.get(path);
  if (!read) known.set(path, (read = Standards.parse(JSON.parse(readFileSync(path, 'utf8')))));
  return read;
}
export function standardById(scope: Pick<Scope, 'resources'>, id: Standard['id']): Standard {
  const found = standards(scope).find((one) => one.id === id);
  if (!found) throw new Error(`no standard ${id}`);
  return found;
}
export function listStandards(
  _db: ReadDb,
  _input: Parsed<'pages.standards'>,
  _caller: Caller,
  scope: Scope,
): Output<'pages.standards'> {
  return { standards: [...standards(scope)] };
}

/** A0 and the smallest slip that is kept as a sheet of its own, in millimetres. */
const [LEAST_MM, MOST_MM] = [50, 1200];

function judge(page: LookedPage, standard: Standard): { fault: Fault['fault']; message: string }[] {
  const found: { fault: Fault['fault']; message: string }[] = [];
  if (page.damaged === 1) found.push({ fault: 'damaged', message: '图像损坏，须重新扫描' });
  if (page.blank === 1) found.push({ fault: 'blank', message: '疑似空白页，请人工判断' });
  if (page.dpi === null) found.push({ fault: 'dpi', message: '没有记载分辨率，无法判断' });
  else if (page.dpi < standard.dpi)
    found.push({ fault: 'dpi', message: `${page.dpi}dpi，低于 ${standard.dpi}dpi` });
  if (standard.colour && page.colour === 0 && page.blank === 0)
    found.push({ fault: 'colour', message: '不是24位彩色' });
  if (
    page.widthMm !== null &&
    page.heightMm !== null &&
    (Math.min(page.widthMm, page.heightMm) < LEAST_MM || Math.max(page.widthMm, page.heightMm) > MOST_MM)
  )
    found.push({
      fault: 'paper-size',
      message: `幅面 ${Math.round(page.widthMm)}×${Math.round(page.heightMm)} 毫米，不像一张纸`,
    });
  if (Math.abs(page.skew) > standard.skew)
    found.push({ fault: 'skew', message: `倾斜 ${Math.abs(page.skew).toFixed(1)} 度` });
  if (page.border > standard.border)
    found.push({ fault: 'border', message: `黑边占 ${(page.border * 100).toFixed(1)}%` });
  if (page.size > standard.megabytes * 1_048_576)
    found.push({
      fault: 'file-size',
      message: `${(page.size / 1_048_576).toFixed(1)} MB，超过 ${standard.megabytes} MB`,
    });
  if (page.place !== page.position)
    found.push({ fault: 'order', message: `第 ${page.position} 页之前缺页，页序不连续` });
  return found;
}

export function faultsOfPages(
  db: ReadDb,
  standard: Standard,
  fileId: number | undefined,
  clearanceRank: number,
): Fault[] {
  const accepted = new Map(acceptances(db).map((one) => [`${one.pageId} ${one.blobId} ${one.fault}`, one]));
  return lookedPages(db, fileId, clearanceRank).flatMap((page) =>
    judge(page, standard).map(({ fault, message }) => {
      const settled = accepted.get(`${page.pageId} ${page.blobId} ${fault}`);
      return {
        pageId: page.pageId,
        itemId: page.itemId,
        personName: page.personName,
        label: `${page.classCode}「${page.title}」`,
        position: page.position,
        fault,
        message,
        acceptedBy: settled?.by ?? null,
        acceptedReason: settled?.reason ?? '',
      };
    }),
  );
}

export function viewQuality(
  db: ReadDb,
  input: Parsed<'pages.quality'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.quality'> {
  const all = faultsOfPages(db, standardById(scope, input.standard), input.fileId, caller.clearanceRank);
  const wanted = input.all ? all : all.filter((one) => one.acceptedBy === null);
  return {
    faults: wanted.slice(0, MOST_SHOWN),
    total: wanted.length,
    ...countPages(db, input.fileId, caller.clearanceRank),
  };
}

export function acceptFault(
  db: WriteDb,
  input: Parsed<'pages.acceptFault'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.acceptFault'> {
  const page = thePage(db, input.pageId, caller);
  insertAcceptance(db, {
    pageId: page.pageId,
    blobId: page.displayBlob ?? page.blobId,
    fault: input.fault,
    reason: input.reason,
    by: caller.name,
    at: scope.now().toISOString(),
  });
  scope.note.subject = `page:${page.pageId}`;
  scope.note.detail = { fault: input.fault, reason: input.reason };
  return { done: true };
}

/** 图像质检差异清单, with what was let stand and by whom. */
export async function exportQuality(
  scope: ActScope,
  input: Parsed<'pages.exportQuality'>,
): Promise<Output<'pages.exportQuality'>> {
  const target = scope.path(input.target);
  const standard = standardById(scope, input.standard);
  const faults = faultsOfPages(scope.db, standard, input.fileId, scope.caller.clearanceRank);
  if (faults.length === 0) throw new Refusal('state-refused', '没有质检差异，不需要输出清单。');
  const items = new Map(faults.map((one) => [one.itemId, itemById(scope.db, one.itemId)]));
  const highest = highestSecrecy([...items.values()].flatMap((item) => (item ? [item] : [])));
  const bytes = await tableXlsx({
    title: '图像质检差异清单',
    mark: secrecyMark(highest.secrecy, highest.secrecyYears),
    subtitle: `${setting(scope.db, 'fondsName')}　${standard.id} ${standard.name}　${scope.now().toISOString().slice(0, 10)}　按打印人知悉范围列出`,
    headings: ['姓名', '材料', '页', '问题', '处理', '签认人', '理由'],
    rows: faults.map((one) => [
      one.personName,
      one.label,
      String(one.position),
      one.message,
      one.acceptedBy === null ? '待处理' : '签认保留',
      one.acceptedBy ?? '',
      one.acceptedReason,
    ]),
    widths: [10, 40, 6, 30, 12, 10, 30],
  });
  return leave(
    scope,
    {
      kind: '图像质检差异清单',
      title: input.fileId === undefined ? '全库' : (faults[0]?.personName ?? ''),
      subject: input.fileId === undefined ? 'quality' : `file:${input.fileId}`,
      ...highest,
      pages: Math.ceil(faults.length / 25),
      ...leavingOf(input.leaving, '图像质检'),
    },
    target,
    bytes,
  );
}
