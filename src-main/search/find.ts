import type { Output, Parsed } from '#contract/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type Bound, bind, type Query } from './binding/index.ts';
import { peopleNamed } from './binding/queries.ts';
import { fold, globOf } from './fold.ts';
import { type Batch, type Counted, FEW, type Found, Hits } from './hits.ts';
import { QueryProblem, readQuery } from './language/index.ts';
import type { Condition } from './matching/condition.ts';
import { filesOfItems, itemsOfPages } from './matching/queries.ts';
import { peopleOfFiles } from './queries.ts';
import { showHits } from './show.ts';

type Understood = Output<'search.understand'>;

/** Hits that are looked through for the cadres they belong to. */
const GROUPED = 500;
/** Hits of the cadres on one page of groups that are counted together. */
const COUNTED_TOGETHER = 3_000;

/** How a query is understood, and the condition if it is. */
export function understandQuery(
  db: ReadDb,
  query: Query,
): { understood: Understood; condition: Condition | undefined } {
  let bound: Bound;
  try {
    bound = bind(db, query);
  } catch (cause) {
    if (!(cause instanceof QueryProblem)) throw cause;
    const problem = { ...cause.place, message: cause.message };
    return { understood: { words: '', parts: [], problem, notes: [] }, condition: undefined };
  }
  const { condition, words, parts, notes } = bound;
  return { understood: { words, parts: [...parts], problem: null, notes: [...notes] }, condition };
}

export function understand(db: ReadDb, input: Parsed<'search.understand'>): Understood {
  return understandQuery(db, { text: input.text }).understood;
}

export function find(
  db: ReadDb,
  input: Parsed<'search.find'>,
  caller: Caller,
  scope: Scope,
): Output<'search.find'> {
  const { query, order, after, limit } = input;
  scope.note.detail = { query, order, after };
  const { understood, condition } = understandQuery(db, query);
  if (!condition)
    return { understood, hits: [], next: null, total: 0, exact: true, ranking: 'full', people: [] };
  const hits = new Hits(db, condition, caller.clearanceRank);
  const batch = hits.next(order, after, limit);
  return {
    understood,
    hits: showHits(db, condition, batch.found, caller.clearanceRank),
    next: batch.next,
    ...totalOf(hits, batch),
    ranking: order !== 'relevance' ? 'by-date' : batch.ranked ? 'full' : 'by-place',
    people: after === null ? peopleMeant(db, query) : [],
  };
}

/** With the first hits counting goes so far only, to be quick; `count` goes on. */
const FIRST_COUNT = 1_000;

export function count(db: ReadDb, input: Parsed<'search.count'>, caller: Caller): Output<'search.count'> {
  const { condition } = understandQuery(db, input.query);
  return condition ? new Hits(db, condition, caller.clearanceRank).count() : { total: 0, exact: true };
}

export function findGroups(
  db: ReadDb,
  input: Parsed<'search.groups'>,
  caller: Caller,
  scope: Scope,
): Output<'search.groups'> {
  const { query, order, after, limit, each } = input;
  scope.note.detail = { query, order, after };
  const { understood, condition } = understandQuery(db, query);
  if (!condition) return { understood, groups: [], next: null, total: 0, exact: true, people: [] };
  const hits = new Hits(db, condition, caller.clearanceRank);
  const batch = hits.next(order, null, GROUPED);
  const found = withFiles(db, batch.found);
  const groups = [...Map.groupBy(found, ({ fileId }) => fileId)];
  const from = after === null ? 0 : Number(after);
  const shown = groups.slice(from, from + limit);
  const fileIds = shown.map(([fileId]) => fileId);
  const people = new Map(peopleOfFiles(db, fileIds).map((one) => [one.fileId, one]));
  const counts = batch.next === null ? undefined : countEach(db, condition, caller.clearanceRank, fileIds);
  return {
    understood,
    groups: shown.flatMap(([fileId, all]) => {
      const person = people.get(fileId);
      if (!person) return [];
      const first = all.slice(0, each).map(({ one }) => one);
      return [
        {
          ...person,
          ...(counts
            ? (counts.get(fileId) ?? { total: all.length, exact: false })
            : { total: all.length, exact: true }),
          hits: showHits(db, condition, first, caller.clearanceRank),
        },
      ];
    }),
    next: from + limit < groups.length ? String(from + limit) : null,
    ...totalOf(hits, batch),
    people: after === null ? peopleMeant(db, query) : [],
  };
}

function withFiles(db: ReadDb, found: readonly Found[]): { readonly one: Found; readonly fileId: number }[] {
  const pageIds = found.filter((one) => one.page).map((one) => one.id);
  const items = new Map(itemsOfPages(db, pageIds).map((itemId, at) => [pageIds[at], itemId]));
  const itemIds = found.map(({ page, id }) => (page ? (items.get(id) ?? 0) : id));
  const files = filesOfItems(db, itemIds);
  return found.map((one, at) => ({ one, fileId: files[at] ?? 0 }));
}

/** The hits of each of some cadres, all counted in one go. */
function countEach(
  db: ReadDb,
  condition: Condition,
  clearanceRank: number,
  fileIds: readonly number[],
): Map<number, Counted> {
  const parts = condition.kind === 'and' ? condition.of : [condition];
  const theirs: Condition = { kind: 'and', of: [...parts, { kind: 'files', files: new Set(fileIds) }] };
  const { found, next } = new Hits(db, theirs, clearanceRank).next('relevance', null, COUNTED_TOGETHER);
  return new Map(
    [...Map.groupBy(withFiles(db, found), ({ fileId }) => fileId)].map(([fileId, all]) => [
      fileId,
      { total: all.length, exact: next === null },
    ]),
  );
}

/** What is known of the number of hits by now: all, or so many at least. */
function totalOf(hits: Hits, { total }: Batch): Counted {
  if (total !== undefined) return { total, exact: true };
  if (hits.isByIndex) return hits.count(FIRST_COUNT);
  return { total: FEW + 1, exact: false };
}

/** Cadres whose name, pinyin or initials a box of one plain word may mean. Names of the roster bear no secrecy level. */
function peopleMeant(db: ReadDb, query: Query): Output<'search.find'>['people'] {
  const { expression } = readQuery(query.text);
  if (expression?.kind !== 'word' || (expression.field !== 'any' && expression.field !== 'name')) return [];
  const folded = fold(expression.text).replaceAll('·', '');
  return folded === '' ? [] : peopleNamed(db, globOf(folded), /^[a-z]+$/.test(folded) ? folded : '');
}
