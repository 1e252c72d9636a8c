import type { KeyboardEvent, ReactNode } from 'react';

export interface Value {
  /** undefined: no narrowing, the row for all. */
  readonly value: string | undefined;
  readonly label: ReactNode;
  readonly count: number | undefined;
}

interface Props {
  /** Spoken name of the list. */
  readonly label: string;
  readonly values: readonly Value[];
  readonly chosen: string | undefined;
  readonly onChoose: (value: string | undefined) => void;
}

/** Values with how much each holds, one of them chosen: one stop of the Tab key, arrows inside. */
export function ValueList({ label, values, chosen, onChoose }: Props) {
  const at = values.findIndex((one) => one.value === chosen);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: values.length - 1,
    };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(step, values.length - 1));
    const next = values[index];
    if (!next) return;
    onChoose(next.value);
    event.currentTarget.children[index]?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div
      className="value-list"
      role="listbox"
      aria-label={label}
      aria-activedescendant={at >= 0 ? `${label}-${at}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {values.map((one, index) => (
        // Keys are handled by the list, which has the focus (aria-activedescendant).
        <div
          key={one.value === undefined ? 'all' : `=${one.value}`}
          id={`${label}-${index}`}
          role="option"
          aria-selected={index === at}
          className={index === at ? 'value-list-row current' : 'value-list-row'}
          onClick={() => onChoose(one.value)}
        >
          <span className="value-list-label">{one.label}</span>
          <span className="muted">{one.count?.toLocaleString('zh-CN')}</span>
        </div>
      ))}
    </div>
  );
}
