import sharp from 'sharp';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { insertImport } from '#main/intake/index.ts';
import type { ActScope, JobResult, JobScope } from '#main/scope/index.ts';
import { Filing, type Kept } from './filing.ts';
import { type Profile, theProfile } from './profiles.ts';
import { batchById, setBatchState, setOrigin } from './queries.ts';
import type { RawPage } from './scanner-source.ts';
import { findSeparator } from './separator.ts';
import { scannerSource } from './system-scanners.ts';

export async function startScan(
  scope: ActScope,
  input: Parsed<'scanning.scan'>,
): Promise<Output<'scanning.scan'>> {
  const profile = theProfile(scope.db, input.profileId);
  if (input.batchId !== undefined && batchById(scope.db, input.batchId)?.origin !== 'scanner')
    throw new Refusal('not-found', '没有这一批扫描，不能接着扫。请开始新的一批。');
  scope.note.subject = `scan-profile:${input.profileId}`;
  return { jobId: scope.startJob('scan', `扫描：${profile.name}`, { ...input }) };
}

/** Glass never gets empty: without a feeder one side is fed, and the clerk lays the next. */
const isFeeder = (source: string) => /adf|feed|duplex/i.test(source);

/** As the vault keeps it: by the profile's format, with its resolution written in. */
async function encode(page: RawPage, profile: Profile): Promise<Omit<Kept, 'fileName' | 'separator'>> {
  const { width, height, channels, data } = page;
  const picture = sharp(data, { raw: { width, height, channels }, limitInputPixels: false }).withMetadata({
    density: profile.dpi,
  });
  const bytes = await (profile.format === 'jpeg'
    ? picture.jpeg({ quality: profile.quality, chromaSubsampling: '4:4:4' })
    : picture.tiff({ compression: 'lzw', xres: profile.dpi / 25.4, yres: profile.dpi / 25.4 })
  ).toBuffer();
  return { bytes, mediaType: `image/${profile.format}`, pages: [{ width, height, dpi: profile.dpi }] };
}

/**
 * One stack through the feeder. The next sheet moves only when the one before is encrypted, synced and recorded: whatever
 * breaks, what was fed is there. A stop or a fault leaves the batch open to go on with.
 */
export async function scanBatch(scope: JobScope, input: Record<string, unknown>): Promise<JobResult> {
  const order = input as Parsed<'scanning.scan'>;
  const profile = theProfile(scope.db, order.profileId);
  const importId = order.batchId ?? newBatch(scope, `扫描：${profile.name}`, 'scanner');
  const filing = new Filing(scope, importId, order.target);
  const most = order.most ?? (isFeeder(profile.source) ? undefined : 1);
  const feeding = await scannerSource(scope.resources)
    .open(profile, most)
    .catch((cause: unknown) => {
      endBatch(scope, importId, 'failed');
      throw cause;
    });
  let fed = 0;
  try {
    for (;;) {
      scope.checkCancelled();
      scope.progress(fed, most ?? 0, `已收 ${fed} 面，正在进纸`);
      const page = await feeding.next();
      if (!page) break;
      const { width, height, channels } = page;
      const [separator, kept] = await Promise.all([
        findSeparator(sharp(page.data, { raw: { width, height, channels }, limitInputPixels: false })),
        encode(page, profile),
      ]);
      page.data.fill(0);
      fed += 1;
      await filing.keep({
        ...kept,
        separator,
        fileName: `${String(fed).padStart(4, '0')}.${profile.format}`,
      });
      kept.bytes.fill(0);
      if (most !== undefined && fed >= most) break;
    }
    endBatch(scope, importId, 'done');
  } catch (cause) {
    endBatch(
      scope,
      importId,
      cause instanceof Refusal && cause.code === 'cancelled' ? 'cancelled' : 'failed',
    );
    throw cause;
  } finally {
    await feeding.close();
    filing.forget();
  }
  return {
    批次: importId,
    收到: fed,
    归入材料: filing.counts.pages,
    件数: filing.counts.items.size,
    分件页: filing.counts.separators,
    待处理: filing.counts.tray,
  };
}

export function newBatch(scope: JobScope, label: string, origin: 'scanner' | 'watch'): number {
  return scope.commit('scanning.batch-started', label, { origin }, (write) => {
    const id = insertImport(write, label, scope.now().toISOString(), scope.caller.name);
    setOrigin(write, id, origin);
    return id;
  });
}
export function endBatch(scope: JobScope, importId: number, state: string): void {
  scope.commit('scanning.batch-ended', `import:${importId}`, { state }, (write) =>
    setBatchState(write, importId, state),
  );
}
