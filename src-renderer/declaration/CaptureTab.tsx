import { App, Button, Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useAct, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { ItemPicker } from '../item-picker/index.ts';
import { useCommand } from '../keyboard/index.ts';
import { useRoles } from '../session/index.ts';
import { PageViewer } from '../viewer/index.ts';
import type { Kind } from './kinds.ts';

type Item = Output<'declaration.form'>['items'][number];
/** A row keeps its own number while it is typed, so that taking one out moves no typing. */
interface Line {
  readonly n: number;
  readonly item: string;
  readonly values: Readonly<Record<string, string>>;
}
interface Props {
  readonly fileId: number;
  readonly year: number;
  readonly kind: Kind;
  /** A version to begin from. */
  readonly openId: number | undefined;
  readonly newest: Output<'declaration.list'>['declarations'][number] | undefined;
  readonly onSaved: () => void;
}
let counter = 0;
const line = (item: string, values: Line['values'] = {}): Line => {
  counter += 1;
  return { n: counter, item, values };
};

/** 录入: the form item by item at the left, the scan at the right. */
export function CaptureTab({ fileId, year, kind, openId, newest, onSaved }: Props) {
  const { message } = App.useApp();
  const clerk = useRoles().includes('clerk');
  const form = useRead('declaration.form', {});
  const from = openId ?? newest?.id;
  const before = useRead('declaration.get', from === undefined ? undefined : { id: from });
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [itemId, setItemId] = useState<number>();
  const [filledOn, setFilledOn] = useState('');
  const [pageId, setPageId] = useState<number>();
  const scan = useRead('catalogue.get', itemId === undefined ? undefined : { id: itemId });
  const save = useAct('declaration.save', { quiet: true });
  const { data } = before;
  useEffect(() => {
    if (!data) return;
    setLines(data.content.map((row) => line(row.item, row.values)));
    setItemId(data.itemId ?? undefined);
    setFilledOn(data.filledOn);
  }, [data]);
  const store = async () => {
    const done = await save.run({
      fileId,
      year,
      kind,
      itemId: itemId ?? null,
      filledOn,
      note: '',
      fromVersion: newest?.version ?? 0,
      rows: lines.map(({ item, values }) => ({ item, values: { ...values } })),
    });
    if (!done) return;
    void message.success(`已保存，第 ${done.version} 版`);
    onSaved();
  };
  useCommand('form.save', () => void store(), clerk);
  const change = (n: number, key: string, value: string) =>
    setLines((now) =>
      now.map((one) => (one.n === n ? { ...one, values: { ...one.values, [key]: value } } : one)),
    );
  const faults = new Map((save.failure?.details ?? []).map((one) => [one.path, one.message]));
  return (
    <div className="panes declaration-panes">
      <div className="pane pane-body">
        <div className="screen-bar">
          <Field label="填报日期">
            <Input
              value={filledOn}
              placeholder="如 20260118"
              onChange={(event) => setFilledOn(event.target.value)}
            />
          </Field>
          <div className="declaration-scan">
            <ItemPicker fileId={fileId} value={itemId} onChange={setItemId} />
          </div>
          <Button
            type="primary"
            title="Ctrl+S"
            disabled={!clerk}
            loading={save.busy}
            onClick={() => void store()}
          >
            存为新版本
          </Button>
        </div>
        <FailureNote failure={form.failure ?? before.failure ?? save.failure} />
        {form.data?.items.map((item) => (
          <ItemRows
            key={item.code}
            item={item}
            lines={lines.filter((one) => one.item === item.code)}
            faultOf={(n, key) => faults.get(`rows.${lines.findIndex((one) => one.n === n)}.${key}`)}
            disabled={!clerk}
            onAdd={() => setLines((now) => [...now, line(item.code)])}
            onDrop={(n) => setLines((now) => now.filter((one) => one.n !== n))}
            onChange={change}
          />
        ))}
      </div>
      <div className="pane">
        {scan.data ? (
          <PageViewer pages={scan.data.pages} current={pageId} onCurrent={setPageId} />
        ) : (
          <p className="pane-body muted">选定这份报告的扫描件，照着录入。</p>
        )}
      </div>
    </div>
  );
}

interface Rows {
  readonly item: Item;
  readonly lines: readonly Line[];
  readonly faultOf: (n: number, key: string) => string | undefined;
  readonly disabled: boolean;
  readonly onAdd: () => void;
  readonly onDrop: (n: number) => void;
  readonly onChange: (n: number, key: string, value: string) => void;
}
function ItemRows({ item, lines, faultOf, disabled, onAdd, onDrop, onChange }: Rows) {
  return (
    <section className="declaration-item" aria-label={item.name}>
      <h3>
        {item.name}{' '}
        <Button disabled={disabled} aria-label={`${item.name}加一行`} onClick={onAdd}>
          加一行
        </Button>
      </h3>
      {lines.map((one) => (
        <div key={one.n} className="declaration-row">
          {item.fields.map((field) => {
            const fault = faultOf(one.n, field.key);
            const value = one.values[field.key] ?? '';
            return (
              <Field key={field.key} label={field.label} {...(fault === undefined ? {} : { extra: fault })}>
                {field.choices ? (
                  <Select
                    allowClear
                    disabled={disabled}
                    value={value === '' ? null : value}
                    onChange={(next) => onChange(one.n, field.key, next ?? '')}
                    options={field.choices.map((choice) => ({ value: choice, label: choice }))}
                  />
                ) : (
                  <Input
                    maxLength={300}
                    disabled={disabled}
                    {...(fault === undefined ? {} : { status: 'error' as const })}
                    value={value}
                    onChange={(event) => onChange(one.n, field.key, event.target.value)}
                  />
                )}
              </Field>
            );
          })}
          <Button disabled={disabled} onClick={() => onDrop(one.n)}>
            删除
          </Button>
        </div>
      ))}
    </section>
  );
}
