import { Button, Input, type InputRef } from 'antd';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { unsureParts } from './ocr-words.ts';
import type { Correction } from './use-correction.ts';

interface Props {
  readonly correction: Correction;
  readonly current: number | undefined;
  readonly onCurrent: (at: number) => void;
  readonly readOnly: boolean;
}

/** The lines of a page, each a field: Enter and the arrows go from line to line, and the picture follows. */
export function LinesEditor({ correction, current, onCurrent, readOnly }: Props) {
  const fields = useRef<(InputRef | null)[]>([]);
  const { lines, texts } = correction;
  useEffect(() => {
    if (current !== undefined) fields.current[current]?.focus();
  }, [current]);
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229 || event.ctrlKey || event.altKey) return;
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = at + step;
    if (next >= 0 && next < lines.length) onCurrent(next);
  };
  return (
    <ol className="ocr-lines" aria-label="各行文字">
      {lines.map((line, at) => {
        const parts = unsureParts(line, texts[at] ?? '');
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the page is the identity
          <li key={at} className={at === current ? 'current' : ''}>
            <Input
              ref={(field) => {
                fields.current[at] = field;
              }}
              size="small"
              aria-label={`第 ${at + 1} 行${line.kind === 'seal' ? '（印章）' : ''}`}
              prefix={line.kind === 'seal' ? <span className="ocr-seal">章</span> : undefined}
              value={texts[at] ?? ''}
              maxLength={2_000}
              readOnly={readOnly}
              status={parts.length > 0 ? 'warning' : ''}
              onFocus={() => onCurrent(at)}
              onChange={(event) => correction.write(at, event.target.value)}
              onKeyDown={(event) => onKeyDown(event, at)}
            />
            {parts.length > 0 && (
              <div className="ocr-unsure">
                把握低：
                {parts.map((part, place) =>
                  part.unsure ? (
                    // biome-ignore lint/suspicious/noArrayIndexKey: runs of one line, in their order
                    <mark key={place}>{part.text}</mark>
                  ) : (
                    // biome-ignore lint/suspicious/noArrayIndexKey: runs of one line, in their order
                    <span key={place}>{part.text}</span>
                  ),
                )}
              </div>
            )}
          </li>
        );
      })}
      {!readOnly && (
        <li>
          <Button size="small" type="dashed" onClick={() => correction.add(current ?? lines.length - 1)}>
            在{current === undefined ? '末尾' : '这一行后'}加一行
          </Button>
        </li>
      )}
    </ol>
  );
}
