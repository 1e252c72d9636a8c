import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { sessionIs, useSession } from './session-store.ts';

interface Props {
  /** Every password is lost: the sealed envelopes are at hand. */
  readonly onForgotten: () => void;
}

/** 登录: which archive, who, password. */
export function SignIn({ onForgotten }: Props) {
  const session = useSession();
  const signIn = useAct('session.signIn', { quiet: true });
  const close = useAct('archive.close');
  const first = useRef<InputRef>(null);
  const [form] = Form.useForm<{ login: string; password: string }>();
  useEffect(() => first.current?.focus(), []);

  const submit = async (values: { login: string; password: string }) => {
    const state = await signIn.run(values);
    if (state) sessionIs(state);
    else form.resetFields(['password']);
  };
  return (
    <div className="gate">
      <Form form={form} layout="vertical" className="gate-card" onFinish={(values) => void submit(values)}>
        <h1>廉档</h1>
        <p className="gate-archive">{session?.archive?.name}</p>
        <FailureNote failure={signIn.failure} />
        <Form.Item name="login" label="登录名" rules={[{ required: true, message: '请输入登录名' }]}>
          <Input ref={first} autoComplete="off" />
        </Form.Item>
        <Form.Item name="password" label="密码" rules={[{ required: true, message: '请输入密码' }]}>
          <Input.Password autoComplete="off" />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.busy}>
          登录
        </Button>
        <Button
          type="link"
          block
          onClick={() => void close.run({}).then((state) => state && sessionIs(state))}
        >
          换一个库
        </Button>
        <Button type="link" block onClick={onForgotten}>
          用恢复份额重设密码
        </Button>
      </Form>
    </div>
  );
}
