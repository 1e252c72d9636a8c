import { Checkbox, Input, Radio, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import {
  NATURES,
  ORIGINALITIES,
  RETENTIONS,
  SECRECY_LEVELS,
  SECRECY_WORDS,
  SOURCE_KINDS,
} from '#contract/vocabulary.ts';
import {
  FIELD_WORDS,
  NATURE_WORDS,
  ORIGINALITY_WORDS,
  RETENTION_WORDS,
  SOURCE_WORDS,
} from '../words/index.ts';
import {
  BATCH_FIELDS,
  type BatchChange,
  type BatchField,
  begun,
  without,
  withSecrecy,
} from './batch-change.ts';
import type { SchemeClass } from './item-draft.ts';

interface Props {
  readonly change: BatchChange;
  readonly classes: readonly SchemeClass[];
  readonly onChange: (change: BatchChange) => void;
}

const words = (field: BatchField) => (field === 'titleReplace' ? '题名中替换' : FIELD_WORDS[field]);

/** Which fields the batch sets, and to what. */
export function BatchFields({ change, classes, onChange }: Props) {
  return (
    <div className="batch-fields">
      {BATCH_FIELDS.map((field) => {
        const chosen = field in change;
        return (
          <div key={field} className="batch-field">
            <Checkbox
              checked={chosen}
              onChange={(event) =>
                onChange(event.target.checked ? begun(change, field) : without(change, field))
              }
            >
              {words(field)}
            </Checkbox>
            {chosen && <Control field={field} change={change} classes={classes} onChange={onChange} />}
          </div>
        );
      })}
    </div>
  );
}

function Control({ field, change, classes, onChange }: Props & { readonly field: BatchField }): ReactNode {
  const label = words(field);
  const set = (part: Partial<BatchChange>) => onChange({ ...change, ...part });
  switch (field) {
    case 'titleReplace': {
      const { find, with: by } = change.titleReplace ?? { find: '', with: '' };
      return (
        <Space.Compact>
          <Input
            aria-label="题名中的字"
            placeholder="原字"
            maxLength={100}
            value={find}
            onChange={(event) => set({ titleReplace: { find: event.target.value, with: by } })}
          />
          <Input
            aria-label="换成"
            placeholder="换成"
            maxLength={100}
            value={by}
            onChange={(event) => set({ titleReplace: { find, with: event.target.value } })}
          />
        </Space.Compact>
      );
    }
    case 'classCode':
      return (
        <Select
          aria-label={label}
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="输入类号或名称"
          {...(change.classCode ? { value: change.classCode } : {})}
          onChange={(classCode: string) => set({ classCode })}
          options={classes
            .filter((one) => one.parent !== null)
            .map((one) => ({ value: one.code, label: `${one.code} ${one.name}` }))}
        />
      );
    case 'date':
    case 'author':
    case 'supplier':
    case 'remarks':
      return (
        <Input
          aria-label={label}
          maxLength={field === 'date' ? 20 : 100}
          placeholder={field === 'date' ? '2024、2024.03、20240315；空：去掉日期' : '空：去掉原来的'}
          value={change[field] ?? ''}
          onChange={(event) => set({ [field]: event.target.value })}
        />
      );
    case 'signed':
    case 'stamped':
      return (
        <Radio.Group
          aria-label={label}
          value={change[field]}
          onChange={(event) => set({ [field]: event.target.value as boolean })}
          options={[
            { value: true, label: '有' },
            { value: false, label: '无' },
          ]}
        />
      );
    case 'sourceKind':
      return choice(label, SOURCE_KINDS, SOURCE_WORDS, change.sourceKind, (sourceKind) =>
        set({ sourceKind }),
      );
    case 'nature':
      return choice(label, NATURES, NATURE_WORDS, change.nature, (nature) => set({ nature }));
    case 'originality':
      return choice(label, ORIGINALITIES, ORIGINALITY_WORDS, change.originality, (originality) =>
        set({ originality }),
      );
    case 'retention':
      return choice(label, RETENTIONS, RETENTION_WORDS, change.retention, (retention) => set({ retention }));
    case 'secrecy':
      return choice(label, SECRECY_LEVELS, SECRECY_WORDS, change.secrecy, (secrecy) =>
        onChange(withSecrecy(change, secrecy)),
      );
  }
}

function choice<T extends string>(
  label: string,
  values: readonly T[],
  names: Record<T, string>,
  value: T | undefined,
  onChange: (value: T) => void,
): ReactNode {
  return (
    <Radio.Group
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value as T)}
      options={values.map((one) => ({ value: one, label: names[one] }))}
    />
  );
}
