import { AutoComplete, Input, Radio } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';

interface Judged {
  readonly value: string;
  readonly reason: string;
  readonly evidence: string;
}
interface Props {
  readonly name: string;
  readonly label: string;
  readonly judged: Judged;
  readonly words: Readonly<Record<string, string>>;
  readonly phrases: readonly string[];
  readonly wrong: boolean;
  readonly onChange: (part: Partial<Judged>) => void;
}

/** One of the four judgements. Enter in an empty reason takes the first phrase; ↓ shows the others. */
export function Judgement({ name, label, judged, words, phrases, wrong, onChange }: Props) {
  const [usual = ''] = phrases;
  const [open, setOpen] = useState(false);
  const entered = useRef(false);
  const takeUsual = (event: KeyboardEvent<HTMLElement>) => {
    entered.current = event.key === 'Enter';
    if (event.key === 'Enter' && !event.nativeEvent.isComposing && !open && judged.reason === '')
      onChange({ reason: usual });
  };
  return (
    <fieldset className="judgement">
      <legend>{label}</legend>
      <div data-field={name} className="judgement-value">
        <Radio.Group
          aria-label={label}
          value={judged.value}
          onChange={(event) => onChange({ value: event.target.value as string })}
          options={Object.entries(words).map(([value, word]) => ({ value, label: word }))}
        />
      </div>
      <div data-field={`${name}.reason`} onKeyDownCapture={takeUsual}>
        <AutoComplete
          aria-label={`${label}的理由`}
          placeholder={`回车：${usual}`}
          maxLength={300}
          {...(wrong ? { status: 'error' as const } : {})}
          defaultActiveFirstOption={false}
          open={open}
          // Enter goes on to the next field; it does not open the list.
          onOpenChange={(next) => setOpen(next && !entered.current)}
          onBlur={() => setOpen(false)}
          value={judged.reason}
          options={phrases.map((value) => ({ value }))}
          onChange={(reason: string) => onChange({ reason })}
        />
      </div>
      <div data-field={`${name}.evidence`}>
        <Input
          aria-label={`${label}的依据`}
          placeholder="依据，如：第1页签章"
          maxLength={300}
          value={judged.evidence}
          onChange={(event) => onChange({ evidence: event.target.value })}
        />
      </div>
    </fieldset>
  );
}
