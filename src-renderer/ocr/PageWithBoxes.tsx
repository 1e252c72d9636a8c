import { Alert, Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { pageAddress } from '#contract/bridge.ts';
import { useCommand } from '../keyboard/index.ts';
import type { Line, TextPage } from './ocr-words.ts';

interface Props {
  readonly page: TextPage;
  readonly lines: readonly Line[];
  readonly current: number | undefined;
  readonly onCurrent: (at: number) => void;
}
const STEP = 1.25;
const LEAST = 0.5;
const MOST = 4;
/** Share of the frame's height at which the current line is brought to lie. */
const EYE = 0.35;

/** The page with a box around each line; the current line's is filled and brought into view. */
export function PageWithBoxes({ page, lines, current, onCurrent }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(1);
  const [failed, setFailed] = useState(false);
  const { width, height, tilt } = page.machine ?? { width: 0, height: 0, tilt: 0 };
  useCommand('page.zoom-in', () => setZoom((now) => Math.min(MOST, now * STEP)));
  useCommand('page.zoom-out', () => setZoom((now) => Math.max(LEAST, now / STEP)));
  useCommand('page.fit', () => setZoom(1));
  const box = current === undefined ? undefined : lines[current]?.box;
  const [left = 0, top = 0, , high = 0] = box ?? [];
  useEffect(() => {
    const view = frame.current;
    const sheet = view?.firstElementChild;
    if (!view || !sheet || height === 0 || high === 0 || zoom === 0) return;
    const scale = sheet.clientHeight / height;
    view.scrollTo({
      top: top * scale - view.clientHeight * EYE,
      left: left * scale - view.clientWidth * 0.1,
      behavior: 'instant',
    });
  }, [left, top, high, height, zoom]);
  return (
    <div className="ocr-page">
      <div className="ocr-page-bar">
        <span className="muted">点框改那一行</span>
        <span className="spacer" />
        <Button
          size="small"
          onClick={() => setZoom(Math.max(LEAST, zoom / STEP))}
          aria-label="缩小"
          title="Ctrl+-"
        >
          −
        </Button>
        <Button size="small" onClick={() => setZoom(1)} title="Ctrl+0">
          {Math.round(zoom * 100)}%
        </Button>
        <Button
          size="small"
          onClick={() => setZoom(Math.min(MOST, zoom * STEP))}
          aria-label="放大"
          title="Ctrl+="
        >
          ＋
        </Button>
      </div>
      {failed ? (
        <Alert
          type="error"
          showIcon
          title="这一页显示不出来"
          description="可能是本卷已封存、这一件已改密级或移走，或您的账号没有内容密钥。"
        />
      ) : (
        <div ref={frame} className="ocr-frame">
          <div className="ocr-sheet" style={{ width: `${zoom * 100}%` }}>
            <img
              src={pageAddress(page.pageId)}
              alt="扫描页"
              draggable={false}
              onError={() => setFailed(true)}
            />
            {width > 0 && (
              <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
                {lines.map((line, at) => {
                  const [x, y, wide, tall] = line.box;
                  if (wide === 0) return null;
                  return (
                    <rect
                      // Lines may repeat in every field; their order is what they are.
                      // biome-ignore lint/suspicious/noArrayIndexKey: the place in the page is the identity
                      key={at}
                      x={x}
                      y={y}
                      width={wide}
                      height={tall}
                      transform={`rotate(${tilt} ${x + wide / 2} ${y + tall / 2})`}
                      className={`ocr-box ${line.kind}${at === current ? ' current' : ''}`}
                      onClick={() => onCurrent(at)}
                    />
                  );
                })}
              </svg>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
