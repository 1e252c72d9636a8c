import type { Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { type ItemRecord, itemsOfFile } from '#main/catalogue/index.ts';
import type { Caller } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { pagesOfItems } from './queries.ts';

type AskedScope = Parsed<'consult.save'>['request']['scope'];

export interface Resolved {
  readonly itemIds: readonly number[];
  readonly pageIds: readonly number[];
  readonly secrecyRank: number;
}

/**
 * What a scope means today: single items and pages of the file within the clerk's clearance, nothing voided.
 * @throws Refusal `validation-failed` when it names what is not in this file, or nothing at all
 */
export function resolveScope(
  db: ReadDb,
  fileId: number,
  scope: AskedScope,
  caller: Pick<Caller, 'clearanceRank'>,
): Resolved {
  const items = itemsOfFile(db, fileId).filter(
    (item) => item.state !== 'void' && item.secrecyRank <= caller.clearanceRank,
  );
  const all = pagesOfItems(
    db,
    items.map((item) => item.id),
  );
  const chosen = choose(items, all, scope);
  const itemIds = new Set(chosen.map((one) => one.id));
  const wanted = scope.kind === 'pages' ? new Set(scope.pageIds) : undefined;
  const pageIds = all
    .filter((page) => itemIds.has(page.itemId) && (wanted === undefined || wanted.has(page.pageId)))
    .map((page) => page.pageId);
  if (itemIds.size === 0) throw wrong('所选范围内没有材料，请核对类别或另选材料');
  return {
    itemIds: [...itemIds],
    pageIds,
    secrecyRank: Math.max(...chosen.map((item) => item.secrecyRank)),
  };
}

function choose(
  items: readonly ItemRecord[],
  pages: readonly { readonly pageId: number; readonly itemId: number }[],
  scope: AskedScope,
): ItemRecord[] {
  if (scope.kind === 'file') return [...items];
  if (scope.kind === 'classes')
    return items.filter((item) => scope.classes.some((code) => item.classCode.startsWith(code)));
  if (scope.kind === 'items') {
    const ids = new Set(scope.itemIds);
    const found = items.filter((item) => ids.has(item.id));
    if (found.length !== ids.size) throw wrong('所选材料有的不在这一卷，或已作废，请重新选择');
    return found;
  }
  const ids = new Set(scope.pageIds);
  const found = pages.filter((page) => ids.has(page.pageId));
  if (found.length !== ids.size) throw wrong('所选的页有的不在这一卷，请重新选择');
  const itemIds = new Set(found.map((page) => page.itemId));
  return items.filter((item) => itemIds.has(item.id));
}

const wrong = (message: string) =>
  new Refusal('validation-failed', `查阅范围有误：${message}。`, [{ path: 'scope', message }]);
