/** Every hit and no other: random queries against a scan of the generated texts that knows neither index nor parser. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '#contract/index.ts';
import { Corpus, callerOf, type Record, SCOPE } from '#main/testing/search-corpus.ts';
import { count, find, findGroups } from './find.ts';
import { fold } from './fold.ts';
import { statistics } from './statistics.ts';

let corpus: Corpus;
beforeAll(() => {
  corpus = new Corpus(20261125);
});
afterAll(() => corpus.discard());

/** What is typed, and what it means of one record. `words`: those of which a page must hold one to be a hit itself. */
interface Asked {
  readonly text: string;
  readonly means: (one: Record) => boolean;
  readonly words: readonly string[];
}

const foldings = new Map<string, string>();
/** The same fields are looked at by every query. */
function folded(text: string): string {
  let found = foldings.get(text);
  if (found === undefined) foldings.set(text, (found = fold(text)));
  return found;
}
const has = (text: string, word: string) => folded(text).includes(folded(word));
const fieldsOf = (one: Record) => [
  one.title,
  one.name,
  one.name.replaceAll('·', ''),
  one.formerName,
  one.formerName.replaceAll(/[·・]/g, ''),
  one.author,
  one.documentNumber,
  one.supplier,
  one.remarks,
];
function anywhere(one: Record, word: string): boolean {
  const own = one.kind === 'page' ? [one.text] : numbersOf(one);
  return [...fieldsOf(one), ...own].some((text) => has(text, word));
}
/** A number as it stands, with one kind of divider, and its run of parts without zeros and 保管期限. */
function numbersOf(one: Record): string[] {
  return [one.archivalCode, one.pencilCode].filter(Boolean).flatMap((code) => {
    const parts = code.toLowerCase().split(/[·-]/);
    const run = parts
      .filter((part) => !/^(y|d30|d10)$/.test(part))
      .map((part) => part.replace(/^0+(?=\d)/, ''));
    return [code, parts.join('-'), `-${run.join('-')}-`];
  });
}

const WRITTEN_AS_WORD = /^[^\s"“”|｜()（）:：－-][^\s"“”|｜()（）:：]*$/u;
const OPERATORS = /^(且|与|并|AND|或|OR|非|NOT)$/;

/** One to twelve characters: out of a text that is there (the more often), or of one that need not be. */
function word(): string {
  for (;;) {
    const one = corpus.pick(corpus.records);
    const source = [
      ...(corpus.below(5) === 0
        ? corpus.text(20)
        : corpus.pick([one.text, one.title, one.name, one.author, one.archivalCode].filter(Boolean))),
    ];
    const from = corpus.below(source.length);
    const found = source
      .slice(from, from + 1 + corpus.below(12))
      .join('')
      .replaceAll('\n', '');
    if (fold(found) !== '' && !found.includes('"') && !/^[a-z]{2,}$/.test(fold(found))) return found;
  }
}

/** The word in the box: quoted where its characters would mean something else. */
function typed(text: string): string {
  const plain = WRITTEN_AS_WORD.test(text) && !OPERATORS.test(text) && !/\.\./.test(text.normalize('NFKC'));
  return plain && corpus.below(4) > 0 ? text : `"${text}"`;
}

function anyWord(): Asked {
  const text = word();
  return { text: typed(text), means: (one) => anywhere(one, text), words: [text] };
}

const FIELDS: readonly [word: string, of: (one: Record) => string[], page?: true][] = [
  ['题名:', (one) => [one.title]],
  [
    '姓名：',
    (one) => [
      one.name,
      one.name.replaceAll('·', ''),
      one.formerName,
      one.formerName.replaceAll(/[·・]/g, ''),
    ],
  ],
  ['责任者:', (one) => [one.author]],
  ['文号:', (one) => [one.documentNumber]],
  ['备注:', (one) => [one.remarks]],
  ['提供:', (one) => [one.supplier]],
  ['正文:', (one) => (one.kind === 'page' ? [one.text] : []), true],
];
function inField(): Asked {
  const [field, of, page] = corpus.pick(FIELDS);
  const text = word();
  return {
    text: field + typed(text),
    means: (one) => of(one).some((each) => has(each, text)),
    words: page ? [text] : [],
  };
}

