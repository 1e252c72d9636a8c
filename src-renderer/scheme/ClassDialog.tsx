import { Checkbox, Form, Input, InputNumber, type InputRef, Modal, Radio } from 'antd';
import { useRef } from 'react';
import {
  LONGEST_SECRECY_YEARS,
  NATURES,
  RETENTIONS,
  SECRECY_LEVELS,
  SECRECY_WORDS,
  SOURCE_KINDS,
} from '#contract/vocabulary.ts';
import { NATURE_WORDS, RETENTION_WORDS, SOURCE_WORDS } from '../words/index.ts';
import type { SchemeClass } from './scheme-edit.ts';

interface Props {
  readonly edited: SchemeClass;
  readonly onClose: () => void;
  readonly onDone: (edited: SchemeClass) => void;
}

const FORM = 'scheme-class';

/** What one class says; a code that items bear does not change. */
export function ClassDialog({ edited, onClose, onDone }: Props) {
  const [form] = Form.useForm<SchemeClass>();
  const name = useRef<InputRef>(null);
  const secrecy = Form.useWatch('secrecy', form);
  const head = edited.parent === null;
  return (
    <Modal
      title={`类号 ${edited.code}`}
      open
      onCancel={onClose}
      // The button belongs to the form below, so that Enter in a field presses it.
      okButtonProps={{ htmlType: 'submit', form: FORM }}
      okText="改好"
      width={460}
      afterOpenChange={(shown) => shown && name.current?.focus()}
    >
      <Form<SchemeClass>
        form={form}
        id={FORM}
        layout="horizontal"
        labelCol={{ span: 5 }}
        initialValues={edited}
        onFinish={(values) => onDone({ ...edited, ...values })}
        onValuesChange={(part: Partial<SchemeClass>) => {
          if (part.secrecy) form.setFieldValue('secrecyYears', LONGEST_SECRECY_YEARS[part.secrecy]);
        }}
      >
        <Form.Item
          name="name"
          label="名称"
          rules={[{ required: true, whitespace: true, message: '请填名称' }]}
        >
          <Input ref={name} maxLength={60} />
        </Form.Item>
        {!head && (
          <>
            <Form.Item name="supplier" label="提供者">
              <Input maxLength={100} />
            </Form.Item>
            <Form.Item name="frequency" label="频次">
              <Input maxLength={20} />
            </Form.Item>
            <Form.Item name="sourceKind" label="来源">
              <Radio.Group options={SOURCE_KINDS.map((value) => ({ value, label: SOURCE_WORDS[value] }))} />
            </Form.Item>
            <Form.Item name="nature" label="性质">
              <Radio.Group options={NATURES.map((value) => ({ value, label: NATURE_WORDS[value] }))} />
            </Form.Item>
            <Form.Item name="retention" label="保管期限">
              <Radio.Group options={RETENTIONS.map((value) => ({ value, label: RETENTION_WORDS[value] }))} />
            </Form.Item>
            <Form.Item name="secrecy" label="密级">
              <Radio.Group
                options={SECRECY_LEVELS.map((value) => ({ value, label: SECRECY_WORDS[value] }))}
              />
            </Form.Item>
            <Form.Item name="secrecyYears" label="保密年限">
              <InputNumber
                min={secrecy === 'internal' ? 0 : 1}
                max={LONGEST_SECRECY_YEARS[secrecy ?? 'internal']}
                disabled={secrecy === 'internal'}
                suffix="年"
              />
            </Form.Item>
            <Form.Item name="yearly" valuePropName="checked" label="每年必备">
              <Checkbox>每年应有，缺的列入提示</Checkbox>
            </Form.Item>
          </>
        )}
      </Form>
    </Modal>
  );
}
