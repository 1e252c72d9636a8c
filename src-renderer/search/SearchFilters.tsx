import { Input, Select } from 'antd';
import { useState } from 'react';
import {
  ITEM_STATES,
  NATURES,
  RETENTIONS,
  SECRECY_LEVELS,
  SECRECY_WORDS,
  SOURCE_KINDS,
} from '#contract/vocabulary.ts';
import { useRead } from '../archive/index.ts';
import { PersonPicker, type PickedPerson } from '../person-picker/index.ts';
import { ITEM_STATE_WORDS, NATURE_WORDS, plainDate, RETENTION_WORDS, SOURCE_WORDS } from '../words/index.ts';
import type { Query } from './use-found.ts';

/** Part of a query; a field set to undefined no longer narrows. */
export type QueryChange = { readonly [F in keyof Query]?: Query[F] | undefined };

interface Props {
  readonly query: Query;
  readonly onChange: (part: QueryChange) => void;
}

/** 条件: fields of the catalogue; each narrows what the text finds, or finds by itself. */
export function SearchFilters({ query, onChange }: Props) {
  const scheme = useRead('catalogue.scheme', {});
  const [person, setPerson] = useState<PickedPerson>();
  const pick = <T extends string>(
    label: string,
    value: T | undefined,
    values: readonly T[],
    words: Record<T, string>,
    set: (value: T | undefined) => void,
  ) => (
    <Select<T>
      allowClear
      aria-label={label}
      placeholder={label}
      {...(value === undefined ? {} : { value })}
      onChange={set}
      options={values.map((one) => ({ value: one, label: words[one] }))}
    />
  );
  const text = (
    label: string,
    field:
      | 'title'
      | 'cadre'
      | 'unit'
      | 'post'
      | 'level'
      | 'author'
      | 'supplier'
      | 'documentNumber'
      | 'number',
  ) => (
    <Input
      allowClear
      aria-label={label}
      placeholder={label}
      defaultValue={query[field]}
      onBlur={(event) => onChange({ [field]: event.target.value.trim() })}
      onPressEnter={(event) => {
        if (!event.nativeEvent.isComposing) onChange({ [field]: event.currentTarget.value.trim() });
      }}
    />
  );
  return (
    <div className="search-filters">
      <PersonPicker
        label="只在谁的卷里"
        placeholder="只在谁的卷里"
        value={person}
        onChange={(next) => {
          setPerson(next);
          onChange({ fileId: next?.fileId });
        }}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label="类"
        placeholder="类"
        value={query.classPrefix}
        onChange={(classPrefix: string | undefined) => onChange({ classPrefix })}
        options={(scheme.data?.classes ?? []).map((one) => ({
          value: one.code,
          label: `${one.code} ${one.name}`,
        }))}
      />
      {text('题名', 'title')}
      {text('姓名或拼音', 'cadre')}
      {text('单位（今名或曾用名）', 'unit')}
      {text('职务', 'post')}
      {text('职级', 'level')}
      {text('责任者', 'author')}
      {text('提供单位', 'supplier')}
      {text('文号', 'documentNumber')}
      {text('档号或铅笔号', 'number')}
      <DateField label="日期起" value={query.dateFrom} onChange={(dateFrom) => onChange({ dateFrom })} />
      <DateField label="日期止" value={query.dateTo} onChange={(dateTo) => onChange({ dateTo })} />
      {pick('来源', query.sourceKind, SOURCE_KINDS, SOURCE_WORDS, (sourceKind) => onChange({ sourceKind }))}
      {pick('性质', query.nature, NATURES, NATURE_WORDS, (nature) => onChange({ nature }))}
      {pick('保管期限', query.retention, RETENTIONS, RETENTION_WORDS, (retention) => onChange({ retention }))}
      {pick('密级', query.secrecy, SECRECY_LEVELS, SECRECY_WORDS, (secrecy) => onChange({ secrecy }))}
      {pick('编号状态', query.state, ITEM_STATES, ITEM_STATE_WORDS, (state) => onChange({ state }))}
    </div>
  );
}

interface DateProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** A date of any precision; one that is none narrows nothing and is marked. */
function DateField({ label, value, onChange }: DateProps) {
  const [wrong, setWrong] = useState(false);
  const take = (typed: string) => {
    // Brackets say that a date was inferred; nothing is asked by that.
    const date = plainDate(typed.replace(/[[\]【】〔〕［］]/g, ''));
    setWrong(date === undefined);
    if (date !== undefined) onChange(date === '' ? undefined : date);
  };
  return (
    <Input
      allowClear
      aria-label={label}
      placeholder={`${label}，如 2024、2024.3`}
      defaultValue={value}
      {...(wrong ? { status: 'error' as const, title: '日期应写作 2024、2024.3 或 2024.3.15' } : {})}
      onBlur={(event) => take(event.target.value)}
      onPressEnter={(event) => {
        if (!event.nativeEvent.isComposing) take(event.currentTarget.value);
      }}
    />
  );
}
