import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { keyTitle, useCommand } from '../keyboard/index.ts';
import { type Mark, PagePicture } from './PagePicture.tsx';
import { PrintDialog } from './PrintDialog.tsx';
import { type Scale, type Size, type Turn, zoomFor } from './picture-size.ts';
import './viewer.css';

export type ViewedPage = Output<'catalogue.get'>['pages'][number];

interface Props {
  readonly pages: readonly ViewedPage[];
  /** Shown page; one that is not among the pages counts as the first. */
  readonly current: number | undefined;
  readonly onCurrent: (pageId: number) => void;
  /** The item whose pages may be printed; without it there is no printing here. */
  readonly printItem?: number;
  /** Places on one of the pages to be seen, the first of them at once. */
  readonly marked?: { readonly pageId: number; readonly boxes: readonly Mark[] } | undefined;
}

const ZOOM_STEP = 1.25;
const NO_MARKS: readonly Mark[] = [];

/**
 * 看图: one page at a time, fitted, enlarged or turned for reading; the original is never altered. Nothing is loaded ahead
 * and there are no thumbnails: every page that leaves the main side is recorded as shown.
 */
export function PageViewer({ pages, current, onCurrent, printItem, marked }: Props) {
  const [printing, setPrinting] = useState(false);
  const found = pages.findIndex((page) => page.id === current);
  const at = found < 0 ? 0 : found;
  const page = pages[at];
  const [scale, setScale] = useState<Scale>('width');
  const [turn, setTurn] = useState<Turn>(0);
  const [original, setOriginal] = useState(false);
  const [frame, setFrame] = useState<Size>({ width: 0, height: 0 });
  const pageId = page?.id;

  useEffect(() => {
    // Another page begins upright; the enlargement stays, as one lens over a stack of paper.
    if (pageId !== undefined) setTurn(0);
  }, [pageId]);

  const step = (by: number) => {
    const next = pages[at + by];
    if (next) onCurrent(next.id);
  };
  const zoom = page && frame.width > 0 && page.width > 0 ? zoomFor(scale, frame, page, turn) : 1;
  const fit = () => setScale((now) => (now === 'whole' ? 'width' : 'whole'));
  const rotate = () => setTurn((now) => ((now + 90) % 360) as Turn);
  const shown = page !== undefined;
  useCommand('page.next', () => step(1), shown);
  useCommand('page.previous', () => step(-1), shown);
  useCommand('page.zoom-in', () => setScale(zoom * ZOOM_STEP), shown);
  useCommand('page.zoom-out', () => setScale(zoom / ZOOM_STEP), shown);
  useCommand('page.fit', fit, shown);
  useCommand('page.turn', rotate, shown);
  const compare = () => setOriginal((now) => !now);
  useCommand('page.original', compare, page?.optimised === true);

  if (!page)
    return <p className="viewer-none muted">这一件还没有扫描页。可在「收件」导入，或只登记纸质页数。</p>;
  return (
    <div className="viewer" role="group" aria-label="扫描页">
      <div className="viewer-bar">
        <Button
          size="small"
          disabled={at === 0}
          onClick={() => step(-1)}
          aria-label="上一页"
          title={keyTitle('page.previous')}
        >
          ‹
        </Button>
        <span>
          第 {at + 1} 页 共 {pages.length} 页
        </span>
        <Button
          size="small"
          disabled={at === pages.length - 1}
          onClick={() => step(1)}
          aria-label="下一页"
          title={keyTitle('page.next')}
        >
          ›
        </Button>
        <span className="spacer" />
        <Button
          size="small"
          onClick={() => setScale(zoom / ZOOM_STEP)}
          aria-label="缩小"
          title={keyTitle('page.zoom-out')}
        >
          −
        </Button>
        <Button size="small" onClick={() => setScale('width')} title="适合宽度">
          {Math.round(zoom * 100)}%
        </Button>
        <Button
          size="small"
          onClick={() => setScale(zoom * ZOOM_STEP)}
          aria-label="放大"
          title={keyTitle('page.zoom-in')}
        >
          ＋
        </Button>
        <Button size="small" onClick={fit} title={`${keyTitle('page.fit')}，整页与适合宽度之间切换`}>
          {scale === 'whole' ? '宽度' : '整页'}
        </Button>
        <Button size="small" onClick={rotate} title={`${keyTitle('page.turn')}，只转着看，不改原件`}>
          旋转
        </Button>
        {page.optimised && (
          <Button size="small" aria-pressed={original} onClick={compare} title={keyTitle('page.original')}>
            {original ? '看优化图' : '看原图'}
          </Button>
        )}
        {printItem !== undefined && (
          <Button size="small" onClick={() => setPrinting(true)} title="登记用途和去向后打印">
            打印…
          </Button>
        )}
      </div>
      {printing && printItem !== undefined && (
        <PrintDialog itemId={printItem} pages={pages} onClose={() => setPrinting(false)} />
      )}
      {pages.length > 1 && (
        <div className="viewer-strip" role="group" aria-label="各页">
          {pages.map((one, index) => (
            <button
              key={one.id}
              type="button"
              aria-current={index === at ? 'page' : undefined}
              title={`第 ${index + 1} 页 ${one.fileName}${one.blank ? '，疑似空白' : ''}`}
              onClick={() => onCurrent(one.id)}
            >
              {index + 1}
              {one.blank && '空'}
            </button>
          ))}
        </div>
      )}
      <PagePicture
        key={page.id}
        page={page}
        label={`第 ${at + 1} 页`}
        scale={scale}
        turn={turn}
        original={original && page.optimised}
        frame={frame}
        onFrame={setFrame}
        marks={marked?.pageId === page.id ? marked.boxes : NO_MARKS}
      />
      <div className="viewer-foot muted" title={page.fileName}>
        {page.blank && <b className="warning">疑似空白页　</b>}
        {page.optimised && (original ? '原始图像　' : '优化图像　')}
        {page.fileName}　{page.width}×{page.height}
        {page.dpi === null ? '' : `　${page.dpi} dpi`}
        {page.hasText ? '' : '　还没有文字，检索不到正文'}
      </div>
    </div>
  );
}
