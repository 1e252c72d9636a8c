/** 手工双面: fronts scanned first, the turned stack afterwards; each back goes behind its front. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { recountPages } from '#main/catalogue/index.ts';
import { blobById, recordBlob, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import {
  insertPage,
  insertScan,
  inspect,
  lookThroughAll,
  OpenedKeys,
  type ScanKind,
  settleTray,
  trayEntry,
} from '#main/intake/index.ts';
import type { ActScope, Caller, JobResult, JobScope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';
import { batchById, type FedRecord, fedPages, followPlaced, makeRoom, pageFacts } from './queries.ts';

interface Move {
  readonly trayId: number;
  readonly front: number | undefined;
  readonly stored: StoredBlob | undefined;
  readonly mediaType: string;
  readonly facts: Awaited<ReturnType<typeof inspect>>[number];
}

function paired(fronts: readonly FedRecord[], backs: readonly FedRecord[], reversed: boolean) {
  const ordered = reversed ? backs.toReversed() : backs;
  return fronts.map((front, at) => ({ front, back: ordered[at] }));
}

type Order = Parsed<'scanning.interleave'>;

/** The two batches as sheets. @throws Refusal when they do not fit together */
function sheetsOf(db: ReadDb, { frontsId, backsId, reversed }: Order, caller: Caller) {
  const [frontBatch, backBatch] = [frontsId, backsId].map((id) => batchById(db, id, caller.clearanceRank));
  if (!frontBatch || !backBatch || frontBatch.id === backBatch.id)
    throw new Refusal('not-found', '请选择两批扫描：先扫的正面和后扫的背面。');
  const fronts = fedPages(db, frontBatch.id);
  const backs = fedPages(db, backBatch.id);
  if (fronts.length !== backs.length)
    throw new Refusal(
      'state-refused',
      `正面 ${fronts.length} 面，背面 ${backs.length} 面，对不上。请核对有没有少扫或重扫，补齐后再合并。`,
    );
  if (backs.some((one) => one.trayId === null || one.trayState !== 'waiting'))
    throw new Refusal(
      'state-refused',
      '背面须都在「待处理」中：扫背面时请选择“先不归件”，合并前不要手工归入。',
    );
  if (fronts.some((one) => one.separator === '' && one.pageId === null))
    throw new Refusal('state-refused', '正面中还有没有归件的页，请先归件。');
  return paired(fronts, backs, reversed);
}

/** What can't be joined is told before the work begins. */
export async function startInterleave(scope: ActScope, input: Order): Promise<Output<'scanning.interleave'>> {
  const sheets = sheetsOf(scope.db, input, scope.caller);
  scope.note.subject = `import:${input.frontsId}`;
  scope.note.detail = { backs: input.backsId, reversed: input.reversed, sheets: sheets.length };
  return { jobId: scope.startJob('interleave', '合并正反面', { ...input }) };
}

/** All backs or none: a stop before the end leaves both batches as they were. */
export async function interleave(scope: JobScope, input: Record<string, unknown>): Promise<JobResult> {
  const order = input as Order;
  const sheets = sheetsOf(scope.db, order, scope.caller);
  const keys = new OpenedKeys(scope);
  try {
    const moves: Move[] = [];
    for (const sheet of sheets) {
      scope.checkCancelled();
      scope.progress(moves.length, sheets.length, `已准备 ${moves.length} / ${sheets.length} 面`);
      moves.push(await prepare(scope, keys, sheet));
    }
    scope.vault.flush();
    const at = scope.now().toISOString();
    const detail = { backs: order.backsId, reversed: order.reversed, sheets: moves.length };
    const moved = scope.commit('scanning.interleaved', `import:${order.frontsId}`, detail, (write) =>
      place(write, moves, order.backsId, at),
    );
    await lookThroughAll(scope, keys, order.backsId);
    return { 插入背面: moved, 分件页的背面: moves.length - moved };
  } finally {
    keys.forget();
  }
}

/** The back under the key of the volume that its front lies in. */
async function prepare(
  scope: JobScope,
  keys: OpenedKeys,
  { front, back }: ReturnType<typeof paired>[number],
): Promise<Move> {
  const entry = back?.trayId === null || !back ? undefined : trayEntry(scope.db, back.trayId);
  const blob = entry?.blobId === null || !entry ? undefined : blobById(scope.db, entry.blobId);
  if (!entry || !blob) throw new Refusal('conflict', '背面的页刚被别人处理，请刷新后重试。');
  const at = front.pageId === null ? undefined : pageFacts(scope.db, front.pageId);
  const bytes = scope.vault.read(keys.get(blob.key_id), blob.id);
  const [facts] = await inspect(bytes, entry.mediaType.split('/')[1] as ScanKind);
  if (!facts) throw new Refusal('file-refused', '背面的一页读不出来，请重新扫描背面。');
  const stored = at ? scope.vault.put(keys.get(at.keyId), bytes) : undefined;
  bytes.fill(0);
  return { trayId: entry.id, front: front.pageId ?? undefined, stored, mediaType: entry.mediaType, facts };
}

/** @returns how many became pages; the others were backs of 分件页 */
function place(write: WriteDb, moves: readonly Move[], backsId: number, at: string): number {
  let moved = 0;
  const items = new Set<number>();
  for (const one of moves) {
    if (trayEntry(write, one.trayId)?.state !== 'waiting')
      throw new Refusal('conflict', '背面的页刚被别人处理，请刷新后重试。');
    const behind = one.front === undefined ? undefined : pageFacts(write, one.front);
    if (!behind || !one.stored) {
      settleTray(write, one.trayId, 'dismissed', '分件页的背面');
      continue;
    }
    refuseUnlessOpen(theFile(write, behind.fileId));
    recordBlob(write, behind.keyId, one.stored, 'original', at);
    const scanId = insertScan(write, {
      blobId: one.stored.blobId,
      importId: backsId,
      fileName: `背面-${one.trayId}`,
      mediaType: one.mediaType,
      imageSet: 'original',
      pageCount: 1,
      at,
    });
    makeRoom(write, behind.itemId, behind.position);
    const pageId = insertPage(write, {
      itemId: behind.itemId,
      position: behind.position + 1,
      scanId,
      pageIndex: 0,
      width: one.facts.width,
      height: one.facts.height,
      dpi: one.facts.dpi,
    });
    followPlaced(write, one.trayId, pageId);
    settleTray(write, one.trayId, 'placed', '作为背面归入');
    items.add(behind.itemId);
    moved += 1;
  }
  for (const item of items) recountPages(write, item);
  return moved;
}
