import { Input, InputNumber, type InputRef, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct } from '../archive/index.ts';
import { Field } from '../field/index.ts';

export type Place = Output<'shelf.places'>['places'][number];
type Kind = Place['kind'];

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  room: '库房',
  cabinet: '柜',
  shelf: '层',
  box: '盒',
};
export const INSIDE: Readonly<Record<Kind, Kind | undefined>> = {
  room: 'cabinet',
  cabinet: 'shelf',
  shelf: 'box',
  box: undefined,
};

interface Props {
  /** A place that is there, or the kind of a new one and where it comes to be. */
  readonly of: { readonly place: Place } | { readonly kind: Kind; readonly parentId: number | null };
  readonly places: readonly Place[];
  readonly onClose: () => void;
}

export function PlaceDialog({ of, places, onClose }: Props) {
  const known = 'place' in of ? of.place : undefined;
  const kind = 'place' in of ? of.place.kind : of.kind;
  const before = 'place' in of ? of.place.parentId : of.parentId;
  const [name, setName] = useState(known?.name ?? '');
  const [capacity, setCapacity] = useState(known?.capacity ?? 0);
  const [parentId, setParentId] = useState(before);
  const [reason, setReason] = useState('');
  const first = useRef<InputRef>(null);
  const save = useAct('shelf.savePlace', { quiet: true });
  const moved = known !== undefined && parentId !== before;
  const ready = name.trim() !== '' && (!moved || reason.trim() !== '');
  const submit = async () => {
    if (!ready || save.busy) return;
    const id = known ? { id: known.id } : {};
    if (await save.run({ ...id, kind, parentId, name, capacity, reason: moved ? reason : '' })) onClose();
  };
  return (
    <Modal
      title={known ? `修改${KIND_WORDS[kind]}` : `新建${KIND_WORDS[kind]}`}
      open
      onCancel={onClose}
      okText="保存"
      okButtonProps={{ disabled: !ready, loading: save.busy }}
      onOk={() => void submit()}
      afterOpenChange={(open) => open && first.current?.focus()}
    >
      <FailureNote failure={save.failure} />
      <Field label="名称" required>
        <Input
          ref={first}
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={(event) => {
            if (!event.nativeEvent.isComposing) void submit();
          }}
        />
      </Field>
      <Field label="容量" extra={kind === 'box' ? '最多放几卷；0 为不限' : '最多放几个下一级位置；0 为不限'}>
        <InputNumber
          min={0}
          max={100_000}
          precision={0}
          value={capacity}
          onChange={(value) => setCapacity(value ?? 0)}
        />
      </Field>
      {known !== undefined && kind !== 'room' && (
        <Field label="放在">
          <Select
            value={parentId}
            onChange={setParentId}
            options={places
              .filter((one) => INSIDE[one.kind] === kind)
              .map((one) => ({ value: one.id, label: one.words }))}
          />
        </Field>
      )}
      {moved && (
        <Field label="移动的理由" required extra="记入移库单">
          <Input maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      )}
    </Modal>
  );
}
