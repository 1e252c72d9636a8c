import { Input, Modal, Table } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { CHANGE_WORDS, type Rules } from './words.ts';

interface Props {
  readonly rules: Rules;
  readonly from: number;
  readonly reviewer: boolean;
  readonly onClose: () => void;
  readonly onDone: (version: number) => void;
}

function todayKey(): string {
  const now = new Date();
  return `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, '0')}${String(now.getDate()).padStart(2, '0')}`;
}

/** 试算: what the edited rules change of cadres and duties; then in force from a day, with the reason. */
export function InForceDialog({ rules, from, reviewer, onClose, onDone }: Props) {
  const [day, setDay] = useState(todayKey());
  const [reason, setReason] = useState('');
  const put = useAct('duty.putInForce', { quiet: true });
  const whole = /^\d{8}$/.test(day);
  const dated = { ...rules, inForceFrom: day };
  const trial = useRead('duty.tryRules', whole ? { rules: dated } : undefined);
  const submit = async () => {
    const done = await put.run({ fromVersion: from, reason, rules: dated });
    if (done) onDone(done.version);
  };
  const { data } = trial;
  return (
    <Modal
      title="试算与施行"
      open
      width={640}
      onCancel={onClose}
      okText="施行"
      okButtonProps={{ disabled: !reviewer || !whole || !data || reason.trim() === '', loading: put.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={trial.failure ?? put.failure} onRetry={trial.reload} />
      <div className="duty-term">
        <Field label="施行日期" required extra="年月日八位；此前发生的仍按前一版">
          <Input maxLength={8} value={day} onChange={(event) => setDay(event.target.value)} />
        </Field>
        <Field label="为什么修改" required>
          <Input maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
      {!reviewer && <p className="muted">试算给您看；施行由审核员办理，请先存草稿。</p>}
      {data && (
        <>
          <p>
            前后各一年内：应收人数 {data.before.cadres} → {data.after.cadres}，应收材料 {data.before.duties} →{' '}
            {data.after.duties} 件，其中逾期未收 {data.before.overdue} → {data.after.overdue} 件。
            <span className="muted">（您知悉范围内）</span>
          </p>
          <p>
            {data.changes.length === 0
              ? '内容与上一版相同。'
              : data.changes.map((one) => `${CHANGE_WORDS[one.change]}${one.part}「${one.name}」`).join('；')}
          </p>
          <Table
            size="small"
            rowKey="classCode"
            dataSource={data.classes}
            pagination={false}
            scroll={{ y: 220 }}
            locale={{ emptyText: '各类应收的件数不变。' }}
            columns={[
              { title: '材料', render: (_value, one) => `${one.classCode} ${one.name}` },
              { title: '现在', dataIndex: 'before', width: 90 },
              { title: '改后', dataIndex: 'after', width: 90 },
            ]}
          />
        </>
      )}
    </Modal>
  );
}
