import { Form, Input, Modal } from 'antd';
import { FailureNote, useAct } from '../archive/index.ts';
import type { Account } from './AccountsScreen.tsx';

interface Props {
  readonly account: Account;
  readonly onClose: () => void;
}

/** 重设密码: the account loses what its old key opened; a colleague hands the content key over anew. */
export function ResetDialog({ account, onClose }: Props) {
  const reset = useAct('accounts.resetPassword', { quiet: true });
  const [form] = Form.useForm<{ password: string }>();
  const submit = async ({ password }: { password: string }) => {
    if (await reset.run({ id: account.id, password })) onClose();
  };
  return (
    <Modal
      title={`重设密码：${account.name}（${account.login}）`}
      open
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="重设"
      confirmLoading={reset.busy}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void submit(values)}>
        <FailureNote failure={reset.failure} />
        <Form.Item
          name="password"
          label="新的初始密码"
          extra="本人登录后必须修改；若原来持有内容密钥，须由同事重新移交。"
          rules={[{ required: true, message: '请填写新的初始密码' }]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
