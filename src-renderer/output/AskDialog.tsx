import { Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { Input as RouteInput } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';

type What = RouteInput<'output.request'>['subject']['what'];
/** What is asked for here; the others where they are shown. */
type Asked = Exclude<What, 'page-print' | 'register'>;
const WHATS: readonly (readonly [Asked, string])[] = [
  ['catalogue', '卷内目录'],
  ['transfer-paper', '转递单据'],
  ['re-pencil', '改写清单'],
  ['profile', '廉政画像'],
];

/** 输出申请: what, in how many copies, for what, where to. Page prints are asked for where the page is shown. */
export function AskDialog({
  about,
  onClose,
}: {
  /** What it is about, where the screen that asks shows it already. */
  readonly about?: { readonly what: What; readonly id: number; readonly title: string };
  readonly onClose: () => void;
}) {
  const ask = useAct('output.request', { quiet: true });
  const [what, setWhat] = useState<Asked>('catalogue');
  const [person, setPerson] = useState<PickedPerson>();
  const [id, setId] = useState<number>();
  const [copies, setCopies] = useState(1);
  const [purpose, setPurpose] = useState('');
  const [destination, setDestination] = useState('');
  const cases = useRead('transfer.cases', what === 'transfer-paper' ? {} : undefined);
  const rearrangements = useRead('numbering.rearrangements', what === 're-pencil' ? {} : undefined);
  const choices =
    what === 'transfer-paper'
      ? (cases.data?.cases ?? []).map((one) => ({
          value: one.id,
          label: `${one.slipNumber} ${one.personName}`,
        }))
      : (rearrangements.data?.rearrangements ?? [])
          .filter((one) => one.state === 'approved')
          .map((one) => ({ value: one.id, label: `${one.personName}：${one.reason}` }));
  const ofCadre = what === 'catalogue' || what === 'profile';
  const subjectId = about?.id ?? (ofCadre ? person?.fileId : id);
  const submit = async () => {
    if (subjectId === undefined) return;
    if (
      await ask.run({ subject: { what: about?.what ?? what, id: subjectId }, copies, purpose, destination })
    )
      onClose();
  };
  return (
    <Modal
      title="申请输出"
      open
      onCancel={onClose}
      okText="报审批人"
      okButtonProps={{
        disabled: subjectId === undefined || purpose.trim() === '' || destination.trim() === '',
        loading: ask.busy,
      }}
      onOk={() => void submit()}
    >
      <FailureNote failure={ask.failure} />
      {about ? (
        <p>输出「{about.title}」，请审批人批准；批准后内容有变动的须重新申请。</p>
      ) : (
        <>
          <FieldGroup label="输出什么">
            <Radio.Group
              value={what}
              onChange={(event) => {
                setWhat(event.target.value as Asked);
                setId(undefined);
              }}
              options={WHATS.map(([value, label]) => ({ value, label }))}
            />
          </FieldGroup>
          {ofCadre ? (
            <Field label="谁的卷">
              <PersonPicker value={person} onChange={setPerson} />
            </Field>
          ) : (
            <Field label="哪一项">
              <Select
                showSearch={{ optionFilterProp: 'label' }}
                value={id ?? null}
                onChange={(next: number) => setId(next)}
                options={choices}
                notFoundContent="没有可选的"
              />
            </Field>
          )}
        </>
      )}
      <Field label="份数">
        <InputNumber
          min={1}
          max={99}
          precision={0}
          value={copies}
          onChange={(value) => setCopies(value ?? 1)}
        />
      </Field>
      <Field label="用途">
        <Input maxLength={200} value={purpose} onChange={(event) => setPurpose(event.target.value)} />
      </Field>
      <Field label="去向">
        <Input maxLength={200} value={destination} onChange={(event) => setDestination(event.target.value)} />
      </Field>
    </Modal>
  );
}
