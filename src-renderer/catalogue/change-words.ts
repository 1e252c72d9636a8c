import { SECRECY_WORDS } from '#contract/vocabulary.ts';
import {
  dateWords,
  FIELD_WORDS,
  NATURE_WORDS,
  ORIGINALITY_WORDS,
  RETENTION_WORDS,
  SOURCE_WORDS,
} from '../words/index.ts';
import { emptyDraft, type ItemDraft } from './item-draft.ts';

interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Words of the values that are codes on the main side. */
const VALUES: Readonly<Record<string, string>> = {
  ...SOURCE_WORDS,
  ...NATURE_WORDS,
  ...ORIGINALITY_WORDS,
  ...RETENTION_WORDS,
  ...SECRECY_WORDS,
  true: '有',
  false: '无',
};
const CODED: ReadonlySet<string> = new Set([
  'sourceKind',
  'nature',
  'originality',
  'retention',
  'secrecy',
  'signed',
  'stamped',
]);

function isField(name: string): name is keyof ItemDraft {
  return name in emptyDraft();
}

/** `题名：旧 → 新` of one field of an item. */
export function changeWords({ field, before, after }: Change): string {
  const words = (value: string) => {
    if (value === '') return '空';
    if (field === 'date') return dateWords(value);
    return CODED.has(field) ? (VALUES[value] ?? value) : value;
  };
  return `${isField(field) ? FIELD_WORDS[field] : field}：${words(before)} → ${words(after)}`;
}
