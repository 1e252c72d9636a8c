import { Button } from 'antd';
import { SECRECY_WORDS } from '#contract/vocabulary.ts';
import { dateWords, ITEM_STATE_WORDS, NATURE_WORDS, RETENTION_WORDS, SOURCE_WORDS } from '../words/index.ts';
import type { QueryChange } from './SearchFilters.tsx';
import type { Query } from './use-found.ts';

type Field = Exclude<keyof Query, 'text'>;

const LABELS: Record<Field, string> = {
  title: '题名',
  classPrefix: '类',
  cadre: '姓名',
  fileId: '只在一人的卷里',
  unit: '单位',
  post: '职务',
  level: '职级',
  dateFrom: '日期起',
  dateTo: '日期止',
  author: '责任者',
  documentNumber: '文号',
  number: '档号',
  sourceKind: '来源',
  nature: '性质',
  supplier: '提供单位',
  retention: '保管期限',
  secrecy: '密级',
  state: '编号状态',
};
const FIELDS = Object.keys(LABELS) as Field[];

interface Props {
  readonly query: Query;
  readonly onChange: (part: QueryChange) => void;
}

/** 条件 that hold, each to be taken off by itself, also while the form is closed. */
export function Narrowing({ query, onChange }: Props) {
  const held = FIELDS.filter((field) => query[field] !== undefined);
  if (held.length === 0) return null;
  return (
    <div className="search-understood" role="group" aria-label="已选条件">
      {held.map((field) => (
        <Button
          key={field}
          size="small"
          title={`去掉条件：${LABELS[field]}`}
          onClick={() => onChange({ [field]: undefined })}
        >
          {LABELS[field]}
          {wordsOf(query, field)} ×
        </Button>
      ))}
    </div>
  );
}

function wordsOf(query: Query, field: Field): string {
  const { sourceKind, nature, retention, secrecy, state } = query;
  const words: Partial<Record<Field, string>> = {
    fileId: '',
    ...(sourceKind && { sourceKind: SOURCE_WORDS[sourceKind] }),
    ...(nature && { nature: NATURE_WORDS[nature] }),
    ...(retention && { retention: RETENTION_WORDS[retention] }),
    ...(secrecy && { secrecy: SECRECY_WORDS[secrecy] }),
    ...(state && { state: ITEM_STATE_WORDS[state] }),
    ...(field === 'dateFrom' && { dateFrom: dateWords(query.dateFrom ?? '') }),
    ...(field === 'dateTo' && { dateTo: dateWords(query.dateTo ?? '') }),
  };
  const word = words[field] ?? String(query[field]);
  return word === '' ? '' : `：${word}`;
}
