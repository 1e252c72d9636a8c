import { App, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { PeoplePicker, type PickedPerson } from '../person-picker/index.ts';
import { plainDate } from '../words/index.ts';
import type { Department } from './words.ts';

/** 添加任务: something asked of a department for one or several cadres, by hand. */
export function TaskDialog({
  departments,
  first,
  onClose,
}: {
  readonly departments: readonly Department[];
  readonly first: number | undefined;
  readonly onClose: () => void;
}) {
  const { message } = App.useApp();
  const scheme = useRead('catalogue.scheme', {});
  const add = useAct('collection.addTasks', { quiet: true });
  const [people, setPeople] = useState<readonly PickedPerson[]>([]);
  const [departmentId, setDepartmentId] = useState(first);
  const [classCode, setClassCode] = useState<string>();
  const [period, setPeriod] = useState('');
  const [wanted, setWanted] = useState('');
  const [due, setDue] = useState('');
  const dueOn = plainDate(due);
  const ready = people.length > 0 && departmentId && classCode && wanted.trim() !== '' && dueOn?.length === 8;
  const submit = async () => {
    if (departmentId === undefined || classCode === undefined || dueOn === undefined) return;
    const fileIds = people.map((one) => one.fileId);
    const done = await add.run({ departmentId, fileIds, classCode, period, wanted, dueOn });
    if (!done) return;
    void message.success(
      `新增 ${done.added} 项${done.already > 0 ? `，另有 ${done.already} 项已经要求过` : ''}`,
    );
    onClose();
  };
  const supplied = departments.find((one) => one.id === departmentId)?.classes ?? [];
  const classes = (scheme.data?.classes ?? []).filter((one) => one.parent !== null);
  const ordered = [
    ...classes.filter((one) => supplied.includes(one.code)),
    ...classes.filter((one) => !supplied.includes(one.code)),
  ];
  return (
    <Modal
      title="添加收集任务"
      open
      onCancel={onClose}
      okText={`添加 ${people.length} 项`}
      okButtonProps={{ disabled: !ready, loading: add.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={add.failure} />
      <PeoplePicker value={people} onChange={setPeople} />
      <FieldGroup label="部门" required>
        <Select<number>
          aria-label="向哪个部门要"
          className="collection-select"
          showSearch={{ optionFilterProp: 'label' }}
          {...(departmentId === undefined ? {} : { value: departmentId })}
          onChange={setDepartmentId}
          options={departments.map((one) => ({ value: one.id, label: one.name }))}
          notFoundContent="还没有部门，请先在「供料部门」里建"
        />
      </FieldGroup>
      <FieldGroup label="类别" required>
        <Select<string>
          aria-label="材料类别"
          showSearch={{ optionFilterProp: 'label' }}
          {...(classCode === undefined ? {} : { value: classCode })}
          onChange={(code) => {
            setClassCode(code);
            if (wanted === '') setWanted(classes.find((one) => one.code === code)?.name ?? '');
          }}
          options={ordered.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
        />
      </FieldGroup>
      <div className="collection-grid">
        <Field label="要交的材料" required>
          <Input maxLength={200} value={wanted} onChange={(event) => setWanted(event.target.value)} />
        </Field>
        <Field label="年度或事由" extra="同一人同类同一年度只要求一次">
          <Input maxLength={40} value={period} onChange={(event) => setPeriod(event.target.value)} />
        </Field>
        <Field label="期限" required extra="写到日，如 20261231">
          <Input value={due} onChange={(event) => setDue(event.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}
