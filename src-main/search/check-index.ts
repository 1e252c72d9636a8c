/** 索引自检: every text of the archive against what the index holds of it, to the last pair of characters; what differs is put right. */
import type { Output } from '#contract/index.ts';
import { SECRECY_LEVELS } from '#contract/vocabulary.ts';
import type { ActScope, JobResult, JobScope } from '#main/scope/index.ts';
import { type ReadDb, snapshot, transact } from '#main/storage/index.ts';
import { fold } from './fold.ts';
import { isSame, itemGrams, pageGrams, settle, wantedItem } from './indexing.ts';
import {
  countSources,
  indexedItem,
  indexedPage,
  indexedTerms,
  insertCheck,
  itemSourcesAfter,
  openTerms,
  pageSourcesOf,
  staleAfter,
} from './queries.ts';

export async function startIndexCheck(scope: ActScope): Promise<Output<'search.checkIndex'>> {
  return { jobId: scope.startJob('search-check-index', '检索索引自检', {}) };
}

const BATCH = 200;
const KINDS = ['item', 'page'] as const;
type Kind = (typeof KINDS)[number];
interface Wrong {
  readonly kind: Kind;
  readonly id: number;
  readonly rank: number;
}
const HIGHEST = SECRECY_LEVELS.length - 1;
const TERMS_BETWEEN_LOOKS = 500_000;

export async function checkIndex(scope: JobScope): Promise<JobResult> {
  const started = Date.now();
  const { db } = scope;
  const owed = await settleOwed(scope);
  for (const kind of KINDS) openTerms(db, kind);
  const { counts, wrong } = snapshot(db, (read) => compareAll(read, scope));
  const repaired = [0, 0, 0, 0];
  for (let at = 0; at < wrong.length || at === 0; at += BATCH) {
    const some = wrong.slice(at, at + BATCH);
    const last = at + BATCH >= wrong.length;
    const detail = { texts: sum(counts.texts), missing: sum(counts.missing), extra: sum(counts.extra) };
    scope.commit('search.check-index', 'search', { ...detail, repaired: some.length }, (write) => {
      for (const one of some) {
        settle(write, one.kind, one.id, true);
        repaired[one.rank] = (repaired[one.rank] ?? 0) + 1;
      }
      if (!last) return;
      insertCheck(write, scope.caller.accountId, {
        at: scope.now().toISOString(),
        by: scope.caller.name,
        kind: 'index',
        words: '',
        texts: JSON.stringify(counts.texts),
        found: JSON.stringify(counts.texts),
        missing: JSON.stringify(counts.missing),
        extra: JSON.stringify(counts.extra),
        repaired: JSON.stringify(repaired),
        milliseconds: Date.now() - started,
      });
    });
  }
  return {
    核对: sum(counts.texts),
    补建: owed,
    不符: sum(counts.missing) + sum(counts.extra),
    已修复: sum(repaired),
  };
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

/** Job in the background: what an older program left for this one to index. */
export async function indexOwed(scope: JobScope): Promise<JobResult> {
  return { 补建: await settleOwed(scope) };
}

/** In pieces that are whole in themselves. */
async function settleOwed(scope: JobScope): Promise<number> {
  let done = 0;
  for (const kind of KINDS) {
    for (let after = 0; ; ) {
      scope.checkCancelled();
      await scope.giveWay();
      const ids = staleAfter(scope.db, kind, after, BATCH);
      if (ids.length === 0) break;
      // Nothing of the archive changes: the audit gets one event at the end.
      transact(scope.db, (write) => {
        for (const id of ids) settle(write, kind, id);
      });
      after = ids.at(-1) ?? after;
      done += ids.length;
      scope.progress(done, 0, `已编入索引 ${done} 段文字`);
    }
  }
  if (done > 0) scope.commit('search.index-owed', 'search', { texts: done }, () => undefined);
  return done;
}

interface Counts {
  /** By secrecy rank. */
  readonly texts: number[];
  readonly missing: number[];
  readonly extra: number[];
}

function compareAll(db: ReadDb, scope: JobScope): { counts: Counts; wrong: Wrong[] } {
  const counts: Counts = { texts: [0, 0, 0, 0], missing: [0, 0, 0, 0], extra: [0, 0, 0, 0] };
  const wrong: Wrong[] = [];
  const total = countSources(db);
  const held = { item: digest(db, 'item', scope), page: digest(db, 'page', scope) };
  const raise = (of: number[], rank: number) => {
    of[rank] = (of[rank] ?? 0) + 1;
  };
  const check = (kind: Kind, id: number, rank: number, same: boolean, grams: string) => {
    raise(counts.texts, rank);
    const sum = held[kind].get(id);
    held[kind].delete(id);
    if (same && sum === sumOf(grams)) return;
    raise(counts.missing, rank);
    wrong.push({ kind, id, rank });
  };
  let seen = 0;
  for (let after = 0; ; ) {
    const items = itemSourcesAfter(db, after, BATCH);
    for (const item of items) {
      after = item.id;
      const known = indexedItem(db, item.id);
      const wanted = wantedItem(item, known?.edition ?? 1);
      check('item', item.id, item.rank, known !== undefined && isSame(known, wanted), itemGrams(item));
      seen += 1;
      for (const page of pageSourcesOf(db, item.id)) {
        const text = fold(page.text);
        const one = indexedPage(db, page.id);
        const same = one?.text === text && one.itemId === item.id;
        check('page', page.id, item.rank, same && one.edition === wanted.edition, pageGrams(item, text));
        seen += 1;
      }
    }
    scope.checkCancelled();
    scope.progress(seen, total, `已核对 ${seen} 段文字`);
    if (items.length < BATCH) break;
  }
  // Whose they were is not known any more, so they are told to nobody below the highest clearance.
  for (const kind of KINDS)
    for (const id of held[kind].keys()) {
      raise(counts.extra, HIGHEST);
      wrong.push({ kind, id, rank: HIGHEST });
    }
  return { counts, wrong };
}

/** For each row of an index the sum of a hash of its tokens: the same for the same tokens in any order. */
function digest(db: ReadDb, kind: Kind, scope: JobScope): Map<number, number> {
  const sums = new Map<number, number>();
  let terms = 0;
  for (const { term, doc } of indexedTerms(db, kind)) {
    sums.set(doc, (sums.get(doc) ?? 0) + hash(term));
    terms += 1;
    if (terms % TERMS_BETWEEN_LOOKS === 0) {
      scope.checkCancelled();
      scope.progress(0, 0, `正在读索引，${terms} 条`);
    }
  }
  return sums;
}

function sumOf(grams: string): number {
  let total = 0;
  for (const token of grams.split(' ')) total += hash(token);
  return total;
}

/** FNV-1a over UTF-16 units, 32 bits: some thousand of them add up exactly in a double. */
function hash(token: string): number {
  let found = 0x811c9dc5;
  for (let at = 0; at < token.length; at++) found = Math.imul(found ^ token.charCodeAt(at), 0x01000193);
  return found >>> 0;
}
