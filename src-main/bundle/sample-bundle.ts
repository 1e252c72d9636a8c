/** A small bundle for the tests of this folder, and the pieces to take it apart. */
import { createHash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSM3 } from 'hash-wasm';
import { type AgePair, AgeSealer, newAgePair } from './age.ts';
import { BAG_INFO, BAGIT, BAGIT_TEXT, CATALOGUE, renderBagInfo } from './bag.ts';
import type { BundleCatalogue, BundleInfo } from './catalogue.ts';
import {
  newSigningKey,
  Prehash,
  readSignature,
  type SigningKey,
  signDigest,
  verifyingKey,
} from './minisign.ts';
import { type OpenedBundle, openBundle, SealedFile } from './open.ts';
import { bundleComment } from './seal.ts';

export const sender = { unitId: 'a'.repeat(32), name: '甲县纪委监委', fondsCode: 'J019' };
export const recipient = { unitId: 'b'.repeat(32), name: '乙县纪委监委', fondsCode: 'J020' };
export const info: BundleInfo = {
  id: '0123456789abcdef0123456789abcdef',
  sequence: 3,
  slipNumber: 'J019-ZD-2026-0001',
  sealedAt: '2026-11-23T01:02:03.000Z',
  reason: '工作调动',
  preparedBy: '张三',
  sender,
  recipient,
};
export const originals: ReadonlyMap<string, Buffer> = new Map([
  ['data/pages/J019-RS·LZ-0001-001/1.jpg', Buffer.from('第一页的内容'.repeat(2000))],
  ['data/pages/J019-RS·LZ-0001-001/2.jpg', Buffer.from('第二页的内容'.repeat(40_000))],
  ['data/pages/J019-RS·LZ-0001-002/1.pdf', Buffer.alloc(512, 7)],
]);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function item(number: number, paths: readonly string[]): BundleCatalogue['items'][number] {
  return {
    classCode: '0201',
    className: '个人有关事项报告',
    title: `报告<b>&"${number}"`,
    date: '20240131',
    author: '',
    documentNumber: '',
    sourceKind: 'personal',
    nature: 'statement',
    supplier: '',
    originality: 'original',
    signed: true,
    stamped: false,
    secrecy: 'internal',
    secrecyYears: 0,
    retention: 'Y',
    paperPages: paths.length,
    remarks: '',
    itemNumber: number,
    pencilCode: `0201-${number}`,
    archivalCode: `J019-RS·LZ-0001-00${number}`,
    scans: paths.map((path, index) => {
      const bytes = originals.get(path) ?? Buffer.alloc(0);
      return {
        path,
        size: bytes.length,
        sha256: sha256(bytes),
        mediaType: path.endsWith('pdf') ? 'application/pdf' : 'image/jpeg',
        fileName: `${index + 1}.jpg`,
        pages: [{ position: index + 1, index: 0, blank: false, damaged: false, text: null }],
      };
    }),
  };
}

export const catalogue: BundleCatalogue = {
  format: 'liandang-transfer',
  version: 1,
  bundle: info,
  person: {
    name: '李样卷',
    formerName: '',
    sex: '女',
    ethnicity: '汉族',
    birthDate: '19800616',
    idNumber: '429999198006162988',
    idNumberReason: '',
    politicalStatus: '',
    partyDate: '',
    workDate: '',
    rank: '',
    unit: '样例县财政局',
    department: '',
    leadingGroup: '',
    staffNumber: '',
    remarks: '',
    posts: ['科长'],
    relatives: [],
  },
  volume: { volumeNumber: 1, notes: [] },
  items: [item(1, [...originals.keys()].slice(0, 2)), item(2, [...originals.keys()].slice(2))],
  voided: [],
};

export interface Keys {
  readonly age: AgePair;
  readonly signer: SigningKey;
}
export function newKeys(): Keys {
  return { age: newAgePair(), signer: newSigningKey() };
}

/** One file of a tar as a hostile sender may write it. */
export interface RawEntry {
  readonly path: string;
  readonly bytes: Buffer;
  /** Changes the finished header; the checksum is put right afterwards. */
  readonly header?: (block: Buffer) => void;
  /** Blocks before this entry's own header. */
  readonly before?: Buffer;
  readonly padding?: Buffer;
  /** No folder of the slip number in front of the path. */
  readonly bare?: boolean;
  readonly checksum?: number;
}

