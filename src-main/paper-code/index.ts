/** 纸面编码: bytes as groups of letters and digits that a person copies from paper without error. */
import { createHash } from 'node:crypto';

/** Crockford's base 32: no I, L, O or U, so a share copied from paper can't be misread into another. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUP = 5;

function toBase32(bytes: Uint8Array): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
      held &= (1 << bits) - 1;
    }
  }
  return bits > 0 ? text + ALPHABET[(held << (5 - bits)) & 31] : text;
}

function fromBase32(text: string, length: number): Buffer | undefined {
  const bytes = Buffer.alloc(length);
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit < 0) return undefined;
    held = (held << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      if (at >= length) return undefined;
      bytes[at++] = (held >> bits) & 255;
      held &= (1 << bits) - 1;
    }
  }
  return at === length ? bytes : undefined;
}

/** One check character for a group, so that a mistyped group is named. */
function check(place: number, group: string): string {
  return ALPHABET[(createHash('sha256').update(`${place}:${group}`).digest()[0] ?? 0) & 31] ?? '0';
}

/** Groups of five characters, the fifth of each a check character, joined by `-`. */
export function toGroups(bytes: Uint8Array): string {
  const body = toBase32(bytes);
  const groups: string[] = [];
  for (let at = 0; at < body.length; at += GROUP - 1) {
    const group = body.slice(at, at + GROUP - 1);
    groups.push(group + check(groups.length, group));
  }
  return groups.join('-');
}

/** What somebody typed or scanned, as groups: full-width forms, blanks and long dashes are taken for what they stand for. */
export function typedGroups(text: string): string[] {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s—–－]+/g, '-')
    .split('-')
    .filter((part) => part !== '');
}

/** @returns the bytes, or which group is wrong (0-based); neither when groups are missing or too many */
export function fromGroups(
  groups: readonly string[],
  length: number,
): { readonly bytes?: Buffer | undefined; readonly wrong?: number } {
  const bodies: string[] = [];
  for (const [index, raw] of groups.entries()) {
    const group = raw.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
    if (group.length < 2 || check(index, group.slice(0, -1)) !== group.at(-1)) return { wrong: index };
    bodies.push(group.slice(0, -1));
  }
  return { bytes: fromBase32(bodies.join(''), length) };
}
