import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

/**
 * Streaming AEAD in the published layout AES256-GCM-HKDF with 1 MiB segments, as Google Tink documents it:
 * header = length byte (40) ‖ salt (32) ‖ nonce prefix (7); segment key = HKDF-SHA256(key, salt, associated data);
 * nonce = prefix ‖ segment number (4 bytes, big endian) ‖ 1 in the last segment, else 0; each segment ends in its
 * 16-byte tag and, with header or tag, is 1 MiB long but for the last.
 */
export const SEGMENT = 1024 * 1024;
const SALT = 32;
const PREFIX = 7;
export const HEADER = 1 + SALT + PREFIX;
export const TAG = 16;
const FIRST_PLAIN = SEGMENT - HEADER - TAG;
const PLAIN = SEGMENT - TAG;

/** A segment that does not authenticate, or a stream of a wrong shape. */
export class DamagedStream extends Error {
  override readonly name = 'DamagedStream';
}

function nonce(prefix: Uint8Array, segment: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.set(prefix);
  bytes.writeUInt32BE(segment, PREFIX);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

function segmentKey(key: Uint8Array, salt: Uint8Array, associated: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, associated, 32));
}

/** Length of the encrypted form of `size` plain bytes. */
export function encryptedLength(size: number): number {
  const rest = Math.max(0, size - FIRST_PLAIN);
  return HEADER + size + TAG * (1 + Math.ceil(rest / PLAIN));
}

/** Length of the plain form of `length` encrypted bytes. @throws DamagedStream when no stream has that length. */
export function plainLength(length: number): number {
  const segments = Math.max(1, Math.ceil(length / SEGMENT));
  const size = length - HEADER - TAG * segments;
  if (size < 0 || encryptedLength(size) !== length) throw new DamagedStream('length');
  return size;
}

/** Encrypts a stream fed in pieces of any length; takes the SHA-256 of the plain bytes in the same pass. */
export class Encrypter {
  #key: Buffer;
  #prefix: Buffer;
  #segment = 0;
  #hash = createHash('sha256');
  /** Plain bytes of a segment that is not full yet; made when a piece does not end with its segment. */
  #room: Buffer | undefined;
  #filled = 0;
  #size = 0;
  #emit: (bytes: Uint8Array) => void;

  constructor(key: Uint8Array, associated: Uint8Array, emit: (bytes: Uint8Array) => void) {
    const salt = randomBytes(SALT);
    this.#prefix = randomBytes(PREFIX);
    this.#key = segmentKey(key, salt, associated);
    this.#emit = emit;
    emit(Buffer.concat([Buffer.from([HEADER]), salt, this.#prefix]));
  }

  update(bytes: Uint8Array): void {
    this.#count(bytes);
    let at = 0;
    while (at < bytes.length) {
      // A full segment is only sent once more follows: the last one carries another nonce.
      if (this.#filled === this.#capacity) this.#send(this.#kept(), false);
      at = this.#sendFull(bytes, at);
      this.#room ??= Buffer.allocUnsafe(PLAIN);
      const piece = bytes.subarray(at, at + this.#capacity - this.#filled);
      this.#room.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
    }
  }

  /** @param rest the last piece; without any before it, it is encrypted where it lies */
  finish(rest: Uint8Array = new Uint8Array()): { size: number; sha256: Buffer } {
    if (this.#filled > 0) {
      this.update(rest);
      this.#send(this.#kept(), true);
    } else {
      this.#count(rest);
      this.#send(rest.subarray(this.#sendFull(rest, 0)), true);
    }
    this.#key.fill(0);
    this.#room?.fill(0);
    return { size: this.#size, sha256: this.#hash.digest() };
  }

  get #capacity(): number {
    return this.#segment === 0 ? FIRST_PLAIN : PLAIN;
  }

  #kept(): Uint8Array {
    return this.#room?.subarray(0, this.#filled) ?? new Uint8Array();
  }

  #count(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#size += bytes.length;
  }

  /** Sends what fills whole segments with more behind them, if no segment is begun. @returns where the rest starts */
  #sendFull(bytes: Uint8Array, from: number): number {
    let at = from;
    while (this.#filled === 0 && bytes.length - at > this.#capacity) {
      const end = at + this.#capacity;
      this.#send(bytes.subarray(at, end), false);
      at = end;
    }
    return at;
  }

  #send(plain: Uint8Array, last: boolean): void {
    if (this.#segment > 0xffff_ffff) throw new RangeError('stream too long');
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce(this.#prefix, this.#segment, last));
    this.#emit(cipher.update(plain));
    cipher.final();
    this.#emit(cipher.getAuthTag());
    this.#segment += 1;
    this.#filled = 0;
  }
}

/** Random access to an encrypted stream of known length. */
export class Decrypter {
  readonly size: number;
  readonly segments: number;
  #key: Buffer;
  #prefix: Buffer;
  #length: number;

  /** @param header the first 40 bytes; @param length of the whole encrypted stream */
  constructor(key: Uint8Array, associated: Uint8Array, header: Uint8Array, length: number) {
    if (header.length !== HEADER || header[0] !== HEADER) throw new DamagedStream('header');
    this.size = plainLength(length);
    this.segments = Math.max(1, Math.ceil(length / SEGMENT));
    this.#length = length;
    this.#prefix = Buffer.from(header.subarray(1 + SALT));
    this.#key = segmentKey(key, header.subarray(1, 1 + SALT), associated);
  }

  /** Where segment `index` lies in the encrypted stream: [start, end). */
  extent(index: number): readonly [number, number] {
    return [index === 0 ? HEADER : index * SEGMENT, Math.min(this.#length, (index + 1) * SEGMENT)];
  }

  /** Segment and offset in it of a plain position. */
  locate(position: number): readonly [number, number] {
    if (position < FIRST_PLAIN) return [0, position];
    return [1 + Math.floor((position - FIRST_PLAIN) / PLAIN), (position - FIRST_PLAIN) % PLAIN];
  }

  /** @throws DamagedStream when the segment does not authenticate in this place of this stream */
  open(index: number, bytes: Uint8Array): Buffer {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.#key,
      nonce(this.#prefix, index, index === this.segments - 1),
    );
    decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
    const plain = decipher.update(bytes.subarray(0, bytes.length - TAG));
    try {
      decipher.final();
    } catch {
      throw new DamagedStream(`segment ${index}`);
    }
    return plain;
  }
}
