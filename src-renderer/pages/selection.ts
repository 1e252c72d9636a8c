/** Which pages are chosen: pure steps, so that keys and mouse mean the same. */

export interface Selection {
  /** The page that keys start from. */
  readonly cursor: number;
  readonly chosen: ReadonlySet<number>;
}
export const NOTHING: Selection = { cursor: 0, chosen: new Set() };

/** Moves the cursor by so many places; with `extend` everything on the way is chosen too. */
export function step(now: Selection, ids: readonly number[], by: number, extend: boolean): Selection {
  if (ids.length === 0) return NOTHING;
  const from = Math.min(now.cursor, ids.length - 1);
  const to = Math.max(0, Math.min(ids.length - 1, from + by));
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const way = ids.slice(low, high + 1);
  const at = ids[to];
  return {
    cursor: to,
    chosen: extend ? new Set([...now.chosen, ...way]) : new Set(at === undefined ? [] : [at]),
  };
}
export function toggle(now: Selection, ids: readonly number[], at: number): Selection {
  const id = ids[at];
  if (id === undefined) return now;
  const chosen = new Set(now.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { cursor: at, chosen };
}
export const all = (ids: readonly number[]): Selection => ({ cursor: 0, chosen: new Set(ids) });

/** The order with the chosen pages one place earlier or later, kept together as they are. */
export function shifted(ids: readonly number[], chosen: ReadonlySet<number>, by: -1 | 1): number[] {
  const order = by < 0 ? [...ids] : ids.toReversed();
  for (let at = 1; at < order.length; at += 1) {
    const [before, here] = [order[at - 1], order[at]];
    if (before === undefined || here === undefined || !chosen.has(here) || chosen.has(before)) continue;
    order[at - 1] = here;
    order[at] = before;
  }
  return by < 0 ? order : order.toReversed();
}
