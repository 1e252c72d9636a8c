import { AutoComplete, Checkbox, Input } from 'antd';
import { useRead } from '../archive/index.ts';
import { Field } from '../field/index.ts';
import type { Duty, Holder } from './words.ts';

type Kept = Pick<Holder | Duty, 'basis' | 'certain' | 'from' | 'until'>;
const DAY = /^(|\d{8})$/;
/** Whether basis and dates may be kept so. */
export const keptWell = (one: Kept) => one.basis.trim() !== '' && DAY.test(one.from) && DAY.test(one.until);

/** Basis and dates of validity, as every rule has them. */
export function KeptFields({
  rule,
  onChange,
}: {
  readonly rule: Kept;
  readonly onChange: (part: Partial<Kept>) => void;
}) {
  const library = useRead('regulation.list', { inForce: true });
  return (
    <>
      <Field label="依据" required extra="可选制度库中现行的规定，写作《名称》第几条；废止的规定不能作依据">
        <AutoComplete
          maxLength={200}
          value={rule.basis}
          onChange={(basis: string) => onChange({ basis })}
          options={(library.data?.regulations ?? []).map((one) => ({ value: `《${one.title}》` }))}
        />
      </Field>
      <Checkbox checked={rule.certain} onChange={(event) => onChange({ certain: event.target.checked })}>
        已按规定核定
      </Checkbox>
      <div className="duty-term">
        <Field label="有效自" extra="年月日八位；不填：不限">
          <Input
            maxLength={8}
            value={rule.from}
            onChange={(event) => onChange({ from: event.target.value })}
          />
        </Field>
        <Field label="有效至" extra="年月日八位；不填：不限">
          <Input
            maxLength={8}
            value={rule.until}
            onChange={(event) => onChange({ until: event.target.value })}
          />
        </Field>
      </div>
    </>
  );
}
