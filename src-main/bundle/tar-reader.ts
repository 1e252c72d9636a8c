import { refuseBundle } from './refusal.ts';

/**
 * A strict reader of the tars this program writes: regular files in ustar headers, with a pax `path` where a name is not
 * ASCII or long. The general reader of `tar-stream` skips what it does not know; here everything else is a refusal.
 */
export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** To be used up, in order, before the next entry is asked for. */
  readonly content: Iterable<Uint8Array>;
}

const BLOCK = 512;
const LONGEST_PAX = 4096;
/** tar pads an archive to records of 20 blocks. */
const MOST_PADDING = 20 * BLOCK;

export function* readTar(source: Iterable<Uint8Array>): Generator<TarEntry> {
  const bytes = new ByteQueue(source);
  for (;;) {
    let header = readHeader(bytes);
    if (!header) return end(bytes);
    let name = header.name;
    if (header.type === 'x') {
      if (header.size > LONGEST_PAX) refuseBundle('转递包内有过长的扩展头。');
      name = paxPath(bytes.exactly(header.size));
      padding(bytes, header.size);
      header = readHeader(bytes);
      if (header?.type !== '0') refuseBundle('转递包内的扩展头后面没有文件。');
    }
    if (header.type !== '0') {
      refuseBundle(`转递包内只能有普通文件，但有一项是${KINDS[header.type] ?? '不认识的类型'}。`);
    }
    let left = header.size;
    const content = (function* () {
      while (left > 0) {
        const piece = bytes.upTo(left);
        left -= piece.length;
        yield piece;
      }
    })();
    yield { name, size: header.size, content };
    if (left > 0) throw new Error('a tar entry was not used up');
    padding(bytes, header.size);
  }
}

const KINDS: Readonly<Record<string, string>> = {
  '1': '硬链接',
  '2': '符号链接',
  '3': '字符设备',
  '4': '块设备',
  '5': '文件夹',
  '6': '管道',
  '7': '连续文件',
  g: '全局扩展头',
  x: '重复的扩展头',
  L: '长名扩展',
  K: '长链接扩展',
  S: '稀疏文件',
};

interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** @returns undefined at the end mark */
function readHeader(bytes: ByteQueue): Header | undefined {
  const block = bytes.exactly(BLOCK);
  if (block.every((byte) => byte === 0)) return undefined;
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  if (octal(block, 148, 8) !== sum) refuseBundle('转递包内的文件头校验和不符。');
  if (block.toString('latin1', 257, 265) !== 'ustar\u000000')
    refuseBundle('转递包内的文件头不是 ustar 格式。');
  const prefix = text(block, 345, 155);
  const name = text(block, 0, 100);
  const type = String.fromCharCode(block[156] ?? 0);
  if (type === '0' && block.subarray(157, 257).some((byte) => byte !== 0)) {
    refuseBundle('转递包内有普通文件带着链接目标。');
  }
  return { name: prefix === '' ? name : `${prefix}/${name}`, size: octal(block, 124, 12), type };
}

function text(block: Buffer, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  if (end >= 0 && field.subarray(end).some((byte) => byte !== 0))
    refuseBundle('转递包内的文件名中藏有空字符。');
  return decode(end < 0 ? field : field.subarray(0, end));
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuseBundle('转递包内有文件名不是 UTF-8。');
  }
}

function octal(block: Buffer, at: number, length: number): number {
  const digits = /^([0-7]+)[ \0]*$/.exec(block.toString('latin1', at, at + length))?.[1];
  if (digits === undefined) refuseBundle('转递包内的文件头含有不合规范的数字。');
  return Number.parseInt(digits, 8);
}

/** The one record a pax header of ours holds: `<length> path=<name>\n`. */
function paxPath(bytes: Buffer): string {
  const all = decode(bytes);
  const found = /^(\d{1,4}) path=([^\n\0]+)\n$/.exec(all);
  if (Number(found?.[1]) !== bytes.length) refuseBundle('转递包内的扩展头含有文件名以外的内容。');
  return found?.[2] ?? '';
}

function padding(bytes: ByteQueue, size: number): void {
  const over = size % BLOCK;
  if (over > 0 && bytes.exactly(BLOCK - over).some((byte) => byte !== 0)) {
    refuseBundle('转递包内的文件之间藏有内容。');
  }
}

function end(bytes: ByteQueue): void {
  let after = BLOCK;
  for (let piece = bytes.some(); piece; piece = bytes.some()) {
    after += piece.length;
    if (after > MOST_PADDING || piece.some((byte) => byte !== 0)) refuseBundle('转递包在结尾之后还有内容。');
  }
  if (after < 2 * BLOCK) refuseBundle('转递包没有完整的结尾。');
}

/** Bytes asked for by number from a source that gives them in pieces of its own. */
class ByteQueue {
  readonly #source: Iterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array();

  constructor(source: Iterable<Uint8Array>) {
    this.#source = source[Symbol.iterator]();
  }

  /** The next bytes, at least one and at most `most`. */
  upTo(most: number): Uint8Array {
    if (!this.#fill()) refuseBundle('转递包在文件中途结束，内容不完整。');
    const part = this.#piece.subarray(0, most);
    this.#piece = this.#piece.subarray(part.length);
    return part;
  }

  /** A copy of exactly `length` bytes. */
  exactly(length: number): Buffer {
    const copy = Buffer.alloc(length);
    for (let at = 0; at < length; ) {
      const part = this.upTo(length - at);
      copy.set(part, at);
      at += part.length;
    }
    return copy;
  }

  /** Whatever comes next; undefined at the end. */
  some(): Uint8Array | undefined {
    if (!this.#fill()) return undefined;
    const part = this.#piece;
    this.#piece = new Uint8Array();
    return part;
  }

  #fill(): boolean {
    while (this.#piece.length === 0) {
      const next = this.#source.next();
      if (next.done) return false;
      this.#piece = next.value;
    }
    return true;
  }
}
