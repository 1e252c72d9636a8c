import { Checkbox } from 'antd';
import { Field } from '../field/index.ts';
import { WordsInput } from './WordsInput.tsx';
import type { Holder } from './words.ts';

type Whom = Holder['whom'];
const LISTS = [
  ['ranks', '级别含（其一）'],
  ['posts', '职务含（其一）'],
  ['units', '单位含（其一）'],
  ['departments', '部门含（其一）'],
] as const;

/** Conditions on the cadre: words of the roster, one of each list. */
export function WhomFields({
  whom,
  onChange,
}: {
  readonly whom: Whom;
  readonly onChange: (whom: Whom) => void;
}) {
  return (
    <>
      <div className="duty-term">
        {LISTS.map(([key, label]) => (
          <Field key={key} label={label}>
            <WordsInput value={whom[key]} onChange={(words) => onChange({ ...whom, [key]: words })} />
          </Field>
        ))}
      </div>
      <Checkbox
        checked={whom.leadingGroup}
        onChange={(event) => onChange({ ...whom, leadingGroup: event.target.checked })}
      >
        只对领导班子成员
      </Checkbox>
    </>
  );
}
