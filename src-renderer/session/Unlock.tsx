import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { act, FailureNote, useAct } from '../archive/index.ts';
import { sessionIs, useSession } from './session-store.ts';

/** 锁屏: nothing of the archive is behind it; the main side has closed the database and wiped the keys. */
export function Unlock() {
  const session = useSession();
  const unlock = useAct('session.unlock', { quiet: true });
  const first = useRef<InputRef>(null);
  const [form] = Form.useForm<{ password: string }>();
  useEffect(() => first.current?.focus(), []);

  const submit = async (values: { password: string }) => {
    const state = await unlock.run(values);
    if (state) sessionIs(state);
    else form.resetFields();
  };
  const leave = async () => {
    const result = await act('archive.close', {});
    if (result.ok) sessionIs(result.data);
  };
  return (
    <div className="gate">
      <Form form={form} layout="vertical" className="gate-card" onFinish={(values) => void submit(values)}>
        <h1>屏幕已锁定</h1>
        <p className="gate-archive">{session?.archive?.name}</p>
        <p>只有锁定前登录的人能用自己的密码解锁；未保存的编目草稿已加密留存。</p>
        <FailureNote failure={unlock.failure} />
        <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
          <Input.Password ref={first} autoComplete="off" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={unlock.busy}>
          解锁
        </Button>
        <Button type="link" block onClick={() => void leave()}>
          换人登录
        </Button>
      </Form>
    </div>
  );
}
