import type { Output, Parsed } from '#contract/index.ts';
import { theItem } from '#main/catalogue/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import type { Step } from './picture/index.ts';
import { faultsOf, standardById } from './quality.ts';
import { factsOfItem } from './queries.ts';

/** Of one item; a page shows the first of its own. */
const MOST_FAULTS = 50_000;

/** The pages of an item, as a strip shows them. */
export function listPages(
  db: ReadDb,
  input: Parsed<'pages.list'>,
  caller: Caller,
  scope: Scope,
): Output<'pages.list'> {
  const item = theItem(db, input.itemId, caller);
  const faults = Map.groupBy(
    faultsOf(
      db,
      standardById(scope, 'GB/T 33870-2017'),
      { fileId: item.fileId, itemId: item.id, clearanceRank: caller.clearanceRank, all: false },
      MOST_FAULTS,
    ),
    (one) => one.pageId,
  );
  return {
    fixed: item.state !== 'draft',
    pages: factsOfItem(db, item.id).map((page) => ({
      id: page.pageId,
      itemId: page.itemId,
      position: page.position,
      width: page.width,
      height: page.height,
      dpi: page.dpi,
      blank: page.blank === 1,
      damaged: page.damaged === 1,
      version: page.displayBlob ?? page.blobId,
      steps: JSON.parse(page.recipe) as Step[],
      faults: (faults.get(page.pageId) ?? []).map((one) => one.message),
    })),
  };
}
