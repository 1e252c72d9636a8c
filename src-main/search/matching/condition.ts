/** 条件: what a hit must satisfy, with every name of the archive resolved; and the same said of one record in plain code. */
import type { ItemState, Nature, Retention, SourceKind } from '#contract/vocabulary.ts';
import { contextOf, type ItemSource, type ItemTexts, wholeOf } from '../texts.ts';

/** `any`: all of an item's fields, or the page's text and its item's fields but the numbers. */
export type TextField = 'any' | 'page' | keyof ItemTexts;

export type Attribute =
  | { readonly of: 'class'; readonly value: string }
  | { readonly of: 'sourceKind'; readonly value: SourceKind }
  | { readonly of: 'nature'; readonly value: Nature }
  | { readonly of: 'retention'; readonly value: Retention }
  | { readonly of: 'rank'; readonly value: number }
  | { readonly of: 'state'; readonly value: ItemState }
  | { readonly of: 'itemNumber'; readonly value: number };

export type Condition =
  | { readonly kind: 'and'; readonly of: readonly Condition[] }
  | { readonly kind: 'or'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** A folded text that must stand there; never empty. */
  | { readonly kind: 'text'; readonly field: TextField; readonly text: string }
  /** The item lies in one of these files. */
  | { readonly kind: 'files'; readonly files: ReadonlySet<number> }
  | { readonly kind: 'attribute'; readonly attribute: Attribute }
  /** As `date_sort` writes dates, eight digits, both ends included; undated items lie in no span. */
  | { readonly kind: 'dates'; readonly first: string; readonly last: string };

/** An item, or one of its pages, as plain data. */
export interface Candidate {
  readonly item: ItemSource;
  readonly texts: ItemTexts;
  /** Folded text of the page; undefined: the item itself. */
  readonly page?: string;
}

/** Words that a page must hold at least one of to be a hit itself, and that are marked in it. */
export function words(condition: Condition, fields: readonly TextField[]): string[] {
  if (condition.kind === 'and' || condition.kind === 'or')
    return [...new Set(condition.of.flatMap((one) => words(one, fields)))];
  if (condition.kind === 'text') return fields.includes(condition.field) ? [condition.text] : [];
  return [];
}
export const PAGE_WORDS: readonly TextField[] = ['any', 'page'];
export const TITLE_WORDS: readonly TextField[] = ['any', 'title'];
export const ITEM_WORDS: readonly TextField[] = [
  'any',
  'title',
  'names',
  'author',
  'documentNumber',
  'supplier',
  'remarks',
  'codes',
];

/** Whether a record is a hit: the plain scan against which the index is proved. */
export function holds(condition: Condition, one: Candidate): boolean {
  if (!satisfies(condition, one)) return false;
  const { page } = one;
  return page === undefined || words(condition, PAGE_WORDS).some((word) => page.includes(word));
}

function satisfies(condition: Condition, one: Candidate): boolean {
  if (condition.kind === 'and') return condition.of.every((part) => satisfies(part, one));
  if (condition.kind === 'or') return condition.of.some((part) => satisfies(part, one));
  if (condition.kind === 'not') return !satisfies(condition.of, one);
  if (condition.kind === 'text') return textOf(condition.field, one).includes(condition.text);
  if (condition.kind === 'files') return condition.files.has(one.item.fileId);
  if (condition.kind === 'attribute') return hasAttribute(condition.attribute, one.item);
  const { dateSort } = one.item;
  return dateSort >= condition.first && dateSort <= condition.last;
}

function textOf(field: TextField, { texts, page }: Candidate): string {
  if (field === 'page') return page ?? '';
  if (field !== 'any') return texts[field];
  return page === undefined ? wholeOf(texts) : `${page}\u001f${contextOf(texts)}`;
}

function hasAttribute({ of, value }: Attribute, item: ItemSource): boolean {
  return of === 'class' ? item.classCode.startsWith(value) : item[of] === value;
}
