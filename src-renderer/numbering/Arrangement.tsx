import { App, Button } from 'antd';
import { useState } from 'react';
import type { FileState } from '#contract/vocabulary.ts';
import { choose, FailureNote, useAct } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { go } from '../navigation/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { Findings } from './Findings.tsx';
import { FixDialog } from './FixDialog.tsx';
import { beforeAfterDrop, beforeAfterMove } from './move.ts';
import { NumberList } from './NumberList.tsx';
import { RefileDialog } from './RefileDialog.tsx';
import { useVolume } from './use-volume.ts';
import { VolumeNotes } from './VolumeNotes.tsx';

interface Props {
  readonly fileId: number;
  readonly fileState: FileState;
  readonly name: string;
}

/** One volume in its order: drafts are moved, then fixed; fixed ones are voided or re-arranged with a reason. */
export function Arrangement({ fileId, fileState, name }: Props) {
  const { message } = App.useApp();
  const volume = useVolume(fileId);
  const { rows, drafts, fixed, reading } = volume;
  const roles = useRoles();
  const clerk = roles.includes('clerk');
  const mayChange = clerk && fileState === 'open';
  const mayExport = clerk || roles.includes('reviewer') || roles.includes('approver');
  const [current, setCurrent] = useState<number>();
  const [asking, setAsking] = useState<'fix' | 'void' | 'refile' | 'rearrange'>();
  const move = useAct('numbering.move');
  const arrange = useAct('numbering.arrange');
  const withdraw = useAct('numbering.withdrawFixing');
  const voidItem = useAct('numbering.voidItem', { quiet: true });
  const propose = useAct('numbering.proposeRearrangement', { quiet: true });
  const exporting = useAct('numbering.exportCatalogue');
  const chosen = rows.find((row) => row.id === current);

  const shift = (by: -1 | 1) => {
    // A held key repeats faster than the list comes back: what it would do to the old list is not done.
    if (chosen === undefined || move.busy || reading.loading) return;
    if (chosen.state !== 'draft') {
      void message.warning('已定号的件不能移动；确需改排列，请申请重新整理。', 2);
      return;
    }
    const beforeItemId = beforeAfterMove(rows, chosen.id, by);
    if (beforeItemId === undefined) void message.info(by < 0 ? '已在本类最前' : '已在本类最后', 1);
    else void move.run({ itemId: chosen.id, beforeItemId });
  };
  const drop = (itemId: number, onto: number) => {
    const beforeItemId = beforeAfterDrop(rows, itemId, onto);
    if (beforeItemId === undefined) void message.warning('只能在同一类里、整理中的件之间移动。');
    else void move.run({ itemId, beforeItemId });
  };
  useCommand('order.up', () => shift(-1), mayChange);
  useCommand('order.down', () => shift(1), mayChange);

  const write = async (format: 'docx' | 'xlsx') => {
    const target = await choose(`save-${format}`, `卷内目录-${name}`);
    if (!target) return;
    const written = await exporting.run({ fileId, format, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  const close = () => setAsking(undefined);
  const empty = rows.length === 0;
  return (
    <>
      <div className="screen-bar">
        {clerk && (
          <>
            <Button
              disabled={!mayChange || drafts.length === 0}
              title="把整理中的件按类、按时间（处分材料按固定次序）排好"
              loading={arrange.busy}
              onClick={() => void arrange.run({ fileId })}
            >
              按规则排列
            </Button>
            <Button
              disabled={!mayChange || chosen?.state !== 'draft'}
              onClick={() => shift(-1)}
              title="Alt+↑"
            >
              上移
            </Button>
            <Button disabled={!mayChange || chosen?.state !== 'draft'} onClick={() => shift(1)} title="Alt+↓">
              下移
            </Button>
            <Button
              type="primary"
              disabled={!mayChange || volume.asked !== null || (drafts.length === 0 && volume.loose === 0)}
              title={volume.asked === null ? '' : '已提请，等另一人批准'}
              onClick={() => setAsking('fix')}
            >
              {drafts.length > 0 ? `定号（${drafts.length} 件）…` : `装订（${volume.loose} 件）…`}
            </Button>
            {volume.asked && (
              <Button
                disabled={!mayChange}
                loading={withdraw.busy}
                onClick={() => volume.asked && void withdraw.run({ id: volume.asked.id })}
              >
                撤回提请
              </Button>
            )}
            <Button
              danger
              disabled={!mayChange || chosen === undefined || chosen.state === 'void'}
              title={chosen === undefined ? '先在下面选定一件' : ''}
              onClick={() => setAsking('void')}
            >
              作废…
            </Button>
            <Button
              disabled={!mayChange || chosen === undefined || chosen.state === 'void'}
              title={chosen === undefined ? '先在下面选定一件' : '归错了人的材料，连同扫描页归到对的卷里'}
              onClick={() => setAsking('refile')}
            >
              改归他卷…
            </Button>
            <Button disabled={!mayChange || fixed.length === 0} onClick={() => setAsking('rearrange')}>
              申请重新整理…
            </Button>
          </>
        )}
        <span className="spacer" />
        <Button
          disabled={!mayExport || empty}
          title={mayExport ? '' : '您的角色不导出目录'}
          loading={exporting.busy}
          onClick={() => void write('docx')}
        >
          卷内目录 docx
        </Button>
        <Button disabled={!mayExport || empty} onClick={() => void write('xlsx')}>
          卷内目录 xlsx
        </Button>
        <Button
          disabled={empty}
          onClick={() => go('forms', { fileId, name })}
          title="卷内目录及其他表格的预览、打印"
        >
          打印目录…
        </Button>
      </div>
      <FailureNote failure={reading.failure} onRetry={reading.reload} />
      <Findings findings={volume.findings} onShow={setCurrent} />
      <VolumeNotes volume={volume} fileState={fileState} chosen={chosen} />
      <NumberList
        volume={volume}
        current={current}
        onCurrent={setCurrent}
        onOpen={(itemId) => go('catalogue', { itemId })}
        mayMove={mayChange}
        onDrop={drop}
      />
      <FixDialog open={asking === 'fix'} fileId={fileId} volume={volume} onClose={close} />
      {asking === 'refile' && chosen && <RefileDialog item={chosen} onClose={close} />}
      <ReasonDialog
        open={asking === 'void'}
        title={`作废：${chosen?.title ?? ''}`}
        hint={
          chosen?.state === 'draft'
            ? '这一件还没有定号，作废后不再占号；内容和扫描件都在，不能再改。'
            : '号连同理由保留，不再给别的材料；内容和扫描件都在，不能再改。'
        }
        label="作废理由"
        act={voidItem}
        onClose={close}
        run={async (reason) =>
          chosen !== undefined && (await voidItem.run({ itemId: chosen.id, reason })) !== undefined
        }
      />
      <ReasonDialog
        open={asking === 'rearrange'}
        title="申请重新整理"
        hint="批准后，已定号的件按规则重排、重新给号；旧号永不再用，并列出旧号→新号的改写清单。"
        label="重新整理的理由"
        act={propose}
        onClose={close}
        run={async (reason) => {
          const done = await propose.run({ fileId, reason });
          if (done) void message.success('已提出，等审批人决定；见「审批」。');
          return done !== undefined;
        }}
      />
    </>
  );
}
