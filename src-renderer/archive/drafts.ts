import { useEffect, useRef } from 'react';
import { actQuietly } from './client.ts';

/** While somebody types, the draft goes out this often: losing half a second of typing to a power cut is bearable. */
const EVERY_MS = 400;

const unkept = new Set<() => Promise<void>>();

/** Puts away what was typed last; before the screen is locked or left, because afterwards the archive is closed. */
export async function keepDraftsNow(): Promise<void> {
  await Promise.all([...unkept].map((put) => put()));
}

/**
 * Puts an unsaved form away, encrypted, while it is being typed, when it is left and before a lock.
 * @param body undefined: there is nothing to keep
 */
export function useDraftKeeper(place: string, body: string | undefined): void {
  const latest = useRef<string>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  latest.current = body;
  const last = useRef<string>(undefined);

  useEffect(() => {
    const put = async () => {
      clearTimeout(timer.current);
      timer.current = undefined;
      const now = latest.current;
      if (now === undefined || now === last.current) return;
      last.current = now;
      // A refusal here is a locked archive, and then it has been put away already; the next typing tries again.
      const result = await actQuietly('catalogue.saveDraft', { place, body: now });
      if (!result.ok) last.current = undefined;
    };
    unkept.add(put);
    if (body !== undefined) timer.current ??= setTimeout(() => void put(), EVERY_MS);
    return () => {
      unkept.delete(put);
    };
  }, [place, body]);

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      const now = latest.current;
      if (now !== undefined && now !== last.current)
        void actQuietly('catalogue.saveDraft', { place, body: now });
    },
    [place],
  );
}
