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
import { differences } from '#main/intake/index.ts';
import { leave, leavingOf } from '#main/output/index.ts';
import type { ActScope, Caller, Scope } from '#main/scope/index.ts';
import { type ReadDb, setting, type WriteDb } from '#main/storage/index.ts';
import { thePage } from './acts.ts';
import {
  countFaults,
  countPages,
  type FaultScope,
  type FoundFault,
  foundFaults,
  insertAcceptance,
  type Limits,
} from './queries.ts';

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

const limitsOf = (standard: Standard): Limits => ({
  dpi: standard.dpi,
  colour: standard.colour ? 1 : 0,
  leastMm: LEAST_MM,
  mostMm: MOST_MM,
  skew: standard.skew,
  border: standard.border,
  bytes: standard.megabytes * 1_048_576,
});

function words(one: FoundFault, standard: Standard): string {
  switch (one.fault) {
    case 'damaged':
      return '图像损坏，须重新扫描';
    case 'blank':
      return '疑似空白页，请人工判断';
    case 'dpi':
      return one.dpi === null ? '没有记载分辨率，无法判断' : `${one.dpi}dpi，低于 ${standard.dpi}dpi`;
    case 'colour':
      return '不是24位彩色';
    case 'paper-size':
      return `幅面 ${Math.round(one.widthMm ?? 0)}×${Math.round(one.heightMm ?? 0)} 毫米，不像一张纸`;
    case 'skew':
      return `倾斜 ${Math.abs(one.skew ?? 0).toFixed(1)} 度`;
    case 'border':
      return `黑边占 ${((one.border ?? 0) * 100).toFixed(1)}%`;
    case 'file-size':
      return `${((one.size ?? 0) / 1_048_576).toFixed(1)} MB，超过 ${standard.megabytes} MB`;
    case 'order':
      return `第 ${one.position} 页之前缺页，页序不连续`;
  }
  throw new Error('an unknown fault');
}

export function faultsOf(db: ReadDb, standard: Standard, of: FaultScope, most: number): Fault[] {
  return foundFaults(db, limitsOf(standard), of, most).map((one) => ({
    pageId: one.pageId,
    itemId: one.itemId,
    personName: one.personName,
    label: `${one.classCode}「${one.title}」`,
    position: one.position,
    fault: one.fault,
    message: words(one, standard),
    acceptedBy: one.acceptedBy,
    acceptedReason: one.acceptedReason ?? '',
  }));
}

export function viewQuality(
  db: ReadDb,
  input: Parsed<'pages.quality'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.quality'> {
  const standard = standardById(scope, input.standard);
  const of = { fileId: input.fileId, clearanceRank: caller.clearanceRank, all: input.all };
  return {
    faults: faultsOf(db, standard, of, MOST_SHOWN),
    total: countFaults(db, limitsOf(standard), of),
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
  const of = { itemId: page.itemId, pageId: page.pageId, clearanceRank: caller.clearanceRank, all: true };
  const found = standards(scope).flatMap((one) =>
    foundFaults(db, limitsOf(one), of, MOST_SHOWN).filter(({ fault }) => fault === input.fault),
  );
  if (found.length === 0) throw new Refusal('conflict', '这一页的差异已经变化或消除，请刷新后再看。');
  const settled = found.find((one) => one.acceptedBy !== null);
  if (settled) throw new Refusal('state-refused', `这项差异已由${settled.acceptedBy}签认。`);
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

/** Rows of one sheet; Excel holds 1,048,576. */
const MOST_WRITTEN = 1_000_000;

/** 差异清单: pictures against the standard and scans against the paper, with what was let stand and by whom. */
export async function exportQuality(
  scope: ActScope,
  input: Parsed<'pages.exportQuality'>,
): Promise<Output<'pages.exportQuality'>> {
  const target = scope.path(input.target);
  const standard = standardById(scope, input.standard);
  const { clearanceRank } = scope.caller;
  const faults = faultsOf(
    scope.db,
    standard,
    { fileId: input.fileId, clearanceRank, all: true },
    MOST_WRITTEN,
  );
  const counts = differences(scope.db, input.fileId, clearanceRank);
  if (faults.length + counts.length === 0) throw new Refusal('state-refused', '没有差异，不需要输出清单。');
  const itemIds = new Set([...faults, ...counts].flatMap((one) => one.itemId ?? []));
  const items = new Map([...itemIds].map((id) => [id, itemById(scope.db, id)]));
  const highest = highestSecrecy([...items.values()].flatMap((item) => (item ? [item] : [])));
  const bytes = await tableXlsx({
    title: '图像质检差异清单',
    mark: secrecyMark(highest.secrecy, highest.secrecyYears),
    subtitle: `${setting(scope.db, 'fondsName')}　${standard.id} ${standard.name}　${scope.now().toISOString().slice(0, 10)}　按打印人知悉范围列出`,
    headings: ['姓名', '材料', '页', '问题', '处理', '签认人', '理由'],
    rows: [
      ...counts.map((one) => ({ ...one, position: undefined })),
      ...faults.map((one) => ({ ...one, position: one.position })),
    ].map((one) => [
      one.personName ?? '',
      one.label,
      one.position === undefined ? '' : String(one.position),
      one.message,
      one.acceptedBy === null ? '待处理' : '签认保留',
      one.acceptedBy ?? '',
      one.acceptedReason ?? '',
    ]),
    widths: [10, 40, 6, 30, 12, 10, 30],
  });
  return leave(
    scope,
    {
      kind: '图像质检差异清单',
      title: input.fileId === undefined ? '全库' : (faults[0]?.personName ?? counts[0]?.personName ?? ''),
      subject: input.fileId === undefined ? 'quality' : `file:${input.fileId}`,
      ...highest,
      pages: Math.ceil((faults.length + counts.length) / 25),
      ...leavingOf(input.leaving, '图像质检'),
    },
    target,
    bytes,
  );
}
