import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { sessionIs } from './session-store.ts';

interface Values {
  readonly oldPassword: string;
  readonly newPassword: string;
  readonly again: string;
}
interface Props {
  readonly onDone?: () => void;
}

/** 修改密码: forced at the first sign-in, and from the account menu. */
export function ChangePassword({ onDone }: Props) {
  const change = useAct('session.changePassword', { quiet: true });
  const first = useRef<InputRef>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = async ({ oldPassword, newPassword }: Values) => {
    const state = await change.run({ oldPassword, newPassword });
    if (!state) return;
    sessionIs(state);
    onDone?.();
  };
  return (
    <Form<Values> layout="vertical" onFinish={(values) => void submit(values)}>
      <FailureNote failure={change.failure} />
      <Form.Item name="oldPassword" label="原密码" rules={[{ required: true, message: '请输入原密码' }]}>
        <Input.Password ref={first} autoComplete="off" />
      </Form.Item>
      <Form.Item name="newPassword" label="新密码" rules={[{ required: true, message: '请输入新密码' }]}>
        <Input.Password autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="again"
        label="再输一遍新密码"
        dependencies={['newPassword']}
        rules={[
          { required: true, message: '请再输一遍' },
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === undefined || value === getFieldValue('newPassword')
                ? Promise.resolve()
                : Promise.reject(new Error('两次输入不一致')),
          }),
        ]}
      >
        <Input.Password autoComplete="off" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={change.busy}>
        修改密码
      </Button>
    </Form>
  );
}