const FILTERS: readonly (() => Asked)[] = [
  () => filter('密级:秘密', (one) => one.rank === 1),
  () => filter('来源:组织', (one) => one.sourceKind === 'organisation'),
  () => filter('性质:结论性', (one) => one.nature === 'conclusion'),
  () => filter('期限:30年', (one) => one.retention === 'D30'),
  () => filter('单位:甲局', (one) => one.unit === '甲局'),
  () => filter('2020..2021', (one) => /^202[01]/.test(one.date)),
  () => filter('日期:202003', (one) => one.date.startsWith('202003')),
  () => filter('2022..', (one) => one.date >= '2022'),
  () => {
    const code = corpus.pick(corpus.records).classCode;
    const prefix = code.slice(0, corpus.pick([2, 4]));
    return filter(`类:${prefix}`, (one) => one.classCode.startsWith(prefix));
  },
  () => {
    const number = 1 + corpus.below(300);
    return filter(`件号:${number}`, (one) => one.itemNumber === number);
  },
];
const filter = (text: string, means: (one: Record) => boolean): Asked => ({ text, means, words: [] });

function asked(depth: number): Asked {
  const kind = corpus.below(depth === 0 ? 6 : 12);
  if (kind < 4) return anyWord();
  if (kind === 4) return inField();
  if (kind === 5) return corpus.pick(FILTERS)();
  if (kind === 6) {
    const inner = asked(depth - 1);
    return {
      text: `${corpus.pick(['非 ', 'NOT ', '-'])}(${inner.text})`,
      means: (one) => !inner.means(one),
      words: [],
    };
  }
  const [a, b] = [asked(depth - 1), asked(depth - 1)];
  const words = [...a.words, ...b.words];
  if (kind < 10)
    return {
      text: `(${a.text}) ${corpus.pick(['', '且 ', 'AND '])}(${b.text})`,
      means: (one) => a.means(one) && b.means(one),
      words,
    };
  return {
    text: `(${a.text}${corpus.pick([' 或 ', '|', ' OR '])}${b.text})`,
    means: (one) => a.means(one) || b.means(one),
    words,
  };
}

function scan(query: Asked, rank: number): string[] {
  return corpus.records
    .filter((one) => one.rank <= rank && one.state !== 'void' && query.means(one))
    .filter((one) => one.kind === 'item' || query.words.some((each) => has(one.text, each)))
    .map((one) => `${one.kind}:${one.id}`)
    .toSorted();
}

type Hit = Output<'search.find'>['hits'][number];
const keyOf = (hit: Hit) => (hit.where === 'page' ? `page:${hit.pageId}` : `item:${hit.itemId}`);

function everyHit(text: string, order: 'relevance' | 'newest' | 'oldest', rank: number, limit: number) {
  const hits: Hit[] = [];
  let total = -1;
  let exact = false;
  for (let after: string | null = null; ; ) {
    const page = find(corpus.db, { query: { text }, order, after, limit }, callerOf(rank), SCOPE);
    expect(page.understood.problem, text).toBeNull();
    if (total < 0) ({ total, exact } = page);
    hits.push(...page.hits);
    after = page.next;
    if (after === null) return { hits, total, exact };
  }
}

describe('random queries', () => {
  test('2,100 of them, with operators, fields and filters, find what a scan finds, each hit once, and count it', () => {
    let found = 0;
    let none = 0;
    for (let turn = 0; turn < 2_100; turn++) {
      const query = asked(turn % 3);
      const rank = corpus.below(4);
      const order = corpus.pick(['relevance', 'newest', 'oldest'] as const);
      const wanted = scan(query, rank);
      const { hits, total, exact } = everyHit(query.text, order, rank, corpus.pick([13, 50, 200, 200]));
      expect(hits.map(keyOf).toSorted(), `${query.text} (${rank})`).toEqual(wanted);
      expect(exact ? total : wanted.length, query.text).toBe(wanted.length);
      expect(count(corpus.db, { query: { text: query.text } }, callerOf(rank)), query.text).toEqual({
        total: wanted.length,
        exact: true,
      });
      found += wanted.length;
      none += wanted.length === 0 ? 1 : 0;
    }
    // The test would prove nothing if most queries found nothing, or everything.
    expect(found).toBeGreaterThan(20_000);
    expect(none).toBeLessThan(1_200);
  });
});

