/** 监视文件夹: for copiers that scan into a folder. A file is taken when it has come to rest and is whole; it stays where it is. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { readChosen } from '#main/chosen/index.ts';
import {
  inspect,
  kindByName,
  MEDIA_TYPES,
  MOST_PIXELS,
  renderPage,
  type ScanKind,
  sniff,
  UnreadablePicture,
} from '#main/intake/index.ts';
import type { ActScope, JobResult, JobScope } from '#main/scope/index.ts';
import { Filing } from './filing.ts';
import { watchedKnown } from './queries.ts';
import { endBatch, newBatch } from './scan-batch.ts';
import { findSeparator } from './separator.ts';

/** Between two looks. A file that two looks find the same length and time is at rest. */
const LOOK_MS = 1_000;
/** At rest and still not whole for so long: its copier has given up on it. */
const GIVE_UP_MS = 120_000;
const MOST_BYTES = 1024 * 1024 * 1024;

export async function startWatch(
  scope: ActScope,
  input: Parsed<'scanning.watch'>,
): Promise<Output<'scanning.watch'>> {
  const folder = scope.path(input.folder);
  scope.note.subject = basename(folder);
  return {
    jobId: scope.startJob('watch-folder', `监视文件夹：${basename(folder)}`, {
      folder,
      target: input.target,
    }),
  };
}

interface Seen {
  readonly size: number;
  readonly changed: number;
  readonly since: number;
  readonly settled: boolean;
}

export async function watchFolder(scope: JobScope, input: Record<string, unknown>): Promise<JobResult> {
  const order = input as { folder: string; target: Parsed<'scanning.watch'>['target'] };
  const importId = newBatch(scope, `监视：${basename(order.folder)}`, 'watch');
  const filing = new Filing(scope, importId, order.target);
  const seen = new Map<string, Seen>();
  const counts = { taken: 0, known: 0 };
  const wake = () => new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  try {
    for (;;) {
      scope.checkCancelled();
      if (!existsSync(order.folder))
        throw new Refusal(
          'io-failed',
          '所监视的文件夹不见了，介质或网络盘可能已断开。已收的都在；恢复后请重新开始监视。',
        );
      for (const name of readdirSync(order.folder).toSorted()) {
        scope.checkCancelled();
        if (name.startsWith('.') || kindByName(name) === undefined) continue;
        if (rested(order.folder, name, seen)) await take(scope, filing, order.folder, name, seen, counts);
        scope.progress(counts.taken, 0, `已收 ${counts.taken} 个文件，正在等候新文件；停止任务即结束监视`);
      }
      await wake();
    }
  } catch (cause) {
    const stopped = cause instanceof Refusal && cause.code === 'cancelled';
    endBatch(scope, importId, stopped ? 'done' : 'failed');
    if (!stopped) throw cause;
  } finally {
    filing.forget();
  }
  return {
    批次: importId,
    文件: counts.taken,
    已在库中: counts.known,
    归入材料: filing.counts.pages,
    件数: filing.counts.items.size,
    分件页: filing.counts.separators,
    待处理: filing.counts.tray,
  };
}

/** Whether nothing has changed since the last look. */
function rested(folder: string, name: string, seen: Map<string, Seen>): boolean {
  let size: number;
  let changed: number;
  try {
    const found = statSync(join(folder, name));
    if (!found.isFile()) return false;
    size = found.size;
    changed = found.mtimeMs;
  } catch {
    // Gone again between the two calls: copiers rename their files when they are done.
    return false;
  }
  const before = seen.get(name);
  if (before?.size === size && before.changed === changed) return !before.settled && size > 0;
  seen.set(name, { size, changed, since: Date.now(), settled: false });
  return false;
}

/** Takes one file; what is not whole yet is looked at again. */
async function take(
  scope: JobScope,
  filing: Filing,
  folder: string,
  name: string,
  seen: Map<string, Seen>,
  counts: { taken: number; known: number },
): Promise<void> {
  const before = seen.get(name);
  if (!before) return;
  const settle = () => seen.set(name, { ...before, settled: true });
  let bytes: Buffer;
  try {
    bytes = readChosen(join(folder, name), MOST_BYTES);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    // Held by the copier, or gone: the next look sees.
    if (Date.now() - before.since < GIVE_UP_MS) return;
    throw cause;
  }
  if (watchedKnown(scope.db, createHash('sha256').update(bytes).digest())) {
    settle();
    counts.known += 1;
    return;
  }
  const { kind } = sniff(bytes);
  try {
    if (!kind) throw new UnreadablePicture('不是图像或 PDF');
    const pages = await inspect(bytes, kind);
    await keepFile(filing, name, bytes, kind, pages);
  } catch (cause) {
    if (!(cause instanceof UnreadablePicture)) throw cause;
    if (Date.now() - before.since < GIVE_UP_MS) return;
    throw new Refusal(
      'file-refused',
      `「${name}」两分钟没有变化，却读不出来（${cause.message}）。请移走它或重新扫描，再重新开始监视；已收的都在。`,
    );
  }
  settle();
  counts.taken += 1;
}

/** A document without a 分件页 is kept as it came; one with them is taken apart into its pages. */
async function keepFile(
  filing: Filing,
  fileName: string,
  bytes: Buffer,
  kind: ScanKind,
  pages: Awaited<ReturnType<typeof inspect>>,
): Promise<void> {
  const separators: (string | undefined)[] = [];
  for (const index of pages.keys()) separators.push(await separatorOn(bytes, kind, index));
  if (pages.length === 1 || separators.every((one) => one === undefined)) {
    await filing.keep({ bytes, mediaType: MEDIA_TYPES[kind], fileName, pages, separator: separators[0] });
    return;
  }
  for (const [index, facts] of pages.entries()) {
    const shown = await renderPage(bytes, kind, index);
    const part = Buffer.from(shown.bytes);
    const format = shown.mediaType === 'image/png' ? 'png' : 'jpeg';
    const [own = facts] = await inspect(part, format);
    await filing.keep({
      bytes: part,
      mediaType: shown.mediaType,
      fileName: `${fileName}#${index + 1}.${format === 'png' ? 'png' : 'jpg'}`,
      pages: [{ ...own, dpi: facts.dpi }],
      separator: separators[index],
    });
  }
}

async function separatorOn(bytes: Buffer, kind: ScanKind, index: number): Promise<string | undefined> {
  const shown = await renderPage(bytes, kind, index);
  try {
    return await findSeparator(sharp(shown.bytes, { limitInputPixels: MOST_PIXELS }));
  } catch {
    throw new UnreadablePicture(`第 ${index + 1} 页已损坏`);
  }
}
