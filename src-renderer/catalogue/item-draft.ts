import type { Input, Output } from '#contract/index.ts';
import { LONGEST_SECRECY_YEARS } from '#contract/vocabulary.ts';

export type Item = Output<'catalogue.get'>;
export type ItemDraft = Input<'catalogue.create'>['item'];
export type SchemeClass = Output<'catalogue.scheme'>['classes'][number];

/** The part of an item that the form shows and saves. */
export function draftOf(item: Item): ItemDraft {
  return {
    classCode: item.classCode,
    title: item.title,
    date: item.date,
    author: item.author,
    documentNumber: item.documentNumber,
    sourceKind: item.sourceKind,
    nature: item.nature,
    supplier: item.supplier,
    originality: item.originality,
    signed: item.signed,
    stamped: item.stamped,
    secrecy: item.secrecy,
    secrecyYears: item.secrecyYears,
    retention: item.retention,
    paperPages: item.paperPages,
    remarks: item.remarks,
  };
}

export function emptyDraft(): ItemDraft {
  return {
    classCode: '',
    title: '',
    date: '',
    author: '',
    documentNumber: '',
    sourceKind: 'personal',
    nature: 'statement',
    supplier: '',
    originality: 'original',
    signed: false,
    stamped: false,
    secrecy: 'internal',
    secrecyYears: 0,
    retention: 'D30',
    paperPages: null,
    remarks: '',
  };
}

/** An unsaved form as it was put away, or undefined when it cannot be read; `revision` is of the item it began from. */
export function draftFrom(
  body: string,
): { readonly revision: number; readonly draft: ItemDraft } | undefined {
  const kept = JSON.parse(body) as { readonly revision?: number; readonly draft?: Partial<ItemDraft> } | null;
  if (typeof kept?.revision !== 'number' || kept.draft === undefined) return undefined;
  // A draft of an older version of the program lacks the fields that came since.
  return { revision: kept.revision, draft: { ...emptyDraft(), ...kept.draft } };
}

/** 照抄: what one field of the form takes from another item; some fields belong together. */
export function copiedFrom(above: ItemDraft, field: keyof ItemDraft): Partial<ItemDraft> {
  if (field === 'secrecy') return { secrecy: above.secrecy, secrecyYears: above.secrecyYears };
  if (field === 'signed') return { signed: above.signed, stamped: above.stamped };
  return { [field]: above[field] };
}

/** Fields in which two drafts differ, in the order of the form. */
export function differences(left: ItemDraft, right: ItemDraft): (keyof ItemDraft)[] {
  return (Object.keys(emptyDraft()) as (keyof ItemDraft)[]).filter((field) => left[field] !== right[field]);
}

/** What the class scheme says of a class, for the fields that still hold what the former class said. */
export function withClass(draft: ItemDraft, former: SchemeClass | undefined, chosen: SchemeClass): ItemDraft {
  const empty = emptyDraft();
  /** `fresh` where the field still holds what the former class (or the empty form) put there. */
  const kept = <T>(now: T, before: T | null | undefined, untouched: T, fresh: T | null): T =>
    fresh !== null && now === (former === undefined ? untouched : before) ? fresh : now;
  const secrecy = kept(draft.secrecy, former?.secrecy, empty.secrecy, chosen.secrecy);
  return {
    ...draft,
    classCode: chosen.code,
    sourceKind: kept(draft.sourceKind, former?.sourceKind, empty.sourceKind, chosen.sourceKind),
    nature: kept(draft.nature, former?.nature, empty.nature, chosen.nature),
    retention: kept(draft.retention, former?.retention, empty.retention, chosen.retention),
    supplier: kept(draft.supplier, former?.supplier, empty.supplier, chosen.supplier),
    secrecy,
    secrecyYears: secrecy === draft.secrecy ? draft.secrecyYears : termFor(secrecy, chosen.secrecyYears),
  };
}

/** Years of a secrecy term: what was asked, never more than the level allows, the longest where none is given. */
export function termFor(secrecy: ItemDraft['secrecy'], years: number): number {
  const most = LONGEST_SECRECY_YEARS[secrecy];
  return years === 0 ? most : Math.min(years, most);
}

/** 沿用: what the next item of a batch shares with this one. */
export function carriedOver(draft: ItemDraft): ItemDraft {
  const {
    classCode,
    date,
    sourceKind,
    nature,
    supplier,
    author,
    originality,
    secrecy,
    secrecyYears,
    retention,
  } = draft;
  return {
    ...emptyDraft(),
    classCode,
    date,
    sourceKind,
    nature,
    supplier,
    author,
    originality,
    secrecy,
    secrecyYears,
    retention,
  };
}
