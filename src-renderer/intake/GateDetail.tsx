import { Button } from 'antd';
import { go } from '../navigation/index.ts';
import { type Difference, KIND_WORDS, WHAT_TO_DO } from './gate-words.ts';

interface Props {
  readonly difference: Difference | undefined;
  readonly reviewer: boolean;
  readonly onAccept: () => void;
  readonly onTray: () => void;
}

/** One difference: what stands on paper and what was scanned, and what settles it. */
export function GateDetail({ difference, reviewer, onAccept, onTray }: Props) {
  if (!difference) {
    return (
      <div className="pane">
        <p className="pane-body muted">选一处差异，这里说明差在哪里、怎样了结；回车看这件材料。</p>
      </div>
    );
  }
  const { itemId } = difference;
  return (
    <div className="pane" role="group" aria-label="差异说明">
      <div className="pane-title">
        {difference.personName}　{KIND_WORDS[difference.kind]}
      </div>
      <div className="pane-body intake-detail">
        <p>{difference.message}</p>
        {difference.acceptedBy === null ? (
          <p>
            <b>怎么办</b>　{WHAT_TO_DO[difference.kind]}
          </p>
        ) : (
          <p>
            <b>{difference.acceptedBy}已认可</b>　{difference.acceptedReason}
          </p>
        )}
        <span className="row-acts">
          {itemId !== null && (
            <Button type="primary" onClick={() => go('catalogue', { itemId })}>
              看材料
            </Button>
          )}
          {difference.kind === 'tray' ? (
            <Button onClick={onTray}>去待处理</Button>
          ) : (
            difference.acceptedBy === null && (
              <Button disabled={!reviewer} title={reviewer ? '' : '由审核员核对后认可'} onClick={onAccept}>
                认可…
              </Button>
            )
          )}
        </span>
        {!reviewer && difference.acceptedBy === null && difference.kind !== 'tray' && (
          <p className="muted">确无错漏的，请审核员写明理由认可。</p>
        )}
      </div>
    </div>
  );
}
