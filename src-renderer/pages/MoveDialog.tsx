import { App, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { ItemPicker } from '../item-picker/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';

interface Props {
  readonly pageIds: readonly number[];
  readonly fileId: number;
  readonly onClose: () => void;
}

/** 移件、拆分: to another item, or as a new one, of this cadre or of another. */
export function MoveDialog({ pageIds, fileId, onClose }: Props) {
  const { message } = App.useApp();
  const scheme = useRead('catalogue.scheme', {});
  const move = useAct('pages.move', { quiet: true });
  const [way, setWay] = useState<'item' | 'new'>('new');
  const [person, setPerson] = useState<PickedPerson>();
  const [itemId, setItemId] = useState<number>();
  const [classCode, setClassCode] = useState<string>();
  const target = person?.fileId ?? fileId;
  const ready = way === 'item' ? itemId !== undefined : classCode !== undefined;
  const run = async () => {
    const to =
      way === 'item'
        ? { kind: 'item' as const, itemId: itemId ?? 0 }
        : { kind: 'new' as const, fileId: target, classCode: classCode ?? '' };
    const done = await move.run({ pageIds: [...pageIds], to });
    if (!done) return;
    void message.success(`${done.label}，可撤销（Ctrl+Z）`);
    onClose();
  };
  return (
    <Modal
      title={`移动 ${pageIds.length} 页`}
      open
      onCancel={onClose}
      okText="移动"
      okButtonProps={{ disabled: !ready, loading: move.busy }}
      onOk={() => void run()}
    >
      <FailureNote failure={move.failure} />
      <Field label="哪位干部" extra="不选：仍在本卷">
        <PersonPicker
          label="哪位干部"
          value={person}
          onChange={(next) => {
            setPerson(next);
            setItemId(undefined);
          }}
        />
      </Field>
      <FieldGroup label="移到哪里">
        <Radio.Group
          value={way}
          onChange={(event) => setWay(event.target.value as 'item' | 'new')}
          options={[
            { value: 'new', label: '拆成新的一件' },
            { value: 'item', label: '接在已有的一件之后' },
          ]}
        />
      </FieldGroup>
      {way === 'item' ? (
        <Field label="哪一件">
          <ItemPicker fileId={target} value={itemId} onChange={setItemId} />
        </Field>
      ) : (
        <Field label="类号">
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="输入类号或名称"
            value={classCode ?? null}
            onChange={(next) => setClassCode(next ?? undefined)}
            options={(scheme.data?.classes ?? [])
              .filter((one) => one.parent !== null)
              .map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
          />
        </Field>
      )}
    </Modal>
  );
}
