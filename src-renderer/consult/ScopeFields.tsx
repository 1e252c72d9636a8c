import { Radio, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { read, useRead } from '../archive/index.ts';
import type { Scope } from './RequestForm.tsx';

type ItemRow = Output<'catalogue.rows'>['rows'][number];
/** Rows are given out by windows of this many at most. */
const WINDOW = 500;

interface Props {
  readonly fileId: number | undefined;
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
}

/** 查阅内容: the whole file, classes, items, or single pages. */
export function ScopeFields({ fileId, scope, onChange }: Props) {
  const scheme = useRead('catalogue.scheme', {});
  const items = useFileItems(scope.kind === 'items' || scope.kind === 'pages' ? fileId : undefined);
  const pages = usePages(scope.kind === 'pages' ? items : NONE);
  return (
    <>
      <Radio.Group
        value={scope.kind}
        onChange={(event) => {
          const kind = event.target.value as Scope['kind'];
          if (kind === 'file') onChange({ kind });
          else if (kind === 'classes') onChange({ kind, classes: [] });
          else if (kind === 'items') onChange({ kind, itemIds: [] });
          else onChange({ kind, pageIds: [] });
        }}
        options={[
          { value: 'file', label: '全卷' },
          { value: 'classes', label: '指定类' },
          { value: 'items', label: '指定件' },
          { value: 'pages', label: '指定页' },
        ]}
      />
      {scope.kind === 'classes' && (
        <Select
          mode="multiple"
          className="consult-scope"
          aria-label="哪些类"
          optionFilterProp="label"
          value={scope.classes}
          onChange={(classes: string[]) => onChange({ kind: 'classes', classes })}
          options={(scheme.data?.classes ?? []).map((one) => ({
            value: one.code,
            label: `${one.code} ${one.name}`,
          }))}
        />
      )}
      {scope.kind === 'items' && (
        <Select
          mode="multiple"
          className="consult-scope"
          aria-label="哪些件"
          optionFilterProp="label"
          placeholder={fileId === undefined ? '先选查阅谁的卷' : '选择材料'}
          value={scope.itemIds}
          onChange={(itemIds: number[]) => onChange({ kind: 'items', itemIds })}
          options={items.map((one) => ({
            value: one.id,
            label: `${one.pencilCode || one.classCode} ${one.title}`,
          }))}
        />
      )}
      {scope.kind === 'pages' && (
        <Select
          mode="multiple"
          className="consult-scope"
          aria-label="哪些页"
          optionFilterProp="label"
          placeholder={fileId === undefined ? '先选查阅谁的卷' : '选择页'}
          value={scope.pageIds}
          onChange={(pageIds: number[]) => onChange({ kind: 'pages', pageIds })}
          options={pages}
        />
      )}
    </>
  );
}

const NONE: readonly ItemRow[] = [];

function useFileItems(fileId: number | undefined): readonly ItemRow[] {
  const list = useRead(
    'catalogue.ids',
    fileId === undefined ? undefined : { fileId, sort: 'arrangement', descending: false },
  );
  const [items, setItems] = useState(NONE);
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

interface PageOption {
  readonly value: number;
  readonly label: string;
}

function usePages(items: readonly ItemRow[]): PageOption[] {
  const [pages, setPages] = useState<PageOption[]>([]);
  useEffect(() => {
    let current = true;
    const load = async () => {
      const found: PageOption[] = [];
      for (const item of items) {
        const result = await read('catalogue.get', { id: item.id });
        if (!result.ok) continue;
        for (const page of result.data.pages)
          found.push({ value: page.id, label: `${item.title} 第 ${page.position} 页` });
      }
      if (current) setPages(found);
    };
    void load();
    return () => {
      current = false;
    };
  }, [items]);
  return pages;
}
