import { Checkbox, Form, Modal, Radio } from 'antd';
import { ROLES, type Role, SECRECY_LEVELS, SECRECY_WORDS, type SecrecyLevel } from '#contract/vocabulary.ts';
import { FailureNote, useAct } from '../archive/index.ts';
import { ROLE_WORDS } from '../words/index.ts';
import type { Account } from './AccountsScreen.tsx';

interface Props {
  readonly account: Account;
  readonly onClose: () => void;
}
interface Values {
  readonly roles: Role[];
  readonly clearance: SecrecyLevel;
}

/** 授权: roles and clearance. Which roles exclude each other is the main side's rule; its answer is shown. */
export function GrantDialog({ account, onClose }: Props) {
  const grant = useAct('accounts.grant', { quiet: true });
  const [form] = Form.useForm<Values>();
  const submit = async (values: Values) => {
    if (await grant.run({ id: account.id, ...values })) onClose();
  };
  return (
    <Modal
      title={`授权：${account.name}（${account.login}）`}
      open
      onCancel={onClose}
      onOk={() => form.submit()}
      okText="授权"
      confirmLoading={grant.busy}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ roles: account.roles, clearance: account.clearance }}
        onFinish={(values) => void submit(values)}
      >
        <FailureNote failure={grant.failure} />
        <Form.Item name="roles" label="角色" rules={[{ required: true, message: '至少选择一个角色' }]}>
          <Checkbox.Group options={ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] }))} />
        </Form.Item>
        <Form.Item name="clearance" label="知悉范围（看得到的最高密级）">
          <Radio.Group
            options={SECRECY_LEVELS.map((level) => ({ value: level, label: SECRECY_WORDS[level] }))}
          />
        </Form.Item>
        <p className="muted">失去最后一个业务角色时，内容密钥随即收回。</p>
      </Form>
    </Modal>
  );
}
