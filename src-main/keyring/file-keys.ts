import { randomBytes } from 'node:crypto';
import { combine, split } from 'shamir-secret-sharing';
import { z } from 'zod';
import { Refusal } from '#contract/result.ts';
import { openSealed, sealTo, unwrap, wrap } from './wrap.ts';

/** A new key of a cadre's file (or tray, or staged bundle), wrapped by the content key and bound to its label. */
export function newFileKey(
  contentKey: Uint8Array,
  archiveId: string,
  label: string,
): { key: Buffer; wrapped: Buffer } {
  const key = randomBytes(32);
  return { key, wrapped: wrap(contentKey, key, `file:${archiveId}:${label}`) };
}

/** @throws Refusal `archive-damaged` */
export function openFileKey(
  contentKey: Uint8Array,
  archiveId: string,
  label: string,
  wrapped: Uint8Array,
): Buffer {
  const key = unwrap(contentKey, wrapped, `file:${archiveId}:${label}`);
  if (!key)
    throw new Refusal(
      'archive-damaged',
      `文件密钥（${label}）打不开：登记被改动或内容密钥不符。请用备份核对。`,
    );
  return key;
}

/** How a sealed key begins. A wrapped one begins with a random nonce, of which one in 256 has the same first byte. */
const SEALED_START = Buffer.from('{"sealed":');

/** Whether a recorded file key is split over two holders instead of wrapped by the content key. */
export function isSealedKey(wrapped: Uint8Array): boolean {
  return SEALED_START.equals(wrapped.subarray(0, SEALED_START.length));
}

/**
 * A file key under the next content key. A key that two holders sealed is not under the content key and stays as it is.
 * @returns undefined for a sealed one
 */
export function rewrapFileKey(
  contentKey: Uint8Array,
  next: Uint8Array,
  archiveId: string,
  label: string,
  wrapped: Uint8Array,
): Buffer | undefined {
  if (isSealedKey(wrapped)) return undefined;
  const key = openFileKey(contentKey, archiveId, label, wrapped);
  const again = wrap(next, key, `file:${archiveId}:${label}`);
  key.fill(0);
  return again;
}

const Sealed = z.strictObject({
  sealed: z.literal(1),
  holders: z.array(z.strictObject({ slot: z.string(), share: z.base64() })).min(2),
});

/**
 * 封存: the file key is split 2-of-n (Shamir) over the holders, each share sealed to its holder, so that two of them must act
 * together to open the file again; nobody opens it alone.
 */
export async function sealFileKey(
  key: Uint8Array,
  holders: readonly { readonly slot: string; readonly recipient: string }[],
): Promise<Buffer> {
  if (new Set(holders.map((holder) => holder.slot)).size < 2) {
    throw new Refusal(
      'state-refused',
      '封存需要至少两名持有者（审核员、审批人）。请先为第二人开通账号并移交内容密钥。',
    );
  }
  const shares = await split(new Uint8Array(key), holders.length, 2);
  const sealed = await Promise.all(
    holders.map(async (holder, index) => ({
      slot: holder.slot,
      share: (await sealTo(holder.recipient, shares[index] ?? new Uint8Array())).toString('base64'),
    })),
  );
  return Buffer.from(JSON.stringify({ sealed: 1, holders: sealed }));
}

function readSealed(sealed: Uint8Array): z.infer<typeof Sealed> {
  try {
    return Sealed.parse(JSON.parse(Buffer.from(sealed).toString('utf8')));
  } catch {
    throw new Refusal(
      'archive-damaged',
      '该卷的封存密钥登记已损坏，不能启封。请用最近一次备份恢复到新文件夹后再启封。',
    );
  }
}

/** A holder whose password was reset has a new key pair, to which the share was not sealed. */
async function openShare(identity: string, share: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await openSealed(identity, Buffer.from(share, 'base64')));
  } catch {
    throw new Refusal(
      'state-refused',
      '在场的一名封存持有者打不开自己那一份：封存之后该账号重置过口令，或封存登记被改动。请换另一名封存持有者到场。',
    );
  }
}

/** Opens a sealed file key with two holders' identities. @throws Refusal */
export async function openSealedFileKey(
  sealed: Uint8Array,
  holders: readonly { readonly slot: string; readonly identity: string }[],
): Promise<Buffer> {
  const { holders: kept } = readSealed(sealed);
  const present = kept.filter((one) => holders.some((holder) => holder.slot === one.slot));
  if (present.length < 2)
    throw new Refusal('second-person-needed', '启封需要两名封存持有者同时在场，目前不足两人。');
  const shares = await Promise.all(
    present.map(async (one) => {
      const holder = holders.find((candidate) => candidate.slot === one.slot);
      if (!holder) throw new Error('unreachable: filtered above');
      return openShare(holder.identity, one.share);
    }),
  );
  return Buffer.from(await combine(shares));
}
