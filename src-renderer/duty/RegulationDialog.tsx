import { App, Input, type InputRef, Modal, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Output, Input as Sent } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';

type Draft = Sent<'regulation.save'>['regulation'];
const EMPTY: Draft = {
  title: '',
  issuer: '',
  documentNumber: '',
  inForceFrom: '',
  repealedOn: '',
  successorId: null,
  classes: [],
  body: '',
};
const DAY = /^(|\d{8})$/;

interface Props {
  readonly id: number | undefined;
  readonly editor: boolean;
  readonly classes: Output<'catalogue.scheme'>['classes'];
  readonly onClose: () => void;
}

/** One rule of the library: particulars and text. */
export function RegulationDialog({ id, editor, classes, onClose }: Props) {
  const { message } = App.useApp();
  const read = useRead('regulation.get', id === undefined ? undefined : { id });
  const others = useRead('regulation.list', { inForce: false });
  const save = useAct('regulation.save', { quiet: true });
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [revision, setRevision] = useState<number>();
  const name = useRef<InputRef>(null);
  const { data } = read;
  useEffect(() => {
    // Once: what is being typed is not overwritten by a later reading.
    if (!data || revision !== undefined) return;
    const { id: _i, revision: known, changedAt: _a, changedBy: _b, ...fields } = data;
    setDraft(fields);
    setRevision(known);
  }, [data, revision]);
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const ready = draft.title.trim() !== '' && DAY.test(draft.inForceFrom) && DAY.test(draft.repealedOn);
  const submit = async () => {
    const done = await save.run({
      ...(id === undefined || revision === undefined ? {} : { id, revision }),
      regulation: draft,
    });
    if (!done) return;
    void message.success('已登记');
    onClose();
  };
  return (
    <Modal
      title={id === undefined ? '登记制度' : '制度'}
      open
      width={860}
      onCancel={onClose}
      okText="保存"
      okButtonProps={{
        disabled: !editor || !ready || (id !== undefined && revision === undefined),
        loading: save.busy,
      }}
      onOk={() => void submit()}
      afterOpenChange={(shown) => shown && name.current?.focus()}
    >
      <FailureNote failure={read.failure ?? save.failure} onRetry={read.reload} />
      <Field label="名称" required extra="不写书名号">
        <Input
          ref={name}
          maxLength={200}
          value={draft.title}
          onChange={(event) => change({ title: event.target.value.replaceAll(/[《》]/g, '') })}
        />
      </Field>
      <div className="duty-term">
        <Field label="发文机关">
          <Input
            maxLength={100}
            value={draft.issuer}
            onChange={(event) => change({ issuer: event.target.value })}
          />
        </Field>
        <Field label="文号">
          <Input
            maxLength={100}
            value={draft.documentNumber}
            onChange={(event) => change({ documentNumber: event.target.value })}
          />
        </Field>
        <Field label="施行日期" extra="年月日八位">
          <Input
            maxLength={8}
            value={draft.inForceFrom}
            onChange={(event) => change({ inForceFrom: event.target.value })}
          />
        </Field>
        <Field label="废止日期" extra="自这一天起不再有效；不填：现行">
          <Input
            maxLength={8}
            value={draft.repealedOn}
            onChange={(event) => change({ repealedOn: event.target.value })}
          />
        </Field>
        <Field label="由哪一件替代">
          <Select<number>
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.successorId}
            onChange={(value?: number) => change({ successorId: value ?? null })}
            options={(others.data?.regulations ?? [])
              .filter((one) => one.id !== id)
              .map((one) => ({ value: one.id, label: one.title }))}
          />
        </Field>
        <Field label="用于哪些类的材料">
          <Select
            mode="multiple"
            maxTagCount={4}
            showSearch={{ optionFilterProp: 'label' }}
            value={draft.classes}
            onChange={(value) => change({ classes: value })}
            options={classes.map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
          />
        </Field>
      </div>
      <Field label="正文" extra="涉密的制度不在此登记">
        <Input.TextArea
          rows={12}
          maxLength={200_000}
          value={draft.body}
          onChange={(event) => change({ body: event.target.value })}
        />
      </Field>
    </Modal>
  );
}
