/** Looks for planted words in every byte of a folder, in the encodings a careless program could have left them in. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync, inflateSync } from 'node:zlib';

/** GB18030's two-byte part, which holds every common character; Node decodes it but does not encode. */
function gbkBytes(text: string): Buffer | undefined {
  const decoder = new TextDecoder('gb18030');
  const pairs = new Map<string, readonly [number, number]>();
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      if (low !== 0x7f) pairs.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  const bytes = [...text].flatMap((character) => pairs.get(character) ?? []);
  return bytes.length === [...text].length * 2 ? Buffer.from(bytes) : undefined;
}

export interface Found {
  readonly path: string;
  readonly word: string;
}

/** @returns every file under the folders that holds one of the words, plainly or in a zlib or raw deflate stream */
export function plaintextIn(folders: readonly string[], words: readonly string[]): Found[] {
  const needles = words.flatMap((word) =>
    [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le'), gbkBytes(word)]
      .filter((bytes) => bytes !== undefined)
      .map((bytes) => ({ word, bytes })),
  );
  const found: Found[] = [];
  for (const path of folders.flatMap(filesIn)) {
    const bytes = readFileSync(path);
    for (const one of [bytes, ...unpacked(bytes)])
      for (const needle of needles) if (one.includes(needle.bytes)) found.push({ path, word: needle.word });
  }
  return found;
}

export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile());
}

/** What deflate streams hold: at a zlib header, and behind each local header of a zip. */
function unpacked(bytes: Buffer): Buffer[] {
  const out: Buffer[] = [];
  for (const header of [Buffer.from([0x78, 0x9c]), Buffer.from([0x78, 0x01]), Buffer.from([0x78, 0xda])]) {
    const at = bytes.indexOf(header);
    if (at >= 0) out.push(inflated(() => inflateSync(bytes.subarray(at))));
  }
  for (let at = bytes.indexOf('PK\u0003\u0004'); at >= 0; at = bytes.indexOf('PK\u0003\u0004', at + 4)) {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    out.push(inflated(() => inflateRawSync(bytes.subarray(start), { finishFlush: 2 })));
  }
  return out;
}

function inflated(work: () => Buffer): Buffer {
  try {
    return work();
  } catch {
    // Two bytes of noise that look like a header.
    return Buffer.alloc(0);
  }
}
