import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import type { NumberedRow } from './use-volume.ts';

interface Props {
  readonly item: NumberedRow;
  readonly onClose: () => void;
}

/** 改归他卷: which cadre the material belongs to, and why it lay here. */
export function RefileDialog({ item, onClose }: Props) {
  const { message } = App.useApp();
  const refile = useAct('pages.refile', { quiet: true });
  const [person, setPerson] = useState<PickedPerson>();
  const [reason, setReason] = useState('');
  const ready = person !== undefined && reason.trim() !== '';
  const submit = async () => {
    if (!ready || !(await refile.run({ itemId: item.itemId, fileId: person.fileId, reason }))) return;
    void message.success(`已改归${person.name}卷，在那里是整理中的一件。`);
    onClose();
  };
  return (
    <Modal
      title={`改归他卷：${item.title}`}
      open
      onCancel={onClose}
      okText="改归"
      okButtonProps={{ disabled: !ready, loading: refile.busy }}
      onOk={() => void submit()}
    >
      <p className="muted">
        {item.state === 'fixed' ? `${item.archivalCode} 连同理由作废，不再给别的材料；` : '这里的一件作废；'}
        著录内容和扫描页原样归到对方卷里，待那边定号。两卷的备考表各记一行。请把纸件也移过去。
      </p>
      <FailureNote failure={refile.failure} />
      <Field label="归到哪位干部">
        <PersonPicker label="归到哪位干部" value={person} onChange={setPerson} autoFocus />
      </Field>
      <Field label="理由">
        <Input
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing) void submit();
          }}
        />
      </Field>
    </Modal>
  );
}
