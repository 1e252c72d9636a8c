import { App, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import type { Place } from './PlaceDialog.tsx';

interface Props {
  readonly fileIds: readonly number[];
  readonly places: readonly Place[];
  readonly onClose: () => void;
}

/** 入库、移库: the chosen volumes go into one box, on one slip. */
export function MoveDialog({ fileIds, places, onClose }: Props) {
  const { message } = App.useApp();
  const [placeId, setPlaceId] = useState<number>();
  const [reason, setReason] = useState('入库');
  const move = useAct('shelf.move', { quiet: true });
  const submit = async () => {
    if (placeId === undefined) return;
    const done = await move.run({ fileIds: [...fileIds], placeId, reason });
    if (!done) return;
    void message.success(`已移 ${done.moved} 卷，移库单 ${done.slip}`);
    onClose();
  };
  return (
    <Modal
      title={`把 ${fileIds.length} 卷放进哪个盒`}
      open
      onCancel={onClose}
      okText="移入"
      okButtonProps={{ disabled: placeId === undefined || reason.trim() === '', loading: move.busy }}
      onOk={() => void submit()}
    >
      <FailureNote failure={move.failure} />
      <Field label="盒" required>
        <Select
          aria-label="盒"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="输入盒名或柜名查找"
          value={placeId}
          onChange={setPlaceId}
          options={places
            .filter((one) => one.kind === 'box')
            .map((one) => ({
              value: one.id,
              label: `${one.words}（${one.holds}${one.capacity > 0 ? `/${one.capacity}` : ''} 卷）`,
            }))}
        />
      </Field>
      <Field label="理由" required>
        <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </Modal>
  );
}
