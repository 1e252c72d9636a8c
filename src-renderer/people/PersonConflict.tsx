import { Alert, Button } from 'antd';
import { differingFields, FIELD_WORDS, lineOf, type PersonDraft } from './person-draft.ts';

interface Props {
  readonly theirs: PersonDraft;
  readonly mine: PersonDraft;
  readonly onTakeTheirs: () => void;
  readonly onInsist: () => void;
}

/** The record changed while it was being typed here: what stands there now beside what was typed, nothing lost. */
export function PersonConflict({ theirs, mine, onTakeTheirs, onInsist }: Props) {
  const fields = differingFields(theirs, mine);
  return (
    <Alert
      type="warning"
      showIcon
      title="您填写期间，此人的登记被改过"
      description={
        fields.length === 0 ? (
          '内容与您写的相同，用库中的即可。'
        ) : (
          <ul className="failure-details">
            {fields.map((field) => (
              <li key={field}>
                {FIELD_WORDS[field]}：库中为「{lineOf(theirs, field) || '空'}」，您写的是「
                {lineOf(mine, field) || '空'}」
              </li>
            ))}
          </ul>
        )
      }
      action={
        <span className="row-acts">
          <Button onClick={onTakeTheirs}>用库中的</Button>
          <Button disabled={fields.length === 0} onClick={onInsist}>
            以我写的为准
          </Button>
        </span>
      }
    />
  );
}
