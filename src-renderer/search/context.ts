export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a context at its marks ([start, length], UTF-16 units, may touch or overlap) into plain and marked pieces. */
export function piecesOf(context: string, marks: readonly (readonly [number, number])[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, length] of [...marks].sort((left, right) => left[0] - right[0])) {
    const end = Math.min(start + length, context.length);
    if (end <= at) continue;
    const from = Math.max(start, at);
    if (from > at) pieces.push({ text: context.slice(at, from), marked: false });
    const last = pieces.at(-1);
    if (last?.marked === true && from === at)
      pieces[pieces.length - 1] = { text: last.text + context.slice(from, end), marked: true };
    else pieces.push({ text: context.slice(from, end), marked: true });
    at = end;
  }
  if (at < context.length) pieces.push({ text: context.slice(at), marked: false });
  return pieces;
}

/** A count as it is shown: one that goes on is said to be no less. */
export function countWords({ total, exact }: { readonly total: number; readonly exact: boolean }): string {
  return `${exact ? '' : '至少 '}${total.toLocaleString('zh-CN')} `;
}
