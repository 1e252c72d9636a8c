import { Button, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, type Reading, useAct } from '../archive/index.ts';
import { ReasonDialog } from '../reason-dialog/index.ts';
import { useRoles } from '../session/index.ts';
import { instantWords } from '../words/index.ts';

type Overdue = Output<'consult.overdue'>['overdue'][number];
const KIND_WORDS: Record<Overdue['kind'], string> = {
  'return-check': '归还核对',
  loan: '纸质借出',
  copy: '摘抄复制件',
};

interface Props {
  readonly reading: Reading<Output<'consult.overdue'>>;
  readonly onOpen: (requestId: number) => void;
}

/** 催还: what is late, and each reminder on record. */
export function OverdueTab({ reading, onOpen }: Props) {
  const clerk = useRoles().includes('clerk');
  const chase = useAct('consult.chase', { quiet: true });
  const [chasing, setChasing] = useState<Overdue>();
  return (
    <>
      <FailureNote failure={reading.failure} onRetry={reading.reload} />
      <Table<Overdue>
        size="small"
        rowKey={(one) => `${one.kind} ${one.id}`}
        dataSource={reading.data?.overdue ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '没有超期的' }}
        columns={[
          { title: '事项', width: 110, render: (_value, one) => KIND_WORDS[one.kind] },
          {
            title: '查阅单',
            width: 140,
            render: (_value, one) => (
              <Button type="link" onClick={() => onOpen(one.requestId)}>
                {one.requestNumber}
              </Button>
            ),
          },
          { title: '谁的材料', dataIndex: 'personName', width: 100 },
          { title: '催谁', dataIndex: 'who' },
          { title: '应于', width: 150, render: (_value, one) => instantWords(one.dueAt) },
          {
            title: '已催',
            width: 200,
            render: (_value, one) =>
              one.chased === 0 ? '未催' : `${one.chased} 次，最近 ${instantWords(one.lastChasedAt)}`,
          },
          {
            title: '',
            width: 90,
            render: (_value, one) => clerk && <Button onClick={() => setChasing(one)}>登记催还…</Button>,
          },
        ]}
      />
      <ReasonDialog
        open={chasing !== undefined}
        title="登记催还"
        hint="写明怎样催的、对方怎样答复。"
        label="催还情况"
        act={chase}
        onClose={() => setChasing(undefined)}
        run={async (note) =>
          chasing !== undefined &&
          (await chase.run({ kind: chasing.kind, id: chasing.id, note })) !== undefined
        }
      />
    </>
  );
}
