import { App } from 'antd';
import { useCallback, useState } from 'react';
import type { Input, Output } from '#contract/index.ts';
import type { Failure } from '#contract/result.ts';
import { type ActRoute, act } from './client.ts';

export interface Acting<N extends ActRoute> {
  /** Resolves with the answer, or undefined when it was refused; the refusal has been shown. */
  readonly run: (input: Input<N>) => Promise<Output<N> | undefined>;
  readonly busy: boolean;
  readonly failure: Failure | undefined;
  readonly forget: () => void;
}

/**
 * One act of a screen: busy while it runs, its refusal shown as a notice unless the screen shows `failure` in place
 * (`quiet`).
 */
export function useAct<N extends ActRoute>(name: N, options: { readonly quiet?: boolean } = {}): Acting<N> {
  const { notification } = App.useApp();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const quiet = options.quiet === true;
  const run = useCallback(
    async (input: Input<N>) => {
      setBusy(true);
      setFailure(undefined);
      const result = await act(name, input);
      setBusy(false);
      if (result.ok) return result.data;
      setFailure(result.error);
      if (!quiet) {
        notification.error({
          title: '未能办理',
          description: [result.error.message, ...(result.error.details ?? []).map((one) => one.message)].join(
            '\n',
          ),
          style: { whiteSpace: 'pre-line' },
          duration: 0,
        });
      }
      return undefined;
    },
    [name, quiet, notification],
  );
  const forget = useCallback(() => setFailure(undefined), []);
  return { run, busy, failure, forget };
}
