/** 手工双面: fronts scanned first, the turned stack afterwards; each back goes behind its front. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { recountPages } from '#main/catalogue/index.ts';
import { blobById, openKey, recordBlob, refuseUnlessOpen, theFile } from '#main/files/index.ts';
import { insertPage, insertScan, inspect, type ScanKind, settleTray, trayEntry } from '#main/intake/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';
import { batchById, type FedRecord, fedPages, followPlaced, makeRoom, pageFacts } from './queries.ts';

interface Move {
  readonly trayId: number;
  readonly front: number | undefined;
  readonly stored: StoredBlob | undefined;
  readonly blobId: string;
  readonly mediaType: string;
  readonly facts: Awaited<ReturnType<typeof inspect>>[number];
}

function paired(fronts: readonly FedRecord[], backs: readonly FedRecord[], reversed: boolean) {
  const ordered = reversed ? backs.toReversed() : backs;
  return fronts.map((front, at) => ({ front, back: ordered[at] }));
}

export async function interleave(
  scope: ActScope,
  input: Parsed<'scanning.interleave'>,
): Promise<Output<'scanning.interleave'>> {
  const [frontBatch, backBatch] = [input.frontsId, input.backsId].map((id) =>
    batchById(scope.db, id, scope.caller.clearanceRank),
  );
  if (!frontBatch || !backBatch || frontBatch.id === backBatch.id)
    throw new Refusal('not-found', '请选择两批扫描：先扫的正面和后扫的背面。');
  const fronts = fedPages(scope.db, frontBatch.id);
  const backs = fedPages(scope.db, backBatch.id);
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
  const moves: Move[] = [];
  for (const { front, back } of paired(fronts, backs, input.reversed)) {
    const entry = back?.trayId === null || !back ? undefined : trayEntry(scope.db, back.trayId);
    const blob = entry?.blobId === null || !entry ? undefined : blobById(scope.db, entry.blobId);
    if (!entry || !blob) throw new Refusal('conflict', '背面的页刚被别人处理，请刷新后重试。');
    const at = front.pageId === null ? undefined : pageFacts(scope.db, front.pageId);
    const bytes = scope.vault.read(openKey(scope.db, scope, blob.key_id), blob.id);
    const [facts] = await inspect(bytes, entry.mediaType.split('/')[1] as ScanKind);
    if (!facts) throw new Refusal('file-refused', '背面的一页读不出来，请重新扫描背面。');
    moves.push({
      trayId: entry.id,
      front: front.pageId ?? undefined,
      stored: at ? scope.vault.put(openKey(scope.db, scope, at.keyId), bytes) : undefined,
      blobId: blob.id,
      mediaType: entry.mediaType,
      facts,
    });
    bytes.fill(0);
  }
  scope.vault.flush();
  const at = scope.now().toISOString();
  scope.note.subject = `import:${frontBatch.id}`;
  scope.note.detail = { backs: backBatch.id, reversed: input.reversed, sheets: moves.length };
  return scope.commit((write) => {
    let moved = 0;
    const items = new Set<number>();
    for (const one of moves) {
      if (trayEntry(write, one.trayId)?.state !== 'waiting')
        throw new Refusal('conflict', '背面的页刚被别人处理，请刷新后重试。');
      const place = one.front === undefined ? undefined : pageFacts(write, one.front);
      if (!place || !one.stored) {
        settleTray(write, one.trayId, 'dismissed', '分件页的背面');
        continue;
      }
      refuseUnlessOpen(theFile(write, place.fileId));
      recordBlob(write, place.keyId, one.stored, 'original', at);
      const scanId = insertScan(write, {
        blobId: one.stored.blobId,
        importId: backBatch.id,
        fileName: `背面-${one.trayId}`,
        mediaType: one.mediaType,
        imageSet: 'original',
        pageCount: 1,
        at,
      });
      makeRoom(write, place.itemId, place.position);
      const pageId = insertPage(write, {
        itemId: place.itemId,
        position: place.position + 1,
        scanId,
        pageIndex: 0,
        width: one.facts.width,
        height: one.facts.height,
        dpi: one.facts.dpi,
      });
      followPlaced(write, one.trayId, pageId);
      settleTray(write, one.trayId, 'placed', '作为背面归入');
      items.add(place.itemId);
      moved += 1;
    }
    for (const item of items) recountPages(write, item);
    return { moved, dropped: moves.length - moved };
  });
}
