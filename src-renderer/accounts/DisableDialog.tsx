import { Form, Input, Modal } from 'antd';
import { FailureNote, useAct } from '../archive/index.ts';
import type { Account } from './AccountsScreen.tsx';

interface Props {
  readonly account: Account;
  readonly onClose: () => void;
}

/** 停用账号, with the reason for the record. */
export function DisableDialog({ account, onClose }: Props) {
  const disable = useAct('accounts.disable', { quiet: true });
  const [form] = Form.useForm<{ reason: string }>();
  const submit = async ({ reason }: { reason: string }) => {
    if (await disable.run({ id: account.id, reason })) onClose();
  };
  return (
    <Modal
      title={`停用：${account.name}（${account.login}）`}
      open
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="停用"
      okButtonProps={{ danger: true }}
      confirmLoading={disable.busy}
    >
      <Form form={form} layout="vertical" onFinish={(values) => void submit(values)}>
        <FailureNote failure={disable.failure} />
        <Form.Item
          name="reason"
          label="原因"
          extra="账号停用后不能登录，其留下的记录都在。"
          rules={[{ required: true, whitespace: true, message: '请写明原因' }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
