import { hkdfSync, randomBytes } from 'node:crypto';
import { readSync } from 'node:fs';
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter } from 'age-encryption';
import sodium from 'sodium-native';
import { refuseBundle } from './refusal.ts';

/**
 * age v1 (age-encryption.org/v1). The header comes from the `age-encryption` library. The payload, the published STREAM of
 * 64 KiB chunks under ChaCha20-Poly1305 (nonce = 11-byte big-endian counter ‖ 1 in the last chunk, else 0), is done here
 * with libsodium: the library's JavaScript cipher is four times slower than the age program, and holds Web streams.
 */
const CHUNK = 64 * 1024;
const TAG = 16;
const SEALED_CHUNK = CHUNK + TAG;
const PAYLOAD_NONCE = 16;
/** An X25519 header has about 200 bytes; a longer one than this is no age file of ours. */
const LONGEST_HEADER = 8 * 1024;
/** Sealed chunks given out or read at once, about a mebibyte: what is done with them costs something by the call. */
const CHUNKS_AT_ONCE = 16;

/** A unit's X25519 key pair in age's written form. */
export interface AgePair {
  readonly identity: string;
  readonly recipient: string;
}

export function newAgePair(): AgePair {
  const secret = randomBytes(32);
  const publicKey = Buffer.alloc(32);
  sodium.crypto_scalarmult_base(publicKey, secret);
  const identity = bech32.encodeFromBytes('age-secret-key-', secret).toUpperCase();
  secret.fill(0);
  return { identity, recipient: bech32.encodeFromBytes('age', publicKey) };
}

export function isAgeRecipient(text: string): boolean {
  const decoded = text.startsWith('age1') ? bech32.decodeUnsafe(text) : undefined;
  return decoded?.prefix === 'age' && bech32.fromWords(decoded.words).length === 32;
}

function payloadKey(fileKey: Uint8Array, nonce: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', fileKey, nonce, 'payload', 32));
}

/** Nonces of the chunks, in one buffer that is rewritten. */
class ChunkNonce {
  readonly #bytes = Buffer.alloc(12);
  #count = 0;

  next(last: boolean): Buffer {
    // 2^48 chunks are 16 EiB: the upper five bytes of the counter stay zero.
    this.#bytes.writeUIntBE(this.#count, 5, 6);
    this.#bytes[11] = last ? 1 : 0;
    this.#count += 1;
    return this.#bytes;
  }
}

/** Seals a stream fed in pieces of any length to one recipient. `emit` must use its bytes before it returns. */
export class AgeSealer {
  readonly #emit: (bytes: Uint8Array) => void;
  readonly #key: Buffer;
  readonly #nonce = new ChunkNonce();
  readonly #room = Buffer.alloc(CHUNK);
  readonly #sealed = Buffer.alloc(SEALED_CHUNK * CHUNKS_AT_ONCE);
  #filled = 0;
  #waiting = 0;

  private constructor(key: Buffer, emit: (bytes: Uint8Array) => void) {
    this.#key = key;
    this.#emit = emit;
  }

  static async to(recipient: string, emit: (bytes: Uint8Array) => void): Promise<AgeSealer> {
    let fileKey = new Uint8Array();
    const encrypter = new Encrypter();
    encrypter.addRecipient(recipient);
    // Adds no stanza; it only learns the file key that the header's stanza carries.
    encrypter.addRecipient({
      wrapFileKey: (key) => {
        fileKey = new Uint8Array(key);
        return [];
      },
    });
    const empty = await encrypter.encrypt(new Uint8Array());
    const header = empty.subarray(0, empty.length - PAYLOAD_NONCE - TAG);
    const nonce = randomBytes(PAYLOAD_NONCE);
    const key = payloadKey(fileKey, nonce);
    fileKey.fill(0);
    emit(header);
    emit(nonce);
    return new AgeSealer(key, emit);
  }

