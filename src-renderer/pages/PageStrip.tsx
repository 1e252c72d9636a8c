import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { smallPageAddress } from '#contract/bridge.ts';
import type { Input, Output } from '#contract/index.ts';
import { type Selection, toggle } from './selection.ts';

type Page = Output<'pages.list'>['pages'][number];
type Step = Input<'pages.adjust'>['steps'][number];
const STEP_WORDS: Readonly<Record<Step['op'], string>> = {
  rotate: '旋转',
  deskew: '纠偏',
  trim: '去边',
  crop: '裁切',
  despeckle: '去污',
};

/** Of a tile in pixels, with its gap; pages.css draws it so. */
const [WIDTH, HEIGHT] = [180, 262];

interface Props {
  readonly pages: readonly Page[];
  readonly selection: Selection;
  readonly onSelect: (change: (now: Selection) => Selection) => void;
  /** Keys of the strip; up and down move by so many columns. */
  readonly onKey: (event: KeyboardEvent, columns: number) => void;
}

/** Pages as small pictures in rows; only what is seen is drawn and fetched, so that a volume of thousands scrolls. */
export function PageStrip({ pages, selection, onSelect, onKey }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(6);
  useEffect(() => {
    if (!frame.current) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setColumns(Math.max(1, Math.floor(entry.contentRect.width / WIDTH)));
    });
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  const virtual = useVirtualizer({
    count: Math.ceil(pages.length / columns),
    getScrollElement: () => frame.current,
    estimateSize: () => HEIGHT,
    overscan: 2,
  });
  const { scrollToIndex } = virtual;
  const row = Math.floor(selection.cursor / columns);
  useEffect(() => {
    scrollToIndex(row, { align: 'auto' });
  }, [row, scrollToIndex]);

  const ids = pages.map((page) => page.id);
  return (
    <div
      ref={frame}
      className="pages-strip"
      role="group"
      tabIndex={0}
      aria-label="页"
      onKeyDown={(event) => onKey(event, columns)}
    >
      <ol style={{ height: virtual.getTotalSize() }}>
        {virtual
          .getVirtualItems()
          .flatMap(({ index, start }) =>
            pages
              .slice(index * columns, (index + 1) * columns)
              .map((page, column) => (
                <PageTile
                  key={page.id}
                  page={page}
                  left={column * WIDTH}
                  top={start}
                  chosen={selection.chosen.has(page.id)}
                  current={selection.cursor === index * columns + column}
                  onChoose={(many) =>
                    onSelect((now) =>
                      many
                        ? toggle(now, ids, index * columns + column)
                        : { cursor: index * columns + column, chosen: new Set([page.id]) },
                    )
                  }
                />
              )),
          )}
      </ol>
    </div>
  );
}

interface Tile {
  readonly page: Page;
  readonly left: number;
  readonly top: number;
  readonly chosen: boolean;
  readonly current: boolean;
  readonly onChoose: (many: boolean) => void;
}
function PageTile({ page, left, top, chosen, current, onChoose }: Tile) {
  const said = [
    ...(page.damaged ? ['损坏'] : []),
    ...(page.blank ? ['疑似空白'] : []),
    ...page.steps.map((one) => STEP_WORDS[one.op]),
  ];
  return (
    <li
      className={`pages-tile${chosen ? ' chosen' : ''}${current ? ' current' : ''}`}
      style={{ transform: `translate(${left}px, ${top}px)` }}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-pressed={chosen}
        aria-label={`第 ${page.position} 页`}
        onClick={(event) => onChoose(event.ctrlKey || event.shiftKey)}
      >
        <img src={`${smallPageAddress(page.id)}?${page.version}`} alt="" draggable={false} />
      </button>
      <span title={[...said, ...page.faults].join('；')}>
        {page.position}
        {said.length > 0 && <span className="muted">　{said.join('、')}</span>}
        {page.faults.length > 0 && <b className="warning">　{page.faults[0]}</b>}
      </span>
    </li>
  );
}
