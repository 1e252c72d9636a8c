import { statfsSync } from 'node:fs';
import sharp from 'sharp';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { insertImport, lookThrough, lookThroughAll } from '#main/intake/index.ts';
import type { ActScope, JobResult, JobScope } from '#main/scope/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import { BACK, Filing, type Kept } from './filing.ts';
import { type Profile, theProfile } from './profiles.ts';
import { batchById, markProfileUsed, setBatchState, setOrigin } from './queries.ts';
import { type Feeding, type RawPage, ScannerFault } from './scanner-source.ts';
import { findSeparator } from './separator.ts';
import { scannerSource } from './system-scanners.ts';

/** Between two looks whether a person has asked to stop, or the device has gone silent. */
const LOOK_MS = 200;
/** Time that the side under way has to come in after a stop was asked for; a sheet of A3 at 600 dpi takes some 15 s. */
const GRACE_MS = 20_000;
/** A device that says nothing for so long hangs: warming up and finding home take less than a minute. */
const SILENT_MS = 180_000;
/** Free space without which no sheet is fed, besides the sheet itself: the database's log grows with each page. */
const SPARE_BYTES = 32 * 1024 * 1024;
const MM_PER_INCH = 25.4;

export async function startScan(
  scope: ActScope,
  input: Parsed<'scanning.scan'>,
): Promise<Output<'scanning.scan'>> {
  const profile = theProfile(scope.db, input.profileId);
  if (
    input.batchId !== undefined &&
    batchById(scope.db, input.batchId, scope.caller.clearanceRank)?.origin !== 'scanner'
  )
    throw new Refusal('not-found', '没有这一批扫描，不能接着扫。请开始新的一批。');
  scope.note.subject = `scan-profile:${input.profileId}`;
  return { jobId: scope.startJob('scan', `扫描：${profile.name}`, { ...input }) };
}

/** Glass never gets empty: without a feeder one side is fed, and the clerk lays the next. */
const isFeeder = ({ source, extra }: Profile) => /adf|feed|duplex/i.test([source, ...extra].join(' '));
/** Fronts and backs come in turn. */
const isDuplex = ({ source, extra }: Profile) =>
  [source, ...extra].some((one) => /duplex/i.test(one) && !/=(no|simplex)$/i.test(one));

/** As the vault keeps it: by the profile's format, with its resolution written in. */
async function encode(page: RawPage, profile: Profile): Promise<Omit<Kept, 'fileName' | 'separator'>> {
  const { width, height, channels, data } = page;
  const picture = sharp(data, { raw: { width, height, channels }, limitInputPixels: false }).withMetadata({
    density: profile.dpi,
  });
  const bytes = await (profile.format === 'jpeg'
    ? picture.jpeg({ quality: profile.quality, chromaSubsampling: '4:4:4' })
    : picture.tiff({
        compression: 'lzw',
        xres: profile.dpi / MM_PER_INCH,
        yres: profile.dpi / MM_PER_INCH,
      })
  ).toBuffer();
  return { bytes, mediaType: `image/${profile.format}`, pages: [{ width, height, dpi: profile.dpi }] };
}

/** Bytes of a side of this profile before it is encoded. */
function rawBytes({ width, height, dpi, mode }: Profile): number {
  return ((width / MM_PER_INCH) * dpi * (height / MM_PER_INCH) * dpi * (mode === 'colour' ? 3 : 1)) | 0;
}

/** A sheet that could not be stored would lie in the output tray as if it had been: so it is not fed. */
function refuseWithoutRoom(root: string, profile: Profile): void {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < rawBytes(profile) + SPARE_BYTES)
    throw new Refusal(
      'disk-full',
      '磁盘空间不够再存一面，没有继续进纸；已扫的页都在。请腾出空间后按「接着这一批」继续。',
    );
}

/** The next side. A stop gives the side under way some time to come in; a device without a sign of life is given up. */
async function nextSide(scope: JobScope, feeding: Feeding): Promise<RawPage | undefined> {
  const coming = feeding.next();
  // Awaited below or given up with the device; its failure must not end the process meanwhile.
  coming.catch(() => undefined);
  const asked = Date.now();
  let stopped: { readonly cause: unknown; readonly at: number } | undefined;
  for (;;) {
    const look = new Promise<'look'>((resolve) => setTimeout(() => resolve('look'), LOOK_MS));
    const page = await Promise.race([coming, look]);
    if (page !== 'look') return page;
    if (!stopped) {
      try {
        scope.checkCancelled();
      } catch (cause) {
        stopped = { cause, at: Date.now() };
      }
    } else if (Date.now() - stopped.at > GRACE_MS) throw stopped.cause;
    if (Date.now() - Math.max(asked, feeding.heard) > SILENT_MS)
      throw new ScannerFault('扫描仪三分钟没有应答，这一面没有收；已扫的页都在。请检查扫描仪后继续。');
  }
}

