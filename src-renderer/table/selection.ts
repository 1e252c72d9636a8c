/** Rows chosen for a common act, apart from the current one. */
export type Selection = ReadonlySet<number>;

export function toggled(selection: Selection, id: number): Selection {
  const next = new Set(selection);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Everything between two rows of a list, both with it, besides what was chosen before. */
export function extended(selection: Selection, ids: readonly number[], from: number, to: number): Selection {
  const [low, high] = [Math.max(0, Math.min(from, to)), Math.max(from, to)];
  return new Set([...selection, ...ids.slice(low, high + 1)]);
}
