import type { Input, Output } from '#contract/index.ts';
import { useRead } from '../archive/index.ts';

type Boxes = Output<'search.boxes'>['boxes'];

interface FoundPlaces {
  readonly marked: { readonly pageId: number; readonly boxes: Boxes } | undefined;
  /** What the marks do not show, as a sentence; empty when they show all. */
  readonly note: string;
}

/** Where what was searched for stands on the page that is shown. */
export function useFoundPlaces(
  query: Input<'search.boxes'>['query'] | undefined,
  pageId: number | undefined,
): FoundPlaces {
  const asked =
    query === undefined || query.text === '' || pageId === undefined ? undefined : { pageId, query };
  const { data, failure } = useRead('search.boxes', asked);
  if (pageId === undefined || !data) return { marked: undefined, note: failure?.message ?? '' };
  const note =
    data.unplaced === 0 ? '' : `检索到的 ${data.hits} 处中有 ${data.unplaced} 处标不出位置：${data.reason}`;
  return { marked: data.boxes.length === 0 ? undefined : { pageId, boxes: data.boxes }, note };
}
