import { DatePicker, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import type { Loan } from './LoansTab.tsx';

interface Props {
  readonly loan: Loan;
  readonly onClose: () => void;
}

/** 续借: asked for by the clerk, decided by the approver. */
export function RenewalDialog({ loan, onClose }: Props) {
  const rules = useRead('consult.rules', {});
  const ask = useAct('consult.askRenewal', { quiet: true });
  const [until, setUntil] = useState(() => dayjs(loan.dueAt).add(1, 'day').endOf('day'));
  const [reason, setReason] = useState('');
  const submit = async () => {
    if (await ask.run({ loanId: loan.id, until: until.toISOString(), reason })) onClose();
  };
  return (
    <Modal
      title={`续借：${loan.number}`}
      open
      onCancel={onClose}
      okText="报审批人"
      okButtonProps={{ disabled: reason.trim() === '', loading: ask.busy }}
      onOk={() => void submit()}
    >
      <p className="muted">
        每次不超过 {rules.data?.rules.renewalDays ?? '…'} 天，至多 {rules.data?.rules.mostRenewals ?? '…'}{' '}
        次。
      </p>
      <FailureNote failure={ask.failure} />
      <div>
        <Field label="续借到">
          <DatePicker autoFocus value={until} onChange={(next) => next && setUntil(next.endOf('day'))} />
        </Field>
        <Field label="理由">
          <Input maxLength={300} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}
