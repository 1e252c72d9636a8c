/** Pictures one behind the other on a pipe, as `scanimage` writes them: binary PNM (P4, P5, P6), 8 or 16 bits. */
import type { RawPage } from './scanner-source.ts';

/** Longest header taken for one; SANE writes a comment line of some 20 characters into it. */
const MOST_HEADER = 4_096;
/** As much as a sheet of A3 at 1200 dpi in colour; a header that says more is no scan. */
const MOST_BYTES = 900 * 1024 * 1024;

interface Header {
  readonly kind: 4 | 5 | 6;
  readonly width: number;
  readonly height: number;
  readonly bytesPerSample: 1 | 2;
  /** Where the pixels begin, and how many bytes they are. */
  readonly start: number;
  readonly size: number;
}

/** undefined: more bytes are needed. @throws Error when this is no PNM */
function readHeader(bytes: Buffer): Header | undefined {
  const text = bytes.subarray(0, MOST_HEADER).toString('latin1');
  if (text.length >= 2 && !/^P[456]/.test(text)) throw new Error('not a PNM picture');
  const kind = Number(text[1]) as Header['kind'];
  const words: number[] = [];
  const wanted = kind === 4 ? 2 : 3;
  const token = /(?:\s|#[^\n]*\n)*(\d+)(?=\s)/y;
  token.lastIndex = 2;
  while (words.length < wanted) {
    const found = token.exec(text);
    if (!found) {
      if (text.length >= MOST_HEADER) throw new Error('no PNM header');
      return undefined;
    }
    words.push(Number(found[1]));
    if (words.length === wanted) break;
  }
  const [width = 0, height = 0, most = 1] = words;
  const bytesPerSample = most > 255 ? 2 : 1;
  const row = kind === 4 ? Math.ceil(width / 8) : width * (kind === 6 ? 3 : 1) * bytesPerSample;
  const size = row * height;
  if (!(size > 0) || size > MOST_BYTES) throw new Error(`a picture of ${width} × ${height}`);
  // One whitespace character stands between the header and the pixels.
  return { kind, width, height, bytesPerSample, start: token.lastIndex + 1, size };
}

function toPage({ kind, width, height, bytesPerSample }: Header, pixels: Buffer): RawPage {
  if (kind === 4) {
    const row = Math.ceil(width / 8);
    const data = Buffer.alloc(width * height);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1)
        data[y * width + x] = ((pixels[y * row + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1 ? 0 : 255;
    return { width, height, channels: 1, data };
  }
  const channels = kind === 6 ? 3 : 1;
  if (bytesPerSample === 1) return { width, height, channels, data: pixels };
  // The high byte of each sample: 8 bits a channel is what the standards ask of a scan.
  const data = Buffer.alloc(width * height * channels);
  for (let at = 0; at < data.length; at += 1) data[at] = pixels[at * 2] ?? 0;
  return { width, height, channels, data };
}

/** Takes pieces of a stream and gives whole pictures. */
export class PnmReader {
  #pieces: Buffer[] = [];
  #length = 0;
  #header: Header | undefined;

  push(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }

  /** Bytes of a picture that is not whole. */
  get pending(): number {
    return this.#length;
  }

  /** The next whole picture, if it has all arrived. @throws Error when the stream is no PNM */
  take(): RawPage | undefined {
    if (!this.#header) {
      if (this.#length < 2) return undefined;
      this.#header = readHeader(this.#joined());
    }
    const header = this.#header;
    if (!header || this.#length < header.start + header.size) return undefined;
    const all = this.#joined();
    const end = header.start + header.size;
    const rest = all.subarray(end);
    this.#pieces = rest.length === 0 ? [] : [Buffer.from(rest)];
    this.#length = rest.length;
    this.#header = undefined;
    return toPage(header, all.subarray(header.start, end));
  }

  #joined(): Buffer {
    const all =
      this.#pieces.length === 1 ? (this.#pieces[0] ?? Buffer.alloc(0)) : Buffer.concat(this.#pieces);
    this.#pieces = [all];
    return all;
  }
}
