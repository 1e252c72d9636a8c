import { Button, Select, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';
import { InventorySession } from './InventorySession.tsx';

type Inventory = Output<'shelf.inventories'>['inventories'][number];
const STATE_WORDS: Readonly<Record<Inventory['state'], string>> = {
  open: '进行中',
  paused: '已暂停',
  finished: '已结束',
};

/** 盘点: the sessions, and the one that is open. */
export function InventoryTab() {
  const clerk = useRoles().includes('clerk');
  const list = useRead('shelf.inventories', {});
  const places = useRead('shelf.places', {});
  const [placeId, setPlaceId] = useState<number>();
  const [current, setCurrent] = useState<number>();
  const start = useAct('shelf.startInventory');
  if (current !== undefined) return <InventorySession id={current} onBack={() => setCurrent(undefined)} />;
  return (
    <>
      {clerk && (
        <div className="screen-bar">
          <Select
            aria-label="盘点哪里"
            className="shelf-scan"
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="选定库房、柜、层或盒"
            value={placeId}
            onChange={setPlaceId}
            options={(places.data?.places ?? []).map((one) => ({ value: one.id, label: one.words }))}
          />
          <Button
            type="primary"
            disabled={placeId === undefined}
            loading={start.busy}
            onClick={() => {
              if (placeId === undefined) return;
              void start.run({ placeId }).then((done) => done && setCurrent(done.id));
            }}
          >
            开始盘点
          </Button>
        </div>
      )}
      <FailureNote failure={list.failure ?? places.failure} onRetry={list.reload} />
      <Table<Inventory>
        size="small"
        rowKey="id"
        loading={list.loading && !list.data}
        dataSource={list.data?.inventories ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: '还没有盘点过。先在「库位与案卷」登记库位，再从上面开始。' }}
        columns={[
          { title: '编号', dataIndex: 'id', width: 70, align: 'right' },
          { title: '范围', dataIndex: 'place', ellipsis: true },
          { title: '开始', width: 110, render: (_value, one) => one.startedAt.slice(0, 10) },
          { title: '经办', dataIndex: 'startedBy', width: 100 },
          { title: '见到', width: 90, align: 'right', render: (_value, one) => `${one.seen} 卷` },
          { title: '状态', width: 90, render: (_value, one) => STATE_WORDS[one.state] },
          {
            title: '',
            width: 120,
            render: (_value, one) => (
              <Button type="link" onClick={() => setCurrent(one.id)}>
                {one.state === 'finished' ? '差异报告' : '打开'}
              </Button>
            ),
          },
        ]}
      />
    </>
  );
}
