import type { Output, Parsed } from '#contract/index.ts';
import type { Caller, Scope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { type Bound, bind, type Query } from './binding.ts';
import { fold } from './fold.ts';
import { Hits } from './hits.ts';
import { QueryProblem, readQuery } from './language/index.ts';
import type { Condition } from './matching/condition.ts';
import { filesOfItems, itemsOfPages } from './matching/queries.ts';
import { peopleNamed, peopleOfFiles } from './queries.ts';
import { showHits } from './show.ts';
import { idOf } from './texts.ts';

type Understood = Output<'search.understand'>;

/** Hits that are looked through for the cadres they belong to. */
const GROUPED = 1_000;
/** A cadre's hits are counted up to here. */
const COUNTED_EACH = 1_000;

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
  const { found, next, ranked } = hits.next(order, after, limit);
  return {
    understood,
    hits: showHits(db, condition, found, caller.clearanceRank),
    next,
    ...(after === null && next === null ? { total: found.length, exact: true } : hits.count(FIRST_COUNT)),
    ranking: ranked ? 'full' : 'by-date',
    people: after === null ? peopleMeant(db, query) : [],
  };
}

/** With the first hits counting goes so far only, to be quick; `count` goes on. */
const FIRST_COUNT = 500;

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
  const { found, next: more } = hits.next(order, null, GROUPED);
  const itemIds = found.map(({ tier, docid }) => (tier === 'page' ? 0 : idOf(docid)));
  const pageIds = found.filter((one) => one.tier === 'page').map((one) => idOf(one.docid));
  const pageItems = new Map(itemsOfPages(db, pageIds).map((itemId, at) => [pageIds[at], itemId]));
  const files = filesOfItems(
    db,
    found.map(({ tier, docid }, at) =>
      tier === 'page' ? (pageItems.get(idOf(docid)) ?? 0) : (itemIds[at] ?? 0),
    ),
  );
  const groups = Map.groupBy(
    found.map((one, at) => ({ one, fileId: files[at] ?? 0 })),
    ({ fileId }) => fileId,
  );
  const from = after === null ? 0 : Number(after);
  const shown = [...groups].slice(from, from + limit);
  const people = new Map(
    peopleOfFiles(
      db,
      shown.map(([fileId]) => fileId),
    ).map((one) => [one.fileId, one]),
  );
  return {
    understood,
    groups: shown.flatMap(([fileId, all]) => {
      const person = people.get(fileId);
      if (!person) return [];
      const first = all.slice(0, each).map(({ one }) => one);
      const own: Condition = {
        kind: 'and',
        of: [...partsOf(condition), { kind: 'files', files: new Set([fileId]) }],
      };
      return [
        {
          ...person,
          ...(more === null
            ? { total: all.length, exact: true }
            : new Hits(db, own, caller.clearanceRank).count(COUNTED_EACH)),
          hits: showHits(db, condition, first, caller.clearanceRank),
        },
      ];
    }),
    next: from + limit < groups.size ? String(from + limit) : null,
    ...(more === null ? { total: found.length, exact: true } : hits.count(FIRST_COUNT)),
    people: after === null ? peopleMeant(db, query) : [],
  };
}

const partsOf = (condition: Condition) => (condition.kind === 'and' ? condition.of : [condition]);

/** Cadres whose name, pinyin or initials a box of one plain word may mean. Names of the roster bear no secrecy level. */
function peopleMeant(db: ReadDb, query: Query): Output<'search.find'>['people'] {
  const { expression } = readQuery(query.text);
  if (expression?.kind !== 'word' || (expression.field !== 'any' && expression.field !== 'name')) return [];
  const folded = fold(expression.text).replaceAll('·', '');
  return folded === '' ? [] : peopleNamed(db, folded, /^[a-z]+$/.test(folded) ? folded : '\u0000');
}
