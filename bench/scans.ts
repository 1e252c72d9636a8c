import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { SAMPLE } from '#main/testing/archive.ts';
import { randomNumbers } from './seed.ts';

/** A folder of scans as an archive room would hand it over. */
export interface ScanSet {
  readonly label: string;
  readonly files: number;
  /** Cadres that the scans belong to. */
  readonly people: number;
  /** Wanted length of a file in bytes; reached to about a tenth. */
  readonly bytes: number;
}
/** Three thick files, as they go to another unit one by one. */
export const THICK: ScanSet = { label: '1 MB', files: 600, people: 3, bytes: 1_000_000 };
/** A colour page at 300 dpi in office quality, and one in the quality that DA/T 31-2017 asks of a master. */
export const OFFICE: ScanSet = { label: '1 MB', files: 1_000, people: 5, bytes: 1_000_000 };
export const MASTER: ScanSet = { label: '5 MB', files: 100, people: 5, bytes: 5_000_000 };

const A4 = { width: 2480, height: 3508, dpi: 300 };
/** Pages that really differ. The others differ in a comment segment: enough for every hash, and quickly made. */
const PICTURES = 20;
/** Pages of an item, as a report on personal matters has. */
const PAGES_PER_ITEM = 10;
const CLASS = '0201';

/**
 * Lays `set` under `root` in the layout of the sample, for people of its roster, unless it lies there already. The same
 * seed gives the same files.
 * @returns the folder to import
 */
export async function laidOut(root: string, set: ScanSet): Promise<string> {
  const folder = join(root, `scans-${set.people}-${set.files}-${set.bytes}`);
  const done = join(root, `scans-${set.people}-${set.files}-${set.bytes}.done`);
  if (existsSync(done)) return folder;
  const pictures = await drawn(set.bytes);
  const people = readdirSync(join(SAMPLE, '扫描件')).sort().slice(0, set.people);
  for (let index = 0; index < set.files; index++) {
    const person = people[index % people.length] ?? '';
    const nth = Math.floor(index / people.length);
    const item = String(1 + Math.floor(nth / PAGES_PER_ITEM)).padStart(3, '0');
    const page = String(1 + (nth % PAGES_PER_ITEM)).padStart(3, '0');
    const into = join(folder, person, '原始图像数据');
    if (nth === 0) mkdirSync(into, { recursive: true });
    const picture = pictures[index % pictures.length] ?? Buffer.alloc(0);
    writeFileSync(join(into, `${CLASS}-${item}-${page}.jpg`), withComment(picture, `page ${index}`));
  }
  writeFileSync(done, '');
  return folder;
}

/** Sample pages, enlarged to 300 dpi, with the grain of paper and lamp; quality found so that the length is right. */
async function drawn(bytes: number): Promise<Buffer[]> {
  const pages = readdirSync(join(SAMPLE, '扫描件'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.jpg'))
    .sort();
  const grain = bytes > 2_000_000 ? 26 : 9;
  let quality = 75;
  const made: Buffer[] = [];
  for (let index = 0; index < PICTURES; index++) {
    const page = await sharp(join(SAMPLE, '扫描件', pages[index % pages.length] ?? ''))
      .resize({ ...A4, fit: 'fill' })
      .removeAlpha()
      .raw()
      .toBuffer();
    grained(page, grain, index + 1);
    for (let attempt = 0; attempt < 6; attempt++) {
      const picture = await sharp(page, { raw: { width: A4.width, height: A4.height, channels: 3 } })
        .jpeg({ quality, chromaSubsampling: '4:2:0' })
        .withMetadata({ density: A4.dpi })
        .toBuffer();
      made[index] = picture;
      const off = picture.length / bytes;
      if (off > 0.9 && off < 1.1) break;
      quality = Math.max(20, Math.min(98, quality + (off < 1 ? 4 : -4)));
    }
  }
  return made;
}

/** Adds noise in place: the sum of two even distributions, a triangle, is near enough to a scanner's. */
function grained(pixels: Buffer, strength: number, seed: number): void {
  const random = randomNumbers(seed);
  for (let at = 0; at < pixels.length; at += 3) {
    const noise = Math.round((random() + random() - 1) * strength);
    for (let channel = at; channel < at + 3; channel++)
      pixels[channel] = Math.max(0, Math.min(255, (pixels[channel] ?? 0) + noise));
  }
}

/** The picture with a JPEG comment segment behind its start marker; it decodes to the same pixels. */
function withComment(jpeg: Buffer, text: string): Buffer {
  const body = Buffer.concat([Buffer.from(text), createHash('sha256').update(text).digest()]);
  const head = Buffer.from([0xff, 0xfe, 0, body.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

/** Paths of the scans, in the order of their names. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.jpg'))
    .sort()
    .map((name) => join(folder, name));
}

export function bytesOf(files: readonly string[]): number {
  return files.reduce((sum, path) => sum + readFileSync(path).length, 0);
}
