import { create } from 'zustand';
import type { Output } from '#contract/index.ts';
import type { Role } from '#contract/vocabulary.ts';
import { actQuietly, forgetTasks } from '../archive/index.ts';

export type SessionState = Output<'session.state'>;

const useStore = create<{ readonly state: SessionState | undefined }>(() => ({ state: undefined }));

/** The main side's word on who sits here; every answer that carries it is put in by `sessionIs`. */
export function useSession(): SessionState | undefined {
  return useStore((store) => store.state);
}

/** Roles of the person signed in. */
export function useRoles(): readonly Role[] {
  return useStore((store) => store.state?.account?.roles ?? NO_ROLES);
}
const NO_ROLES: readonly Role[] = [];

export function sessionIs(state: SessionState): void {
  if (state.locked || state.account === null) forgetTasks();
  useStore.setState({ state });
}

export async function askSession(): Promise<void> {
  const result = await actQuietly('session.state', {});
  if (result.ok) sessionIs(result.data);
}

/** Starts following the main side, which may lock by itself; once, when the program starts. */
export function watchSession(): () => void {
  void askSession();
  return window.archive.onEvent((event) => {
    if (event.kind === 'session') void askSession();
  });
}
