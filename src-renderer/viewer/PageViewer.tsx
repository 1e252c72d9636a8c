import { Alert, Button } from 'antd';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { pageAddress } from '#contract/bridge.ts';
import type { Output } from '#contract/index.ts';
import { useCommand } from '../keyboard/index.ts';
import './viewer.css';

export type ViewedPage = Output<'catalogue.get'>['pages'][number];

interface Props {
  readonly pages: readonly ViewedPage[];
  /** Shown page; one that is not among the pages counts as the first. */
  readonly current: number | undefined;
  readonly onCurrent: (pageId: number) => void;
}

const LEAST_ZOOM = 0.25;
const MOST_ZOOM = 6;
const ZOOM_STEP = 1.25;

/**
 * 看图: one page at a time, fitted, enlarged or turned for reading; the original is never altered. Nothing is loaded ahead:
 * every page that leaves the main side is recorded as shown.
 */
export function PageViewer({ pages, current, onCurrent }: Props) {
  const found = pages.findIndex((page) => page.id === current);
  const at = found < 0 ? 0 : found;
  const page = pages[at];
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const pageId = page?.id;

  useEffect(() => {
    // Another page begins afresh: whole, upright, and not failed.
    if (pageId === undefined) return;
    setZoom(1);
    setTurn(0);
    setFailed(false);
  }, [pageId]);

  const step = (by: number) => {
    const next = pages[at + by];
    if (next) onCurrent(next.id);
  };
  const enlarge = (by: number) => setZoom((now) => Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, now * by)));
  const rotate = () => setTurn((now) => (now + 90) % 360);
  const shown = page !== undefined;
  useCommand('page.next', () => step(1), shown);
  useCommand('page.previous', () => step(-1), shown);
  useCommand('page.zoom-in', () => enlarge(ZOOM_STEP), shown);
  useCommand('page.zoom-out', () => enlarge(1 / ZOOM_STEP), shown);
  useCommand('page.fit', () => setZoom(1), shown);
  useCommand('page.turn', rotate, shown);

  if (!page)
    return <p className="viewer-none muted">这一件还没有扫描页。可在「收件」导入，或只登记纸质页数。</p>;
  const next = pages[at + 1];
  return (
    <div className="viewer" role="group" aria-label="扫描页">
      <div className="viewer-bar">
        <Button size="small" disabled={at === 0} onClick={() => step(-1)} aria-label="上一页">
          ‹
        </Button>
        <span>
          第 {at + 1} 页 共 {pages.length} 页
        </span>
        <Button size="small" disabled={!next} onClick={() => step(1)} aria-label="下一页">
          ›
        </Button>
        <Button size="small" onClick={() => enlarge(1 / ZOOM_STEP)} aria-label="缩小">
          −
        </Button>
        <Button size="small" onClick={() => setZoom(1)}>
          {Math.round(zoom * 100)}%
        </Button>
        <Button size="small" onClick={() => enlarge(ZOOM_STEP)} aria-label="放大">
          ＋
        </Button>
        <Button size="small" onClick={rotate}>
          旋转
        </Button>
        <span className="viewer-name muted" title={page.fileName}>
          {page.blank && <b className="warning">疑似空白 </b>}
          {page.dpi === null ? '' : `${page.dpi} dpi `}
          {page.hasText ? '' : '无文字 '}
          {page.fileName}
        </span>
      </div>
      <div ref={frame} className="viewer-frame" onPointerDown={(event) => drag(event, frame.current)}>
        {failed ? (
          <Alert
            type="error"
            showIcon
            title="这一页显示不出来"
            description="可能是本卷已封存、您没有内容密钥，或扫描件损坏。请重试；仍不行请做一次全库核验。"
            action={
              <Button
                onClick={() => {
                  setFailed(false);
                  setAttempt((count) => count + 1);
                }}
              >
                重试
              </Button>
            }
          />
        ) : (
          <img
            key={`${page.id} ${attempt}`}
            src={pageAddress(page.id)}
            alt={`第 ${at + 1} 页`}
            draggable={false}
            onError={() => setFailed(true)}
            style={{ width: `${zoom * 100}%`, transform: `rotate(${turn}deg)` }}
          />
        )}
      </div>
    </div>
  );
}

/** Moves the paper under the hand. */
function drag(event: PointerEvent<HTMLDivElement>, frame: HTMLDivElement | null): void {
  if (!frame || event.button !== 0 || event.target instanceof HTMLButtonElement) return;
  const from = { x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
  const move = (moved: globalThis.PointerEvent) => {
    frame.scrollLeft = from.left - (moved.clientX - from.x);
    frame.scrollTop = from.top - (moved.clientY - from.y);
  };
  const drop = () => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', drop);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', drop);
}
