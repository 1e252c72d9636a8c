import { Button } from 'antd';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { go } from '../navigation/index.ts';

type Blocker = Output<'transfer.check'>['blockers'][number];

const KIND_WORDS: Record<Blocker['kind'], string> = {
  state: '卷的状态',
  clearance: '知悉范围',
  empty: '没有材料',
  gate: '漏扫闸门',
  unfixed: '还没有定号',
  appraisal: '鉴定未办结',
  rearrangement: '重排待批',
  damaged: '原件找不到',
};
const KINDS = Object.keys(KIND_WORDS) as Blocker['kind'][];
/** Listed of each kind; the place where it is mended lists them all. */
const MOST = 5;

interface Props {
  readonly fileId: number;
  readonly personId: number;
  /** What stands against leaving is told to those who have to do with transfers. */
  readonly mayCheck: boolean;
}

/** 转递前须办结: the differences of the gate and whatever else stands against sealing, each with the way to it. */
export function Standing({ fileId, personId, mayCheck }: Props) {
  const gate = useRead('intake.gate', { fileId });
  const check = useRead('transfer.check', mayCheck ? { fileId } : undefined);
  const accepted = gate.data?.differences.filter((one) => one.acceptedBy !== null) ?? [];
  const open = gate.data?.differences.filter((one) => one.acceptedBy === null) ?? [];
  // The differences as the gate words them; where it is mended is a button, not a sentence in each line.
  const blockers: readonly Blocker[] = [
    ...(check.data?.blockers.filter((one) => one.kind !== 'gate') ?? []),
    ...open.map(({ message, label, itemId }) => ({
      kind: 'gate' as const,
      // A whole path would fill the pane, and holds an identity number.
      message: message.replace(label, label.slice(label.lastIndexOf('/') + 1)),
      itemId,
    })),
  ];
  const ways: Partial<Record<Blocker['kind'], () => void>> = {
    gate: () => go('intake', { tab: 'gate', fileId }),
    unfixed: () => go('numbering', { personId }),
    rearrangement: () => go('numbering', { personId }),
    appraisal: () => go('appraisal', {}),
    state: () => go('transfer', { personId }),
  };
  const known = gate.data !== undefined && (check.data !== undefined || !mayCheck);
  return (
    <div className="pane">
      <div className="pane-title">
        {mayCheck ? '转递前须办结' : '漏扫闸门'}
        {blockers.length > 0 && <span className="warning">　{blockers.length} 项</span>}
      </div>
      <div className="pane-body">
        <FailureNote failure={gate.failure ?? check.failure} onRetry={gate.reload} />
        {known && blockers.length === 0 && (
          <p className="muted">{mayCheck ? '没有障碍，可以转递。' : '纸质与扫描件全部相符。'}</p>
        )}
        {KINDS.map((kind) => {
          const mine = blockers.filter((one) => one.kind === kind);
          const way = ways[kind];
          if (mine.length === 0) return null;
          return (
            <section key={kind} className="file-blockers">
              <div className="file-heading">
                {KIND_WORDS[kind]} {mine.length} 项
                {way && (
                  <Button type="link" onClick={way}>
                    去办理
                  </Button>
                )}
              </div>
              <ul>
                {mine.slice(0, MOST).map((one) => (
                  <li key={`${one.itemId ?? ''} ${one.message}`}>
                    {one.message}
                    {one.itemId !== null && kind !== 'unfixed' && (
                      <Button
                        type="link"
                        onClick={() => one.itemId !== null && go('catalogue', { itemId: one.itemId })}
                      >
                        看材料
                      </Button>
                    )}
                  </li>
                ))}
                {mine.length > MOST && <li className="muted">另有 {mine.length - MOST} 项</li>}
              </ul>
            </section>
          );
        })}
        {accepted.length > 0 && (
          <p className="muted">
            已认可的差异 {accepted.length} 处：
            {accepted
              .map((one) => `${one.label}（${one.acceptedBy ?? ''}：${one.acceptedReason ?? ''}）`)
              .join('；')}
          </p>
        )}
      </div>
    </div>
  );
}
