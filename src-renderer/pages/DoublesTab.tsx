import { Button, Tag } from 'antd';
import { useState } from 'react';
import { pageAddress } from '#contract/bridge.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';

/** 重份: two pages that are or look the same, side by side; a person decides, nothing is dropped by itself. */
export function DoublesTab() {
  const clerk = useRoles().includes('clerk');
  const doubles = useRead('pages.doubles', {});
  const decide = useAct('pages.decideDouble', { quiet: true });
  const [at, setAt] = useState(0);
  const [takeOut, setTakeOut] = useState<number>();
  const pairs = doubles.data?.pairs ?? [];
  const pair = pairs[Math.min(at, pairs.length - 1)];
  const both = () =>
    pair &&
    void decide.run({
      firstId: pair.firstId,
      secondId: pair.secondId,
      decision: 'both',
      takeOut: null,
      reason: '',
    });
  useCommand('list.next', () => setAt((now) => Math.min(pairs.length - 1, now + 1)), pairs.length > 1);
  useCommand('list.previous', () => setAt((now) => Math.max(0, now - 1)), pairs.length > 1);
  return (
    <>
      <FailureNote failure={doubles.failure ?? decide.failure} onRetry={doubles.reload} />
      {!pair ? (
        <p className="muted">
          {doubles.data ? '没有待判定的重份。只比对质检过的页：请先在「图像质检」开始质检。' : '正在比对…'}
        </p>
      ) : (
        <>
          <div className="screen-bar">
            <b>
              第 {Math.min(at, pairs.length - 1) + 1} 对，共 {doubles.data?.total} 对
            </b>
            <Tag color={pair.identical ? 'red' : 'gold'}>
              {pair.identical ? '内容完全相同' : `看来相同（256 处中差 ${pair.differentBits} 处）`}
            </Tag>
            <Button title="Ctrl+↑" disabled={at === 0} onClick={() => setAt(at - 1)}>
              上一对
            </Button>
            <Button title="Ctrl+↓" disabled={at >= pairs.length - 1} onClick={() => setAt(at + 1)}>
              下一对
            </Button>
            <Button disabled={!clerk} loading={decide.busy} onClick={both}>
              两页都留
            </Button>
            <Button disabled={!clerk} onClick={() => setTakeOut(pair.firstId)}>
              撤下左页…
            </Button>
            <Button disabled={!clerk} onClick={() => setTakeOut(pair.secondId)}>
              撤下右页…
            </Button>
          </div>
          <div className="panes doubles">
            {[
              [pair.firstId, pair.firstPlace, pair.firstVersion] as const,
              [pair.secondId, pair.secondPlace, pair.secondVersion] as const,
            ].map(([id, place, version]) => (
              <div key={id} className="pane">
                <div className="pane-title">{place}</div>
                <div className="pane-body">
                  <img src={`${pageAddress(id)}?${version}`} alt={place} draggable={false} />
                </div>
              </div>
            ))}
          </div>
        </>
      )}
      <ReasonDialog
        open={takeOut !== undefined}
        title="撤下重份的一页"
        hint="撤下的页留存备查，可在「整理页面」撤销。"
        label="理由"
        act={decide}
        onClose={() => setTakeOut(undefined)}
        run={async (reason) =>
          pair !== undefined &&
          takeOut !== undefined &&
          (await decide.run({
            firstId: pair.firstId,
            secondId: pair.secondId,
            decision: 'double',
            takeOut,
            reason,
          })) !== undefined
        }
      />
    </>
  );
}
