/**
 * The subset of CBOR (RFC 8949) that Chromium speaks over `--remote-debugging-pipe=cbor`: maps and arrays of
 * indefinite length, each in an envelope (tag 24 around a byte string with a 32-bit length), tag 22 before
 * binary, 32-bit integers, doubles. Binary crosses as it is, without base64.
 */
export type CborValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | CborValue[]
  | { [key: string]: CborValue | undefined };

const TRUE = Buffer.from([0xf5]);
const FALSE = Buffer.from([0xf4]);
const NULL = Buffer.from([0xf6]);
const BINARY_TAG = Buffer.from([0xd6]);
const OPEN_ARRAY = Buffer.from([0x9f]);
const OPEN_MAP = Buffer.from([0xbf]);
const BREAK = 0xff;
const CLOSE = Buffer.from([BREAK]);
/** Envelope: tag 24 (0xd8 0x18), byte string with a 32-bit length (0x5a), then the four length bytes. */
const ENVELOPE_HEAD = 7;

const utf8 = new TextDecoder();
const utf16 = new TextDecoder('utf-16le');

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  const bytes = Buffer.alloc(5);
  bytes[0] = (major << 5) | 26;
  bytes.writeUInt32BE(count, 1);
  return bytes;
}

function putNumber(value: number, out: Uint8Array[]): void {
  if (Number.isInteger(value) && value >= -0x8000_0000 && value <= 0x7fff_ffff && !Object.is(value, -0)) {
    out.push(value >= 0 ? head(0, value) : head(1, -1 - value));
    return;
  }
  const bytes = Buffer.alloc(9);
  bytes[0] = 0xfb;
  bytes.writeDoubleBE(value, 1);
  out.push(bytes);
}

function putString(value: string, out: Uint8Array[]): void {
  const bytes = Buffer.from(value.toWellFormed(), 'utf8');
  out.push(head(3, bytes.length), bytes);
}

function put(value: CborValue | undefined, out: Uint8Array[]): void {
  if (value === null || value === undefined) out.push(NULL);
  else if (typeof value === 'boolean') out.push(value ? TRUE : FALSE);
  else if (typeof value === 'number') putNumber(value, out);
  else if (typeof value === 'string') putString(value, out);
  else if (value instanceof Uint8Array) out.push(BINARY_TAG, head(2, value.length), value);
  else {
    const inner: Uint8Array[] = [];
    if (Array.isArray(value)) {
      inner.push(OPEN_ARRAY);
      for (const item of value) put(item, inner);
    } else {
      inner.push(OPEN_MAP);
      for (const [key, item] of Object.entries(value)) {
        if (item === undefined) continue;
        putString(key, inner);
        put(item, inner);
      }
    }
    inner.push(CLOSE);
    const envelope = Buffer.alloc(ENVELOPE_HEAD);
    envelope.set([0xd8, 0x18, 0x5a]);
    envelope.writeUInt32BE(
      inner.reduce((sum, part) => sum + part.length, 0),
      3,
    );
    out.push(envelope, ...inner);
  }
}

/** The message in parts, in order, ready to be written one after the other. Lone surrogates become U+FFFD. */
export function encode(value: CborValue): Uint8Array[] {
  const out: Uint8Array[] = [];
  put(value, out);
  return out;
}

class Reader {
  #at = 0;
  readonly #bytes: Buffer;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new RangeError('CBOR message ends too early');
    return byte;
  }

  #take(count: number): Buffer {
    const end = this.#at + count;
    if (end > this.#bytes.length) throw new RangeError('CBOR message ends too early');
    const part = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return part;
  }

  #count(info: number): number {
    if (info < 24) return info;
    if (info === 24) return this.#byte();
    if (info === 25) return this.#take(2).readUInt16BE(0);
    if (info === 26) return this.#take(4).readUInt32BE(0);
    if (info === 27) return Number(this.#take(8).readBigUInt64BE(0));
    throw new RangeError(`CBOR length code ${info} is not used by Chromium`);
  }

  #atBreak(): boolean {
    if (this.#bytes[this.#at] !== BREAK) return false;
    this.#at++;
    return true;
  }

  value(): CborValue {
    const initial = this.#byte();
    const info = initial & 31;
    switch (initial >> 5) {
      case 0:
        return this.#count(info);
      case 1:
        return -1 - this.#count(info);
      case 2:
        return utf16.decode(this.#take(this.#count(info)));
      case 3:
        return utf8.decode(this.#take(this.#count(info)));
      case 4:
        return this.#array(initial);
      case 5:
        return this.#map(initial);
      case 6:
        return this.#tagged(initial);
      default:
        return this.#simple(initial);
    }
  }

  #array(initial: number): CborValue[] {
    if (initial !== 0x9f) throw new RangeError('CBOR array of fixed length is not used by Chromium');
    const items: CborValue[] = [];
    while (!this.#atBreak()) items.push(this.value());
    return items;
  }

  #map(initial: number): { [key: string]: CborValue } {
    if (initial !== 0xbf) throw new RangeError('CBOR map of fixed length is not used by Chromium');
    const entries: [string, CborValue][] = [];
    while (!this.#atBreak()) {
      const key = this.value();
      if (typeof key !== 'string') throw new RangeError('CBOR map key is not a string');
      entries.push([key, this.value()]);
    }
    return Object.fromEntries(entries);
  }

  #tagged(initial: number): CborValue {
    if (initial === 0xd6) {
      const kind = this.#byte();
      if (kind >> 5 !== 2) throw new RangeError('CBOR tag 22 without a byte string');
      return this.#take(this.#count(kind & 31));
    }
    if (initial !== 0xd8) throw new RangeError(`CBOR tag ${initial} is not used by Chromium`);
    // Older Chromium wrote the envelope without its tag number 24.
    let kind = this.#byte();
    if (kind === 0x18) kind = this.#byte();
    if (kind !== 0x5a) throw new RangeError('CBOR envelope without a 32-bit length');
    this.#take(4);
    return this.value();
  }

  #simple(initial: number): CborValue {
    if (initial === 0xf5) return true;
    if (initial === 0xf4) return false;
    if (initial === 0xf6) return null;
    if (initial === 0xfb) return this.#take(8).readDoubleBE(0);
    throw new RangeError(`CBOR byte 0x${initial.toString(16)} is not used by Chromium`);
  }
}

/** Reads one message; throws RangeError on anything outside the subset or cut short. Binary is a view, not a copy. */
export function decode(bytes: Buffer): CborValue {
  return new Reader(bytes).value();
}

/** Total length in bytes of the message whose first bytes are given; 0 while too few of them have come. */
export function frameLength(bytes: Buffer): number {
  if (bytes.length < ENVELOPE_HEAD) return 0;
  const at = bytes[1] === 0x18 ? 2 : 1;
  if (bytes[0] !== 0xd8 || bytes[at] !== 0x5a) throw new RangeError('not a CBOR envelope');
  return at + 5 + bytes.readUInt32BE(at + 1);
}
