import { Button, Input, InputNumber, Modal, Table } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { useRoles } from '../session/index.ts';

type Plan = Output<'training.plans'>['plans'][number];

/** The year's plans. */
export function PlansTab({ year }: { readonly year: string }) {
  const clerk = useRoles().includes('clerk');
  const { data, failure, loading, reload } = useRead('training.plans', { year });
  const [editing, setEditing] = useState<Plan | 'new'>();
  return (
    <>
      <div className="screen-bar">
        {clerk && (
          <Button type="primary" onClick={() => setEditing('new')}>
            制定计划…
          </Button>
        )}
      </div>
      <FailureNote failure={failure} onRetry={reload} />
      <Table<Plan>
        size="small"
        rowKey="id"
        loading={loading && !data}
        dataSource={data?.plans ?? []}
        pagination={false}
        locale={{ emptyText: '这一年还没有计划' }}
        columns={[
          { title: '计划', dataIndex: 'title', width: 260 },
          { title: '目标', dataIndex: 'aim', ellipsis: true },
          { title: '学时', dataIndex: 'hours', width: 70 },
          { title: '活动', dataIndex: 'sessions', width: 70 },
          {
            title: '',
            width: 90,
            render: (_value, one) => clerk && <Button onClick={() => setEditing(one)}>修改…</Button>,
          },
        ]}
      />
      {editing && (
        <PlanDialog
          year={year}
          plan={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

function PlanDialog({
  year,
  plan,
  onClose,
}: {
  readonly year: string;
  readonly plan: Plan | undefined;
  readonly onClose: () => void;
}) {
  const save = useAct('training.savePlan', { quiet: true });
  const [title, setTitle] = useState(plan?.title ?? '');
  const [aim, setAim] = useState(plan?.aim ?? '');
  const [hours, setHours] = useState(plan?.hours ?? 0);
  const submit = async () => {
    const fields = { year, title, aim, hours };
    if (await save.run(plan === undefined ? fields : { id: plan.id, ...fields })) onClose();
  };
  return (
    <Modal
      title={`${year} 年教育计划`}
      open
      onCancel={onClose}
      okText="保存"
      okButtonProps={{ disabled: title.trim() === '', loading: save.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={save.failure} />
      <Field label="计划名称" required>
        <Input maxLength={100} value={title} onChange={(event) => setTitle(event.target.value)} />
      </Field>
      <Field label="目标">
        <Input.TextArea
          rows={3}
          maxLength={500}
          value={aim}
          onChange={(event) => setAim(event.target.value)}
        />
      </Field>
      <Field label="每人学时" extra="0 为不作要求">
        <InputNumber min={0} max={200} step={0.5} value={hours} onChange={(value) => setHours(value ?? 0)} />
      </Field>
    </Modal>
  );
}
