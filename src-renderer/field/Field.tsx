import type { ReactNode } from 'react';
import './field.css';

interface Props {
  readonly label: string;
  readonly required?: boolean;
  readonly extra?: string;
  readonly children: ReactNode;
}

/** One control with its label: a click on the words goes to it, and it is spoken with them. */
export function Field({ label, required = false, extra, children }: Props) {
  return (
    <label className="field">
      <span className={required ? 'field-label required' : 'field-label'}>{label}</span>
      {children}
      {extra !== undefined && <span className="muted field-extra">{extra}</span>}
    </label>
  );
}

/** Several controls under one label: choices, a span of dates, a list of readers. */
export function FieldGroup({ label, required = false, extra, children }: Props) {
  return (
    <fieldset className="field">
      <legend className={required ? 'field-label required' : 'field-label'}>{label}</legend>
      {children}
      {extra !== undefined && <span className="muted field-extra">{extra}</span>}
    </fieldset>
  );
}
