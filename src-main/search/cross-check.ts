/** Proves a hit list: every text that the caller may see is read and compared, without the index, and both lists are held together. */
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import type { ActScope, JobResult, JobScope } from '#main/scope/index.ts';
import { type ReadDb, snapshot } from '#main/storage/index.ts';
import type { Query } from './binding/index.ts';
import { understandQuery } from './find.ts';
import { fold } from './fold.ts';
import { Hits } from './hits.ts';
import { settle } from './indexing.ts';
import { type Candidate, type Condition, holds } from './matching/condition.ts';
import { countSources, insertCheck, itemSourcesAfter, pageSourcesOf } from './queries.ts';
import { itemTexts } from './texts.ts';

const BATCH = 500;

export async function startCrossCheck(
  scope: ActScope,
  input: Parsed<'search.crossCheck'>,
): Promise<Output<'search.crossCheck'>> {
  const { understood, condition } = understandQuery(scope.db, input.query);
  if (understood.problem) throw new Refusal('validation-failed', understood.problem.message);
  if (!condition) throw new Refusal('validation-failed', '没有写要找什么，没有可以核对的结果。请先检索。');
  const words = understood.words === '' ? '按条件' : understood.words;
  scope.note.detail = { query: input.query };
  return {
    jobId: scope.startJob('search-cross-check', `逐字核对检索结果：${words}`, { query: input.query, words }),
  };
}

type Record = { readonly kind: 'item' | 'page'; readonly id: number; readonly rank: number };
const keyOf = ({ kind, id }: Pick<Record, 'kind' | 'id'>) => `${kind}:${id}`;

/** Job: reads everything once, in one consistent view. */
export async function crossCheck(scope: JobScope, input: { [name: string]: unknown }): Promise<JobResult> {
  const query = input['query'] as Query;
  const started = Date.now();
  const { texts, scanned, wrong } = snapshot(scope.db, (db) => {
    const { condition } = understandQuery(db, query);
    if (!condition) throw new Error('the query of a check was understood when it began');
    return compare(db, scope, condition);
  });
  const rank = scope.caller.clearanceRank;
  const perRank = (all: readonly Record[]) => {
    const counts = Array.from({ length: rank + 1 }, () => 0);
    for (const one of all) counts[one.rank] = (counts[one.rank] ?? 0) + 1;
    return JSON.stringify(counts);
  };
  const detail = {
    texts: texts.length,
    found: scanned.length,
    missing: wrong.missing.length,
    extra: wrong.extra.length,
  };
  const repaired = scope.commit('search.cross-check', 'search', { query, ...detail }, (write) => {
    const put = [...wrong.missing, ...wrong.extra];
    for (const { kind, id } of put) settle(write, kind, id, true);
    insertCheck(write, scope.caller.accountId, {
      at: scope.now().toISOString(),
      by: scope.caller.name,
      kind: 'hits',
      words: input['words'] as string,
      texts: perRank(texts),
      found: perRank(scanned),
      missing: perRank(wrong.missing),
      extra: perRank(wrong.extra),
      repaired: perRank(put),
      milliseconds: Date.now() - started,
    });
    return put.length;
  });
  return {
    逐字核对: detail.texts,
    命中: detail.found,
    索引漏掉: detail.missing,
    索引多出: detail.extra,
    已修复: repaired,
  };
}

function compare(db: ReadDb, scope: JobScope, condition: Condition) {
  const rank = scope.caller.clearanceRank;
  const total = countSources(db);
  const texts: Record[] = [];
  const scanned: Record[] = [];
  for (const [record, candidate] of candidates(db, rank)) {
    texts.push(record);
    if (holds(condition, candidate)) scanned.push(record);
    if (texts.length % BATCH === 0) {
      scope.checkCancelled();
      scope.progress(texts.length, total, `已核对 ${texts.length} 段文字，命中 ${scanned.length} 处`);
    }
  }
  const known = new Map(texts.map((one) => [keyOf(one), one]));
  const indexed = new Set(indexedHits(db, condition, rank));
  const found = new Set(scanned.map(keyOf));
  return {
    texts,
    scanned,
    wrong: {
      missing: scanned.filter((one) => !indexed.has(keyOf(one))),
      extra: [...indexed].filter((key) => !found.has(key)).map((key) => known.get(key) ?? gone(key)),
    },
  };
}

/** A row of the index for which there is no text any more, or none that the caller may see. */
function gone(key: string): Record {
  const [kind, id] = key.split(':');
  return { kind: kind === 'page' ? 'page' : 'item', id: Number(id), rank: 0 };
}

/** Every item and page text within a clearance, from the data itself. */
export function* candidates(db: ReadDb, clearanceRank: number): Generator<[Record, Candidate]> {
  for (let after = 0; ; ) {
    const items = itemSourcesAfter(db, after, BATCH);
    for (const item of items) {
      after = item.id;
      if (item.rank > clearanceRank) continue;
      const own = { item, texts: itemTexts(item) };
      yield [{ kind: 'item', id: item.id, rank: item.rank }, own];
      for (const page of pageSourcesOf(db, item.id))
        yield [
          { kind: 'page', id: page.id, rank: item.rank },
          { ...own, page: fold(page.text) },
        ];
    }
    if (items.length < BATCH) return;
  }
}

/** All that the index finds. */
export function* indexedHits(db: ReadDb, condition: Condition, clearanceRank: number): Generator<string> {
  const hits = new Hits(db, condition, clearanceRank);
  for (const kind of ['item', 'page'] as const) {
    for (let past: number | undefined; ; ) {
      const ids = hits.all(kind, BATCH, past);
      for (const id of ids) yield keyOf({ kind, id });
      past = ids.at(-1);
      if (ids.length < BATCH) break;
    }
  }
}
