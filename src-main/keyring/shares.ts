import { combine, split } from 'shamir-secret-sharing';
import { Refusal } from '#contract/result.ts';
import { fromGroups, toGroups, typedGroups } from '#main/paper-code/index.ts';

/**
 * Splits the recovery key 2-of-3 (Shamir) and writes each share for paper:
 * `LD1-<first 8 of archive id>-<number>-` and groups of five characters, the fifth of each a check character.
 */
export async function makeShares(archiveId: string, key: Uint8Array): Promise<string[]> {
  const parts = await split(new Uint8Array(key), 3, 2);
  return parts.map((part, index) => {
    return `LD1-${archiveId.slice(0, 8).toUpperCase()}-${index + 1}-${toGroups(part)}`;
  });
}

/** Length of a share of a 32-byte secret: the library appends one byte for the share's coordinate. */
const SHARE_LENGTH = 33;

function parseShare(archiveId: string, text: string, place: number): { number: string; bytes: Buffer } {
  const [format, archive, number, ...groups] = typedGroups(text);
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
  const { bytes, wrong } = fromGroups(groups, SHARE_LENGTH);
  if (wrong !== undefined) {
    throw new Refusal(
      'recovery-refused',
      `第 ${place} 份恢复份额的第 ${wrong + 1} 组「${groups[wrong]}」有误，请对照纸面核对该组。`,
    );
  }
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
