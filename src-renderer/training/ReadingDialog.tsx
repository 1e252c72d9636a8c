import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { plainDate } from '../words/index.ts';
import type { Session } from './words.ts';

/** 记签阅: those whose signature stands on the sheet, with the day they signed. */
export function ReadingDialog({
  session,
  onClose,
}: {
  readonly session: Session;
  readonly onClose: () => void;
}) {
  const act = useAct('training.acknowledge', { quiet: true });
  const required = session.materials.filter((one) => one.mustRead);
  const [materialId, setMaterialId] = useState(required[0]?.id ?? 0);
  const [on, setOn] = useState(session.heldOn);
  const hasRead = (person: Session['people'][number]) =>
    person.read.some((one) => one.materialId === materialId);
  const unread = session.people.filter((one) => !hasRead(one));
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const submit = async () => {
    const done = await act.run({ materialId, fileIds: [...chosen], on: plainDate(on) ?? on });
    if (done) onClose();
  };
  return (
    <Modal
      title="记签阅"
      open
      onCancel={onClose}
      okText={`记 ${chosen.length} 人已签阅`}
      okButtonProps={{ disabled: chosen.length === 0 || on.trim() === '', loading: act.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={act.failure} />
      <Field label="学习材料">
        <Select
          value={materialId}
          onChange={(value) => {
            setMaterialId(value);
            setChosen([]);
          }}
          options={required.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Field>
      <Field label="签阅日期">
        <Input value={on} onChange={(event) => setOn(event.target.value)} />
      </Field>
      <FieldGroup label={`还没有签阅的（${unread.length} 人）`}>
        <Button size="small" onClick={() => setChosen(unread.map((one) => one.fileId))}>
          全选
        </Button>
        <div className="training-readers">
          <Checkbox.Group
            value={[...chosen]}
            onChange={(values) => setChosen(values.map(Number))}
            options={unread.map((one) => ({ value: one.fileId, label: one.name }))}
          />
        </div>
      </FieldGroup>
    </Modal>
  );
}
