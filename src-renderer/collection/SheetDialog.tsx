import { App, Button, Modal, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct } from '../archive/index.ts';

const OUTCOMES = { 'handed-over': '移交', empty: '未填', fault: '有误' } as const;

/** 收任务文件: every row is judged first; a hand-over list is made only of a file without faults. */
export function SheetDialog({ onClose }: { readonly onClose: () => void }) {
  const { message } = App.useApp();
  const reading = useAct('collection.readTaskFile', { quiet: true });
  const [chosen, setChosen] = useState<{ readonly source: string; readonly name: string }>();
  const [found, setFound] = useState<Output<'collection.readTaskFile'>>();
  const look = async () => {
    const file = await choose('sheet');
    if (!file) return;
    setChosen({ source: file.token, name: file.name });
    setFound(await reading.run({ source: file.token, commit: false }));
  };
  const take = async () => {
    if (!chosen) return;
    const done = await reading.run({ source: chosen.source, commit: true });
    if (!done) return;
    void message.success(`收下 ${done.taken} 行，请在「移交清单」里逐行接收`);
    onClose();
  };
  const faults = found?.rows.filter((row) => row.outcome === 'fault').length ?? 0;
  const taken = found?.taken ?? 0;
  return (
    <Modal
      title="收任务文件"
      open
      width={720}
      onCancel={onClose}
      okText={`收下 ${taken} 行`}
      okButtonProps={{ disabled: taken === 0 || faults > 0, loading: reading.busy }}
      onOk={() => void take()}
    >
      <p className="muted">部门填好交回的 .xlsx 任务文件。先逐行核对，没有一处问题才收。</p>
      <Button onClick={() => void look()}>选择任务文件…</Button> {chosen?.name}
      <FailureNote failure={reading.failure} />
      {found && (
        <>
          <p>
            可收 {taken} 行，未填 {found.rows.length - taken - faults} 行
            {faults > 0 && <span className="warning">，{faults} 处有误，整份不收</span>}
          </p>
          <Table
            size="small"
            rowKey={(row) => `${row.row} ${row.fault}`}
            dataSource={found.rows}
            pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ y: 300 }}
            columns={[
              { title: '行', dataIndex: 'row', width: 50 },
              { title: '姓名', dataIndex: 'personName', width: 90 },
              { title: '材料名称', dataIndex: 'title', ellipsis: true },
              { title: '结果', width: 60, render: (_value, row) => OUTCOMES[row.outcome] },
              { title: '问题', dataIndex: 'fault', className: 'warning', width: 260 },
            ]}
          />
        </>
      )}
    </Modal>
  );
}
