import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import type { Failure } from '#contract/result.ts';
import { read, useArchiveVersion } from '../archive/index.ts';

export type Query = Input<'search.find'>['query'];
export type Found = Output<'search.find'>;
export type Order = NonNullable<Input<'search.find'>['order']>;
export type Hit = Found['hits'][number];

/** Hits asked for at a time. */
const PAGE = 50;
/** Typing pauses this long before it is searched. */
const PAUSE_MS = 250;

export function isEmpty(query: Query): boolean {
  return Object.values(query).every((value) => value === undefined || value === '');
}

export function hitKey(hit: Hit): string {
  return `${hit.itemId} ${hit.where} ${hit.pageId ?? ''}`;
}

/** Hits after those already listed; what was found twice because the archive changed in between is listed once. */
export function appended(before: readonly Hit[], more: readonly Hit[]): Hit[] {
  const known = new Set(before.map(hitKey));
  return [...before, ...more.filter((one) => !known.has(hitKey(one)))];
}

/** With the question that it answers: another may be asked by now. */
export type Answer = Found & { readonly asked: Query };

interface Finding {
  readonly found: Answer | undefined;
  readonly failure: Failure | undefined;
  readonly busy: boolean;
  /** Nothing further is to be had. */
  readonly complete: boolean;
  readonly more: () => void;
}

/** The answer to the newest question, page after page; older answers that come late are dropped. */
export function useFound(query: Query, order: Order): Finding {
  const version = useArchiveVersion();
  const [found, setFound] = useState<Answer>();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const [next, setNext] = useState<string | null>(null);
  const [complete, setComplete] = useState(false);
  /** Counts questions: an answer belongs to the one that was newest when it was asked. */
  const turn = useRef(0);
  const asking = useRef(false);
  const key = JSON.stringify(query);

  const ask = useCallback(
    async (after: string | null) => {
      const mine = turn.current;
      asking.current = true;
      setBusy(true);
      const asked = JSON.parse(key) as Query;
      const result = await read('search.find', {
        query: asked,
        order,
        after,
        limit: PAGE,
      });
      if (mine !== turn.current) return;
      asking.current = false;
      setBusy(false);
      setFailure(result.ok ? undefined : result.error);
      if (!result.ok) {
        if (after === null) setFound(undefined);
        return;
      }
      const data = { ...result.data, asked };
      setNext(data.next);
      setComplete(data.next === null);
      setFound((before) =>
        after !== null && before ? { ...before, hits: appended(before.hits, data.hits) } : data,
      );
    },
    [key, order],
  );

  // A change of the archive asks again, though the question is the same.
  useEffect(() => {
    turn.current += 1;
    asking.current = false;
    if (isEmpty(JSON.parse(key) as Query)) {
      setFound(undefined);
      setFailure(undefined);
      setBusy(false);
      return;
    }
    const timer = setTimeout(() => void ask(null), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [key, ask, version]);

  const more = useCallback(() => {
    if (!asking.current && !complete && found) void ask(next);
  }, [ask, complete, found, next]);
  return { found, failure, busy, complete, more };
}
