import { Button, Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import type { Input as RouteInput } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { plainDate } from '../words/index.ts';
import { FORM_WORDS, type Session } from './words.ts';

type Fields = RouteInput<'training.saveSession'>;
type Material = Fields['materials'][number] & { readonly key: number };

interface Props {
  readonly year: string;
  /** undefined: a new one. */
  readonly session: Session | undefined;
  readonly onClose: (id: number | undefined) => void;
}

/** 登记活动: when, where, what, by whom; what is to be read. */
export function SessionDialog({ year, session, onClose }: Props) {
  const save = useAct('training.saveSession', { quiet: true });
  const plans = useRead('training.plans', { year });
  const [fields, setFields] = useState({
    planId: session?.planId ?? null,
    title: session?.title ?? '',
    form: session?.form ?? ('lecture' as const),
    heldOn: session?.heldOn ?? '',
    place: session?.place ?? '',
    speaker: session?.speaker ?? '',
    hours: session?.hours ?? 2,
    summary: session?.summary ?? '',
  });
  const [materials, setMaterials] = useState<readonly Material[]>(
    (session?.materials ?? []).map((one) => ({ ...one, key: one.id })),
  );
  const set = <K extends keyof typeof fields>(key: K, value: (typeof fields)[K]) =>
    setFields((now) => ({ ...now, [key]: value }));
  const put = (key: number, change: Partial<Material>) =>
    setMaterials((now) => now.map((one) => (one.key === key ? { ...one, ...change } : one)));
  const submit = async () => {
    const saved = await save.run({
      ...(session === undefined ? {} : { id: session.id, revision: session.revision }),
      ...fields,
      heldOn: plainDate(fields.heldOn) ?? fields.heldOn,
      materials: materials.map(({ key: _key, ...one }) => one),
    });
    if (saved) onClose(saved.id);
  };
  return (
    <Modal
      title={session === undefined ? '登记教育活动' : '修改教育活动'}
      open
      width={720}
      onCancel={() => onClose(undefined)}
      okText="保存"
      okButtonProps={{
        disabled: fields.title.trim() === '' || fields.heldOn.trim() === '',
        loading: save.busy,
      }}
      onOk={() => void submit()}
    >
      <FailureNote failure={save.failure} />
      <Field label="内容" required>
        <Input maxLength={100} value={fields.title} onChange={(event) => set('title', event.target.value)} />
      </Field>
      <div className="training-grid">
        <Field label="日期" required extra="写到日，如 20260610 或 2026.6.10">
          <Input value={fields.heldOn} onChange={(event) => set('heldOn', event.target.value)} />
        </Field>
        <Field label="形式">
          <Select
            value={fields.form}
            onChange={(value) => set('form', value)}
            options={Object.entries(FORM_WORDS).map(([value, label]) => ({
              value: value as Session['form'],
              label,
            }))}
          />
        </Field>
        <Field label="地点">
          <Input
            maxLength={100}
            value={fields.place}
            onChange={(event) => set('place', event.target.value)}
          />
        </Field>
        <Field label="主讲">
          <Input
            maxLength={100}
            value={fields.speaker}
            onChange={(event) => set('speaker', event.target.value)}
          />
        </Field>
        <Field label="学时">
          <InputNumber
            min={0}
            max={200}
            step={0.5}
            value={fields.hours}
            onChange={(value) => set('hours', value ?? 0)}
          />
        </Field>
        <Field label="所属计划">
          <Select
            allowClear
            placeholder="不属于计划"
            value={fields.planId}
            onChange={(value: number | null | undefined) => set('planId', value ?? null)}
            options={(plans.data?.plans ?? []).map((one) => ({ value: one.id, label: one.title }))}
          />
        </Field>
      </div>
      <Field label="情况摘要">
        <Input.TextArea
          rows={2}
          maxLength={2000}
          value={fields.summary}
          onChange={(event) => set('summary', event.target.value)}
        />
      </Field>
      <FieldGroup label="学习材料">
        {materials.map((one, at) => (
          <div key={one.key} className="training-material">
            <Input
              aria-label={`学习材料 ${at + 1}`}
              maxLength={200}
              value={one.name}
              onChange={(event) => put(one.key, { name: event.target.value })}
            />
            <Checkbox
              checked={one.mustRead}
              onChange={(event) => put(one.key, { mustRead: event.target.checked })}
            >
              须签阅
            </Checkbox>
            <Button onClick={() => setMaterials(materials.filter((other) => other.key !== one.key))}>
              删去
            </Button>
          </div>
        ))}
        <Button
          onClick={() =>
            setMaterials([
              ...materials,
              { key: Math.min(0, ...materials.map((one) => one.key)) - 1, name: '', mustRead: true },
            ])
          }
        >
          加一份材料
        </Button>
      </FieldGroup>
    </Modal>
  );
}
