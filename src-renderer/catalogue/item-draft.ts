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

export type ItemTemplate = Output<'catalogue.templates'>['templates'][number];

/** A class with what the office's template says before the scheme. */
export function classWithTemplate(one: SchemeClass, template: ItemTemplate | undefined): SchemeClass {
  if (!template) return one;
  return {
    ...one,
    supplier: template.supplier || one.supplier,
    sourceKind: template.sourceKind ?? one.sourceKind,
    nature: template.nature ?? one.nature,
    secrecy: template.secrecy ?? one.secrecy,
    secrecyYears: template.secrecy === null ? one.secrecyYears : template.secrecyYears,
    retention: template.retention ?? one.retention,
  };
}

/** What the template says of the fields that the scheme knows nothing of, where nobody has written anything yet. */
export function withTemplate(
  draft: ItemDraft,
  template: ItemTemplate | undefined,
  places: Places,
): ItemDraft {
  if (!template) return draft;
  const empty = emptyDraft();
  return {
    ...draft,
    title: draft.title === '' ? filled(template.title, places) : draft.title,
    author: draft.author || template.author,
    remarks: draft.remarks || template.remarks,
    originality:
      draft.originality === empty.originality
        ? (template.originality ?? draft.originality)
        : draft.originality,
    signed: draft.signed || template.signed === true,
    stamped: draft.stamped || template.stamped === true,
  };
}

/** What stands for the places of a title pattern; undefined: not known yet. */
export interface Places {
  readonly 年度: string | undefined;
  readonly 姓名: string | undefined;
  readonly 类名: string | undefined;
  readonly 责任者: string | undefined;
}

/** A title pattern with what is known put in; the rest stays to be seen and filled. */
export function filled(pattern: string, places: Places): string {
  return pattern.replaceAll(
    /\{(年度|姓名|类名|责任者)\}/g,
    (whole, name: keyof Places) => places[name] ?? whole,
  );
}

/** Reports on a year are written at its end or in the first months of the next. */
const LAST_MONTH_OF_REPORTS = 3;

/** 年度 of a paper written on a plain date; undefined when it has none. */
export function reportedYear(date: string): string | undefined {
  const [, year, month] = /^\[?(\d{4})(\d{2})?/.exec(date) ?? [];
  if (year === undefined) return undefined;
  return month !== undefined && Number(month) <= LAST_MONTH_OF_REPORTS ? String(Number(year) - 1) : year;
}
