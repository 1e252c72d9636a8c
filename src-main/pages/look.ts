/** 质检: decodes each page once and keeps what was measured; resumes where it stopped, since every round is recorded. */
import type { Output, Parsed } from '#contract/index.ts';
import { blobPicture, UnreadablePicture } from '#main/intake/index.ts';
import type { ActScope, JobResult, JobScope } from '#main/scope/index.ts';
import { VaultFault } from '#main/vault/index.ts';
import { pairUp } from './doubles.ts';
import { decode, fingerprintOf, greyOf, inkOf, MEASURED_WIDTH, sheetFrame, skewOf } from './picture/index.ts';
import { countPages, type Look, markDamaged, type PageFacts, putLook, unlooked } from './queries.ts';

/** Pages between two transactions. */
const ROUND = 16;
const MM_PER_INCH = 25.4;
/** A sheet counts as colour when so much of it is: a red seal of 4 cm on A4 is two per cent. */
const COLOURED = 24;

export async function startCheck(
  scope: ActScope,
  input: Parsed<'pages.check'>,
): Promise<Output<'pages.check'>> {
  return { jobId: scope.startJob('check-quality', '图像质检', { ...input }) };
}

export async function lookAt(
  page: PageFacts & { readonly size: number },
  bytes: Uint8Array,
  at: string,
): Promise<Look> {
  const raster = await decode(bytes);
  const grey = await greyOf(raster, MEASURED_WIDTH);
  const frame = sheetFrame(grey);
  const scale = page.dpi === null ? null : MM_PER_INCH / page.dpi;
  const found = {
    pageId: page.pageId,
    blobId: page.displayBlob ?? page.blobId,
    widthMm: scale === null ? null : raster.width * scale,
    heightMm: scale === null ? null : raster.height * scale,
    colour: raster.channels === 3 && !isGrey(raster.data),
    skew: skewOf(grey),
    border: 1 - frame.width * frame.height,
    ink: inkOf(grey),
    size: page.size,
    fingerprint: await fingerprintOf(raster),
    at,
  };
  raster.data.fill(0);
  return found;
}

/** Whether all three channels are the same everywhere: colour in name only. */
function isGrey(data: Buffer): boolean {
  for (let at = 0; at + 2 < data.length; at += 3) {
    const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    if (Math.max(r, g, b) - Math.min(r, g, b) > COLOURED) return false;
  }
  // A white sheet scanned in colour has no colour either; its paper's tint tells it from a grey scan.
  for (let at = 0; at + 2 < data.length; at += 3)
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false;
  return true;
}

export async function checkQuality(scope: JobScope, input: Record<string, unknown>): Promise<JobResult> {
  const fileId = typeof input['fileId'] === 'number' ? input['fileId'] : undefined;
  const total = countPages(scope.db, fileId, 3).unchecked;
  let after = 0;
  let done = 0;
  let unreadable = 0;
  for (;;) {
    scope.checkCancelled();
    const round = unlooked(scope.db, fileId, after, ROUND);
    const last = round.at(-1);
    if (!last) break;
    after = last.pageId;
    const looks: Look[] = [];
    const damaged: number[] = [];
    for (const page of round) {
      try {
        const shown = await (page.displayBlob === null
          ? blobPicture(scope.db, scope.vault, scope, page.blobId, page.mediaType, page.pageIndex)
          : blobPicture(scope.db, scope.vault, scope, page.displayBlob, 'image/jpeg', 0));
        looks.push(await lookAt(page, shown.bytes, scope.now().toISOString()));
        shown.bytes.fill(0);
      } catch (cause) {
        if (!(cause instanceof VaultFault) && !(cause instanceof UnreadablePicture)) throw cause;
        damaged.push(page.pageId);
      }
    }
    unreadable += damaged.length;
    scope.commit(
      'pages.checked',
      `pages:${round[0]?.pageId}-${after}`,
      { pages: looks.length, unreadable: damaged.length },
      (write) => {
        for (const look of looks) putLook(write, look);
        for (const id of damaged) markDamaged(write, id);
        const files = new Set(round.map((page) => page.fileId));
        pairUp(
          write,
          looks.map((look) => look.pageId),
          files,
        );
      },
    );
    done += round.length;
    scope.progress(done, total, `已质检 ${done} / ${total} 页`);
  }
  return { 质检页数: done - unreadable, ...(unreadable > 0 ? { 读不出的页: unreadable } : {}) };
}
