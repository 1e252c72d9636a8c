import { createHash } from 'node:crypto';

/** One field before and after, as text. */
export interface FieldValue {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}
/** What an act changed, and how secret the values are: rank of the item they belong to, 0 for everything else. */
export interface Changes {
  readonly rank: number;
  readonly fields: readonly FieldValue[];
}

/** Fields that are never kept whole, not even here: the last characters say enough to tell two apart. */
const MASKED: ReadonlySet<string> = new Set(['idNumber']);

function text(field: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  const whole = typeof value === 'string' ? value : JSON.stringify(value);
  return MASKED.has(field) && whole.length > 4 ? `…${whole.slice(-4)}` : whole;
}

/** The fields of two plain objects that differ, in the order of the first. `before` undefined: everything is new. */
export function changesBetween(
  before: Readonly<Record<string, unknown>> | undefined,
  after: Readonly<Record<string, unknown>>,
  rank = 0,
): Changes {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])].flatMap(
    (field): FieldValue[] => {
      const one = { field, before: text(field, before?.[field]), after: text(field, after[field]) };
      const same = JSON.stringify(before?.[field]) === JSON.stringify(after[field]);
      return same || (one.before === '' && one.after === '') ? [] : [one];
    },
  );
  return { rank, fields };
}

/** What the chain holds of a value: SHA-256 over a salt and each part with its length, so that nobody can guess it. */
export function digestOf(salt: Uint8Array, value: FieldValue): string {
  const hash = createHash('sha256').update(salt);
  for (const part of [value.field, value.before, value.after]) {
    const bytes = Buffer.from(part, 'utf8');
    hash.update(`${bytes.length}:`).update(bytes);
  }
  return hash.digest('hex');
}
