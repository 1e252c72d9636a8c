import { createHash } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { Refusal } from '#contract/result.ts';

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

/**
 * Splits the recovery key 2-of-3 (Shamir) and writes each share for paper:
 * `LD1-<first 8 of archive id>-<number>-` and groups of five characters, the fifth of each a check character.
 */
export async function makeShares(archiveId: string, key: Uint8Array): Promise<string[]> {
  const parts = await split(new Uint8Array(key), 3, 2);
  return parts.map((part, index) => {
    const body = toBase32(part);
    const groups: string[] = [];
    for (let at = 0; at < body.length; at += GROUP - 1) {
      const group = body.slice(at, at + GROUP - 1);
      groups.push(group + check(groups.length, group));
    }
    return `LD1-${archiveId.slice(0, 8).toUpperCase()}-${index + 1}-${groups.join('-')}`;
  });
}

/** Length of a share of a 32-byte secret: the library appends one byte for the share's coordinate. */
const SHARE_LENGTH = 33;

function parseShare(archiveId: string, text: string, place: number): { number: string; bytes: Buffer } {
  const tidy = text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s—–－]+/g, '-')
    .replaceAll(/-+/g, '-');
  const [format, archive, number, ...groups] = tidy.split('-').filter((part) => part !== '');
  if (format !== 'LD1' || archive === undefined || number === undefined) {
    throw new Refusal(
      'recovery-refused',
      `第 ${place} 份恢复份额不完整：应以 LD1- 开头。请对照纸面逐组重新输入。`,
    );
  }
  if (archive !== archiveId.slice(0, 8).toUpperCase()) {
    throw new Refusal(
      'recovery-refused',
      `第 ${place} 份恢复份额属于另一个库（${archive}），本库为 ${archiveId.slice(0, 8).toUpperCase()}。`,
    );
  }
  const body = groups.map((raw, index) => {
    const group = raw.replaceAll('O', '0').replaceAll(/[IL]/g, '1');
    if (group.length < 2 || check(index, group.slice(0, -1)) !== group.at(-1)) {
      throw new Refusal(
        'recovery-refused',
        `第 ${place} 份恢复份额的第 ${index + 1} 组「${raw}」有误，请对照纸面核对该组。`,
      );
    }
    return group.slice(0, -1);
  });
  const bytes = fromBase32(body.join(''), SHARE_LENGTH);
  if (!bytes) throw new Refusal('recovery-refused', `第 ${place} 份恢复份额缺少若干组，请对照纸面补全。`);
  return { number, bytes };
}

/** Puts the recovery key together again. One share is not enough; the same share twice neither. */
export async function joinShares(archiveId: string, texts: readonly string[]): Promise<Buffer> {
  const shares = texts.map((text, index) => parseShare(archiveId, text, index + 1));
  if (new Set(shares.map((share) => share.number)).size < 2) {
    throw new Refusal(
      'recovery-refused',
      '恢复需要任意两份不同的恢复份额，目前只有一份。请取来另一份密封信封。',
    );
  }
  return Buffer.from(await combine(shares.map((share) => new Uint8Array(share.bytes))));
}
