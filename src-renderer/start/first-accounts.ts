import type { Role } from '#contract/vocabulary.ts';

/** Who the first run must name, so that every act with two persons can be done (domain 3.1). */
export const FIRST_ROLES = [
  'system-admin',
  'security-admin',
  'auditor',
  'clerk',
  'appraiser',
  'reviewer',
  'approver',
] as const satisfies readonly Role[];

export interface FirstAccount {
  readonly role: (typeof FIRST_ROLES)[number];
  readonly login: string;
  readonly name: string;
  readonly password: string;
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz';
const CAPITALS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS = '23456789';
const SIGNS = '-+=@#%';

/** One of `alphabet`, each equally likely: values past the last whole multiple are drawn again. */
function pick(alphabet: string): string {
  const limit = 256 - (256 % alphabet.length);
  for (;;) {
    const [value] = crypto.getRandomValues(new Uint8Array(1));
    if (value !== undefined && value < limit) return alphabet[value % alphabet.length] ?? '';
  }
}

/**
 * A first password to be handed over on paper and changed at once: four groups without signs that look alike
 * (0 O, 1 l I), with every kind of sign that the rules of domain 3.2 want.
 */
export function firstPassword(): string {
  const group = (alphabet: string) => Array.from({ length: 3 }, () => pick(alphabet)).join('');
  return `${group(CAPITALS)}${pick(SIGNS)}${group(LETTERS)}${pick(SIGNS)}${group(DIGITS)}${group(LETTERS)}`;
}
