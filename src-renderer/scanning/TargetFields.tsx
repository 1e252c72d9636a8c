import { Radio, Select } from 'antd';
import { useState } from 'react';
import type { Input } from '#contract/index.ts';
import { useRead } from '../archive/index.ts';
import { Field, FieldGroup } from '../field/index.ts';
import { ItemPicker } from '../item-picker/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';

export type Target = Input<'scanning.scan'>['target'];

interface Props {
  /** undefined while it is not chosen to the end. */
  readonly onChange: (target: Target | undefined) => void;
}

/** 归入哪里: what no 分件页 says otherwise. */
export function TargetFields({ onChange }: Props) {
  const [kind, setKind] = useState<Target['kind']>('tray');
  const [person, setPerson] = useState<PickedPerson>();
  const [classCode, setClassCode] = useState<string>();
  const [itemId, setItemId] = useState<number>();
  const scheme = useRead('catalogue.scheme', {});
  const say = (next: {
    kind?: Target['kind'];
    person?: PickedPerson | undefined;
    classCode?: string | undefined;
    itemId?: number | undefined;
  }) => {
    const now = { kind, person, classCode, itemId, ...next };
    if (now.kind === 'tray') onChange({ kind: 'tray' });
    else if (now.kind === 'new')
      onChange(
        now.person && now.classCode !== undefined
          ? { kind: 'new', fileId: now.person.fileId, classCode: now.classCode }
          : undefined,
      );
    else onChange(now.itemId === undefined ? undefined : { kind: 'item', itemId: now.itemId });
  };
  return (
    <>
      <FieldGroup label="没有分件页的页归入">
        <Radio.Group
          value={kind}
          onChange={(event) => {
            const next = event.target.value as Target['kind'];
            setKind(next);
            say({ kind: next });
          }}
          options={[
            { value: 'tray', label: '先不归件（按分件页）' },
            { value: 'new', label: '新建一件' },
            { value: 'item', label: '接在已有的一件之后' },
          ]}
        />
      </FieldGroup>
      {kind !== 'tray' && (
        <Field label="哪位干部">
          <PersonPicker
            label="哪位干部"
            value={person}
            onChange={(next) => {
              setPerson(next);
              setItemId(undefined);
              say({ person: next, itemId: undefined });
            }}
          />
        </Field>
      )}
      {kind === 'new' && (
        <Field label="类号">
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="输入类号或名称"
            value={classCode}
            onChange={(next) => {
              setClassCode(next);
              say({ classCode: next });
            }}
            options={(scheme.data?.classes ?? [])
              .filter((one) => one.parent !== null)
              .map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
          />
        </Field>
      )}
      {kind === 'item' && (
        <Field label="哪一件">
          <ItemPicker
            fileId={person?.fileId}
            value={itemId}
            onChange={(next) => {
              setItemId(next);
              say({ itemId: next });
            }}
          />
        </Field>
      )}
    </>
  );
}
