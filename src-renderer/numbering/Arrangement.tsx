import { Alert, App, Button, Table } from 'antd';
import { useRef, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct, useRead } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { go } from '../navigation/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { dateWords, ITEM_STATE_WORDS } from '../words/index.ts';
import { beforeAfterMove } from './move.ts';
import { PrintedCatalogue } from './PrintedCatalogue.tsx';

export type Numbered = Output<'numbering.preview'>['items'][number];

interface Props {
  readonly fileId: number;
  readonly name: string;
}

/** One volume in its order: drafts are moved, then fixed; fixed ones are voided or re-arranged with a reason. */
export function Arrangement({ fileId, name }: Props) {
  const { message, modal } = App.useApp();
  const preview = useRead('numbering.preview', { fileId });
  const roles = useRoles();
  const clerk = roles.includes('clerk');
  const mayExport = clerk || roles.includes('reviewer') || roles.includes('approver');
  const [current, setCurrent] = useState<number>();
  const [asking, setAsking] = useState<'void' | 'rearrange'>();
  const dragged = useRef<number>(undefined);
  const move = useAct('numbering.move');
  const arrange = useAct('numbering.arrange');
  const fix = useAct('numbering.fix');
  const voidItem = useAct('numbering.voidItem', { quiet: true });
  const propose = useAct('numbering.proposeRearrangement', { quiet: true });
  const exporting = useAct('numbering.exportCatalogue');
  const items = preview.data?.items ?? [];
  const findings = preview.data?.findings ?? [];
  const drafts = items.filter((item) => item.state === 'draft').length;
  const chosen = items.find((item) => item.itemId === current);

  const shift = async (by: -1 | 1) => {
    if (current === undefined) return;
    const target = beforeAfterMove(items, current, by);
    if (target !== undefined) await move.run({ itemId: current, beforeItemId: target });
  };
  useCommand('order.up', () => void shift(-1), clerk && chosen?.state === 'draft');
  useCommand('order.down', () => void shift(1), clerk && chosen?.state === 'draft');

  const drop = async (onto: Numbered) => {
    const itemId = dragged.current;
    dragged.current = undefined;
    const from = items.find((item) => item.itemId === itemId);
    if (!from || from.itemId === onto.itemId) return;
    if (from.classCode !== onto.classCode || onto.state !== 'draft') {
      void message.warning('只能在同一类里、整理中的件之间移动。');
      return;
    }
    await move.run({ itemId: from.itemId, beforeItemId: onto.itemId });
  };
  const askFix = () => {
    void modal.confirm({
      title: `给 ${drafts} 件定号？`,
      content:
        '定号后，件号、铅笔号和档号不再改变：此后补进的材料接在本类最后，作废的号不再使用，要改排列须申请重新整理并经审批。请先把号写到纸件上再装订。',
      okText: '定号',
      onOk: async () => {
        const done = await fix.run({ fileId, basis: preview.data?.basis ?? '' });
        if (done) void message.success(`已定号 ${done.fixed} 件`);
      },
    });
  };
  const write = async (format: 'docx' | 'xlsx') => {
    const target = await choose(`save-${format}`, `卷内目录-${name}`);
    if (!target) return;
    const written = await exporting.run({ fileId, format, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  return (
    <>
      <div className="screen-bar">
        {clerk && (
          <>
            <Button
              disabled={drafts === 0}
              loading={arrange.busy}
              onClick={() => void arrange.run({ fileId })}
            >
              按规则排列
            </Button>
            <Button
              type="primary"
              disabled={drafts === 0 || !preview.data}
              loading={fix.busy}
              onClick={askFix}
            >
              定号（{drafts} 件）
            </Button>
            <Button disabled={chosen?.state !== 'fixed'} onClick={() => setAsking('void')}>
              作废…
            </Button>
            <Button
              disabled={!items.some((item) => item.state === 'fixed')}
              onClick={() => setAsking('rearrange')}
            >
              申请重新整理…
            </Button>
          </>
        )}
        <span className="spacer" />
        <Button
          disabled={!mayExport || items.length === 0}
          loading={exporting.busy}
          onClick={() => void write('docx')}
        >
          卷内目录 docx
        </Button>
        <Button disabled={!mayExport || items.length === 0} onClick={() => void write('xlsx')}>
          卷内目录 xlsx
        </Button>
        <Button disabled={items.length === 0} onClick={() => void window.archive.print()}>
          打印目录
        </Button>
      </div>
      <FailureNote failure={preview.failure} onRetry={preview.reload} />
      {preview.data && preview.data.hidden > 0 && (
        <Alert
          type="info"
          showIcon
          title={`本卷另有 ${preview.data.hidden} 件不在您的知悉范围，不显示但占有号。`}
        />
      )}
      {findings.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`检查发现 ${findings.length} 处`}
          description={
            <ul className="failure-details numbering-findings">
              {findings.map((one) => (
                <li key={`${one.kind} ${one.message}`}>
                  {one.message}
                  {one.itemId !== null && (
                    <Button
                      type="link"
                      onClick={() => one.itemId !== null && go('catalogue', { itemId: one.itemId })}
                    >
                      看材料
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <div className="pane">
        <Table<Numbered>
          size="small"
          rowKey="itemId"
          loading={preview.loading && !preview.data}
          dataSource={items}
          pagination={false}
          locale={{ emptyText: '本卷还没有材料' }}
          rowClassName={(item) =>
            item.itemId === current ? 'chosen-row' : item.state === 'void' ? 'void-row' : ''
          }
          onRow={(item) => ({
            tabIndex: 0,
            draggable: clerk && item.state === 'draft',
            onFocus: () => setCurrent(item.itemId),
            onClick: () => setCurrent(item.itemId),
            onDragStart: () => {
              dragged.current = item.itemId;
            },
            onDragOver: (event) => event.preventDefault(),
            onDrop: () => void drop(item),
          })}
          columns={[
            { title: '件号', dataIndex: 'itemNumber', width: 56, align: 'right' },
            { title: '铅笔号', dataIndex: 'pencilCode', width: 84 },
            { title: '档号', dataIndex: 'archivalCode', width: 200 },
            {
              title: '类',
              width: 200,
              ellipsis: true,
              render: (_value, item) => `${item.classCode} ${item.className}`,
            },
            { title: '题名', dataIndex: 'title', ellipsis: true },
            { title: '日期', width: 90, render: (_value, item) => dateWords(item.date) },
            {
              title: '页数',
              width: 64,
              align: 'right',
              render: (_value, item) => (
                <span className={item.paperPages === item.scannedPages ? '' : 'warning'}>
                  {item.paperPages ?? '?'}/{item.scannedPages}
                </span>
              ),
            },
            { title: '状态', width: 80, render: (_value, item) => ITEM_STATE_WORDS[item.state] },
          ]}
        />
      </div>
      <PrintedCatalogue name={name} items={items} />
      <ReasonDialog
        open={asking === 'void'}
        title={`作废：${chosen?.title ?? ''}`}
        hint="号连同理由保留，不再给别的材料；内容和扫描件都在。"
        label="作废理由"
        act={voidItem}
        onClose={() => setAsking(undefined)}
        run={async (reason) =>
          chosen !== undefined && (await voidItem.run({ itemId: chosen.itemId, reason })) !== undefined
        }
      />
      <ReasonDialog
        open={asking === 'rearrange'}
        title="申请重新整理"
        hint="批准后全卷按规则重排、重新给号；旧号永不再用，并列出旧号→新号的改写清单。批准前不能转递。"
        label="重新整理的理由"
        act={propose}
        onClose={() => setAsking(undefined)}
        run={async (reason) => (await propose.run({ fileId, reason })) !== undefined}
      />
    </>
  );
}
