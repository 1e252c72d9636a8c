import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { dateWords } from '../words/index.ts';
import { piecesOf } from './context.ts';
import { type Hit, hitKey } from './use-found.ts';

/** Two lines of text with their padding, in pixels; `.hit` has the same height. */
const HIT_HEIGHT = 57;
/** Drawn beyond the view on either side: a first page of hits is there whole, for who reads it by ear or scrolls fast. */
const DRAWN_AHEAD = 45;
/** More are asked for when the view comes this near to the last one. */
const AHEAD = 10;

interface Props {
  readonly hits: readonly Hit[];
  readonly current: number;
  readonly onCurrent: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onNearEnd: () => void;
}

/** Hits with the line they stand in; drawn only where they are seen. */
export function HitList({ hits, current, onCurrent, onOpen, onKeyDown, onNearEnd }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: hits.length,
    getScrollElement: () => frame.current,
    estimateSize: () => HIT_HEIGHT,
    overscan: DRAWN_AHEAD,
  });
  const { scrollToIndex } = virtual;
  const shown = virtual.getVirtualItems();
  const last = virtual.range?.endIndex ?? -1;
  useEffect(() => {
    if (current >= 0) scrollToIndex(current, { align: 'auto' });
    // Only when the current hit changes: scrolling by wheel must not jump back.
  }, [current, scrollToIndex]);
  useEffect(() => {
    if (hits.length > 0 && last >= hits.length - AHEAD) onNearEnd();
  }, [last, hits.length, onNearEnd]);
  return (
    <div
      ref={frame}
      className="hit-list"
      role="listbox"
      aria-label="检索结果"
      aria-activedescendant={hits[current] ? `hit-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="hit-all" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const hit = hits[index];
          if (!hit) return null;
          return (
            // Keys are handled by the list, which has the focus (aria-activedescendant).
            <div
              key={hitKey(hit)}
              id={`hit-${index}`}
              role="option"
              aria-selected={index === current}
              aria-setsize={hits.length}
              aria-posinset={index + 1}
              className={index === current ? 'hit current' : 'hit'}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => onCurrent(index)}
              onDoubleClick={() => onOpen(index)}
            >
              <HitLines hit={hit} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** A hit in two lines: whose and which item, and the text around it. */
export function HitLines({ hit }: { readonly hit: Hit }) {
  return (
    <>
      <div className="hit-head">
        <b>{hit.personName}</b>
        <span className="hit-title" title={hit.title}>
          {hit.title}
        </span>
        <span className="muted">
          {[hit.archivalCode ?? hit.classCode, dateWords(hit.date), hit.secrecyMark]
            .filter((part) => part !== '')
            .join(' · ')}
        </span>
        <span className="muted hit-where">{whereWords(hit)}</span>
      </div>
      <div className="hit-context">
        {piecesOf(hit.context, hit.marks).map((piece, at) =>
          // Pieces have no identity of their own; they are made anew with every answer.
          piece.marked ? <mark key={`${at} ${piece.text}`}>{piece.text}</mark> : piece.text,
        )}
      </div>
    </>
  );
}

function whereWords(hit: Hit): string {
  if (hit.where === 'page') return `第 ${hit.pagePosition ?? '?'} 页正文`;
  return hit.where === 'title' ? '题名' : hit.field;
}
