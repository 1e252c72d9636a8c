import { Form, Modal, Radio, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, read, useAct, useRead } from '../archive/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { dateWords } from '../words/index.ts';
import type { Entry } from './tray-words.ts';

type ItemRow = Output<'catalogue.rows'>['rows'][number];

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
  const items = useItems(person?.fileId);
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
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            aria-label="哪一件"
            placeholder={
              person === undefined
                ? '先选定干部'
                : items.length === 0
                  ? '这位干部还没有材料，请新建一件'
                  : '输入类号或题名'
            }
            className="intake-choice"
            value={itemId}
            onChange={setItemId}
            options={items.map((item) => ({
              value: item.id,
              label: `${item.pencilCode || item.classCode} ${item.title} ${dateWords(item.date)}（${item.scannedPages}页）`,
            }))}
          />
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

/** Rows are given out by windows of this many at most. */
const WINDOW = 500;

/** A cadre's items that are not void. */
function useItems(fileId: number | undefined): readonly ItemRow[] {
  const list = useRead(
    'catalogue.ids',
    fileId === undefined ? undefined : { fileId, sort: 'arrangement', descending: false },
  );
  const [items, setItems] = useState<readonly ItemRow[]>([]);
  useEffect(() => {
    let current = true;
    const ids = list.data?.ids ?? [];
    const load = async () => {
      const rows: ItemRow[] = [];
      for (let at = 0; at < ids.length; at += WINDOW) {
        const result = await read('catalogue.rows', { ids: ids.slice(at, at + WINDOW) });
        if (result.ok) rows.push(...result.data.rows);
      }
      if (current) setItems(rows.filter((row) => row.state !== 'void'));
    };
    void load();
    return () => {
      current = false;
    };
  }, [list.data]);
  return items;
}
