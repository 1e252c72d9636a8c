import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Output } from '#contract/index.ts';
import { dateWords } from '../words/index.ts';
import { piecesOf } from './context.ts';

type Hit = Output<'search.find'>['hits'][number];

interface Props {
  readonly hits: readonly Hit[];
  readonly current: number;
  readonly onCurrent: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** Hits with the line they stand in. */
export function HitList({ hits, current, onCurrent, onOpen, onKeyDown }: Props) {
  const chosen = useRef<HTMLDivElement>(null);
  const hit = hits[current];
  useEffect(() => {
    if (hit) chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [hit]);
  return (
    <div
      className="hit-list"
      role="listbox"
      aria-label="检索结果"
      aria-activedescendant={hit ? `hit-${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {hits.map((one, index) => (
        <div
          key={`${one.itemId} ${one.where} ${one.pageId ?? ''}`}
          id={`hit-${index}`}
          ref={index === current ? chosen : null}
          role="option"
          aria-selected={index === current}
          className={index === current ? 'hit current' : 'hit'}
          onClick={() => onCurrent(index)}
          onDoubleClick={() => onOpen(index)}
        >
          <div className="hit-head">
            <b>{one.personName}</b>
            <span>{one.title}</span>
            <span className="muted">
              {[one.archivalCode ?? one.classCode, dateWords(one.date), one.secrecyMark]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
            <span className="muted hit-where">
              {one.where === 'page'
                ? `第 ${one.pagePosition ?? '?'} 页正文`
                : one.where === 'title'
                  ? '题名'
                  : '著录项'}
            </span>
          </div>
          <div className="hit-context">
            {piecesOf(one.context, one.marks).map((piece, at) =>
              // Pieces have no identity of their own; they are made anew with every answer.
              piece.marked ? <mark key={`${at} ${piece.text}`}>{piece.text}</mark> : piece.text,
            )}
          </div>
        </div>
      ))}
    </div>
  );
}
