import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';

type Detail = Output<'people.get'>;
interface Values {
  readonly relatives: Detail['relatives'];
}
/** As many as the route takes. */
const MOST = 60;
const RELATION = { required: true, whitespace: true, message: '填称谓' };
const NAME = { required: true, whitespace: true, message: '填姓名' };

interface Props {
  readonly detail: Detail;
  readonly onClose: () => void;
}

/** 家庭成员及主要社会关系, the whole list at once; whoever comes to read the file is held against it. */
export function RelativesDialog({ detail, onClose }: Props) {
  const { message } = App.useApp();
  const save = useAct('people.saveRelatives', { quiet: true });
  const [form] = Form.useForm<Values>();
  // What the list began with: a record that moved on since is refused, not overwritten.
  const [base] = useState(detail);
  const submit = async ({ relatives }: Values) => {
    const done = await save.run({ id: base.id, revision: base.revision, relatives });
    if (!done) return;
    void message.success('已保存');
    onClose();
  };
  useCommand('form.save', () => form.submit(), !save.busy);
  return (
    <Modal
      title={`家庭成员及主要社会关系：${base.name}`}
      open
      width={720}
      onCancel={onClose}
      okText="保存（Ctrl+S）"
      confirmLoading={save.busy}
      onOk={() => form.submit()}
    >
      <p className="muted">办理查阅时按这份名单核对回避：名单上的人不能查阅此卷。称谓和姓名必填。</p>
      <FailureNote failure={save.failure} />
      <Form
        form={form}
        initialValues={{ relatives: base.relatives }}
        onFinish={(values) => void submit(values)}
      >
        <Form.List name="relatives">
          {(fields, { add, remove }) => (
            <>
              {fields.map(({ key, name }) => (
                <div key={key} className="relative-row">
                  <Form.Item name={[name, 'relation']} rules={[RELATION]} noStyle>
                    <Input aria-label={`称谓 ${name + 1}`} placeholder="称谓" maxLength={20} />
                  </Form.Item>
                  <Form.Item name={[name, 'name']} rules={[NAME]} noStyle>
                    <Input aria-label={`姓名 ${name + 1}`} placeholder="姓名" maxLength={100} />
                  </Form.Item>
                  <Form.Item name={[name, 'work']} noStyle>
                    <Input
                      aria-label={`单位及职务 ${name + 1}`}
                      placeholder="工作单位及职务"
                      maxLength={200}
                    />
                  </Form.Item>
                  <Button aria-label={`删去第 ${name + 1} 人`} onClick={() => remove(name)}>
                    删去
                  </Button>
                </div>
              ))}
              <Button
                autoFocus
                disabled={fields.length >= MOST}
                title={fields.length >= MOST ? `最多 ${MOST} 人` : ''}
                onClick={() => add({ relation: '', name: '', work: '' })}
              >
                添一人
              </Button>
            </>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}
