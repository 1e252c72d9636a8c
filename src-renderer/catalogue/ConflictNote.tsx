import { Alert, Button } from 'antd';
import { SECRECY_WORDS } from '#contract/vocabulary.ts';
import {
  dateWords,
  FIELD_WORDS,
  NATURE_WORDS,
  ORIGINALITY_WORDS,
  RETENTION_WORDS,
  SOURCE_WORDS,
} from '../words/index.ts';
import { differences, draftOf, type Item, type ItemDraft } from './item-draft.ts';

interface Props {
  readonly item: Item;
  readonly draft: ItemDraft;
  readonly onTakeTheirs: () => void;
  readonly onInsist: () => void;
}

/** Somebody saved the item while it was being typed here: what stands there now beside what was typed, nothing lost. */
export function ConflictNote({ item, draft, onTakeTheirs, onInsist }: Props) {
  const theirs = draftOf(item);
  const fields = differences(theirs, draft);
  return (
    <Alert
      type="warning"
      showIcon
      title="您编辑期间，这件材料被别人改过"
      description={
        <>
          {fields.length === 0 ? (
            <p>内容与您写的相同，用库中的即可。</p>
          ) : (
            <ul className="failure-details">
              {fields.map((field) => (
                <li key={field}>
                  {FIELD_WORDS[field]}：库中为「{valueWords(theirs, field)}」，您写的是「
                  {valueWords(draft, field)}」
                </li>
              ))}
            </ul>
          )}
          <div className="item-conflict-acts">
            <Button size="small" onClick={onTakeTheirs}>
              用库中的
            </Button>
            <Button size="small" disabled={fields.length === 0} onClick={onInsist}>
              以我写的为准
            </Button>
          </div>
        </>
      }
    />
  );
}

function valueWords(draft: ItemDraft, field: keyof ItemDraft): string {
  switch (field) {
    case 'date':
      return dateWords(draft.date) || '空';
    case 'sourceKind':
      return SOURCE_WORDS[draft.sourceKind];
    case 'nature':
      return NATURE_WORDS[draft.nature];
    case 'originality':
      return ORIGINALITY_WORDS[draft.originality];
    case 'signed':
    case 'stamped':
      return draft[field] ? '有' : '无';
    case 'secrecy':
      return SECRECY_WORDS[draft.secrecy];
    case 'secrecyYears':
      return `${draft.secrecyYears}年`;
    case 'retention':
      return RETENTION_WORDS[draft.retention];
    case 'paperPages':
      return draft.paperPages === null ? '未数' : `${draft.paperPages}页`;
    case 'classCode':
    case 'title':
    case 'author':
    case 'documentNumber':
    case 'supplier':
    case 'remarks':
      return draft[field] || '空';
  }
}
