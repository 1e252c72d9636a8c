import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Refusal } from '#contract/result.ts';

/** scrypt cost (RFC 7914). 2^17, 8, 1 takes 128 MiB and about a third of a second (performance.md). */
export interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}
/** The weakest cost a slot may carry: a slot made weaker by a stranger is refused, not opened. */
export const WEAKEST_SCRYPT: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };
/** What new slots get; raise with the years. */
export const CURRENT_SCRYPT: ScryptCost = { N: 2 ** 17, r: 8, p: 1 };

export function deriveKey(password: string, salt: Uint8Array, cost: ScryptCost): Promise<Buffer> {
  if (
    cost.N < WEAKEST_SCRYPT.N ||
    cost.r < WEAKEST_SCRYPT.r ||
    cost.p < WEAKEST_SCRYPT.p ||
    cost.N > 2 ** 22
  ) {
    throw new Refusal(
      'archive-damaged',
      '密钥文件 keyring.json 中的口令强度参数被改动，已拒绝使用。请从备份恢复该文件。',
    );
  }
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  // NFC: the same password typed on another system or input method must give the same key.
  scrypt(password.normalize('NFC'), salt, 32, { ...cost, maxmem: 256 * cost.N * cost.r }, (error, key) =>
    error ? reject(error) : resolve(key),
  );
  return promise;
}

/** AES-256-GCM: nonce (12) ‖ ciphertext ‖ tag (16). */
export function wrap(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @returns undefined when key, context or bytes do not belong together */
export function unwrap(key: Uint8Array, wrapped: Uint8Array, context: string): Buffer | undefined {
  if (wrapped.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12))
    .setAAD(Buffer.from(context))
    .setAuthTag(wrapped.subarray(wrapped.length - 16));
  try {
    return Buffer.concat([decipher.update(wrapped.subarray(12, wrapped.length - 16)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** An account's X25519 key pair in age's written form. */
export interface KeyPair {
  readonly identity: string;
  readonly recipient: string;
}
export async function newKeyPair(): Promise<KeyPair> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Seals a key to an account: an age v1 file with one X25519 recipient (age-encryption.org/v1). */
export async function sealTo(recipient: string, plain: Uint8Array): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(plain));
}
export async function openSealed(identity: string, sealed: Uint8Array): Promise<Buffer> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return Buffer.from(await decrypter.decrypt(sealed));
}
