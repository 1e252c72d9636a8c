import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { classesAbove } from '#main/scheme/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { acceptances, gateItems, insertAcceptance, trayEntries } from './queries.ts';

type Difference = Output<'intake.gate'>['differences'][number];

/**
 * 漏扫闸门: every difference between paper and scans, as it stands now. A difference that a reviewer has accepted with a
 * reason no longer closes the gate; when either count changes, it is another difference.
 */
export function differences(db: ReadDb, fileId: number | undefined, clearanceRank: number): Difference[] {
  const found: Omit<Difference, 'acceptedBy' | 'acceptedReason'>[] = [];
  for (const item of gateItems(db, fileId, clearanceRank)) {
    const number = item.classSequence ?? item.importSequence;
    const label = `${item.classCode}${number === null ? '' : `-${number}`}「${item.title}」`;
    const base = {
      fileId: item.fileId,
      personName: item.personName,
      itemId: item.itemId,
      trayId: null,
      label,
      paperPages: item.paperPages,
      scannedPages: item.scannedPages,
    };
    const add = (kind: Difference['kind'], message: string) =>
      found.push({
        ...base,
        kind,
        key: `${kind}:${item.itemId}:${item.paperPages ?? '-'}:${item.scannedPages}`,
        message,
      });
    const counts = `材料${label}页数 ${item.paperPages ?? '未登记'}，实际扫描 ${item.scannedPages}`;
    if (item.paperPages === null) add('uncatalogued', `${counts}：目录中没有页数，请数过纸件后登记`);
    else if (item.scannedPages === 0 && item.paperPages > 0) add('no-scan', `${counts}：整件未扫描`);
    else if (item.scannedPages < item.paperPages)
      add('missing', `${counts}：少 ${item.paperPages - item.scannedPages} 页`);
    else if (item.scannedPages > item.paperPages)
      add('surplus', `${counts}：多 ${item.scannedPages - item.paperPages} 页`);
    else if (item.lastPosition > item.scannedPages)
      add('missing', `${counts}：页号不连续，最后一页的页号是 ${item.lastPosition}`);
    if (item.damaged > 0) add('damaged', `材料${label}有 ${item.damaged} 页图像损坏，请重新扫描`);
  }
  for (const entry of trayEntries(db, {
    state: 'waiting',
    fileId,
    without: classesAbove(db, clearanceRank),
  })) {
    if (entry.fileId === null) continue;
    found.push({
      kind: 'tray',
      key: `tray:${entry.id}`,
      fileId: entry.fileId,
      personName: entry.personName,
      itemId: null,
      trayId: entry.id,
      label: entry.relativePath,
      paperPages: null,
      scannedPages: null,
      message: `待处理：${entry.relativePath}——${entry.message}`,
    });
  }
  const accepted = acceptances(db);
  return found.map((one) => ({
    ...one,
    acceptedBy: accepted.get(one.key)?.by ?? null,
    acceptedReason: accepted.get(one.key)?.reason ?? null,
  }));
}

export function viewGate(db: ReadDb, input: Parsed<'intake.gate'>, caller: Caller): Output<'intake.gate'> {
  const found = differences(db, input.fileId, caller.clearanceRank);
  return { differences: found, open: found.filter((one) => one.acceptedBy === null).length };
}

export function acceptDifference(
  db: WriteDb,
  input: Parsed<'intake.acceptDifference'>,
  caller: Caller,
  scope: Scope,
): Output<'intake.acceptDifference'> {
  const one = differences(db, undefined, caller.clearanceRank).find(
    (difference) => difference.key === input.key,
  );
  if (!one) throw new Refusal('conflict', '这项差异已经变化或消除，请刷新后再看。');
  if (one.acceptedBy !== null) throw new Refusal('state-refused', `这项差异已由${one.acceptedBy}认可。`);
  if (one.kind === 'tray')
    throw new Refusal('state-refused', '待处理的文件不能认可了事，请归入材料或写明理由不收。');
  insertAcceptance(db, input.key, input.reason, caller.name, scope.now().toISOString());
  scope.note.subject = one.itemId === null ? `file:${one.fileId}` : `item:${one.itemId}`;
  // The key, not the message: that would carry a title into the record.
  scope.note.detail = { difference: one.key, reason: input.reason };
  return { done: true };
}
