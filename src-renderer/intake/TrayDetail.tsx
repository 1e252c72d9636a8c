import { Button } from 'antd';
import { trayAddress } from '#contract/bridge.ts';
import { sizeWords } from '../words/index.ts';
import { type Entry, placeWords, REASON_WORDS, STATE_WORDS, WHAT_TO_DO } from './tray-words.ts';

/** Kept as they came, but no picture can be made of them. */
const UNSHOWN: ReadonlySet<Entry['reason']> = new Set(['unreadable', 'type-lies', 'empty', 'type-refused']);

interface Props {
  readonly entry: Entry | undefined;
  readonly clerk: boolean;
  readonly onPlace: () => void;
  readonly onDismiss: () => void;
}

/** One waiting file: what it is, why it waits, what can be done. */
export function TrayDetail({ entry, clerk, onPlace, onDismiss }: Props) {
  if (!entry) {
    return (
      <div className="pane">
        <p className="pane-body muted">在左边选一个文件，这里说明它为什么没有放进卷里、该怎么办。</p>
      </div>
    );
  }
  return (
    <div className="pane" role="group" aria-label="文件说明">
      <div className="pane-title">{REASON_WORDS[entry.reason]}</div>
      <div className="pane-body intake-detail">
        <p className="intake-path">{entry.relativePath}</p>
        <p className="muted">
          {[sizeWords(entry.size), `第 ${entry.importId} 批`, entry.personName, placeWords(entry)]
            .filter((part) => part !== '')
            .join('　')}
        </p>
        <p>{entry.message}</p>
        {entry.state === 'waiting' ? (
          <>
            {entry.kept && !UNSHOWN.has(entry.reason) && (
              <img
                key={entry.id}
                className="intake-preview"
                src={trayAddress(entry.id)}
                alt={`${entry.relativePath} 的图像`}
                draggable={false}
              />
            )}
            <p>
              <b>怎么办</b>　{WHAT_TO_DO[entry.reason]}
            </p>
            <p className="muted">
              {entry.kept
                ? '内容已加密收存，归入时不必再找原来的文件。'
                : '内容没有收存：不能归入，只能重新扫描后导入，这一条写明理由不收。'}
            </p>
            {clerk ? (
              <span className="row-acts">
                <Button
                  type="primary"
                  disabled={!entry.kept}
                  title={entry.kept ? '回车' : '内容没有收存'}
                  onClick={onPlace}
                >
                  归入…
                </Button>
                <Button title="Delete" onClick={onDismiss}>
                  不收…
                </Button>
              </span>
            ) : (
              <p className="muted">待处理的文件由档案员办理。</p>
            )}
          </>
        ) : (
          <p>
            <b>{STATE_WORDS[entry.state]}</b>　{entry.note}
          </p>
        )}
      </div>
    </div>
  );
}
