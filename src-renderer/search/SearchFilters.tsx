import { Input, Select } from 'antd';
import {
  ITEM_STATES,
  NATURES,
  RETENTIONS,
  SECRECY_LEVELS,
  SECRECY_WORDS,
  SOURCE_KINDS,
} from '#contract/vocabulary.ts';
import { useRead } from '../archive/index.ts';
import { ITEM_STATE_WORDS, NATURE_WORDS, RETENTION_WORDS, SOURCE_WORDS } from '../words/index.ts';
import type { Query } from './SearchScreen.tsx';

interface Props {
  readonly query: Query;
  readonly onChange: (part: Partial<Query>) => void;
}

/** 条件: fields of the catalogue; each narrows what the text finds. */
export function SearchFilters({ query, onChange }: Props) {
  const scheme = useRead('catalogue.scheme', {});
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
  const text = (label: string, field: 'unit' | 'author' | 'documentNumber' | 'number') => (
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
  const date = (label: string, field: 'dateFrom' | 'dateTo') => (
    <Input
      allowClear
      aria-label={label}
      placeholder={`${label} 如 202403`}
      defaultValue={query[field]}
      onBlur={(event) => onChange({ [field]: event.target.value.replace(/\D/g, '') })}
    />
  );
  return (
    <div className="search-filters">
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
      {text('单位', 'unit')}
      {text('责任者', 'author')}
      {text('文号', 'documentNumber')}
      {text('档号或铅笔号', 'number')}
      {date('起', 'dateFrom')}
      {date('止', 'dateTo')}
      {pick('来源', query.sourceKind, SOURCE_KINDS, SOURCE_WORDS, (sourceKind) => onChange({ sourceKind }))}
      {pick('性质', query.nature, NATURES, NATURE_WORDS, (nature) => onChange({ nature }))}
      {pick('保管期限', query.retention, RETENTIONS, RETENTION_WORDS, (retention) => onChange({ retention }))}
      {pick('密级', query.secrecy, SECRECY_LEVELS, SECRECY_WORDS, (secrecy) => onChange({ secrecy }))}
      {pick('状态', query.state, ITEM_STATES, ITEM_STATE_WORDS, (state) => onChange({ state }))}
    </div>
  );
}