describe('names by how they are read', () => {
  const cleared = callerOf(3);
  const ask = (text: string) =>
    find(corpus.db, { query: { text }, order: 'relevance', after: null, limit: 5 }, cleared, SCOPE);
  const living = () => corpus.records.filter((one) => one.kind === 'item' && one.state !== 'void');

  test('initials and pinyin from the beginning, together with other words, and told so', () => {
    const [one] = corpus.records;
    if (!one) throw new Error('no records');
    corpus.db.prepare(`UPDATE person SET pinyin = 'xuyijun', initials = 'xyj' WHERE name = ?`).run(one.name);
    const theirs = living().filter((each) => each.name === one.name);
    for (const text of ['xyj', 'XYJ', 'ｘｙｊ', 'xuyi', '姓名:xuyijun']) {
      const found = ask(text);
      expect(found.total, text).toBe(theirs.length);
      expect(found.understood.notes.join(), text).toContain('拼音或首字母');
    }
    expect(ask('xyj 题名:任').total).toBe(theirs.filter((each) => has(each.title, '任')).length);
    expect(new Set(ask('xyj').people.map((each) => each.name))).toEqual(new Set([one.name]));
    expect(ask('yijun').total).toBe(0);
  });

  test('the form narrows as the box does', () => {
    const query = { text: '', cadre: 'xyj', nature: 'statement' as const, dateFrom: '2020', dateTo: '2022' };
    const found = find(corpus.db, { query, order: 'newest', after: null, limit: 200 }, cleared, SCOPE);
    expect(found.total).toBeGreaterThan(0);
    expect(found).toMatchObject({ total: ask('姓名:xyj 性质:陈述 2020..2022').total, exact: true });
  });
});

describe('order', () => {
  test('by relevance: title before field before page; by time: as the dates, undated ones at the end of the newest', () => {
    const place = { title: 0, field: 1, page: 2 } as const;
    for (const text of ['任', '张', '国', '审批', '処分 或 決']) {
      const byRelevance = everyHit(text, 'relevance', 3, 30).hits.map((hit) => place[hit.where]);
      expect(byRelevance).toEqual(byRelevance.toSorted((a, b) => a - b));
      const newest = everyHit(text, 'newest', 3, 30).hits.map((hit) => hit.date.padEnd(8, '0'));
      expect(newest).toEqual(newest.toSorted().toReversed());
      const oldest = everyHit(text, 'oldest', 3, 30).hits.map((hit) => hit.date.padEnd(8, '0'));
      expect(oldest).toEqual(oldest.toSorted());
    }
  });

  test('of few hits those with more of the words come first within their place', () => {
    const { hits } = everyHit('考核', 'relevance', 3, 50);
    expect(hits.length).toBeGreaterThan(5);
    expect(hits.length).toBeLessThan(100);
    for (const where of ['title', 'field', 'page']) {
      const counts = hits.filter((hit) => hit.where === where).map((hit) => hit.count);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    }
  });
});

describe('groups and statistics', () => {
  test('hold the same hits: each cadre’s count, each class, unit and year', () => {
    for (const text of ['任', '张', '審批', '来源:组织', '非 a']) {
      const { hits } = everyHit(text, 'relevance', 2, 200);
      const groups: Output<'search.groups'>['groups'] = [];
      for (let after: string | null = null; ; ) {
        const page = findGroups(
          corpus.db,
          { query: { text }, order: 'relevance', after, limit: 10, each: 3 },
          callerOf(2),
          SCOPE,
        );
        groups.push(...page.groups);
        after = page.next;
        if (after === null) break;
      }
      const perFile = Map.groupBy(hits, (hit) => hit.fileId);
      expect(new Map(groups.map((one) => [one.fileId, one.total]))).toEqual(
        new Map([...perFile].map(([fileId, all]) => [fileId, all.length])),
      );
      expect(groups.map((one) => one.fileId)).toEqual([...perFile.keys()]);
      const items = new Map(hits.map((hit) => [hit.itemId, hit]));
      const figures = statistics(corpus.db, { query: { text } }, callerOf(2), SCOPE);
      expect(figures.total).toBe(items.size);
      for (const [shares, of] of [
        [figures.byClass, (hit: Hit) => hit.classCode],
        [figures.byYear, (hit: Hit) => hit.date.slice(0, 4)],
      ] as const)
        expect(new Map(shares.map((one) => [one.value, one.items]))).toEqual(
          new Map([...Map.groupBy(items.values(), of)].map(([value, all]) => [value, all.length])),
        );
      expect(figures.byUnit.reduce((sum, one) => sum + one.items, 0)).toBe(items.size);
    }
  });
});

describe('the line shown', () => {
  test('holds each hit marked, as it is written', () => {
    for (const text of ['龙', '審批', '决', '𠮷', 'ab', '3']) {
      const { hits } = everyHit(text, 'relevance', 3, 200);
      expect(hits.length, text).toBeGreaterThan(0);
      for (const { context, marks } of hits) {
        expect(marks.length).toBeGreaterThan(0);
        for (const [from, length] of marks) expect(fold(context.slice(from, from + length))).toBe(fold(text));
      }
    }
  });
});
