import { Alert, Button } from 'antd';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { originalPageAddress, pageAddress } from '#contract/bridge.ts';
import { useSession } from '../session/index.ts';
import type { ViewedPage } from './PageViewer.tsx';
import { drawnSize, type Scale, type Size, type Turn } from './picture-size.ts';

interface Props {
  readonly page: ViewedPage;
  readonly label: string;
  readonly scale: Scale;
  readonly turn: Turn;
  /** 原始图像 instead of the optimised one. */
  readonly original: boolean;
  readonly frame: Size;
  readonly onFrame: (frame: Size) => void;
  /** Places to be seen on the page, the first of them at once. */
  readonly marks: readonly Mark[];
}

/** In parts of the page's width and height. */
export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The sheet of paper under the glass; dragged by the hand where it is larger than the frame. */
export function PagePicture({ page, label, scale, turn, original, frame, onFrame, marks }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // The recorded size is of the original, which may lie on its side; the picture itself says how it is drawn.
  const [natural, setNatural] = useState<Size>({ width: page.width, height: page.height });

  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => {
      if (entry) onFrame({ width: entry.contentRect.width, height: entry.contentRect.height });
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [onFrame]);

  const known = natural.width > 0 && natural.height > 0 && frame.width > 0;
  const { sheet, image } = known
    ? drawnSize(scale, frame, natural, turn)
    : { sheet: undefined, image: undefined };
  return (
    <div ref={box} className="viewer-frame" onPointerDown={(event) => drag(event, box.current)}>
      {failed ? (
        <PageFailure
          onRetry={() => {
            setFailed(false);
            setAttempt((count) => count + 1);
          }}
        />
      ) : (
        <div className="viewer-sheet" style={sheet}>
          <img
            key={attempt}
            src={original ? originalPageAddress(page.id) : pageAddress(page.id)}
            alt={label}
            // A large sheet is decoded beside the form, which must not wait for it with its next frame.
            decoding="async"
            draggable={false}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setNatural({ width: naturalWidth, height: naturalHeight })
            }
            onError={() => setFailed(true)}
            style={{ ...image, transform: `translate(-50%, -50%) rotate(${turn}deg)` }}
          />
          {turn === 0 &&
            marks.map((mark, at) => (
              <PageMark key={`${mark.x} ${mark.y} ${mark.width}`} mark={mark} first={at === 0} />
            ))}
        </div>
      )}
    </div>
  );
}

/** 出处: where something was read, or what was looked for stands. The first comes into view. */
function PageMark({ mark, first }: { readonly mark: Mark; readonly first: boolean }) {
  const at = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (first) at.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [first]);
  const percent = (part: number) => `${part * 100}%`;
  return (
    <div
      ref={at}
      className="viewer-mark"
      style={{
        left: percent(mark.x),
        top: percent(mark.y),
        width: percent(mark.width),
        height: percent(mark.height),
      }}
    />
  );
}

/** The picture's address answers a refusal without a word: what the window knows of the account tells the rest. */
function PageFailure({ onRetry }: { readonly onRetry: () => void }) {
  const holdsKey = useSession()?.account?.holdsContentKey === true;
  return (
    <Alert
      type="error"
      showIcon
      title="这一页显示不出来"
      description={
        holdsKey
          ? '可能是本卷已封存、这一件已改密级或移走，或扫描件损坏。请重试；仍不行，请在「备份与核验」做一次全库核验，损坏的页会逐一列出。'
          : '您的账号没有内容密钥，看不了扫描件。请安全保密管理员授予业务角色，再由持有内容密钥的同事登录一次，密钥即交给您。'
      }
      action={<Button onClick={onRetry}>重试</Button>}
    />
  );
}

/** Moves the paper under the hand. */
function drag(event: PointerEvent<HTMLDivElement>, frame: HTMLDivElement | null): void {
  if (!frame || event.button !== 0 || (event.target as Element).closest('button')) return;
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
