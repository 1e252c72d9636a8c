import { App, Button, Checkbox, Input, Modal, Select, Table } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { useRoles } from '../session/index.ts';
import type { Department } from './words.ts';

/** Who supplies what, and how much each owes. */
export function DepartmentsTab() {
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const { data, failure, loading, reload } = useRead('collection.departments', {});
  const take = useAct('collection.takeSuppliers');
  const [editing, setEditing] = useState<Department | 'new'>();
  const takeAll = async () => {
    const done = await take.run({});
    if (done) void message.success(done.added === 0 ? '方案里的部门都已在列' : `新增 ${done.added} 个部门`);
  };
  return (
    <>
      {clerk && (
        <div className="screen-bar">
          <Button type="primary" onClick={() => setEditing('new')}>
            新增部门…
          </Button>
          <Button loading={take.busy} onClick={() => void takeAll()}>
            从分类方案取
          </Button>
          <span className="muted">分类方案每类写有供料部门；取来后可补联系人。</span>
        </div>
      )}
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Department>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.departments ?? []}
        pagination={{ pageSize: 100, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: clerk ? '还没有部门，请「从分类方案取」' : '还没有部门' }}
        columns={[
          {
            title: '部门',
            width: 160,
            render: (_value, one) => `${one.name}${one.active ? '' : '（停用）'}`,
          },
          { title: '联系人', dataIndex: 'contact', width: 100 },
          { title: '电话', dataIndex: 'phone', width: 130 },
          { title: '供料类别', ellipsis: true, render: (_value, one) => one.classes.join('、') },
          { title: '未办结', dataIndex: 'open', width: 70 },
          {
            title: '逾期',
            width: 60,
            render: (_value, one) => (one.overdue === 0 ? 0 : <span className="warning">{one.overdue}</span>),
          },
          {
            title: '',
            width: 90,
            render: (_value, one) => clerk && <Button onClick={() => setEditing(one)}>修改…</Button>,
          },
        ]}
      />
      {editing && (
        <DepartmentDialog
          department={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

function DepartmentDialog({
  department,
  onClose,
}: {
  readonly department: Department | undefined;
  readonly onClose: () => void;
}) {
  const save = useAct('collection.saveDepartment', { quiet: true });
  const scheme = useRead('catalogue.scheme', {});
  const [name, setName] = useState(department?.name ?? '');
  const [contact, setContact] = useState(department?.contact ?? '');
  const [phone, setPhone] = useState(department?.phone ?? '');
  const [note, setNote] = useState(department?.note ?? '');
  const [active, setActive] = useState(department?.active ?? true);
  const [classes, setClasses] = useState<readonly string[]>(department?.classes ?? []);
  const submit = async () => {
    const fields = { name, contact, phone, note, active, classes: [...classes] };
    if (await save.run(department === undefined ? fields : { id: department.id, ...fields })) onClose();
  };
  return (
    <Modal
      title={department ? '修改供料部门' : '新增供料部门'}
      open
      onCancel={onClose}
      okText="保存"
      okButtonProps={{ disabled: name.trim() === '', loading: save.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={save.failure} />
      <Field label="名称" required>
        <Input maxLength={50} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <div className="collection-grid">
        <Field label="联系人">
          <Input maxLength={50} value={contact} onChange={(event) => setContact(event.target.value)} />
        </Field>
        <Field label="电话">
          <Input maxLength={50} value={phone} onChange={(event) => setPhone(event.target.value)} />
        </Field>
      </div>
      <FieldGroup label="供料类别">
        <Select<string[]>
          mode="multiple"
          aria-label="供料类别"
          showSearch={{ optionFilterProp: 'label' }}
          value={[...classes]}
          onChange={setClasses}
          options={(scheme.data?.classes ?? [])
            .filter((one) => one.parent !== null)
            .map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
        />
      </FieldGroup>
      <Field label="备注">
        <Input.TextArea
          rows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <Checkbox checked={active} onChange={(event) => setActive(event.target.checked)}>
        在用
      </Checkbox>
    </Modal>
  );
}
