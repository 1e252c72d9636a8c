/** What each kind of output request is about; here, because the gate itself knows none of the features behind it. */
import { createHash } from 'node:crypto';
import { theItem } from '#main/catalogue/index.ts';
import { describeCatalogue, describeRePencil } from '#main/numbering/index.ts';
import type { Describe, Described, OutputSubject } from '#main/output/index.ts';
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

const BY_KIND: Readonly<
  Record<OutputSubject['what'], (db: ReadDb, id: number, caller: Caller, scope: Scope) => Described>
> = {
  catalogue: describeCatalogue,
  're-pencil': describeRePencil,
  'transfer-paper': describePaper,
  'page-print': describeItem,
};

export const describeSubject: Describe = (db, subject, caller, scope) =>
  BY_KIND[subject.what](db, subject.id, caller, scope);
