/** What each kind of output request is about; here, because the gate itself knows none of the features behind it. */
import { createHash } from 'node:crypto';
import { Refusal } from '#contract/result.ts';
import { pagesOf, type StampCells, stampOf, theItem } from '#main/catalogue/index.ts';
import { describeCatalogue, describeRePencil } from '#main/numbering/index.ts';
import type { Describe, Described, OutputSubject } from '#main/output/index.ts';
import { describeProfile } from '#main/profile/index.ts';
import { describeRegister } from '#main/report/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { describePaper } from '#main/transfer/index.ts';

/** The pages of an item, for a print of the window's own. */
export function describeItem(db: ReadDb, itemId: number, caller: Caller): Described {
  const item = theItem(db, itemId, caller);
  return {
    title: `${item.personName}「${item.title}」`,
    secrecy: item.secrecy,
    secrecyYears: item.secrecyYears,
    pages: item.scannedPages,
    basis: createHash('sha256').update(`${item.id}:${item.revision}:${item.scannedPages}`).digest('hex'),
  };
}

/** What a print of the window's own is about: these pages of the item, the 归档章 on the first of them. */
export function describePrint(
  db: ReadDb,
  { itemId, pageIds }: { readonly itemId: number; readonly pageIds: readonly number[] },
  caller: Caller,
): Described & { readonly stamp: StampCells | null } {
  const described = describeItem(db, itemId, caller);
  const pages = pagesOf(db, itemId).map((page) => page.id);
  if (pageIds.some((id) => !pages.includes(id)))
    throw new Refusal('conflict', '要打印的页已不在这一件，请刷新后重新选择。');
  const first = pages[0] !== undefined && pageIds.includes(pages[0]);
  return { ...described, stamp: (first && stampOf(db, theItem(db, itemId, caller))) || null };
}

const BY_KIND: Readonly<
  Record<OutputSubject['what'], (db: ReadDb, id: number, caller: Caller, scope: Scope) => Described>
> = {
  catalogue: describeCatalogue,
  're-pencil': describeRePencil,
  'transfer-paper': describePaper,
  'page-print': describeItem,
  profile: describeProfile,
  register: describeRegister,
};

export const describeSubject: Describe = (db, subject, caller, scope) =>
  BY_KIND[subject.what](db, subject.id, caller, scope);
