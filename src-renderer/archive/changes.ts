import { create } from 'zustand';

/** Counts what changed since the window opened; a screen that shows what it has read watches it. */
const useChanges = create<{ readonly version: number }>(() => ({ version: 0 }));

export function archiveChanged(): void {
  useChanges.setState(({ version }) => ({ version: version + 1 }));
}

export function useArchiveVersion(): number {
  return useChanges((state) => state.version);
}
