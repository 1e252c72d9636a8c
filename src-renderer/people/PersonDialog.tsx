import { App, Form, Input, Modal, Select } from 'antd';
import type { Output, Input as RouteInput } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { useRoles } from '../session/index.ts';

type Draft = RouteInput<'people.save'>['person'];
type Detail = Output<'people.get'>;

interface Props {
  /** undefined: a new cadre. */
  readonly personId: number | undefined;
  readonly onClose: () => void;
  readonly onSaved: (personId: number) => void;
}

const EMPTY: Draft = {
  name: '',
  formerName: '',
  sex: '',
  ethnicity: '',
  birthDate: '',
  idNumber: '',
  idNumberReason: '',
  politicalStatus: '',
  partyDate: '',
  workDate: '',
  rank: '',
  unit: '',
  department: '',
  leadingGroup: '',
  posts: [],
  staffNumber: '',
  remarks: '',
};

function draftOf(detail: Detail): Draft {
  const {
    id: _id,
    revision: _r,
    fileId: _f,
    volumeNumber: _v,
    fileState: _s,
    relatives: _rel,
    classes: _c,
    ...draft
  } = detail;
  return draft;
}

/** 干部登记: loaded first, so that the form begins with what is on record. */
export function PersonDialog(props: Props) {
  const { data, failure, reload } = useRead(
    'people.get',
    props.personId === undefined ? undefined : { id: props.personId },
  );
  if (props.personId !== undefined && !data) {
    return (
      <Modal title="干部登记" open onCancel={props.onClose} footer={null}>
        <FailureNote failure={failure} onRetry={reload} />
      </Modal>
    );
  }
  return <PersonForm {...props} detail={data} />;
}

function PersonForm({ detail, onClose, onSaved }: Props & { readonly detail: Detail | undefined }) {
  const { message } = App.useApp();
  const save = useAct('people.save', { quiet: true });
  const clerk = useRoles().includes('clerk');
  const [form] = Form.useForm<Draft>();
  const submit = async (person: Draft) => {
    const saved = await save.run({
      ...(detail ? { id: detail.id, revision: detail.revision } : {}),
      person,
    });
    if (!saved) return;
    void message.success('已保存');
    onSaved(saved.id);
    onClose();
  };
  const wrong = (field: keyof Draft) => {
    const found = save.failure?.details?.find((one) => one.path === `person.${field}` || one.path === field);
    return found ? { validateStatus: 'error' as const, help: found.message } : {};
  };
  const line = (name: keyof Draft, label: string, extra?: string) => (
    <Form.Item name={name} label={label} {...(extra === undefined ? {} : { extra })} {...wrong(name)}>
      <Input />
    </Form.Item>
  );
  return (
    <Modal
      title={detail ? `干部登记：${detail.name}` : '新增干部'}
      open
      width={860}
      onCancel={onClose}
      okText="保存"
      okButtonProps={{ disabled: !clerk }}
      confirmLoading={save.busy}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        disabled={!clerk}
        className="person-form"
        initialValues={detail ? draftOf(detail) : EMPTY}
        onFinish={() => void submit({ ...EMPTY, ...form.getFieldsValue(true) })}
      >
        <FailureNote failure={save.failure} />
        <div className="person-grid">
          <Form.Item
            name="name"
            label="姓名"
            rules={[{ required: true, whitespace: true, message: '请填写姓名' }]}
            {...wrong('name')}
          >
            <Input autoFocus maxLength={100} />
          </Form.Item>
          {line('formerName', '曾用名')}
          <Form.Item name="sex" label="性别" {...wrong('sex')}>
            <Select
              options={['', '男', '女'].map((value) => ({ value, label: value === '' ? '未填' : value }))}
            />
          </Form.Item>
          {line('ethnicity', '民族')}
          {line('idNumber', '身份证号')}
          {line('idNumberReason', '号码有误的说明', '校验位不符而确系档案所载时填写')}
          {line('birthDate', '出生日期', '写作 1975、197501 或 19750102')}
          {line('workDate', '参加工作')}
          {line('politicalStatus', '政治面貌')}
          {line('partyDate', '入党时间')}
          {line('rank', '级别')}
          {line('staffNumber', '工号')}
          {line('unit', '单位')}
          {line('department', '部门')}
          {line('leadingGroup', '班子')}
          {line('remarks', '备注')}
        </div>
        <Form.Item
          name="posts"
          label="职务（可有多个，第一个为主要职务；输入后按 Enter）"
          {...wrong('posts')}
        >
          <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={['；', ';']} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
