/** How large a page is drawn: `width` and `whole` follow the frame, a number is enlargement over the fitted width. */
export type Scale = 'width' | 'whole' | number;
export type Turn = 0 | 90 | 180 | 270;
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const LEAST_ZOOM = 0.25;
export const MOST_ZOOM = 6;

/** Enlargement over the fitted width, within the bounds. `picture` is the page upright. */
export function zoomFor(scale: Scale, frame: Size, picture: Size, turn: Turn): number {
  if (scale === 'width') return 1;
  if (typeof scale === 'number') return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, scale));
  const seen = turned(picture, turn);
  const fitted = frame.width / seen.width;
  return Math.min(1, frame.height / (seen.height * fitted));
}

/** @returns what the turned page takes on screen, and the upright picture inside it, in CSS pixels */
export function drawnSize(
  scale: Scale,
  frame: Size,
  picture: Size,
  turn: Turn,
): { readonly sheet: Size; readonly image: Size } {
  const seen = turned(picture, turn);
  const factor = (frame.width / seen.width) * zoomFor(scale, frame, picture, turn);
  // Whole pixels, never more than the frame: half of one would bring up a scroll bar.
  const drawn = ({ width, height }: Size): Size => ({
    width: Math.floor(width * factor + 1e-6),
    height: Math.floor(height * factor + 1e-6),
  });
  return { sheet: drawn(seen), image: drawn(picture) };
}

function turned(picture: Size, turn: Turn): Size {
  return turn === 90 || turn === 270 ? { width: picture.height, height: picture.width } : picture;
}
