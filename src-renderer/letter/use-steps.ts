import { useRef, useState } from 'react';
import type { Output } from '#contract/index.ts';
import type { Failure } from '#contract/result.ts';
import { act } from '../archive/index.ts';

export type Step = 'submit' | 'review' | 'sign';
type Refused = Output<'letter.sign'>['refused'];

/** Signing makes a paper each time: so few at once that the bar moves and a stop is heard. */
const AT_ONCE = 5;

export interface Steps {
  /** Takes letters one step on (or back), some at a time; a refused one leaves the others. */
  readonly run: (
    step: Step,
    ids: readonly number[],
    pass: boolean,
    note: string,
  ) => Promise<{ readonly done: number; readonly refused: Refused }>;
  readonly stop: () => void;
  readonly done: number;
  /** 0: nothing is under way. */
  readonly total: number;
  readonly refused: Refused;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly forget: () => void;
}

export function useSteps(): Steps {
  const [state, setState] = useState<{ done: number; total: number; refused: Refused }>({
    done: 0,
    total: 0,
    refused: [],
  });
  const [failure, setFailure] = useState<Failure>();
  const stopped = useRef(false);
  const call = (step: Step, ids: number[], pass: boolean, note: string) => {
    if (step === 'submit') return act('letter.submit', { ids });
    return step === 'review'
      ? act('letter.review', { ids, pass, note })
      : act('letter.sign', { ids, pass, note });
  };
  const run: Steps['run'] = async (step, ids, pass, note) => {
    stopped.current = false;
    setFailure(undefined);
    const refused: Refused = [];
    let done = 0;
    for (let at = 0; at < ids.length && !stopped.current; at += AT_ONCE) {
      setState({ done: at, total: ids.length, refused });
      const result = await call(step, ids.slice(at, at + AT_ONCE), pass, note);
      if (!result.ok) {
        setFailure(result.error);
        break;
      }
      done += result.data.done;
      refused.push(...result.data.refused);
    }
    setState({ done: 0, total: 0, refused });
    return { done, refused };
  };
  return {
    run,
    stop: () => {
      stopped.current = true;
    },
    ...state,
    busy: state.total > 0,
    failure,
    forget: () => setFailure(undefined),
  };
}
