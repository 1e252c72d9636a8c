import { Select } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { read, useRead } from '../archive/index.ts';
import { dateWords } from '../words/index.ts';

type ItemRow = Output<'catalogue.rows'>['rows'][number];
/** Rows are given out by windows of this many at most. */
const WINDOW = 500;

interface Props {
  /** Whose items; undefined: no cadre is chosen yet. */
  readonly fileId: number | undefined;
  readonly value: number | undefined;
  readonly onChange: (itemId: number | undefined) => void;
}

/** 选一件: an item of a cadre's file that is not void, by class or title. */
export function ItemPicker({ fileId, value, onChange }: Props) {
  const items = useItems(fileId);
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      aria-label="哪一件"
      placeholder={
        fileId === undefined
          ? '先选定干部'
          : items.length === 0
            ? '这位干部还没有材料，请新建一件'
            : '输入类号或题名'
      }
      className="intake-choice"
      value={value}
      onChange={onChange}
      options={items.map((item) => ({
        value: item.id,
        label: `${item.pencilCode || item.classCode} ${item.title} ${dateWords(item.date)}（${item.scannedPages}页）`,
      }))}
    />
  );
}

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
