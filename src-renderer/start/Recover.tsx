import { Button, Form, Input, type InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { sessionIs } from '../session/index.ts';

interface Values {
  readonly first: string;
  readonly second: string;
  readonly login: string;
  readonly newPassword: string;
}
interface Props {
  readonly onLeave: () => void;
}

/** 用恢复份额重设密码: any two of the three shares. */
export function Recover({ onLeave }: Props) {
  const recover = useAct('archive.recover', { quiet: true });
  const first = useRef<InputRef>(null);
  useEffect(() => first.current?.focus(), []);
  const run = async (values: Values) => {
    const { login, newPassword } = values;
    const state = await recover.run({ shares: [values.first, values.second], login, newPassword });
    if (state) sessionIs(state);
  };
  const required = (message: string) => [{ required: true, whitespace: true, message }];
  return (
    <Form<Values> className="gate-card wide" layout="vertical" onFinish={(values) => void run(values)}>
      <h1>用恢复份额重设密码</h1>
      <p className="muted">从密封信封中取出任意两份，照样输入（不分大小写，可不输横线）。此举会记入审计。</p>
      <FailureNote failure={recover.failure} />
      <Form.Item name="first" label="一份" rules={required('请输入份额')}>
        <Input ref={first} autoComplete="off" />
      </Form.Item>
      <Form.Item name="second" label="另一份" rules={required('请输入份额')}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="login" label="要重设哪个登录名" rules={required('请输入登录名')}>
        <Input autoComplete="off" />
      </Form.Item>
      <Form.Item name="newPassword" label="新密码" rules={required('请输入新密码')}>
        <Input.Password autoComplete="off" />
      </Form.Item>
      <div className="gate-actions">
        <Button onClick={onLeave}>返回</Button>
        <Button type="primary" htmlType="submit" loading={recover.busy}>
          重设并登录
        </Button>
      </div>
    </Form>
  );
}
