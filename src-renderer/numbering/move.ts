interface Placed {
  readonly itemId: number;
  readonly classCode: string;
  readonly state: 'draft' | 'fixed' | 'void';
}

/**
 * Before which draft of its class an item must be put to go one place up or down; null: to the end; undefined: it is there
 * already.
 */
export function beforeAfterMove(
  items: readonly Placed[],
  itemId: number,
  by: -1 | 1,
): number | null | undefined {
  const moved = items.find((item) => item.itemId === itemId);
  const drafts = items.filter((item) => item.state === 'draft' && item.classCode === moved?.classCode);
  const at = drafts.findIndex((item) => item.itemId === itemId);
  if (at < 0) return undefined;
  if (by === -1) return drafts[at - 1]?.itemId;
  if (at === drafts.length - 1) return undefined;
  return drafts[at + 2]?.itemId ?? null;
}

/** The same for an item that is dropped onto another: it takes that one's place; undefined: it cannot. */
export function beforeAfterDrop(
  items: readonly Placed[],
  itemId: number,
  onto: number,
): number | null | undefined {
  const moved = items.find((item) => item.itemId === itemId);
  const target = items.find((item) => item.itemId === onto);
  if (moved === undefined || target === undefined || moved.itemId === target.itemId) return undefined;
  if (moved.state !== 'draft' || target.state !== 'draft' || moved.classCode !== target.classCode)
    return undefined;
  const drafts = items.filter((item) => item.state === 'draft' && item.classCode === moved.classCode);
  const to = drafts.indexOf(target);
  // Dragged downwards it comes to stand behind the target, which moves up.
  return drafts.indexOf(moved) < to ? (drafts[to + 1]?.itemId ?? null) : target.itemId;
}
