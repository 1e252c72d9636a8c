import { Checkbox, DatePicker, Input, Modal } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import type { Request } from './RequestPane.tsx';

interface Props {
  readonly request: Request;
  readonly onClose: () => void;
}

/** 借出纸件: what leaves the shelf, with its counted pages, to whom and until when. */
export function LendDialog({ request, onClose }: Props) {
  const rules = useRead('consult.rules', {});
  const lend = useAct('consult.lend', { quiet: true });
  const [borrower, setBorrower] = useState(request.readers[0]?.name ?? '');
  const [phone, setPhone] = useState(request.phone);
  const [items, setItems] = useState<readonly number[]>([]);
  const days = rules.data?.rules.loanDays ?? 1;
  const [due, setDue] = useState(() => dayjs().add(1, 'day').endOf('day'));
  const submit = async () => {
    const chosen = request.items.filter((one) => items.includes(one.itemId));
    const done = await lend.run({
      id: request.id,
      revision: request.revision,
      borrower,
      phone,
      dueAt: due.toISOString(),
      items: chosen.map((one) => ({ itemId: one.itemId, pages: one.paperPages ?? one.pages.length })),
    });
    if (done) onClose();
  };
  return (
    <Modal
      title={`借出纸件：${request.number}`}
      open
      width={640}
      onCancel={onClose}
      okText="借出"
      okButtonProps={{
        disabled: items.length === 0 || borrower.trim() === '' || phone.trim() === '',
        loading: lend.busy,
      }}
      onOk={() => void submit()}
    >
      <p className="muted">借期不超过 {days} 天；离架前逐页数清。</p>
      <FailureNote failure={lend.failure} />
      <div>
        <Field label="借阅人">
          <Input
            autoFocus
            maxLength={100}
            value={borrower}
            onChange={(event) => setBorrower(event.target.value)}
          />
        </Field>
        <Field label="电话">
          <Input maxLength={40} value={phone} onChange={(event) => setPhone(event.target.value)} />
        </Field>
        <Field label="归还期限">
          <DatePicker
            value={due}
            maxDate={dayjs().add(days, 'day')}
            onChange={(next) => next && setDue(next.endOf('day'))}
          />
        </Field>
        <FieldGroup label="哪些材料">
          <Checkbox.Group
            className="consult-choices"
            value={[...items]}
            onChange={(next) => setItems(next)}
            options={request.items.map((one) => ({
              value: one.itemId,
              label: `${one.classCode} ${one.title}（${one.paperPages ?? one.pages.length}页）`,
            }))}
          />
        </FieldGroup>
      </div>
    </Modal>
  );
}
