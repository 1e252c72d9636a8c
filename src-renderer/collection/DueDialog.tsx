import { App, Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { dateWords, plainDate } from '../words/index.ts';
import { todayPlain } from './words.ts';

/** 按应收生成: what the duty rules ask for in a time, looked at before anything is made. */
export function DueDialog({ onClose }: { readonly onClose: () => void }) {
  const { message } = App.useApp();
  const year = todayPlain().slice(0, 4);
  const [from, setFrom] = useState(`${year}0101`);
  const [to, setTo] = useState(`${year}1231`);
  const [unit, setUnit] = useState('');
  const [start, end] = [plainDate(from), plainDate(to)];
  const sound = start?.length === 8 && end?.length === 8 && start <= end;
  const window =
    sound && start !== undefined && end !== undefined
      ? { from: start, to: end, ...(unit.trim() === '' ? {} : { unit: unit.trim() }) }
      : undefined;
  const preview = useRead('collection.previewDue', window);
  const ask = useAct('collection.askDue', { quiet: true });
  const submit = async () => {
    if (!window) return;
    const done = await ask.run(window);
    if (!done) return;
    void message.success(`新增 ${done.added} 项任务，办结 ${done.closed} 项`);
    onClose();
  };
  const { data } = preview;
  return (
    <Modal
      title="按立档与应收规则生成任务"
      open
      width={820}
      onCancel={onClose}
      okText={`生成 ${data?.total ?? 0} 项`}
      okButtonProps={{
        disabled: !data || data.total + data.met === 0,
        loading: ask.busy || preview.loading,
      }}
      onOk={() => void submit()}
    >
      <FailureNote failure={ask.failure ?? preview.failure} />
      <div className="collection-grid">
        <Field label="期限自" required>
          <Input value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field label="期限至" required>
          <Input value={to} onChange={(event) => setTo(event.target.value)} />
        </Field>
        <Field label="单位" extra="全称；空着是全部">
          <Input value={unit} onChange={(event) => setUnit(event.target.value)} />
        </Field>
      </div>
      {!sound && <p className="warning">起止日期要写到日，且起不晚于止。</p>}
      {data && (
        <>
          <p>
            新的 {data.total} 项{data.total > data.rows.length && `（下面列出前 ${data.rows.length} 项）`}
            ；已经要求过 {data.already} 项；材料已到、可以办结 {data.met} 项
          </p>
          <Table
            size="small"
            rowKey={(row) => `${row.fileId} ${row.classCode} ${row.period}`}
            dataSource={data.rows}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            scroll={{ y: 260 }}
            locale={{ emptyText: '没有新的应收材料' }}
            columns={[
              { title: '姓名', dataIndex: 'personName', width: 90 },
              { title: '材料', dataIndex: 'wanted', ellipsis: true },
              { title: '类号', dataIndex: 'classCode', width: 60 },
              { title: '部门', dataIndex: 'department', width: 110 },
              { title: '期限', width: 110, render: (_value, row) => dateWords(row.dueOn) },
            ]}
          />
        </>
      )}
    </Modal>
  );
}
