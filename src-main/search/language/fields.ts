/** The field words of the box and what their values may be. Every word of a row means the same. */
import {
  ITEM_STATES,
  type ItemState,
  NATURES,
  RETENTIONS,
  SECRECY_LEVELS,
  SECRECY_WORDS,
  SOURCE_KINDS,
} from '#contract/vocabulary.ts';
import type { Choice, WordField } from './expression.ts';

export type Field = Exclude<WordField, 'any'> | 'dates' | Choice['field'];

/** The first word of a field is the one it is shown by. */
export const FIELD_WORDS: Readonly<Record<Field, readonly string[]>> = {
  title: ['题名', '标题'],
  name: ['姓名', '干部'],
  unit: ['单位'],
  post: ['职务'],
  level: ['级别', '职级'],
  class: ['类', '类号', '类别'],
  number: ['档号', '编号'],
  itemNumber: ['件号'],
  author: ['责任者', '作者'],
  documentNumber: ['文号', '发文字号'],
  supplier: ['提供', '提供单位'],
  remarks: ['备注', '附注'],
  page: ['正文', '页文'],
  dates: ['日期', '年', '年度'],
  sourceKind: ['来源'],
  nature: ['性质'],
  secrecy: ['密级'],
  retention: ['期限', '保管期限'],
  state: ['状态'],
};

const FIELDS = new Map(
  Object.entries(FIELD_WORDS).flatMap(([field, words]) =>
    words.map((word): [string, Field] => [word, field as Field]),
  ),
);
const FIELD_AHEAD = /^(\p{Script=Han}{1,4})[:：]/u;

/** A field word with its colon at the start of `text`. */
export function fieldAhead(text: string): { field: Field; length: number } | undefined {
  const found = FIELD_AHEAD.exec(text);
  const field = found?.[1] === undefined ? undefined : FIELDS.get(found[1]);
  return found && field ? { field, length: found[0].length } : undefined;
}

const STATE_WORDS: Record<ItemState, readonly string[]> = {
  draft: ['整理中', '草稿', '未定号'],
  fixed: ['已定号', '定号'],
  void: ['已作废', '作废'],
};
const SOURCES = { personal: '个人', organisation: '组织', masses: '群众' } as const;
const NATURE_WORDS = { statement: '陈述', conclusion: '结论' } as const;
const RETENTION_WORDS = {
  Y: ['永久', 'y'],
  D30: ['30年', '定期30年', 'd30'],
  D10: ['10年', '定期10年', 'd10'],
} as const;

const CHOICES: readonly { readonly choice: Choice; readonly words: readonly string[] }[] = [
  ...SOURCE_KINDS.map((value) => ({
    choice: { field: 'sourceKind', value } as const,
    words: [SOURCES[value]],
  })),
  ...NATURES.map((value) => ({
    choice: { field: 'nature', value } as const,
    words: [NATURE_WORDS[value], `${NATURE_WORDS[value]}性`],
  })),
  ...SECRECY_LEVELS.map((value) => ({
    choice: { field: 'secrecy', value } as const,
    words: [SECRECY_WORDS[value]],
  })),
  ...RETENTIONS.map((value) => ({
    choice: { field: 'retention', value } as const,
    words: RETENTION_WORDS[value],
  })),
  ...ITEM_STATES.map((value) => ({ choice: { field: 'state', value } as const, words: STATE_WORDS[value] })),
];

/** The value that a word means in a field with a closed list. */
export function choiceOf(field: Choice['field'], word: string): { choice: Choice; word: string } | undefined {
  const tidy = word.normalize('NFKC').trim().toLowerCase();
  const found = CHOICES.find(({ choice, words }) => choice.field === field && words.includes(tidy));
  return found && { choice: found.choice, word: found.words[0] ?? tidy };
}

export function choiceWords(field: Choice['field']): string {
  return CHOICES.filter(({ choice }) => choice.field === field)
    .map(({ words }) => words[0])
    .join('、');
}

export function isChoice(field: Field): field is Choice['field'] {
  return CHOICES.some(({ choice }) => choice.field === field);
}
