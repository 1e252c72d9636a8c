import type { KeyboardEvent } from 'react';

/** Where the typing goes on when another item comes into the form: the screen keeps it across forms. */
export interface FieldMemory {
  /** `data-field` of the field that had the focus last. */
  field: string | undefined;
  /** The next form shall take the focus, wherever it is; without it only a focus that was lost is taken. */
  wanted: boolean;
}

const REACHABLE = 'input:not([disabled]), textarea:not([disabled])';

function inputOf(field: Element): HTMLElement | null {
  return (
    field.querySelector<HTMLElement>('input[type=radio]:checked:not([disabled])') ??
    field.querySelector<HTMLElement>(REACHABLE)
  );
}

/** Typing goes on after what stands there. */
function enter(input: HTMLElement): void {
  input.focus();
  if (input instanceof HTMLTextAreaElement || (input instanceof HTMLInputElement && input.type === 'text'))
    input.setSelectionRange(input.value.length, input.value.length);
}

/** Puts the cursor into the remembered field, or into the first one that can be typed in. */
export function focusField(form: HTMLElement, memory: FieldMemory): void {
  memory.wanted = false;
  const fields = [...form.querySelectorAll('[data-field]')];
  const remembered = fields.find((one) => one.getAttribute('data-field') === memory.field);
  const first = [...(remembered ? [remembered] : []), ...fields].map(inputOf).find((one) => one !== null);
  if (first) enter(first);
  else form.focus();
}

/** Whether the form that has just come up should take the focus. */
export function focusIsFree(memory: FieldMemory): boolean {
  const active = document.activeElement;
  if (active === null || active === document.body) return true;
  return memory.wanted && active.closest('[role=grid]') === null;
}

export function remember(memory: FieldMemory, target: EventTarget): void {
  if (target instanceof Element)
    memory.field = target.closest<HTMLElement>('[data-field]')?.dataset['field'] ?? memory.field;
}

/** Enter goes on to the next field, as on a paper form; inside a list, a button or an input method at work it stays theirs. */
export function nextField(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
  const at = event.target as HTMLElement;
  const field = at.closest('[data-field]');
  if (!field || at.closest('.ant-select-open') || at instanceof HTMLButtonElement) return;
  // Closed, a list to choose from opens by Enter as long as it is empty; a line with suggestions does not.
  if (
    field.querySelector('.ant-select:not(.ant-select-auto-complete)') &&
    !field.querySelector('.ant-select-content-has-value, .ant-select-selection-item')
  )
    return;
  event.preventDefault();
  event.stopPropagation();
  goOn(field, event.currentTarget);
}

/** From one field to the next that can be typed in. */
export function goOn(field: Element, form: HTMLElement): void {
  const fields = [...form.querySelectorAll('[data-field]')];
  const next = fields
    .slice(fields.indexOf(field) + 1)
    .map(inputOf)
    .find((one) => one !== null);
  if (next) enter(next);
}
