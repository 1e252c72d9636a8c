/** 命中: which items and pages a condition finds, in which order, and how many. */
import type { ReadDb } from '#main/storage/index.ts';
import { type Condition, ITEM_WORDS, PAGE_WORDS, TITLE_WORDS, words } from './matching/condition.ts';
import { countHits, docids, type Search, search, type Tier } from './matching/queries.ts';
import { foldedItems, foldedPages } from './queries.ts';
import { dayOfDocid, idOf, wholeOf } from './texts.ts';

export interface Found {
  readonly tier: Tier;
  readonly docid: number;
}
export interface Counted {
  readonly total: number;
  readonly exact: boolean;
}
export type Order = 'relevance' | 'newest' | 'oldest';

/** The tiers in the order of relevance: one of the words in the title, in another field, on a page. */
const RELEVANCE = ['title', 'rest', 'page'] as const;
/** Up to so many hits the words are counted in each for the order. */
const RANKED = 200;
/**
 * Counting stops here. A row that the index alone decides costs a microsecond; one that must be read costs what a page of
 * text does (performance.md), and a person waits.
 */
const COUNTED = { byIndex: 20_000, read: 2_000 } as const;

export class Hits {
  readonly #db: ReadDb;
  readonly #condition: Condition;
  readonly #rank: number;
  readonly #searches = new Map<Tier, Search | undefined>();

  constructor(db: ReadDb, condition: Condition, clearanceRank: number) {
    this.#db = db;
    this.#condition = condition;
    this.#rank = clearanceRank;
  }

  /** The next hits, and the word for where they end; undefined: that was all. */
  next(
    order: Order,
    after: string | null,
    limit: number,
  ): { found: Found[]; next: string | null; ranked: boolean } {
    if (order !== 'relevance') return this.#byDate(order === 'oldest', after, limit);
    if (after === null || after.startsWith('r')) {
      const few = this.#byTier(undefined, RANKED + 1);
      if (few.length <= RANKED || after !== null) return this.#ranked(few, after, limit);
      const found = limit < few.length ? few.slice(0, limit) : this.#byTier(undefined, limit);
      return { found, next: tierCursor(found), ranked: false };
    }
    const [, tier = '', docid = ''] = after.split('.');
    const found = this.#byTier({ tier: RELEVANCE[Number(tier)] ?? 'page', docid: Number(docid) }, limit + 1);
    const shown = found.slice(0, limit);
    return { found: shown, next: found.length > limit ? tierCursor(shown) : null, ranked: false };
  }

  count(most?: number): Counted {
    let total = 0;
    let exact = true;
    for (const tier of ['item', 'page'] as const) {
      const one = this.#search(tier);
      if (!one) continue;
      const limit = most ?? (one.rest === undefined ? COUNTED.byIndex : COUNTED.read);
      const found = countHits(this.#db, one, limit + 1);
      if (found > limit) exact = false;
      total += Math.min(found, limit);
    }
    return { total, exact };
  }

  /** All of a tier, newest first, no more than `most`. */
  all(tier: 'item' | 'page', most: number, past?: number): number[] {
    const one = this.#search(tier);
    return one ? docids(this.#db, one, past, false, most) : [];
  }

  #search(tier: Tier): Search | undefined {
    if (!this.#searches.has(tier)) this.#searches.set(tier, search(this.#condition, tier, this.#rank));
    return this.#searches.get(tier);
  }

  #byTier(past: Found | undefined, limit: number): Found[] {
    const found: Found[] = [];
    for (const tier of RELEVANCE.slice(past ? RELEVANCE.indexOf(past.tier as 'title') : 0)) {
      const one = this.#search(tier);
      if (!one || found.length >= limit) continue;
      const after = past?.tier === tier ? past.docid : undefined;
      for (const docid of docids(this.#db, one, after, false, limit - found.length))
        found.push({ tier, docid });
    }
    return found;
  }

  #ranked(few: readonly Found[], after: string | null, limit: number) {
    const counts = wordCounts(this.#db, this.#condition, few);
    const tierOf = (one: Found) => RELEVANCE.indexOf(one.tier as 'title');
    const ordered = few
      .map((one, at) => ({ one, count: counts[at] ?? 0 }))
      .toSorted((a, b) => tierOf(a.one) - tierOf(b.one) || b.count - a.count || b.one.docid - a.one.docid)
      .map(({ one }) => one);
    const from = after === null ? 0 : Number(after.slice(2));
    const next = from + limit < ordered.length ? `r.${from + limit}` : null;
    return { found: ordered.slice(from, from + limit), next, ranked: true };
  }

  /** Items and pages merged by day; of one day the items come first. */
  #byDate(ascending: boolean, after: string | null, limit: number) {
    const [, item, page] = after?.split('.') ?? [];
    const past = (text: string | undefined) => (text === undefined || text === '' ? undefined : Number(text));
    const take = (tier: 'item' | 'page', docid: number | undefined): Found[] => {
      const one = this.#search(tier);
      return one
        ? docids(this.#db, one, docid, ascending, limit + 1).map((found) => ({ tier, docid: found }))
        : [];
    };
    const direction = ascending ? 1 : -1;
    const merged = [...take('item', past(item)), ...take('page', past(page))].toSorted(
      (a, b) =>
        (dayOfDocid(a.docid) - dayOfDocid(b.docid)) * direction ||
        Number(a.tier === 'page') - Number(b.tier === 'page') ||
        (a.docid - b.docid) * direction,
    );
    const found = merged.slice(0, limit);
    const last = (tier: Tier, before: string | undefined) =>
      found.findLast((one) => one.tier === tier)?.docid ?? before ?? '';
    const next = merged.length > limit ? `d.${last('item', item)}.${last('page', page)}` : null;
    return { found, next, ranked: false };
  }
}

function tierCursor(found: readonly Found[]): string | null {
  const last = found.at(-1);
  return last ? `t.${RELEVANCE.indexOf(last.tier as 'title')}.${last.docid}` : null;
}

/** How often the words stand in each hit. */
function wordCounts(db: ReadDb, condition: Condition, found: readonly Found[]): number[] {
  const ids = (pages: boolean) =>
    found.filter((one) => (one.tier === 'page') === pages).map((one) => idOf(one.docid));
  const items = new Map(foldedItems(db, ids(false)).map((one) => [one.id, one]));
  const pages = new Map(foldedPages(db, ids(true)).map((one) => [one.id, one.text]));
  const inTitle = words(condition, TITLE_WORDS);
  const inItem = words(condition, ITEM_WORDS);
  const onPage = words(condition, PAGE_WORDS);
  return found.map(({ tier, docid }) => {
    if (tier === 'page') return occurrences(pages.get(idOf(docid)) ?? '', onPage);
    const item = items.get(idOf(docid));
    if (!item) return 0;
    return tier === 'title' ? occurrences(item.title, inTitle) : occurrences(wholeOf(item), inItem);
  });
}

export function occurrences(folded: string, all: readonly string[]): number {
  let count = 0;
  for (const word of all)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) count += 1;
  return count;
}
