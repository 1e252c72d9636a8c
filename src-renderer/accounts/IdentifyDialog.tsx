import { Input, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import type { Account } from './AccountsScreen.tsx';

interface Props {
  readonly account: Account;
  readonly onClose: () => void;
}

/** 账号持有人: the identity number ties accounts to a person, who counts once under whatever account. */
export function IdentifyDialog({ account, onClose }: Props) {
  const identify = useAct('accounts.identify', { quiet: true });
  const [name, setName] = useState(account.name);
  const [idNumber, setIdNumber] = useState('');
  const submit = async () => {
    if (await identify.run({ id: account.id, name, idNumber })) onClose();
  };
  return (
    <Modal
      title={`账号持有人：${account.login}`}
      open
      onCancel={onClose}
      okText="登记"
      okButtonProps={{ disabled: name.trim() === '' || idNumber.trim() === '', loading: identify.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={identify.failure} />
      <Field label="姓名">
        <Input maxLength={50} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label="身份证号" extra="同一人的几个账号据此认出：角色冲突和两人办理都按人算。">
        <Input maxLength={40} value={idNumber} onChange={(event) => setIdNumber(event.target.value)} />
      </Field>
    </Modal>
  );
}
