import type { Bridge, Choice, Chosen } from '#contract/bridge.ts';
import type { Input, Kind, Output, RouteName } from '#contract/index.ts';
import type { Failure, Result } from '#contract/result.ts';
import { archiveChanged } from './changes.ts';

declare global {
  interface Window {
    readonly archive: Bridge<File>;
  }
}

/** Routes that only look. */
export type ReadRoute = { [N in RouteName]: Kind<N> extends 'read' ? N : never }[RouteName];
/** Routes that change something or start something. */
export type ActRoute = Exclude<RouteName, ReadRoute>;

async function call<N extends RouteName>(name: N, input: Input<N>): Promise<Result<Output<N>>> {
  // The main side parses what comes in and declares what goes out; the envelope is its word.
  return (await window.archive.call(name, input)) as Result<Output<N>>;
}

export function read<N extends ReadRoute>(name: N, input: Input<N>): Promise<Result<Output<N>>> {
  return call(name, input);
}

/** Calls a route that changes something; what the screens have read is read anew when it succeeds. */
export async function act<N extends ActRoute>(name: N, input: Input<N>): Promise<Result<Output<N>>> {
  const result = await call(name, input);
  if (result.ok) archiveChanged();
  return result;
}

/** A draft or a question to the session: an act by its kind, but nothing on screen changes by it. */
export function actQuietly<N extends ActRoute>(name: N, input: Input<N>): Promise<Result<Output<N>>> {
  return call(name, input);
}

/** Asks the person for a file or folder; null when they cancel. `suggestedName` has no ending. */
export function choose(choice: Choice, suggestedName?: string): Promise<Chosen | null> {
  return window.archive.choose(choice, suggestedName);
}

export type { Failure, Result };
