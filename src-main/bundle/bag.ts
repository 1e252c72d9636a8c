import { createHash } from 'node:crypto';
import { createSM3 } from 'hash-wasm';
import type { BundleInfo } from './catalogue.ts';
import { refuseBundle } from './refusal.ts';

/** Tag files of a BagIt 1.0 bag (RFC 8493), in the order in which a bundle holds them around its payload. */
export const BAGIT = 'bagit.txt';
export const BAG_INFO = 'bag-info.txt';
export const MANIFEST_SHA256 = 'manifest-sha256.txt';
export const MANIFEST_SM3 = 'manifest-sm3.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
export const BAGIT_TEXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

export const CATALOGUE = 'data/catalogue.json';
export const PAGES = 'data/pages/';
/** Papers for people beside the originals; the caller of `sealBundle` gives those that are not made here. */
export const INDEX_PAGE = 'data/index.html';
export const PAPERS = [
  INDEX_PAGE,
  'data/目录.xlsx',
  'data/目录.docx',
  'data/转递通知单.docx',
  'data/移交清单.docx',
] as const;
export type Paper = (typeof PAPERS)[number];

/** Payload-Oxum: bytes and number of the payload's files. */
export interface Oxum {
  readonly bytes: number;
  readonly files: number;
}

export function renderBagInfo(info: BundleInfo, oxum: Oxum): string {
  const unit = (one: BundleInfo['sender']) => `${one.unitId} ${one.fondsCode} ${one.name}`;
  return [
    `Source-Organization: ${info.sender.name}`,
    `External-Identifier: ${info.slipNumber}`,
    `Bagging-Date: ${info.sealedAt.slice(0, 10)}`,
    `Payload-Oxum: ${oxum.bytes}.${oxum.files}`,
    `Bundle-Id: ${info.id}`,
    `Bundle-Sequence: ${info.sequence}`,
    `Bundle-Sealed-At: ${info.sealedAt}`,
    `Bundle-Sender: ${unit(info.sender)}`,
    `Bundle-Recipient: ${unit(info.recipient)}`,
    '',
  ].join('\n');
}

/** @throws Refusal `bundle-refused` */
export function readOxum(bagInfo: string): Oxum {
  const found = /^Payload-Oxum: (\d{1,15})\.(\d{1,7})$/m.exec(bagInfo);
  if (!found) refuseBundle('转递包的 bag-info.txt 没有写明内容的大小和件数。');
  return { bytes: Number(found[1]), files: Number(found[2]) };
}

/** SHA-256 and SM3 of one file after another, in one pass. */
export class Digests {
  readonly #sm3: Awaited<ReturnType<typeof createSM3>>;
  #sha256 = createHash('sha256');
  #taken: string | undefined;

  private constructor(sm3: Awaited<ReturnType<typeof createSM3>>) {
    this.#sm3 = sm3;
  }
  static async make(): Promise<Digests> {
    return new Digests(await createSM3());
  }
  /** @param sm3 the file's SM3 where it is known; no JavaScript engine is quick at it, so it is then not taken again */
  start(sm3?: string): void {
    this.#sha256 = createHash('sha256');
    this.#taken = sm3;
    if (sm3 === undefined) this.#sm3.init();
  }
  update(bytes: Uint8Array): void {
    this.#sha256.update(bytes);
    if (this.#taken === undefined) this.#sm3.update(bytes);
  }
  finish(): { readonly sha256: string; readonly sm3: string } {
    return { sha256: this.#sha256.digest('hex'), sm3: this.#taken ?? this.#sm3.digest('hex') };
  }
}

/** A manifest as `sha256sum` writes and checks it. */
export function renderManifest(digests: ReadonlyMap<string, string>): string {
  return [...digests].map(([path, digest]) => `${digest}  ${path}\n`).join('');
}

/**
 * Every file listed once with the right digest, every line with its file.
 * @throws Refusal `bundle-refused` naming the first difference
 */
export function checkManifest(name: string, text: string, found: ReadonlyMap<string, string>): void {
  const listed = new Set<string>();
  const lines = text.split('\n');
  if (lines.pop() !== '') refuseBundle(`转递包的 ${name} 不完整，末行没有结束。`);
  for (const line of lines) {
    const [, digest, path] = /^([0-9a-f]{64}) {2}(\S.*)$/.exec(line) ?? [];
    if (digest === undefined || path === undefined) refuseBundle(`转递包的 ${name} 有不合规范的行。`);
    if (listed.has(path)) refuseBundle(`转递包的 ${name} 把「${path}」列了两次。`);
    listed.add(path);
    const actual = found.get(path);
    if (actual === undefined) refuseBundle(`转递包缺少清单 ${name} 所列的「${path}」。`);
    if (actual !== digest) refuseBundle(`转递包内「${path}」与清单 ${name} 的摘要不符。`);
  }
  for (const path of found.keys()) {
    if (!listed.has(path)) refuseBundle(`转递包内「${path}」不在清单 ${name} 中。`);
  }
}
