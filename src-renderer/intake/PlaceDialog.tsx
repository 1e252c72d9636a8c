import { Form, Modal, Radio, Select } from 'antd';
import { useRef, useState } from 'react';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { ItemPicker } from '../item-picker/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import type { Entry } from './tray-words.ts';

interface Props {
  readonly entry: Entry;
  readonly onClose: () => void;
  readonly onPlaced: () => void;
}

/** 归入: at the end of an item that is there, or as a new item of a class. */
export function PlaceDialog({ entry, onClose, onPlaced }: Props) {
  const [person, setPerson] = useState<PickedPerson | undefined>(
    entry.fileId === null ? undefined : { fileId: entry.fileId, name: entry.personName },
  );
  const [way, setWay] = useState<'item' | 'new'>('item');
  const [itemId, setItemId] = useState<number>();
  const [classCode, setClassCode] = useState<string | undefined>(entry.classCode || undefined);
  const first = useRef<HTMLDivElement>(null);
  const scheme = useRead('catalogue.scheme', {});
  const place = useAct('intake.place', { quiet: true });
  const ready = person !== undefined && (way === 'item' ? itemId !== undefined : classCode !== undefined);

  const submit = async () => {
    if (!person) return;
    const target = way === 'item' ? { itemId: itemId ?? 0 } : { classCode: classCode ?? '' };
    if (await place.run({ entryId: entry.id, fileId: person.fileId, ...target })) onPlaced();
  };
  return (
    <Modal
      title="归入材料"
      open
      width={640}
      onCancel={onClose}
      okText="归入"
      okButtonProps={{ disabled: !ready, loading: place.busy }}
      onOk={() => void submit()}
      // `autoFocus` loses against the dialog's own focus.
      afterOpenChange={(shown) => shown && first.current?.querySelector('input')?.focus()}
    >
      <p className="intake-path">{entry.relativePath}</p>
      <p className="muted">{entry.message}</p>
      <FailureNote failure={place.failure} />
      <Form layout="vertical">
        <div ref={first}>
          <Form.Item label="哪位干部">
            <PersonPicker
              label="哪位干部"
              value={person}
              onChange={(next) => {
                setPerson(next);
                setItemId(undefined);
              }}
            />
          </Form.Item>
        </div>
        <Radio.Group
          value={way}
          onChange={(event) => setWay(event.target.value as 'item' | 'new')}
          options={[
            { value: 'item', label: '接在已有的一件之后' },
            { value: 'new', label: '新建一件' },
          ]}
        />
        {way === 'item' ? (
          <ItemPicker fileId={person?.fileId} value={itemId} onChange={setItemId} />
        ) : (
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            aria-label="类号"
            placeholder="输入类号或名称"
            className="intake-choice"
            value={classCode}
            onChange={setClassCode}
            options={(scheme.data?.classes ?? [])
              .filter((one) => one.parent !== null)
              .map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
          />
        )}
      </Form>
    </Modal>
  );
}