  update(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) {
      // A full chunk is only sent once more follows: the last one carries another nonce.
      if (this.#filled === CHUNK) this.#send(false);
      const piece = bytes.subarray(at, at + CHUNK - this.#filled);
      this.#room.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
    }
  }

  finish(): void {
    this.#send(true);
    this.#giveOut();
    this.forget();
  }

  /** Wipes key and plaintext; also for a sealing that is given up. */
  forget(): void {
    this.#key.fill(0);
    this.#room.fill(0);
  }

  #send(last: boolean): void {
    const sealed = this.#sealed.subarray(this.#waiting, this.#waiting + this.#filled + TAG);
    const plain = this.#room.subarray(0, this.#filled);
    sodium.crypto_aead_chacha20poly1305_ietf_encrypt(
      sealed,
      plain,
      null,
      null,
      this.#nonce.next(last),
      this.#key,
    );
    this.#filled = 0;
    this.#waiting += sealed.length;
    if (this.#waiting === this.#sealed.length) this.#giveOut();
  }

  #giveOut(): void {
    const sealed = this.#sealed.subarray(0, this.#waiting);
    this.#waiting = 0;
    if (sealed.length > 0) this.#emit(sealed);
  }
}

const TRUNCATED = '转递包不完整：密文在末段之前中断，可能未复制完。';

/**
 * Opens a sealed file of known size. Awaits only the header; the payload is read as it is asked for. `seen` gets every byte of the file in order, for a hash over what was really opened.
 * @throws Refusal `bundle-refused`
 */
export async function openAge(
  handle: number,
  size: number,
  identity: string,
  seen: (bytes: Uint8Array) => void,
): Promise<Generator<Buffer>> {
  const head = Buffer.alloc(Math.min(size, LONGEST_HEADER));
  readExactly(handle, head, 0);
  const mac = head.indexOf('\n--- ');
  const end = mac < 0 ? -1 : head.indexOf('\n', mac + 1);
  if (end < 0 || !head.toString('latin1').startsWith('age-encryption.org/v1\n')) {
    refuseBundle('所选文件不是转递包：没有 age 密文的头部。', '请选择以 .tar.age 结尾的文件。');
  }
  const header = head.subarray(0, end + 1);
  const start = header.length + PAYLOAD_NONCE;
  if (size < start + TAG) refuseBundle(TRUNCATED);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  let fileKey: Uint8Array;
  try {
    fileKey = await decrypter.decryptHeader(new Uint8Array(header));
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('no identity matched')) {
      refuseBundle(
        '转递包不是封给本单位的，本单位的密钥打不开。',
        '请核对收件单位；误收的包请退回机要渠道。',
      );
    }
    refuseBundle('转递包的密文头部已损坏或被改动。');
  }
  const nonce = Buffer.alloc(PAYLOAD_NONCE);
  readExactly(handle, nonce, header.length);
  seen(header);
  seen(nonce);
  const key = payloadKey(fileKey, nonce);
  fileKey.fill(0);
  return chunks(handle, start, size, key, seen);
}

function* chunks(
  handle: number,
  start: number,
  size: number,
  key: Buffer,
  seen: (bytes: Uint8Array) => void,
): Generator<Buffer> {
  const nonce = new ChunkNonce();
  const room = Buffer.alloc(SEALED_CHUNK * CHUNKS_AT_ONCE);
  try {
    for (let at = start; at < size; ) {
      const read = room.subarray(0, Math.min(room.length, size - at));
      readExactly(handle, read, at);
      seen(read);
      for (let from = 0; from < read.length; from += SEALED_CHUNK) {
        const sealed = read.subarray(from, from + SEALED_CHUNK);
        const last = at + from + sealed.length === size;
        if (sealed.length < TAG) refuseBundle(TRUNCATED);
        // Only an empty file ends in an empty chunk.
        if (last && sealed.length === TAG && at + from !== start)
          refuseBundle('转递包的密文末段为空，不合规范。');
        const opened = Buffer.allocUnsafe(sealed.length - TAG);
        try {
          sodium.crypto_aead_chacha20poly1305_ietf_decrypt(opened, null, sealed, null, nonce.next(last), key);
        } catch {
          refuseBundle('转递包的密文有一段校验不符：被改动、拼接、截短或末尾多出内容。');
        }
        yield opened;
      }
      at += read.length;
    }
  } finally {
    key.fill(0);
  }
}

function readExactly(handle: number, into: Buffer, position: number): void {
  for (let at = 0; at < into.length; ) {
    const got = readSync(handle, into, at, into.length - at, position + at);
    if (got === 0) refuseBundle(TRUNCATED);
    at += got;
  }
}