/**
 * One stack through the feeder. The next sheet moves only when the one before is encrypted, synced and recorded: whatever
 * breaks, what was fed is there. A stop or a fault leaves the batch open to go on with.
 */
export async function scanBatch(scope: JobScope, input: Record<string, unknown>): Promise<JobResult> {
  const order = input as Parsed<'scanning.scan'>;
  const profile = theProfile(scope.db, order.profileId);
  const at = scope.now().toISOString();
  const used = (write: WriteDb) => markProfileUsed(write, order.profileId, at);
  const importId = order.batchId ?? newBatch(scope, `扫描：${profile.name}`, 'scanner', used);
  if (order.batchId !== undefined) {
    scope.commit('scanning.batch-continued', `import:${importId}`, {}, (write) => {
      used(write);
      setBatchState(write, importId, 'running');
    });
  }
  try {
    const { fed, filing } = await feedAll(scope, order, profile, importId);
    endBatch(scope, importId, 'done');
    return {
      批次: importId,
      收到: fed,
      归入材料: filing.counts.pages,
      件数: filing.counts.items.size,
      分件页: filing.counts.separators,
      待处理: filing.counts.tray,
    };
  } catch (cause) {
    const stopped = cause instanceof Refusal && cause.code === 'cancelled';
    endBatch(scope, importId, stopped ? 'cancelled' : 'failed');
    throw cause;
  }
}

async function feedAll(
  scope: JobScope,
  order: Parsed<'scanning.scan'>,
  profile: Profile,
  importId: number,
): Promise<{ fed: number; filing: Filing }> {
  const filing = new Filing(scope, importId, order.target);
  const most = order.most ?? (isFeeder(profile) ? undefined : 1);
  const end = most ?? Number.POSITIVE_INFINITY;
  let fed = 0;
  let feeding: Feeding | undefined;
  try {
    refuseWithoutRoom(scope.folder.root, profile);
    feeding = await scannerSource(scope.resources).open(profile, most);
    /** The side before was the front of a 分件页. */
    let behindSeparator = false;
    while (fed < end) {
      // Said before a stop is looked for: what is told at the end counts the last side too.
      scope.progress(fed, most ?? 0, `已收 ${fed} 面，正在进纸`);
      scope.checkCancelled();
      refuseWithoutRoom(scope.folder.root, profile);
      const page = await nextSide(scope, feeding);
      if (!page) break;
      const kept = await look(page, profile, behindSeparator && fed % 2 === 1);
      behindSeparator = isDuplex(profile) && kept.separator !== undefined && fed % 2 === 0;
      fed += 1;
      keepFed(filing, { ...kept, fileName: `${String(fed).padStart(4, '0')}.${profile.format}` }, fed);
      kept.bytes.fill(0);
    }
    scope.progress(fed, fed, `已收 ${fed} 面，正在检查图像`);
    await lookThroughAll(scope, filing.keys, importId);
    return { fed, filing };
  } finally {
    await feeding?.close();
    filing.forget();
  }
}

/** @param maybeBack whether it is the back of a sheet whose front is a 分件页 */
async function look(page: RawPage, profile: Profile, maybeBack: boolean): Promise<Omit<Kept, 'fileName'>> {
  const { width, height, channels, data } = page;
  const [separator, kept] = await Promise.all([
    findSeparator(sharp(data, { raw: { width, height, channels }, limitInputPixels: false })),
    encode(page, profile),
  ]);
  data.fill(0);
  if (separator !== undefined || !maybeBack) return { ...kept, separator };
  const { blank } = await lookThrough(kept.bytes, profile.format, 0);
  return { ...kept, separator: blank ? BACK : undefined };
}

/** Files a side that has left the feeder; where that fails, the person must know which sheet to feed again. */
function keepFed(filing: Filing, kept: Kept, fed: number): void {
  try {
    filing.keep(kept);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    throw new Refusal(
      cause.code,
      `${cause.message}这次进的第 ${fed} 面没有存入，请把这一张放回进纸器再继续；之前的都在。`,
    );
  }
}

/** @param also what else must be written in the same transaction */
export function newBatch(
  scope: JobScope,
  label: string,
  origin: 'scanner' | 'watch',
  also: (write: WriteDb) => void = () => undefined,
): number {
  return scope.commit('scanning.batch-started', label, { origin }, (write) => {
    const id = insertImport(write, label, scope.now().toISOString(), scope.caller.name);
    setOrigin(write, id, origin);
    also(write);
    return id;
  });
}
export function endBatch(scope: JobScope, importId: number, state: string): void {
  scope.commit('scanning.batch-ended', `import:${importId}`, { state }, (write) =>
    setBatchState(write, importId, state),
  );
}
