import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import { Refusal } from '#contract/result.ts';
import { openAge } from './age.ts';
import {
  BAG_INFO,
  BAGIT,
  BAGIT_TEXT,
  CATALOGUE,
  checkManifest,
  Digests,
  MANIFEST_SHA256,
  MANIFEST_SM3,
  type Oxum,
  PAGES,
  PAPERS,
  readOxum,
  renderBagInfo,
  TAG_MANIFEST,
} from './bag.ts';
import { BundleCatalogue, type BundleInfo, type BundleScan, type Unit } from './catalogue.ts';
import { Prehash, type Signature, type VerifyingKey, verifyDigest } from './minisign.ts';
import { NameRegister, shown } from './names.ts';
import { refuseBundle } from './refusal.ts';
import { bundleComment } from './seal.ts';
import { readTar, type TarEntry } from './tar-reader.ts';

/** The sealed file that a person chose, open from the check of its signature to the end of its reading. */
export class SealedFile {
  readonly size: number;
  readonly #handle: number;
  #digest: Buffer | undefined;
  #sha256 = '';

  /** @throws Refusal `file-refused` */
  constructor(path: string) {
    try {
      this.#handle = openSync(path, 'r');
    } catch {
      throw new Refusal(
        'file-refused',
        `「${basename(path)}」打不开：没有权限，或介质已拔出。请插好后重新选择。`,
      );
    }
    const about = fstatSync(this.#handle);
    if (!about.isFile()) {
      closeSync(this.#handle);
      throw new Refusal('file-refused', `「${basename(path)}」不是文件。请选择以 .tar.age 结尾的文件。`);
    }
    this.size = about.size;
  }

  /** SHA-256 of the sealed bytes, hex; known after `verify`. */
  get sha256(): string {
    return this.#sha256;
  }

  /** Reads the whole file. Nothing of it is opened before the signature holds. @throws Refusal `bundle-refused` */
  verify(signature: Signature, sender: VerifyingKey, progress?: (done: number) => void): void {
    const prehash = new Prehash();
    const sha256 = createHash('sha256');
    const room = Buffer.alloc(1024 * 1024);
    let at = 0;
    for (let got = 1; got > 0; at += got) {
      got = readSync(this.#handle, room, 0, room.length, at);
      prehash.update(room.subarray(0, got));
      sha256.update(room.subarray(0, got));
      progress?.(at + got);
    }
    const digest = prehash.digest();
    if (!verifyDigest(sender, digest, signature)) {
      refuseBundle('转递包与签名不符：包或签名文件被改动，或不是同一次封包的。');
    }
    this.#digest = digest;
    this.#sha256 = sha256.digest('hex');
  }

  /** The plain bytes. At the end the file must have been the one whose signature was checked. */
  async open(identity: string): Promise<Generator<Uint8Array>> {
    const digest = this.#digest;
    if (!digest) throw new Error('a sealed file is verified before it is opened');
    const prehash = new Prehash();
    const plain = await openAge(this.#handle, this.size, identity, (bytes) => prehash.update(bytes));
    return (function* () {
      yield* plain;
      if (!prehash.digest().equals(digest)) {
        refuseBundle('转递包在读取期间被改动。', '请把文件复制到可靠的介质上再接收。');
      }
    })();
  }

  close(): void {
    closeSync(this.#handle);
  }
}

export interface OpenOrder {
  readonly file: SealedFile;
  readonly signature: Signature;
  /** The receiving unit's age identity. */
  readonly identity: string;
  /** Units as both sides know them by id. */
  readonly sender: Pick<Unit, 'unitId'>;
  readonly recipient: Pick<Unit, 'unitId'>;
  /** Gets the bundle's head before any original; may throw, as for a replay. */
  readonly head?: (info: BundleInfo) => void;
  /** Must use up `content`. What it keeps is only good once `openBundle` has returned. */
  readonly take: (path: string, size: number, content: Iterable<Uint8Array>) => void;
  readonly progress?: (done: number, total: number) => void;
}

export interface OpenedBundle {
  readonly catalogue: BundleCatalogue;
  readonly payloadBytes: number;
}

/** A tag file or paper held in memory, or a paper for people, is never larger. */
const MOST_TEXT_BYTES = 64 * 1024 * 1024;
const KNOWN_TAGS = [MANIFEST_SHA256, MANIFEST_SM3, TAG_MANIFEST];

/**
 * Reads a verified file to its end and checks everything. Gives the catalogue, papers and originals to `take`; returns only
 * when all of it fits.
 * @throws Refusal `bundle-refused`
 */
export async function openBundle(order: OpenOrder): Promise<OpenedBundle> {
  const reader = new BagReader(order, await Digests.make());
  const plain = await order.file.open(order.identity);
  try {
    for (const entry of readTar(plain)) reader.entry(entry);
  } finally {
    // Wipes the payload key also when the reading ends early.
    plain.return(undefined);
  }
  return reader.finish();
}

class BagReader {
  readonly #order: OpenOrder;
  readonly #digests: Digests;
  readonly #names = new NameRegister();
  readonly #sha256 = new Map<string, string>();
  readonly #sm3 = new Map<string, string>();
  readonly #tags = new Map<string, { readonly text: string; readonly sha256: string }>();
  #base = '';
  #oxum: Oxum = { bytes: 0, files: 0 };
  #bytes = 0;
  #catalogue: BundleCatalogue | undefined;
  #scans = new Map<string, BundleScan>();

  constructor(order: OpenOrder, digests: Digests) {
    this.#order = order;
    this.#digests = digests;
  }

  entry(entry: TarEntry): void {
    this.#names.take(entry.name);
    const slash = entry.name.indexOf('/');
    const base = entry.name.slice(0, Math.max(0, slash));
    const path = entry.name.slice(slash + 1);
    if (slash < 1 || (this.#base !== '' && base !== this.#base)) {
      refuseBundle(`转递包内的文件不在同一个文件夹下：${shown(entry.name)}。`);
    }
    this.#base = base;
    // The head comes first: nothing is taken before it is known what it should be.
    if (this.#tags.size < 2) return this.#head(path, entry);
    if (!this.#catalogue) return this.#readCatalogue(path, entry);
    if (KNOWN_TAGS.includes(path)) return this.#tag(path, entry);
    if (!path.startsWith('data/')) refuseBundle(`转递包内有清单以外的文件：${shown(path)}。`);
    if (this.#tags.size > 2) refuseBundle(`转递包在清单之后还有文件：${shown(path)}。`);
    this.#payload(path, entry);
  }

  #head(path: string, entry: TarEntry): void {
    const expected = this.#tags.size === 0 ? BAGIT : BAG_INFO;
    if (path !== expected) refuseBundle(`转递包的次序不符：应先是 ${expected}，却是${shown(path)}。`);
    this.#tag(path, entry);
    const text = this.#tags.get(path)?.text ?? '';
    if (path === BAGIT && text !== BAGIT_TEXT) refuseBundle('转递包不是 BagIt 1.0 格式。');
    if (path === BAG_INFO) this.#oxum = readOxum(text);
  }

  #readCatalogue(path: string, entry: TarEntry): void {
    if (path !== CATALOGUE) refuseBundle(`转递包的次序不符：应先是 ${CATALOGUE}，却是${shown(path)}。`);
    const kept: Uint8Array[] = [];
    this.#limit(path, entry.size, MOST_TEXT_BYTES);
    this.#digest(path, entry, (content) => {
      for (const piece of content) kept.push(Buffer.from(piece));
    });
    const bytes = Buffer.concat(kept);
    const catalogue = readCatalogue(bytes);
    this.#checkInfo(catalogue.bundle);
    this.#scans = scansOf(catalogue);
    this.#order.head?.(catalogue.bundle);
    this.#order.take(path, bytes.length, [bytes]);
    this.#catalogue = catalogue;
  }

  #checkInfo(info: BundleInfo): void {
    const { sender, recipient, signature } = this.#order;
    if (info.recipient.unitId !== recipient.unitId) {
      refuseBundle(
        `转递包的收件单位是「${info.recipient.name}」，不是本单位。`,
        '请把包退回机要渠道，不要接收。',
      );
    }
    if (info.sender.unitId !== sender.unitId) {
      refuseBundle(`转递包自称来自「${info.sender.name}」，但签名是另一个单位的。`);
    }
    if (signature.trustedComment !== bundleComment(info)) {
      refuseBundle('签名所附的包号、序号与包内所写的不同：签名属于另一个转递包。');
    }
    if (this.#base !== info.slipNumber) refuseBundle('转递包内的文件夹名与转递单号不同。');
    if (this.#tags.get(BAG_INFO)?.text !== renderBagInfo(info, this.#oxum)) {
      refuseBundle('转递包的 bag-info.txt 与目录所写的不同。');
    }
  }

  #payload(path: string, entry: TarEntry): void {
    if (path.startsWith(PAGES)) {
      const scan = this.#scans.get(path);
      if (!scan) refuseBundle(`转递包内有目录上没有的原件：${shown(path)}。`);
      if (scan.size !== entry.size) {
        refuseBundle(`「${path}」的大小与目录不符：目录写 ${scan.size} 字节，包内是 ${entry.size} 字节。`);
      }
    } else {
      if (!PAPERS.some((paper) => paper === path)) refuseBundle(`转递包内有清单以外的文件：${shown(path)}。`);
      this.#limit(path, entry.size, MOST_TEXT_BYTES);
    }
    this.#order.progress?.(this.#bytes, this.#oxum.bytes);
    const digest = this.#digest(path, entry, (content) => this.#order.take(path, entry.size, content));
    const scan = this.#scans.get(path);
    if (scan && scan.sha256 !== digest) refuseBundle(`「${path}」的内容与目录所列的摘要不符。`);
  }

  #tag(path: string, entry: TarEntry): void {
    this.#limit(path, entry.size, MOST_TEXT_BYTES);
    const kept: Uint8Array[] = [];
    for (const piece of entry.content) kept.push(Buffer.from(piece));
    const bytes = Buffer.concat(kept);
    this.#tags.set(path, {
      text: utf8(bytes, path),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  }

  #limit(path: string, size: number, most: number): void {
    if (size > most) refuseBundle(`转递包内${shown(path)}过大（${Math.round(size / 1048576)} MB）。`);
  }

  /** Counts and hashes a payload file while `use` reads it. @returns SHA-256, hex */
  #digest(path: string, entry: TarEntry, use: (content: Iterable<Uint8Array>) => void): string {
    this.#bytes += entry.size;
    if (this.#bytes > this.#oxum.bytes || this.#sha256.size >= this.#oxum.files) {
      refuseBundle('转递包的内容比 bag-info.txt 写明的多。');
    }
    const digests = this.#digests;
    digests.start();
    use(
      (function* () {
        for (const piece of entry.content) {
          digests.update(piece);
          yield piece;
        }
      })(),
    );
    const { sha256, sm3 } = digests.finish();
    this.#sha256.set(path, sha256);
    this.#sm3.set(path, sm3);
    return sha256;
  }

  finish(): OpenedBundle {
    const catalogue = this.#catalogue;
    if (!catalogue) refuseBundle('转递包内没有目录。');
    const text = (name: string) => this.#tags.get(name)?.text ?? refuseBundle(`转递包缺少 ${name}。`);
    checkManifest(MANIFEST_SHA256, text(MANIFEST_SHA256), this.#sha256);
    checkManifest(MANIFEST_SM3, text(MANIFEST_SM3), this.#sm3);
    const tags = new Map([...this.#tags].map(([path, tag]) => [path, tag.sha256]));
    tags.delete(TAG_MANIFEST);
    checkManifest(TAG_MANIFEST, text(TAG_MANIFEST), tags);
    for (const path of this.#scans.keys()) {
      if (!this.#sha256.has(path)) refuseBundle(`转递包缺少目录所列的原件「${path}」。`);
    }
    if (this.#bytes !== this.#oxum.bytes || this.#sha256.size !== this.#oxum.files) {
      refuseBundle('转递包的内容比 bag-info.txt 写明的少。');
    }
    return { catalogue, payloadBytes: this.#bytes };
  }
}

function utf8(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuseBundle(`转递包内的 ${path} 不是 UTF-8 文本。`);
  }
}

const Version = z.object({ format: z.literal('liandang-transfer'), version: z.number().int().min(2) });

/** @throws Refusal `bundle-refused` */
export function readCatalogue(bytes: Uint8Array): BundleCatalogue {
  let json: unknown;
  try {
    json = JSON.parse(utf8(bytes, CATALOGUE));
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    return refuseBundle('转递包内的目录 catalogue.json 不是完整的 JSON。');
  }
  if (Version.safeParse(json).success) {
    refuseBundle('转递包由较新版本的程序封成，本程序不认识它的格式。', '请升级程序后再接收。');
  }
  const parsed = BundleCatalogue.safeParse(json);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') ?? '';
    refuseBundle(`转递包内的目录 catalogue.json 不合格式（${where || '整体'}）。`);
  }
  return parsed.data;
}

/** Originals by path. @throws Refusal when the catalogue contradicts itself */
function scansOf(catalogue: BundleCatalogue): Map<string, BundleScan> {
  const scans = new Map<string, BundleScan>();
  const codes = new Set<string>();
  for (const item of catalogue.items) {
    if (codes.has(item.archivalCode)) refuseBundle(`转递包的目录中档号 ${item.archivalCode} 出现两次。`);
    codes.add(item.archivalCode);
    const positions = new Set<number>();
    for (const scan of item.scans) {
      if (scans.has(scan.path)) refuseBundle(`转递包的目录把「${scan.path}」列了两次。`);
      scans.set(scan.path, scan);
      for (const page of scan.pages) {
        if (positions.has(page.position))
          refuseBundle(`转递包的目录中「${item.title}」第 ${page.position} 页出现两次。`);
        positions.add(page.position);
      }
    }
  }
  return scans;
}