export function rawHeader(name: string, size: number, type = '0'): Buffer {
  const block = Buffer.alloc(512);
  block.write(name.slice(0, 100), 0, 'latin1');
  block.write('0000644\u00000000000\u00000000000\u0000', 100, 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\u0000`, 124, 'latin1');
  block.write('00000000000\u0000', 136, 'latin1');
  block.write(type, 156, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  return seal(block);
}
function seal(block: Buffer, checksum?: number): Buffer {
  block.fill(0x20, 148, 156);
  const sum = checksum ?? block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1');
  return block;
}
export function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}
export function pax(record: string): Buffer {
  const body = Buffer.from(` ${record}\n`);
  let length = body.length + 2;
  length = String(length).length + body.length;
  if (String(length).length !== String(body.length + String(length).length).length) length += 1;
  const bytes = Buffer.concat([Buffer.from(String(length)), body]);
  return Buffer.concat([rawHeader('PaxHeader', bytes.length, 'x'), padded(bytes)]);
}

export function rawTar(
  entries: readonly RawEntry[],
  base = info.slipNumber,
  end = Buffer.alloc(1024),
): Buffer {
  const parts = entries.flatMap((entry) => {
    const name = entry.bare ? entry.path : `${base}/${entry.path}`;
    const plain = /^[\x00-\x7f]*$/.test(name) && name.length <= 100;
    const header = rawHeader(plain ? name : 'PaxHeader', entry.bytes.length);
    entry.header?.(header);
    if (entry.header || entry.checksum !== undefined) seal(header, entry.checksum);
    const long = plain ? Buffer.alloc(0) : pax(`path=${name}`);
    const rest = padded(entry.bytes);
    if (entry.padding) entry.padding.copy(rest, entry.bytes.length);
    return [entry.before ?? Buffer.alloc(0), long, header, rest];
  });
  return Buffer.concat([...parts, end]);
}

/** The files of a right bundle, with manifests that fit what the payload is. */
export async function bagEntries(
  change: (payload: Map<string, Buffer>) => void = () => undefined,
  facts: { readonly catalogue?: unknown; readonly info?: BundleInfo } = {},
): Promise<RawEntry[]> {
  const payload = new Map<string, Buffer>([
    [CATALOGUE, Buffer.from(JSON.stringify(facts.catalogue ?? catalogue))],
    ...originals,
  ]);
  change(payload);
  const bytes = [...payload.values()].reduce((sum, one) => sum + one.length, 0);
  const head = new Map([
    [BAGIT, Buffer.from(BAGIT_TEXT)],
    [BAG_INFO, Buffer.from(renderBagInfo(facts.info ?? info, { bytes, files: payload.size }))],
  ]);
  const sm3 = await createSM3();
  const lines = (files: ReadonlyMap<string, Buffer>, digest: (one: Buffer) => string) =>
    Buffer.from([...files].map(([path, one]) => `${digest(one)}  ${path}\n`).join(''));
  const manifests = new Map([
    ['manifest-sha256.txt', lines(payload, sha256)],
    ['manifest-sm3.txt', lines(payload, (one) => sm3.init().update(one).digest('hex'))],
  ]);
  const tags = lines(new Map([...head, ...manifests]), sha256);
  return [...head, ...payload, ...manifests, ['tagmanifest-sha256.txt', tags] as const].map(
    ([path, one]) => ({
      path,
      bytes: one,
    }),
  );
}

/** Seals and signs plain bytes as a real sender would. */
export async function sealBytes(
  plain: Uint8Array,
  keys: { readonly to: string; readonly signer: SigningKey },
  after: (sealed: Buffer) => Buffer = (sealed) => sealed,
  comment = bundleComment(info),
): Promise<{ sealed: Buffer; signature: string }> {
  const parts: Buffer[] = [];
  const sealer = await AgeSealer.to(keys.to, (bytes) => parts.push(Buffer.from(bytes)));
  sealer.update(plain);
  sealer.finish();
  const sealed = after(Buffer.concat(parts));
  return { sealed, signature: signDigest(keys.signer, new Prehash().update(sealed).digest(), comment) };
}

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'liandang-bundle-'));
}

/** Opens sealed bytes as the receiving unit; @returns what was taken, by path */
export async function openSealed(
  sealed: Uint8Array,
  signature: string,
  keys: { readonly identity: string; readonly signer: SigningKey },
): Promise<{ opened: OpenedBundle; taken: Map<string, Buffer> }> {
  const path = join(freshFolder(), 'bundle.tar.age');
  writeFileSync(path, sealed);
  const file = new SealedFile(path);
  try {
    const read = readSignature(signature);
    if (!read) throw new Error('not a signature');
    file.verify(read, verifyingKey(keys.signer));
    const taken = new Map<string, Buffer>();
    const opened = await openBundle({
      file,
      signature: read,
      identity: keys.identity,
      sender,
      recipient,
      take: (name, _size, content) =>
        taken.set(name, Buffer.concat([...content].map((one) => Buffer.from(one)))),
    });
    return { opened, taken };
  } finally {
    file.close();
  }
}
