/** A hit as it is shown: the item, where the words stand, the text around them with each marked. */
import type { Output } from '#contract/index.ts';
import { secrecyMark } from '#contract/vocabulary.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { foldWithPlaces } from './fold.ts';
import type { Found } from './hits.ts';
import { type Condition, PAGE_WORDS, type TextField, TITLE_WORDS, words } from './matching/condition.ts';
import { type HitRecord, hitItems, hitPages, type PageHitRecord } from './queries.ts';

export type Hit = Output<'search.find'>['hits'][number];

/** Characters shown before a hit, and after it. */
const BEFORE = 24;
const AFTER = 72;
const MOST_MARKS = 50;

/** @returns the hits in the order given; one that the caller may not see is left out */
export function showHits(
  db: ReadDb,
  condition: Condition,
  found: readonly Found[],
  clearanceRank: number,
): Hit[] {
  const ids = (page: boolean) => found.filter((one) => one.page === page).map((one) => one.id);
  const items = new Map(hitItems(db, ids(false), clearanceRank).map((one) => [one.itemId, one]));
  const pages = new Map(hitPages(db, ids(true), clearanceRank).map((one) => [one.pageId, one]));
  return found.flatMap(({ page: isPage, id }) => {
    const page = isPage ? pages.get(id) : undefined;
    if (page) return [{ ...described(page), ...onPage(page, condition) }];
    const item = isPage ? undefined : items.get(id);
    return item ? [{ ...described(item), ...inItem(item, condition) }] : [];
  });
}

type Where = Pick<Hit, 'where' | 'field' | 'pageId' | 'pagePosition' | 'count' | 'context' | 'marks'>;

function described(one: HitRecord): Omit<Hit, keyof Where> {
  return {
    itemId: one.itemId,
    fileId: one.fileId,
    personName: one.personName,
    classCode: one.classCode,
    title: one.title,
    date: one.date,
    archivalCode: one.archivalCode,
    pencilCode: pencilCode(one),
    secrecyMark: secrecyMark(one.secrecy, one.secrecyYears),
    state: one.state,
  };
}

const pencilCode = (one: HitRecord) =>
  one.classSequence === null ? '' : `${one.classCode}-${one.classSequence}`;

function onPage(page: PageHitRecord, condition: Condition): Where {
  const { pageId, position: pagePosition } = page;
  return {
    where: 'page',
    field: '',
    pageId,
    pagePosition,
    ...around(page.text, words(condition, PAGE_WORDS)),
  };
}

const FIELDS: readonly [field: TextField, word: string, of: (one: HitRecord) => string][] = [
  ['names', '姓名', (one) => one.personName],
  ['names', '曾用名', (one) => one.formerName],
  ['author', '责任者', (one) => one.author],
  ['documentNumber', '文号', (one) => one.documentNumber],
  ['supplier', '提供单位', (one) => one.supplier],
  ['remarks', '备注', (one) => one.remarks],
  ['codes', '档号', (one) => one.archivalCode ?? ''],
  ['codes', '铅笔号', pencilCode],
];

function inItem(item: HitRecord, condition: Condition): Where {
  const nowhere = { pageId: null, pagePosition: null };
  const inTitle = around(item.title, words(condition, TITLE_WORDS));
  if (inTitle.count > 0) return { where: 'title', field: '', ...nowhere, ...inTitle };
  for (const [field, word, of] of FIELDS) {
    const inField = around(of(item), words(condition, ['any', field]));
    if (inField.count > 0) return { where: 'field', field: word, ...nowhere, ...inField };
  }
  // By a filter, by pinyin, or by a number in another style: nothing stands there letter by letter.
  return {
    where: words(condition, ['codes']).length > 0 ? 'field' : 'title',
    field: '',
    ...nowhere,
    ...inTitle,
  };
}

/** Where the words stand, as [from, to) in the text as it is written. */
export function spansOf(text: string, all: readonly string[]): [number, number][] {
  const { folded, places } = foldWithPlaces(text);
  const spans: [number, number][] = [];
  for (const word of all)
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length))
      spans.push([places[at] ?? 0, endOf(places, at + word.length - 1, text)]);
  return spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** Where the character ends that a folded unit came from; blanks after it are none of the hit's. */
function endOf(places: readonly number[], unit: number, text: string): number {
  const from = places[unit] ?? 0;
  return from + ((text.codePointAt(from) ?? 0) > 0xffff ? 2 : 1);
}

function around(text: string, all: readonly string[]): Pick<Hit, 'count' | 'context' | 'marks'> {
  const spans = spansOf(text, all);
  const [first] = spans;
  const start = wholeCharacter(text, Math.max(0, (first?.[0] ?? 0) - BEFORE));
  const end = wholeCharacter(text, Math.min(text.length, (first?.[0] ?? 0) + AFTER));
  return {
    count: spans.length,
    context: text.slice(start, end).replaceAll(/\s/g, ' '),
    marks: spans
      .filter(([from, to]) => from >= start && to <= end)
      .slice(0, MOST_MARKS)
      .map(([from, to]) => [from - start, to - from]),
  };
}

/** Never cut between the two halves of a rare character. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
}
