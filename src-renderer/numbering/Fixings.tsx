import { App, Button, Table, Tag } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { useAct } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';

export type Fixing = Output<'numbering.fixings'>['fixings'][number];
const STATE = {
  proposed: { word: '待批', colour: 'gold' },
  approved: { word: '已批准', colour: 'green' },
  rejected: { word: '退回', colour: 'red' },
  withdrawn: { word: '已撤回', colour: 'default' },
} as const;
const what = (one: Fixing) =>
  [one.items > 0 ? `定号 ${one.items} 件` : '', one.binds ? '装订' : '']
    .filter((part) => part !== '')
    .join('，');

interface Props {
  readonly list: readonly Fixing[];
  readonly onOpen: (one: Fixing) => void;
}

/** 定号、装订 that were asked for: looked at in the volume, approved or sent back by another person. */
export function Fixings({ list, onOpen }: Props) {
  const { message } = App.useApp();
  const roles = useRoles();
  const may = roles.includes('reviewer') || roles.includes('approver');
  const decide = useAct('numbering.decideFixing');
  const withdraw = useAct('numbering.withdrawFixing');
  const [rejecting, setRejecting] = useState<Fixing>();
  const approve = async (one: Fixing) => {
    if (await decide.run({ id: one.id, approve: true, note: '' }))
      void message.success(`已批准：${one.personName} 第 ${one.volumeNumber} 卷${what(one)}`);
  };
  return (
    <div className="pane fixings">
      <div className="pane-title">定号与装订</div>
      <Table<Fixing>
        size="small"
        rowKey="id"
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        dataSource={[...list]}
        locale={{ emptyText: '没有定号、装订的申请；由档案员在「排列与定号」中提请。' }}
        columns={[
          {
            title: '状态',
            width: 84,
            render: (_, one) => <Tag color={STATE[one.state].colour}>{STATE[one.state].word}</Tag>,
          },
          {
            title: '案卷',
            width: 170,
            render: (_, one) => (
              <Button type="link" size="small" onClick={() => onOpen(one)} title="看排列和每一个号">
                {one.personName} 第 {one.volumeNumber} 卷
              </Button>
            ),
          },
          { title: '提请', width: 150, render: (_, one) => what(one) },
          {
            title: '提请人',
            width: 190,
            render: (_, one) => `${one.proposedBy} ${instantWords(one.proposedAt)}`,
          },
          {
            title: '办理',
            ellipsis: true,
            render: (_, one) =>
              one.decidedBy === null
                ? ''
                : `${one.decidedBy} ${instantWords(one.decidedAt ?? '')}${one.note === '' ? '' : `：${one.note}`}`,
          },
          {
            title: '',
            width: 190,
            render: (_, one) =>
              one.state !== 'proposed' ? null : may ? (
                <>
                  <Button size="small" onClick={() => setRejecting(one)}>
                    退回…
                  </Button>{' '}
                  <Button
                    size="small"
                    type="primary"
                    loading={decide.busy}
                    onClick={() => void approve(one)}
                    aria-label={`批准${one.personName}的定号`}
                  >
                    批准
                  </Button>
                </>
              ) : (
                roles.includes('clerk') && (
                  <Button
                    size="small"
                    loading={withdraw.busy}
                    onClick={() => void withdraw.run({ id: one.id })}
                  >
                    撤回
                  </Button>
                )
              ),
          },
        ]}
      />
      <ReasonDialog
        open={rejecting !== undefined}
        title={`退回${rejecting?.personName ?? ''}的定号申请`}
        hint="退回后材料仍是整理中，档案员改好再提请。"
        label="退回的理由"
        act={decide}
        onClose={() => setRejecting(undefined)}
        run={async (note) =>
          rejecting !== undefined &&
          (await decide.run({ id: rejecting.id, approve: false, note })) !== undefined
        }
      />
    </div>
  );
}
