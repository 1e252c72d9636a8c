import { App, Button, Form, Input, Modal, Radio } from 'antd';
import {
  NATURES,
  ORIGINALITIES,
  RETENTIONS,
  SECRECY_LEVELS,
  SECRECY_WORDS,
  SOURCE_KINDS,
} from '#contract/vocabulary.ts';
import { FailureNote, useAct } from '../archive/index.ts';
import { keyTitle, useCommand } from '../keyboard/index.ts';
import { NATURE_WORDS, ORIGINALITY_WORDS, RETENTION_WORDS, SOURCE_WORDS } from '../words/index.ts';
import { type ItemTemplate, type SchemeClass, termFor } from './item-draft.ts';

interface Props {
  readonly one: SchemeClass;
  readonly template: ItemTemplate | undefined;
  readonly onClose: () => void;
}

const UNSAID = '';
const UNSAID_OPTION = { value: UNSAID, label: '按分类方案' };

interface Values {
  readonly title: string;
  readonly author: string;
  readonly supplier: string;
  readonly remarks: string;
  readonly sourceKind: string;
  readonly nature: string;
  readonly originality: string;
  readonly secrecy: string;
  readonly retention: string;
  readonly formalities: string;
}

/** 著录模板 of a class: what a new item of it begins with. */
export function TemplateDialog({ one, template, onClose }: Props) {
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const save = useAct('catalogue.saveTemplate', { quiet: true });
  const drop = useAct('catalogue.dropTemplate');
  const submit = async () => {
    const values = form.getFieldsValue();
    const secrecy = SECRECY_LEVELS.find((level) => level === values.secrecy) ?? null;
    const done = await save.run({
      classCode: one.code,
      title: values.title,
      author: values.author,
      supplier: values.supplier,
      remarks: values.remarks,
      sourceKind: SOURCE_KINDS.find((kind) => kind === values.sourceKind) ?? null,
      nature: NATURES.find((nature) => nature === values.nature) ?? null,
      originality: ORIGINALITIES.find((each) => each === values.originality) ?? null,
      signed: values.formalities.includes('signed') ? true : null,
      stamped: values.formalities.includes('stamped') ? true : null,
      secrecy,
      secrecyYears: secrecy === null ? 0 : termFor(secrecy, 0),
      retention: RETENTIONS.find((each) => each === values.retention) ?? null,
    });
    if (!done) return;
    void message.success(`已存 ${one.code} 类的著录模板`);
    onClose();
  };
  const restore = async () => {
    if (await drop.run({ classCode: one.code })) onClose();
  };
  useCommand('form.save', () => void submit());
  const radios = <T extends string>(values: readonly T[], words: Record<T, string>) => (
    <Radio.Group options={[UNSAID_OPTION, ...values.map((value) => ({ value, label: words[value] }))]} />
  );
  return (
    <Modal
      open
      width={640}
      title={`${one.code} ${one.name} 的著录模板`}
      onCancel={onClose}
      afterOpenChange={(open) => {
        if (open) form.focusField('title');
      }}
      footer={[
        <Button key="drop" onClick={() => void restore()} loading={drop.busy}>
          恢复默认
        </Button>,
        <Button key="save" type="primary" loading={save.busy} onClick={() => void submit()}>
          保存（{keyTitle('form.save')}）
        </Button>,
      ]}
    >
      <FailureNote failure={save.failure} />
      <Form<Values>
        form={form}
        layout="horizontal"
        labelCol={{ span: 4 }}
        initialValues={{
          title: template?.title ?? '',
          author: template?.author ?? '',
          supplier: template?.supplier ?? '',
          remarks: template?.remarks ?? '',
          sourceKind: template?.sourceKind ?? UNSAID,
          nature: template?.nature ?? UNSAID,
          originality: template?.originality ?? UNSAID,
          secrecy: template?.secrecy ?? UNSAID,
          retention: template?.retention ?? UNSAID,
          formalities: [template?.signed === true && 'signed', template?.stamped === true && 'stamped']
            .filter(Boolean)
            .join(' '),
        }}
      >
        <Form.Item
          name="title"
          label="题名"
          extra="可用 {年度} {姓名} {类名} {责任者}；年度取材料所写，没有的按日期推：一至三月形成的算上一年度"
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="author" label="责任者">
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="supplier" label="材料来处">
          <Input maxLength={100} placeholder={one.supplier} />
        </Form.Item>
        <Form.Item name="sourceKind" label="来源">
          {radios(SOURCE_KINDS, SOURCE_WORDS)}
        </Form.Item>
        <Form.Item name="nature" label="性质">
          {radios(NATURES, NATURE_WORDS)}
        </Form.Item>
        <Form.Item name="originality" label="原件">
          {radios(ORIGINALITIES, ORIGINALITY_WORDS)}
        </Form.Item>
        <Form.Item name="formalities" label="手续">
          <Radio.Group
            options={[
              { value: '', label: '不预填' },
              { value: 'signed', label: '本人签名' },
              { value: 'stamped', label: '单位盖章' },
              { value: 'signed stamped', label: '签名并盖章' },
            ]}
          />
        </Form.Item>
        <Form.Item name="secrecy" label="密级">
          {radios(SECRECY_LEVELS, SECRECY_WORDS)}
        </Form.Item>
        <Form.Item name="retention" label="保管期限">
          {radios(RETENTIONS, RETENTION_WORDS)}
        </Form.Item>
        <Form.Item name="remarks" label="备注">
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
