import { App, Button, Empty, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, useAct } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';

type Rearrangement = Output<'numbering.rearrangements'>['rearrangements'][number];
type Change = Rearrangement['changes'][number];
const STATE = {
  proposed: { word: '待批', colour: 'gold' },
  approved: { word: '已批准', colour: 'green' },
  rejected: { word: '未批准', colour: 'default' },
} as const;

/** 重新整理: proposed by the clerk, decided by the approver, with the old → new list to re-pencil the papers. */
export function Rearrangements({
  list,
  of,
}: {
  readonly list: readonly Rearrangement[];
  /** Only this cadre's, when one is chosen. */
  readonly of: string | undefined;
}) {
  const { message } = App.useApp();
  const roles = useRoles();
  const approver = roles.includes('approver');
  const mayExport = approver || roles.includes('clerk') || roles.includes('reviewer');
  const [rejecting, setRejecting] = useState<number>();
  const decide = useAct('numbering.decideRearrangement');
  const exporting = useAct('numbering.exportRePencil');
  const approve = async (id: number) => {
    const done = await decide.run({ id, approve: true, note: '' });
    if (done) void message.success(`已批准，${done.changed} 件改号；请打印改写清单，改写纸件上的铅笔号。`);
  };
  const write = async (one: Rearrangement) => {
    const target = await choose('save-docx', `改写清单-${one.personName}`);
    if (!target) return;
    const written = await exporting.run({ rearrangementId: one.id, target: target.token });
    if (written) void message.success(`已写出「${written.fileName}」`);
  };
  if (list.length === 0)
    return (
      <Empty
        description={`${of === undefined ? '' : `「${of}」卷`}没有重新整理的申请；由档案员在「排列与定号」中提出。`}
      />
    );
  return (
    <>
      {list.map((one) => (
        <div key={one.id} className="pane rearrangement">
          <div className="pane-title">
            {one.personName} <Tag color={STATE[one.state].colour}>{STATE[one.state].word}</Tag>
            <span className="muted">
              {one.proposedBy} {instantWords(one.proposedAt)} 申请：{one.reason}
              {one.decidedBy === null ? '' : `；${one.decidedBy} 决定`}
            </span>
          </div>
          <div className="pane-body">
            <Table<Change>
              size="small"
              rowKey="itemId"
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
              dataSource={[...one.changes]}
              locale={{ emptyText: '没有号要改' }}
              columns={[
                { title: '题名', dataIndex: 'title', ellipsis: true },
                { title: '原铅笔号', dataIndex: 'oldPencil', width: 100 },
                { title: '新铅笔号', dataIndex: 'newPencil', width: 100 },
                { title: '原档号', dataIndex: 'oldCode', width: 210 },
                { title: '新档号', dataIndex: 'newCode', width: 210 },
              ]}
            />
            <div className="gate-actions">
              {one.state === 'proposed' && (
                <>
                  <Button
                    disabled={!approver}
                    title={approver ? '' : '由审批人决定'}
                    onClick={() => setRejecting(one.id)}
                  >
                    不批准…
                  </Button>
                  <Button
                    type="primary"
                    disabled={!approver}
                    title={approver ? '' : '由审批人决定'}
                    loading={decide.busy}
                    onClick={() => void approve(one.id)}
                  >
                    批准
                  </Button>
                </>
              )}
              {one.state === 'approved' && (
                <Button disabled={!mayExport} loading={exporting.busy} onClick={() => void write(one)}>
                  改写清单 docx
                </Button>
              )}
            </div>
          </div>
        </div>
      ))}
      <ReasonDialog
        open={rejecting !== undefined}
        title="不批准重新整理"
        hint="原号不变。"
        label="理由"
        act={decide}
        onClose={() => setRejecting(undefined)}
        run={async (note) =>
          rejecting !== undefined && (await decide.run({ id: rejecting, approve: false, note })) !== undefined
        }
      />
    </>
  );
}
