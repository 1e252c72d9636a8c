import { App, Button, Modal, Table } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { act, FailureNote, useRead } from '../archive/index.ts';
import { instantWords } from '../words/index.ts';

type Act = Output<'catalogue.acts'>['acts'][number];

interface Props {
  readonly onClose: () => void;
  readonly onItem: (id: number) => void;
}

/** 今日操作: what this account did since midnight, each taken back or done again by itself. */
export function ActsDialog({ onClose, onItem }: Props) {
  const { message } = App.useApp();
  const { data, failure, loading } = useRead('catalogue.acts', {});
  const [opened, setOpened] = useState(false);
  const ready = opened && data !== undefined;
  useEffect(() => {
    if (ready) document.querySelector<HTMLElement>('.acts button')?.focus();
  }, [ready]);
  const turn = async (one: Act) => {
    const input = { actId: one.id };
    const result = one.undone ? await act('catalogue.redo', input) : await act('catalogue.undo', input);
    if (!result.ok) {
      void message.warning(result.error.message, 6);
      return;
    }
    void message.success(`${one.undone ? '已重做' : '已撤销'}：${one.label}`);
    if (result.data.itemId !== null) onItem(result.data.itemId);
  };
  const shown = data?.acts ?? [];
  return (
    <Modal open title="今日操作" width={720} footer={null} onCancel={onClose} afterOpenChange={setOpened}>
      <FailureNote failure={failure} />
      <p className="muted">
        只列您本人今天的操作，新的在上。之后又被改过的不能撤销。撤销和重做都记入审计。
        {data && data.total > shown.length && ` 共 ${data.total} 项，只列最近 ${shown.length} 项。`}
      </p>
      <Table
        className="acts"
        size="small"
        rowKey="id"
        loading={loading && !data}
        pagination={false}
        scroll={{ y: 380 }}
        dataSource={shown}
        locale={{ emptyText: '今天还没有可以撤销的操作' }}
        columns={[
          { title: '时间', width: 130, render: (_value, one) => instantWords(one.at) },
          {
            title: '操作',
            render: (_value, one) => <span className={one.undone ? 'act-undone' : ''}>{one.label}</span>,
          },
          { title: '件', width: 50, align: 'right', dataIndex: 'items' },
          {
            title: '',
            width: 80,
            render: (_value, one) => (
              <Button size="small" onClick={() => void turn(one)}>
                {one.undone ? '重做' : '撤销'}
              </Button>
            ),
          },
        ]}
      />
    </Modal>
  );
}
