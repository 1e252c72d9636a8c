import { useCallback, useEffect, useRef, useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import type { Failure } from '#contract/result.ts';
import { useArchiveVersion } from './changes.ts';
import { type ReadRoute, read } from './client.ts';

export interface Reading<T> {
  /** What was read last; stays while newer data is on its way. */
  readonly data: T | undefined;
  readonly failure: Failure | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

interface State<T> {
  readonly key: string;
  readonly data: T | undefined;
  readonly failure: Failure | undefined;
}

/**
 * Reads a route and reads it again after every change. `input` undefined: nothing is read yet. Answers that arrive after
 * the question has changed are dropped; so is the old answer when the question itself changes.
 */
export function useRead<N extends ReadRoute>(name: N, input: Input<N> | undefined): Reading<Output<N>> {
  const version = useArchiveVersion();
  const [again, setAgain] = useState(0);
  const key = input === undefined ? '' : JSON.stringify([name, input]);
  const [state, setState] = useState<State<Output<N>>>({ key: '', data: undefined, failure: undefined });
  const [settled, setSettled] = useState('');
  const latest = useRef(input);
  latest.current = input;
  const turn = `${key} ${version} ${again}`;

  useEffect(() => {
    const asked = latest.current;
    if (key === '' || asked === undefined) return;
    let current = true;
    void read(name, asked).then((result) => {
      if (!current) return;
      setState(
        result.ok
          ? { key, data: result.data, failure: undefined }
          : { key, data: undefined, failure: result.error },
      );
      setSettled(turn);
    });
    return () => {
      current = false;
    };
  }, [name, key, turn]);

  const reload = useCallback(() => setAgain((count) => count + 1), []);
  const mine = state.key === key;
  return {
    data: mine ? state.data : undefined,
    failure: mine ? state.failure : undefined,
    loading: key !== '' && settled !== turn,
    reload,
  };
}
