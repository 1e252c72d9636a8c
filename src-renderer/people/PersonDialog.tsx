import { Alert, App, Form, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { useRoles } from '../session/index.ts';
import { PersonConflict } from './PersonConflict.tsx';
import { PersonFields } from './PersonFields.tsx';
import {
  differingFields,
  draftOf,
  EMPTY,
  type PersonDetail,
  type PersonDraft,
  type PersonField,
  tidied,
} from './person-draft.ts';

interface Props {
  /** undefined: a new cadre. */
  readonly personId: number | undefined;
  readonly onClose: () => void;
  readonly onSaved?: (personId: number) => void;
}

/** 干部登记: loaded first, so that the form begins with what is on record. */
export function PersonDialog(props: Props) {
  const { data, failure, reload } = useRead(
    'people.get',
    props.personId === undefined ? undefined : { id: props.personId },
  );
  if (props.personId !== undefined && !data) {
    return (
      <Modal title="干部登记" open loading={!failure} onCancel={props.onClose} footer={null}>
        <FailureNote failure={failure} onRetry={reload} />
      </Modal>
    );
  }
  return <PersonForm {...props} latest={data} reload={reload} />;
}

interface FormProps extends Props {
  /** As the record stands now; it may have moved on while the form was open. */
  readonly latest: PersonDetail | undefined;
  readonly reload: () => void;
}

function PersonForm({ latest, reload, onClose, onSaved }: FormProps) {
  const { message, modal } = App.useApp();
  const save = useAct('people.save', { quiet: true });
  const clerk = useRoles().includes('clerk');
  const [form] = Form.useForm<PersonDraft>();
  // What the form began with: its revision is what is saved against, whatever was read since.
  const [base, setBase] = useState(latest);
  const mine = (): PersonDraft => ({ ...(base ? draftOf(base) : EMPTY), ...form.getFieldsValue(true) });
  const moved = base && latest && latest.revision !== base.revision ? latest : undefined;

  const submit = async () => {
    const saved = await save.run({
      ...(base ? { id: base.id, revision: base.revision } : {}),
      person: tidied(mine()),
    });
    if (!saved) {
      reload();
      return;
    }
    void message.success('已保存');
    onSaved?.(saved.id);
    onClose();
  };
  const takeTheirs = () => {
    if (!moved) return;
    form.setFieldsValue(draftOf(moved));
    setBase(moved);
    save.forget();
  };
  const insist = () => {
    setBase(moved);
    save.forget();
  };
  const leave = () => {
    if (!clerk || differingFields(base ? draftOf(base) : EMPTY, mine()).length === 0) {
      onClose();
      return;
    }
    modal.confirm({
      title: '还有没保存的修改',
      content: '现在关闭，刚填写的内容就没有了。',
      okText: '不保存，关闭',
      cancelText: '继续填写',
      onOk: onClose,
    });
  };
  useCommand('form.save', () => form.submit(), clerk && !save.busy);

  const findings = new Map<PersonField, string>();
  for (const { path, message: said } of save.failure?.details ?? []) {
    const field = path.replace(/^person\./, '').split('.')[0] as PersonField;
    findings.set(field, [findings.get(field), said].filter((one) => one !== undefined).join('；'));
  }
  return (
    <Modal
      title={
        base ? `干部登记：${base.name}　第 ${String(base.volumeNumber).padStart(4, '0')} 卷` : '新增干部'
      }
      open
      width={900}
      onCancel={leave}
      cancelText={clerk ? '取消' : '关闭'}
      okText="保存（Ctrl+S）"
      okButtonProps={{ disabled: !clerk || moved !== undefined, title: clerk ? '' : '干部登记由档案员办理' }}
      confirmLoading={save.busy}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        disabled={!clerk}
        className="person-form"
        initialValues={base ? draftOf(base) : EMPTY}
        onFinish={() => void submit()}
      >
        {moved ? (
          <PersonConflict theirs={draftOf(moved)} mine={mine()} onTakeTheirs={takeTheirs} onInsist={insist} />
        ) : (
          // What is wrong with a field is said at the field.
          save.failure &&
          (findings.size > 0 ? (
            <Alert type="error" showIcon role="alert" title={save.failure.message} />
          ) : (
            <FailureNote failure={save.failure} />
          ))
        )}
        <PersonFields findings={findings} knownNumber={base?.idNumber ?? ''} />
      </Form>
    </Modal>
  );
}
