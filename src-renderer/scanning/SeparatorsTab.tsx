import { App, Button, Select } from 'antd';
import { useState } from 'react';
import type { Output } from '#contract/index.ts';
import { FailureNote, useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import { ItemPicker } from '../item-picker/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { PrintSheet } from '../print/index.tsx';

type Sheet = Output<'scanning.separators'>['sheets'][number];

/** 打印分件页: laid before the sheets of an item, they file the scans by themselves. */
export function SeparatorsTab() {
  const { message } = App.useApp();
  const scheme = useRead('catalogue.scheme', {});
  const [person, setPerson] = useState<PickedPerson>();
  const [classCodes, setClassCodes] = useState<string[]>([]);
  const [itemIds, setItemIds] = useState<number[]>([]);
  const asked = person && classCodes.length + itemIds.length > 0;
  const sheets = useRead(
    'scanning.separators',
    asked ? { fileId: person.fileId, classCodes, itemIds } : undefined,
  );
  const list = sheets.data?.sheets ?? [];
  const print = async () => {
    if (!(await window.archive.print())) void message.info('没有打印。');
  };
  return (
    <div className="panes scan-panes">
      <div className="pane pane-body">
        <Field label="哪位干部">
          <PersonPicker
            label="哪位干部"
            autoFocus
            value={person}
            onChange={(next) => {
              setPerson(next);
              setItemIds([]);
            }}
          />
        </Field>
        <Field label="新的一件，类号" extra="可选多个，每个一张">
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: 'label' }}
            value={classCodes}
            onChange={setClassCodes}
            options={(scheme.data?.classes ?? [])
              .filter((one) => one.parent !== null)
              .map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
          />
        </Field>
        <Field label="接在已有的一件之后">
          <ItemPicker
            fileId={person?.fileId}
            value={undefined}
            onChange={(id) => id !== undefined && setItemIds((now) => [...new Set([...now, id])])}
          />
        </Field>
        {itemIds.length > 0 && (
          <p>
            已选 {itemIds.length} 件 <Button onClick={() => setItemIds([])}>清空</Button>
          </p>
        )}
        <FailureNote failure={sheets.failure} onRetry={sheets.reload} />
        <Button type="primary" disabled={list.length === 0} onClick={() => void print()}>
          打印 {list.length} 张
        </Button>
        <p className="muted">
          放在每件第一张纸的前面一起进纸。页上只有类号和卷号，没有题名；扫描后留在批次里备查，不进档案。
        </p>
      </div>
      <div className="pane pane-body scan-preview">
        {list.length === 0 && <p className="muted">选定干部和类号后，这里显示要打印的分件页。</p>}
        {list.map((one) => (
          <SheetFace key={one.payload} sheet={one} />
        ))}
      </div>
      <PrintSheet>
        {list.map((one) => (
          <SheetFace key={one.payload} sheet={one} />
        ))}
      </PrintSheet>
    </div>
  );
}

function SheetFace({ sheet }: { readonly sheet: Sheet }) {
  const size = sheet.modules.length;
  const path = sheet.modules
    .flatMap((row, y) => [...row].flatMap((one, x) => (one === '1' ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <article className="separator-face">
      <h2>分 件 页</h2>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={sheet.payload}>
        <path d={path} />
      </svg>
      <h3>{sheet.heading}</h3>
      <p>
        {sheet.personName}　第 {sheet.volumeNumber} 卷
      </p>
      <p>{sheet.detail}</p>
      <p className="separator-code">{sheet.payload}</p>
    </article>
  );
}
