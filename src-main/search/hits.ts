/** 命中: which items and pages a condition finds, in which order, and how many. */
import type { ReadDb } from '#main/storage/index.ts';
import { type Condition, ITEM_WORDS, PAGE_WORDS, TITLE_WORDS, words } from './matching/condition.ts';
import { countHits, hitIds, type Search, search, type Tier } from './matching/queries.ts';
import { foldedItems, foldedPages, itemDates, monthAfter, monthBefore, pageDates } from './queries.ts';
import { wholeOf } from './texts.ts';

export interface Found {
  readonly page: boolean;
  /** Of the item or the page. */
  readonly id: number;
}
export interface Counted {
  readonly total: number;
  readonly exact: boolean;
}
export interface Batch {
  readonly found: readonly Found[];
  /** The word for where the batch ends; null: that was all. */
  readonly next: string | null;
  /** How many there are, if that is known by now. */
  readonly total?: number;
  /** By how often the words stand in each. */
  readonly ranked: boolean;
}
export type Order = 'relevance' | 'newest' | 'oldest';

/** The tiers in the order of relevance: one of the words in the title, in another field, on a page. */
const RELEVANCE = ['title', 'rest', 'page'] as const;
/** Up to so many hits the words are counted in each for the order, and dates are compared one by one. */
export const FEW = 100;
/** Up to so many hits are put in the order of their dates at once; more go month by month. */
const SORTED = 200;
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

  next(order: Order, after: string | null, limit: number): Batch {
    const [kind, ...rest] = after?.split('.') ?? [];
    const [first = 0, second = 0] = rest.map(Number);
    if (order === 'relevance') {
      if (kind !== 't') {
        const few = this.#few(FEW);
        if (few) return slice(this.#ranked(few), first, limit, true);
      }
      return this.#byTier(kind === 't' ? { tier: first, id: second } : undefined, limit);
    }
    if (kind !== 'm') {
      const some = this.#few(SORTED);
      if (some) return slice(this.#dated(some, order), first, limit, false);
    }
    return this.#byMonth(order, kind === 'm' ? rest : undefined, limit);
  }

  /** Whether the index alone decides, so that counting reads no text. */
  get isByIndex(): boolean {
    return this.#search('item')?.rest === undefined && this.#search('page')?.rest === undefined;
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

  /** Ids of all items or pages, the last filed first, no more than `most`. */
  all(tier: 'item' | 'page', most: number, past?: number): number[] {
    const one = this.#search(tier);
    return one ? hitIds(this.#db, one, past, most) : [];
  }

  #search(tier: Tier): Search | undefined {
    if (!this.#searches.has(tier)) this.#searches.set(tier, search(this.#condition, tier, this.#rank));
    return this.#searches.get(tier);
  }

  /** All hits, if there are no more than `most`. */
  #few(most: number): Found[] | undefined {
    const items = this.all('item', most + 1);
    if (items.length > most) return undefined;
    const pages = this.all('page', most + 1 - items.length);
    return items.length + pages.length > most ? undefined : together(items, pages);
  }

  /** Many hits by relevance: within a place, the last filed first. */
  #byTier(past: { readonly tier: number; readonly id: number } | undefined, limit: number): Batch {
    const found: Found[] = [];
    let end: string | null = null;
    for (const [at, tier] of RELEVANCE.entries()) {
      const one = this.#search(tier);
      if (!one || at < (past?.tier ?? 0)) continue;
      const wanted = limit - found.length;
      const ids = hitIds(this.#db, one, past?.tier === at ? past.id : undefined, wanted + 1);
      if (ids.length > wanted) {
        // The tier before may have filled the batch to the brim.
        const last = ids[wanted - 1] ?? Number.MAX_SAFE_INTEGER;
        found.push(...ids.slice(0, wanted).map((id) => ({ page: one.page, id })));
        end = `t.${at}.${last}`;
        break;
      }
      found.push(...ids.map((id) => ({ page: one.page, id })));
    }
    return { found, next: end, ranked: false };
  }

  #ranked(few: readonly Found[]): Found[] {
    const dates = this.#dates(few);
    const scores = wordCounts(this.#db, this.#condition, few);
    return few
      .map((one, at) => ({ one, date: dates[at] ?? '', ...(scores[at] ?? { tier: 0, count: 0 }) }))
      .toSorted(
        (a, b) => a.tier - b.tier || b.count - a.count || compare(b.date, a.date) || b.one.id - a.one.id,
      )
      .map(({ one }) => one);
  }

  /** By date; of one day the items come first. */
  #dated(all: readonly Found[], order: Exclude<Order, 'relevance'>): Found[] {
    const dates = this.#dates(all);
    const direction = order === 'oldest' ? 1 : -1;
    return all
      .map((one, at) => ({ one, date: dates[at] ?? '' }))
      .toSorted(
        (a, b) =>
          compare(a.date, b.date) * direction ||
          Number(a.one.page) - Number(b.one.page) ||
          (a.one.id - b.one.id) * direction,
      )
      .map(({ one }) => one);
  }

  #dates(all: readonly Found[]): string[] {
    const ids = (page: boolean) => all.filter((one) => one.page === page).map((one) => one.id);
    const items = new Map(itemDates(this.#db, ids(false)).map(({ id, date }) => [id, date]));
    const pages = new Map(pageDates(this.#db, ids(true)).map(({ id, date }) => [id, date]));
    return all.map(({ page, id }) => (page ? pages : items).get(id) ?? '');
  }

  /** Many hits by date: a month after the other, each put in order by itself. @param from month and place in it */
  #byMonth(order: Exclude<Order, 'relevance'>, from: readonly string[] | undefined, limit: number): Batch {
    const found: Found[] = [];
    let month: string | undefined = from ? from[0] : this.#firstMonth(order);
    let skip = Number(from?.[1] ?? 0);
    while (month !== undefined && this.#isAsked(month)) {
      const all = this.#dated(this.#month(month), order).slice(skip);
      const wanted = limit - found.length;
      found.push(...all.slice(0, wanted));
      if (all.length > wanted) return { found, next: `m.${month}.${skip + wanted}`, ranked: false };
      skip = 0;
      month =
        order === 'newest'
          ? month === ''
            ? undefined
            : monthBefore(this.#db, month)
          : monthAfter(this.#db, month);
      if (found.length === limit)
        return { found, next: month === undefined ? null : `m.${month}.0`, ranked: false };
    }
    return { found, next: null, ranked: false };
  }

  /** Where the walk begins: no month outside the dates asked for is looked at. */
  #firstMonth(order: Exclude<Order, 'relevance'>): string | undefined {
    const span = this.#span;
    if (order === 'newest') return monthBefore(this.#db, span ? `${span.last}~` : '99999999');
    return span ? span.first.slice(0, 6) : '';
  }
  #isAsked(month: string): boolean {
    const span = this.#span;
    return !span || (month >= span.first.slice(0, 6) && month <= span.last.slice(0, 6));
  }
  get #span(): { readonly first: string; readonly last: string } | undefined {
    const parts = this.#condition.kind === 'and' ? this.#condition.of : [this.#condition];
    return parts.find((one) => one.kind === 'dates');
  }

  #month(month: string): Found[] {
    const ids = (tier: 'item' | 'page') => {
      const one = search(this.#condition, tier, this.#rank, month);
      return one ? hitIds(this.#db, one, undefined, Number.MAX_SAFE_INTEGER) : [];
    };
    return together(ids('item'), ids('page'));
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const together = (items: readonly number[], pages: readonly number[]): Found[] => [
  ...items.map((id) => ({ page: false, id })),
  ...pages.map((id) => ({ page: true, id })),
];

function slice(all: readonly Found[], from: number, limit: number, ranked: boolean): Batch {
  const next = from + limit < all.length ? `r.${from + limit}` : null;
  return { found: all.slice(from, from + limit), next, total: all.length, ranked };
}

/** In which place of relevance each hit is, and how often the words stand there. */
function wordCounts(
  db: ReadDb,
  condition: Condition,
  found: readonly Found[],
): { readonly tier: number; readonly count: number }[] {
  const ids = (page: boolean) => found.filter((one) => one.page === page).map((one) => one.id);
  const items = new Map(foldedItems(db, ids(false)).map((one) => [one.id, one]));
  const pages = new Map(foldedPages(db, ids(true)).map((one) => [one.id, one.text]));
  const inTitle = words(condition, TITLE_WORDS);
  const inItem = words(condition, ITEM_WORDS);
  const onPage = words(condition, PAGE_WORDS);
  return found.map(({ page, id }) => {
    if (page) return { tier: 2, count: occurrences(pages.get(id) ?? '', onPage) };
    const item = items.get(id);
    const titled = occurrences(item?.title ?? '', inTitle);
    if (titled > 0 || !item) return { tier: 0, count: titled };
    return { tier: 1, count: occurrences(wholeOf(item), inItem) };
  });
}

export function occurrences(folded: string, all: readonly string[]): number {
  let count = 0;
  for (const word of all)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) count += 1;
  return count;
}
