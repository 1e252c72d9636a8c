import { Form, Input, Modal } from 'antd';
import type { Input as RouteInput } from '#contract/index.ts';
import { FailureNote, useAct } from '../archive/index.ts';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** 新建账号: without any right; the 安全保密管理员 activates it. */
export function NewAccountDialog({ open, onClose }: Props) {
  const create = useAct('accounts.create', { quiet: true });
  const [form] = Form.useForm<RouteInput<'accounts.create'>>();
  const submit = async (values: RouteInput<'accounts.create'>) => {
    if (await create.run(values)) onClose();
  };
  return (
    <Modal
      title="新建账号"
      open={open}
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="建立"
      confirmLoading={create.busy}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" preserve={false} onFinish={(values) => void submit(values)}>
        <FailureNote failure={create.failure} />
        <Form.Item
          name="name"
          label="姓名"
          rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
        >
          <Input autoFocus maxLength={50} />
        </Form.Item>
        <Form.Item
          name="login"
          label="登录名"
          rules={[{ required: true, whitespace: true, message: '请填写登录名' }]}
        >
          <Input autoComplete="off" maxLength={64} />
        </Form.Item>
        <Form.Item name="idNumber" label="身份证号（可后补）" extra="同一人的几个账号据此认出">
          <Input autoComplete="off" maxLength={40} />
        </Form.Item>
        <Form.Item
          name="password"
          label="初始密码（本人首次登录时必须修改）"
          rules={[{ required: true, message: '请填写初始密码' }]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
