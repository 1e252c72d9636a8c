import { App, Input, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { ItemPicker } from '../item-picker/index.ts';

interface Props {
  readonly from: { readonly id: number; readonly fileId: number; readonly title: string };
  readonly onClose: () => void;
  readonly onMerged: (intoItemId: number) => void;
}

/** 合并: all pages go behind those of another item of the cadre, and this one is voided. */
export function MergeDialog({ from, onClose, onMerged }: Props) {
  const { message } = App.useApp();
  const merge = useAct('pages.merge', { quiet: true });
  const [into, setInto] = useState<number>();
  const [reason, setReason] = useState('');
  const ready = into !== undefined && into !== from.id && reason.trim() !== '';
  const run = async () => {
    if (into === undefined) return;
    const done = await merge.run({ fromItemId: from.id, intoItemId: into, reason });
    if (!done) return;
    void message.success(`${done.label}，可撤销（Ctrl+Z）`);
    onMerged(into);
  };
  return (
    <Modal
      title={`把「${from.title}」并入另一件`}
      open
      onCancel={onClose}
      okText="并入"
      okButtonProps={{ disabled: !ready, loading: merge.busy }}
      onOk={() => void run()}
    >
      <FailureNote failure={merge.failure} />
      <p className="muted">全部页接在那一件之后，本件作废留痕。</p>
      <Field label="哪一件">
        <ItemPicker fileId={from.fileId} value={into} onChange={setInto} />
      </Field>
      <Field label="理由">
        <Input value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Modal>
  );
}
