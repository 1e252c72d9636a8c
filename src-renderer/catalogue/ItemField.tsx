import { Input, Radio } from 'antd';
import { memo, type ReactNode } from 'react';
import type { ItemDraft } from './item-draft.ts';

interface FieldProps {
  readonly name: keyof ItemDraft;
  readonly label: string;
  readonly wrong: string | undefined;
  readonly hint?: string | undefined;
}

/** One field of the form, with what is wrong with it or what helps to fill it. */
export function ItemField({
  name,
  label,
  wrong,
  hint,
  children,
}: FieldProps & { readonly children: ReactNode }) {
  return (
    <div className="item-field" data-field={name}>
      <span className="item-label">{label}</span>
      <div className="item-control">
        {children}
        {wrong === undefined ? (
          hint !== undefined && <span className="muted item-hint">{hint}</span>
        ) : (
          <span className="warning item-hint" role="alert">
            {wrong}
          </span>
        )}
      </div>
    </div>
  );
}

// Both are drawn only when what they show changes: a key typed in one field, or another item with the same choices, costs
// nothing in the others.

interface LineProps extends FieldProps {
  readonly most: number;
  readonly value: string;
  readonly disabled: boolean;
  readonly onChange: (part: Partial<ItemDraft>) => void;
  readonly onLeave: () => void;
}
export const LineField = memo(function LineField(props: LineProps) {
  const { name, label, wrong, hint, most, value, disabled, onChange, onLeave } = props;
  return (
    <ItemField name={name} label={label} wrong={wrong} hint={hint}>
      <Input
        aria-label={label}
        maxLength={most}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange({ [name]: event.target.value })}
        onBlur={onLeave}
      />
    </ItemField>
  );
});

interface ChoiceProps extends FieldProps {
  /** Said to screen readers where the label is short. */
  readonly spoken?: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly disabled: boolean;
  readonly onChange: (part: Partial<ItemDraft>) => void;
}
export const ChoiceField = memo(function ChoiceField(props: ChoiceProps) {
  const { name, label, spoken = label, wrong, hint, value, options, disabled, onChange } = props;
  return (
    <ItemField name={name} label={label} wrong={wrong} hint={hint}>
      <Radio.Group
        aria-label={spoken}
        disabled={disabled}
        value={value}
        onChange={(event) => onChange({ [name]: event.target.value as string })}
        options={[...options]}
      />
    </ItemField>
  );
});
