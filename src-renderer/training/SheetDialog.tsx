import { App, Button, Modal, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { choose, FailureNote, useAct } from '../archive/index.ts';
import { MARK_WORDS } from './words.ts';

type Read = Output<'training.readSheet'>;

/** 读签到表: what each row would do is shown first; only sound rows are taken. */
export function SheetDialog({
  sessionId,
  onClose,
}: {
  readonly sessionId: number;
  readonly onClose: () => void;
}) {
  const { message } = App.useApp();
  const reading = useAct('training.readSheet', { quiet: true });
  const [chosen, setChosen] = useState<{ readonly source: string; readonly name: string }>();
  const [found, setFound] = useState<Read>();
  const look = async () => {
    const file = await choose('sheet');
    if (!file) return;
    setChosen({ source: file.token, name: file.name });
    setFound(await reading.run({ sessionId, source: file.token, commit: false }));
  };
  const take = async () => {
    if (!chosen) return;
    const done = await reading.run({ sessionId, source: chosen.source, commit: true });
    if (!done) return;
    void message.success(`记下 ${done.taken} 人`);
    onClose();
  };
  const faults = found?.rows.filter((row) => row.fault !== '').length ?? 0;
  return (
    <Modal
      title="读签到表"
      open
      width={640}
      onCancel={onClose}
      okText={`记下 ${found?.taken ?? 0} 人`}
      okButtonProps={{ disabled: (found?.taken ?? 0) === 0, loading: reading.busy }}
      onOk={() => void take()}
    >
      <p className="muted">Excel 表，要有「姓名」和「到会情况」（或「签到」）两列；空着的记作缺席。</p>
      <Button onClick={() => void look()}>选择签到表…</Button> {chosen?.name}
      <FailureNote failure={reading.failure} />
      {found && (
        <>
          <p>
            {found.rows.length} 行，可记 {found.taken} 行
            {faults > 0 && <span className="warning">，{faults} 行有问题，不会记入</span>}
          </p>
          <Table
            size="small"
            rowKey="row"
            dataSource={found.rows}
            pagination={false}
            scroll={{ y: 300 }}
            columns={[
              { title: '行', dataIndex: 'row', width: 60 },
              { title: '姓名', dataIndex: 'name', width: 110 },
              {
                title: '记作',
                width: 80,
                render: (_value, one) => (one.mark === null ? '' : MARK_WORDS[one.mark]),
              },
              { title: '问题', dataIndex: 'fault', className: 'warning' },
            ]}
          />
        </>
      )}
    </Modal>
  );
}
