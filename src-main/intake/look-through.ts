import { availableParallelism } from 'node:os';
import type { JobScope } from '#main/scope/index.ts';
import { VaultFault } from '#main/vault/index.ts';
import type { OpenedKeys } from './opened-keys.ts';
import { lookThrough, type ScanKind } from './pictures/index.ts';
import {
  countNotLookedThrough,
  type NotLookedThrough,
  notLookedThrough,
  setLookedThrough,
} from './queries.ts';

/** Pages judged between two transactions, so that little is done twice after a stop. */
const ROUND_PAGES = 32;
/** Scans in memory at once hold no more than this together, but for one that is larger by itself. */
const ROUND_BYTES = 128 * 1024 * 1024;
/** Scans decoded side by side: decoding runs in the system's threads, of which Node has four. */
const SIDE_BY_SIDE = Math.min(4, availableParallelism());

interface Judged {
  readonly pageId: number;
  readonly damaged: boolean;
  readonly blank: boolean;
}

/**
 * Decodes every page that nobody has looked through yet: damage in the middle of a file, and blank sheets, are only seen
 * so. Takes what an import that was broken off has left behind as well; pages of sealed volumes stay as they are.
 * @returns how many pages could not be read from the vault; they stay as they are, for `verify` to name
 */
export async function lookThroughAll(
  scope: JobScope,
  keys: OpenedKeys,
  importId: number,
): Promise<{ readonly unreadable: number }> {
  const total = countNotLookedThrough(scope.db);
  let done = 0;
  let unreadable = 0;
  let after = 0;
  for (;;) {
    scope.checkCancelled();
    const round = cut(notLookedThrough(scope.db, after, ROUND_PAGES));
    const last = round.at(-1);
    if (!last) return { unreadable };
    after = last.pageId;
    const judged = await judge(scope, keys, byScan(round));
    unreadable += round.length - judged.length;
    done += round.length;
    const marked = judged.filter((one) => one.damaged || one.blank);
    const detail = { pages: judged.length, unreadable: round.length - judged.length, marked };
    scope.commit('intake.pages-checked', `import:${importId}`, detail, (write) => {
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
  scans: readonly (readonly NotLookedThrough[])[],
): Promise<Judged[]> {
  const judged: Judged[] = [];
  const waiting = scans.values();
  const lane = async (): Promise<void> => {
    for (const pages of waiting) {
      scope.checkCancelled();
      judged.push(...(await judgeScan(scope, keys, pages)));
    }
  };
  // All lanes end before anything is thrown: none may go on reading once the job closes the archive.
  const ends = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return judged;
}

async function judgeScan(
  scope: JobScope,
  keys: OpenedKeys,
  pages: readonly NotLookedThrough[],
): Promise<Judged[]> {
  const [first] = pages;
  if (!first) return [];
  const kind = first.mediaType.split('/')[1] as ScanKind;
  const judged: Judged[] = [];
  try {
    // Pages of a PDF are not decoded, so it need not be read.
    const bytes = kind === 'pdf' ? Buffer.alloc(0) : scope.vault.read(keys.get(first.keyId), first.blobId);
    for (const page of pages)
      judged.push({ pageId: page.pageId, ...(await lookThrough(bytes, kind, page.pageIndex)) });
    bytes.fill(0);
  } catch (cause) {
    if (!(cause instanceof VaultFault)) throw cause;
  }
  return judged;
}
