import { Alert, Input, Modal } from 'antd';
import { useState } from 'react';
import { archiveChanged, FailureNote, useAct } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import type { Request } from './RequestPane.tsx';

interface Props {
  readonly request: Request;
  readonly onClose: () => void;
}

/** 开始阅览: every reader authenticates at the desk; from here on the window shows only the approved pages. */
export function OpenDialog({ request, onClose }: Props) {
  const open = useAct('consult.open', { quiet: true });
  const [passwords, setPasswords] = useState<Readonly<Record<number, string>>>({});
  const readers = request.readers.flatMap((one) =>
    one.accountId === null ? [] : [{ ...one, accountId: one.accountId }],
  );
  const missing = request.readers.filter((one) => one.accountId === null);
  const present = readers.filter((one) => (passwords[one.accountId] ?? '') !== '');
  const submit = async () => {
    const opened = await open.run({
      id: request.id,
      revision: request.revision,
      readers: present.map((one) => ({ accountId: one.accountId, password: passwords[one.accountId] ?? '' })),
    });
    if (opened) {
      onClose();
      archiveChanged();
    } else {
      setPasswords({});
    }
  };
  return (
    <Modal
      title={`开始阅览：${request.number}`}
      open
      onCancel={onClose}
      okText="开始计时"
      okButtonProps={{ disabled: present.length < 2, loading: open.busy }}
      onOk={() => void submit()}
    >
      <p>
        查阅人各自输入自己的密码，至少两人到场。开始后只显示批准的页，计时 {request.minutes}{' '}
        分钟，到时自动关闭；结束后屏幕锁定。
      </p>
      {missing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={`${missing.map((one) => one.name).join('、')} 还没有账号，不能在台上认证；请系统管理员开户后在查阅单上登记。`}
        />
      )}
      <FailureNote failure={open.failure} />
      <div>
        {readers.map((one, index) => (
          <Field key={one.accountId} label={`${one.name}（${one.unit}）的密码`}>
            <Input.Password
              autoFocus={index === 0}
              autoComplete="off"
              value={passwords[one.accountId] ?? ''}
              onChange={(event) => setPasswords((now) => ({ ...now, [one.accountId]: event.target.value }))}
            />
          </Field>
        ))}
      </div>
    </Modal>
  );
}
