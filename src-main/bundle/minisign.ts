import { randomBytes } from 'node:crypto';
import sodium from 'sodium-native';

/**
 * minisign's published format, prehashed: Ed25519 over BLAKE2b-512 of the file (`ED`), then Ed25519 over that signature and
 * the trusted comment. `minisign -V -P <public key> -m <file>` verifies what is made here.
 */
export interface SigningKey {
  /** 8 random bytes by which a signature names its key. */
  readonly keyId: Buffer;
  readonly seed: Buffer;
}
export interface VerifyingKey {
  readonly keyId: Buffer;
  readonly publicKey: Buffer;
}
export interface Signature {
  readonly keyId: Buffer;
  readonly signature: Buffer;
  readonly trustedComment: string;
  readonly globalSignature: Buffer;
}

export function newSigningKey(): SigningKey {
  return { keyId: randomBytes(8), seed: randomBytes(32) };
}

function expand(key: SigningKey): { publicKey: Buffer; secretKey: Buffer } {
  const publicKey = Buffer.alloc(32);
  const secretKey = Buffer.alloc(64);
  sodium.crypto_sign_seed_keypair(publicKey, secretKey, key.seed);
  return { publicKey, secretKey };
}

export function verifyingKey(key: SigningKey): VerifyingKey {
  const { publicKey, secretKey } = expand(key);
  secretKey.fill(0);
  return { keyId: key.keyId, publicKey };
}

/** The line `RW…` that minisign prints and takes with -P. */
export function writePublicKey(key: VerifyingKey): string {
  return Buffer.concat([Buffer.from('Ed'), key.keyId, key.publicKey]).toString('base64');
}

/** @returns undefined when the text is no minisign public key */
export function readPublicKey(text: string): VerifyingKey | undefined {
  const bytes = decode(text, 42);
  if (bytes?.toString('latin1', 0, 2) !== 'Ed') return undefined;
  return { keyId: bytes.subarray(2, 10), publicKey: bytes.subarray(10) };
}

/** BLAKE2b-512 of a stream. */
export class Prehash {
  readonly #state = Buffer.alloc(sodium.crypto_generichash_STATEBYTES);
  constructor() {
    sodium.crypto_generichash_init(this.#state, null, 64);
  }
  update(bytes: Uint8Array): this {
    // libsodium's binding takes no empty buffer.
    if (bytes.length > 0) sodium.crypto_generichash_update(this.#state, bytes);
    return this;
  }
  digest(): Buffer {
    const digest = Buffer.alloc(64);
    sodium.crypto_generichash_final(this.#state, digest);
    return digest;
  }
}

/** Detached Ed25519 signature of a short text. */
export function signBytes(key: SigningKey, message: Uint8Array): Buffer {
  const { secretKey } = expand(key);
  const signature = Buffer.alloc(64);
  sodium.crypto_sign_detached(signature, message, secretKey);
  secretKey.fill(0);
  return signature;
}
export function verifyBytes(key: VerifyingKey, message: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === 64 && sodium.crypto_sign_verify_detached(signature, message, key.publicKey);
}

const UNTRUSTED = 'untrusted comment: ';
const TRUSTED = 'trusted comment: ';

/**
 * The text of a `.minisig` file.
 * @param trustedComment one line of ASCII, authenticated with the file
 * @param signer whose signature the first line says it is; nothing vouches for that line
 */
export function signDigest(
  key: SigningKey,
  digest: Uint8Array,
  trustedComment: string,
  signer = 'a LianDang unit',
): string {
  if (!/^[\x20-\x7e]{0,1000}$/.test(trustedComment))
    throw new RangeError('a trusted comment is one ASCII line');
  const signature = signBytes(key, digest);
  const global = signBytes(key, Buffer.concat([signature, Buffer.from(trustedComment)]));
  const body = Buffer.concat([Buffer.from('ED'), key.keyId, signature]);
  return [
    `${UNTRUSTED}signature of ${signer}`,
    body.toString('base64'),
    `${TRUSTED}${trustedComment}`,
    global.toString('base64'),
    '',
  ].join('\n');
}

/** @returns undefined when the text is no prehashed minisign signature of four lines */
export function readSignature(text: string): Signature | undefined {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const [untrusted = '', body = '', trusted = '', global = '', ...rest] = lines;
  if (!untrusted.startsWith(UNTRUSTED) || !trusted.startsWith(TRUSTED) || rest.join('') !== '')
    return undefined;
  const bytes = decode(body, 74);
  const globalSignature = decode(global, 64);
  if (!bytes || !globalSignature || bytes.toString('latin1', 0, 2) !== 'ED') return undefined;
  return {
    keyId: bytes.subarray(2, 10),
    signature: bytes.subarray(10),
    trustedComment: trusted.slice(TRUSTED.length),
    globalSignature,
  };
}

/** Whether file and trusted comment are both signed by the key. */
export function verifyDigest(key: VerifyingKey, digest: Uint8Array, signature: Signature): boolean {
  const comment = Buffer.concat([signature.signature, Buffer.from(signature.trustedComment)]);
  return (
    key.keyId.equals(signature.keyId) &&
    verifyBytes(key, digest, signature.signature) &&
    verifyBytes(key, comment, signature.globalSignature)
  );
}

function decode(text: string, length: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text ? bytes : undefined;
}
