import { availableParallelism } from 'node:os';
import { createSM3 } from 'hash-wasm';
import type { JobScope } from '#main/scope/index.ts';
import { VaultFault } from '#main/vault/index.ts';
import type { OpenedKeys } from './opened-keys.ts';
import { lookThrough, type ScanKind } from './pictures/index.ts';
import {
  countNotLookedThrough,
  type NotLookedThrough,
  notLookedThrough,
  setLookedThrough,
  setSm3,
} from './queries.ts';

/** Pages judged between two transactions, so that little is done twice after a stop. */
const ROUND_PAGES = 32;
/** Scans in memory at once hold no more than this together, but for one that is larger by itself. */
const ROUND_BYTES = 128 * 1024 * 1024;
/** Scans decoded side by side: decoding runs in the system's threads, of which Node has four. */
const SIDE_BY_SIDE = Math.min(4, availableParallelism());

/** A scan gone through: what its pages are, and its SM3 if that was still to be taken. */
interface JudgedScan {
  readonly blobId: string;
  readonly sm3: Buffer | undefined;
  readonly pages: readonly { readonly pageId: number; readonly damaged: boolean; readonly blank: boolean }[];
}
type Sm3 = Awaited<ReturnType<typeof createSM3>>;

/**
 * Decodes every page that nobody has looked through yet: damage in the middle of a file, and blank sheets, are only seen
 * so. Takes the SM3 of each scan on the way, for a transfer bundle's manifest. Takes what an import that was broken off has left behind as well; pages of sealed volumes stay as they are.
 * @returns how many pages could not be read from the vault; they stay as they are, for `verify` to name
 */
export async function lookThroughAll(
  scope: JobScope,
  keys: OpenedKeys,
  importId: number,
): Promise<{ readonly unreadable: number }> {
  const total = countNotLookedThrough(scope.db);
  const sm3 = await createSM3();
  let done = 0;
  let unreadable = 0;
  let after = 0;
  for (;;) {
    scope.checkCancelled();
    const round = cut(notLookedThrough(scope.db, after, ROUND_PAGES));
    const last = round.at(-1);
    if (!last) return { unreadable };
    after = last.pageId;
    const scans = await judge(scope, keys, sm3, byScan(round));
    const judged = scans.flatMap((scan) => scan.pages);
    unreadable += round.length - judged.length;
    done += round.length;
    const marked = judged.filter((one) => one.damaged || one.blank);
    const detail = { pages: judged.length, unreadable: round.length - judged.length, marked };
    scope.commit('intake.pages-checked', `import:${importId}`, detail, (write) => {
      for (const scan of scans) if (scan.sm3) setSm3(write, scan.blobId, scan.sm3);
      for (const one of judged) setLookedThrough(write, one.pageId, one.damaged, one.blank);
    });
    scope.progress(done, total, `已检查 ${done} / ${total} 页图像`);
  }
}

/** The first pages of a list whose scans fit into memory together. */
function cut(pages: readonly NotLookedThrough[]): readonly NotLookedThrough[] {
  let bytes = 0;
  let blobId = '';
  const end = pages.findIndex((page, index) => {
    if (page.blobId !== blobId) bytes += page.size;
    blobId = page.blobId;
    return index > 0 && bytes > ROUND_BYTES;
  });
  return end < 0 ? pages : pages.slice(0, end);
}

function byScan(pages: readonly NotLookedThrough[]): NotLookedThrough[][] {
  return [...Map.groupBy(pages, (page) => page.blobId).values()];
}

async function judge(
  scope: JobScope,
  keys: OpenedKeys,
  sm3: Sm3,
  scans: readonly (readonly NotLookedThrough[])[],
): Promise<JudgedScan[]> {
  const judged: JudgedScan[] = [];
  const waiting = scans.values();
  const lane = async (): Promise<void> => {
    for (const pages of waiting) {
      scope.checkCancelled();
      judged.push(...(await judgeScan(scope, keys, sm3, pages)));
    }
  };
  // All lanes end before anything is thrown: none may go on reading once the job closes the archive.
  const ends = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return judged;
}

/** @returns nothing when the scan can't be read from the vault */
async function judgeScan(
  scope: JobScope,
  keys: OpenedKeys,
  sm3: Sm3,
  scan: readonly NotLookedThrough[],
): Promise<JudgedScan[]> {
  const [first] = scan;
  if (!first) return [];
  const { blobId } = first;
  const key = keys.get(first.keyId);
  const kind = first.mediaType.split('/')[1] as ScanKind;
  try {
    // Pages of a PDF are not decoded, so it need not be in memory as a whole.
    const bytes = kind === 'pdf' ? undefined : scope.vault.read(key, blobId);
    const digest =
      first.sm3Missing === 1 ? sm3Of(sm3, bytes ? [bytes] : scope.vault.segments(key, blobId)) : undefined;
    const pages: JudgedScan['pages'][number][] = [];
    for (const { pageId, pageIndex } of scan)
      pages.push({ pageId, ...(await lookThrough(bytes ?? Buffer.alloc(0), kind, pageIndex)) });
    bytes?.fill(0);
    return [{ blobId, sm3: digest, pages }];
  } catch (cause) {
    if (!(cause instanceof VaultFault)) throw cause;
    return [];
  }
}

function sm3Of(sm3: Sm3, pieces: Iterable<Uint8Array>): Buffer {
  sm3.init();
  for (const piece of pieces) sm3.update(piece);
  return Buffer.from(sm3.digest('binary'));
}
