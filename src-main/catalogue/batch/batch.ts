import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { Changes } from '#main/audit/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import { type ActPart, changesOfMany, recordAct } from '../acts/index.ts';
import type { ItemRecord } from '../queries.ts';
import { changesOf, draftOf, type ItemDraft, refuseUnlessChangeable, rewrite, theItem } from '../writing.ts';

type Change = Parsed<'catalogue.previewBatch'>['change'];
type BatchItem = Output<'catalogue.previewBatch'>['items'][number];

/** What the item would be. A changed level without a term takes its longest one, as in the form. */
function changed(draft: ItemDraft, { titleReplace, ...fields }: Change): ItemDraft {
  const given = Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<ItemDraft>;
  const secrecyYears = fields.secrecy === undefined ? draft.secrecyYears : (fields.secrecyYears ?? 0);
  return {
    ...draft,
    ...given,
    secrecyYears,
    title:
      titleReplace === undefined
        ? draft.title
        : draft.title.replaceAll(titleReplace.find, titleReplace.with).trim(),
  };
}

function looked(item: ItemRecord, refused: string | null, changes: Changes['fields']): BatchItem {
  return { id: item.id, revision: item.revision, title: item.title, changes: [...changes], refused };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Refusal)) throw error;
  return [error.message, ...(error.details ?? []).map((one) => one.message)].join('');
}

const TITLE_EMPTY = '替换后题名为空。';
const TITLE_LONG = '替换后题名超过300字。';

/** @throws Refusal saying why the title cannot be so */
function refuseTitle({ title }: ItemDraft): void {
  if (title === '') throw new Refusal('validation-failed', TITLE_EMPTY);
  if (title.length > 300) throw new Refusal('validation-failed', TITLE_LONG);
}

/** 批量修改, before anything is written: old and new of each item, and which cannot be changed so. */
export function previewBatch(
  db: ReadDb,
  input: Parsed<'catalogue.previewBatch'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.previewBatch'> {
  scope.note.detail = { items: input.ids };
  return {
    items: input.ids.map((id) => {
      const item = theItem(db, id, caller);
      const before = draftOf(item);
      const after = changed(before, input.change);
      try {
        refuseTitle(after);
        refuseUnlessChangeable(db, item, after, caller);
      } catch (error) {
        return looked(item, reasonOf(error), changesOf(before, after).fields);
      }
      return looked(item, null, changesOf(before, after).fields);
    }),
  };
}

/** Writes what the preview showed, in one transaction and as one act; what cannot be changed so is left and listed. */
export function saveBatch(
  db: WriteDb,
  input: Parsed<'catalogue.saveBatch'>,
  caller: Caller,
  scope: Scope,
): Output<'catalogue.saveBatch'> {
  const refused: BatchItem[] = [];
  const parts: ActPart[] = [];
  const notes: { itemId: number; changes: Changes }[] = [];
  for (const { id, revision } of input.items) {
    const item = theItem(db, id, caller);
    const before = draftOf(item);
    const after = changed(before, input.change);
    const changes = changesOf(before, after);
    if (changes.fields.length === 0) continue;
    try {
      refuseTitle(after);
      // Refuses before it writes anything, so that what went before stands.
      rewrite(db, item, revision, after, caller, scope);
    } catch (error) {
      refused.push(looked(item, reasonOf(error), changes.fields));
      continue;
    }
    parts.push({ itemId: id, before, after: draftOf(theItem(db, id, caller)) });
    notes.push({ itemId: id, changes });
  }
  if (parts.length > 0) recordAct(db, caller, scope.now(), { kind: 'edit', label: labelOf(parts), parts });
  scope.note.subject = `items:${parts.length}`;
  scope.note.detail = { items: parts.map((part) => part.itemId), refused: refused.map((one) => one.id) };
  scope.note.changes = changesOfMany(notes);
  return { changed: parts.length, refused };
}

function labelOf(parts: readonly ActPart[]): string {
  return `批量修改 ${parts.length} 件`;
}
