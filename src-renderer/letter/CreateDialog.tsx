import { Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import type { Input as RouteInput } from '#contract/index.ts';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { PeoplePicker, type PickedPerson } from '../person-picker/index.ts';
import { plainDate } from '../words/index.ts';

type Kind = RouteInput<'letter.create'>['kind'];

const today = () => {
  const now = new Date();
  return `${now.getFullYear()}${String(now.getMonth() + 1).padStart(2, '0')}${String(now.getDate()).padStart(2, '0')}`;
};

/** 起草: for one or many cadres from one 征求函; each draft is put together from what is on file up to the day. */
export function CreateDialog({ onClose }: { readonly onClose: (first: number | undefined) => void }) {
  const create = useAct('letter.create', { quiet: true });
  const [kind, setKind] = useState<Kind>('reply');
  const [people, setPeople] = useState<readonly PickedPerson[]>([]);
  const [fields, setFields] = useState({
    purpose: '',
    fromUnit: '',
    fromNumber: '',
    fromDate: '',
    dueOn: '',
    asOf: today(),
  });
  const set = (name: keyof typeof fields) => (event: { target: { value: string } }) =>
    setFields({ ...fields, [name]: event.target.value });
  const line = (name: keyof typeof fields, label: string, extra?: string) => (
    <Field label={label} {...(extra === undefined ? {} : { extra })}>
      <Input maxLength={100} value={fields[name]} onChange={set(name)} />
    </Field>
  );
  const submit = async () => {
    const day = (text: string) => plainDate(text) ?? text;
    const made = await create.run({
      kind,
      fileIds: people.map((one) => one.fileId),
      ...fields,
      fromDate: day(fields.fromDate),
      dueOn: day(fields.dueOn),
      asOf: day(fields.asOf),
    });
    if (made) onClose(made.ids[0]);
  };
  return (
    <Modal
      title="起草廉政意见"
      open
      width={720}
      onCancel={() => onClose(undefined)}
      okText={`起草 ${people.length} 份`}
      okButtonProps={{ disabled: people.length === 0 || fields.purpose.trim() === '', loading: create.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={create.failure} />
      <FieldGroup label="种类">
        <Radio.Group
          value={kind}
          onChange={(event) => setKind(event.target.value as Kind)}
          options={[
            { value: 'reply', label: '党风廉政意见回复' },
            { value: 'conclusion', label: '廉洁自律结论性意见（双签字）' },
          ]}
        />
      </FieldGroup>
      <PeoplePicker value={people} onChange={setPeople} />
      <Field label="用途" required>
        <Input
          maxLength={100}
          placeholder="如：拟提拔使用"
          value={fields.purpose}
          onChange={set('purpose')}
        />
      </Field>
      <div className="letter-grid">
        {line('fromUnit', '来文单位')}
        {line('fromNumber', '来文文号')}
        {line('fromDate', '来文日期', '写到日，如 20261118 或 2026.11.18')}
        {line('dueOn', '回复限期')}
        {line('asOf', '查档截止日', '只看形成于这一天及以前的材料')}
      </div>
    </Modal>
  );
}
