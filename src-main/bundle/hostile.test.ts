import { describe, expect, it } from 'vitest';
import { Refusal } from '#contract/result.ts';
import { CATALOGUE } from './bag.ts';
import type { BundleCatalogue } from './catalogue.ts';
import { Prehash, signDigest } from './minisign.ts';
import {
  bagEntries,
  catalogue,
  info,
  type Keys,
  newKeys,
  openSealed,
  originals,
  padded,
  pax,
  type RawEntry,
  rawHeader,
  rawTar,
  sealBytes,
} from './sample-bundle.ts';

const FIRST = 'data/pages/J019-RS·LZ-0001-001/1.jpg';
const LAST = 'data/pages/J019-RS·LZ-0001-002/1.pdf';
const sending = newKeys();
const receiving = newKeys();
const stranger = newKeys();

interface Variant {
  readonly keys?: { readonly to?: Keys; readonly by?: Keys };
  readonly comment?: string;
  readonly sealed?: (sealed: Buffer) => Buffer;
  readonly afterSigning?: (sealed: Buffer) => Buffer;
  readonly signature?: (text: string) => string;
}

/** Opens a tar that a sender with the right keys sealed and signed, unless the variant says otherwise. */
async function open(tar: Uint8Array, variant: Variant = {}): Promise<Map<string, Buffer>> {
  const made = await sealBytes(
    tar,
    {
      to: (variant.keys?.to ?? receiving).age.recipient,
      signer: (variant.keys?.by ?? sending).signer,
    },
    variant.sealed,
    variant.comment,
  );
  const sealed = variant.afterSigning?.(made.sealed) ?? made.sealed;
  const signature = variant.signature?.(made.signature) ?? made.signature;
  const keys = { identity: receiving.age.identity, signer: sending.signer };
  return (await openSealed(sealed, signature, keys)).taken;
}

async function refused(work: Promise<unknown>, what: RegExp): Promise<void> {
  const cause: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(cause).toBeInstanceOf(Refusal);
  const refusal = cause as Refusal;
  expect(refusal.code).toBe('bundle-refused');
  expect(refusal.message).toMatch(what);
  // A whole sentence, in Chinese, with what to do.
  expect(refusal.message).toMatch(/[\u4e00-\u9fff].*。$/su);
}

type Payload = (payload: Map<string, Buffer>) => void;
type Entries = (entries: RawEntry[]) => RawEntry[];
const insert =
  (at: number, ...more: RawEntry[]): Entries =>
  (entries) =>
    entries.toSpliced(at, 0, ...more);
const replace =
  (path: string, change: (entry: RawEntry) => RawEntry): Entries =>
  (entries) =>
    entries.map((entry) => (entry.path === path ? change(entry) : entry));
const textOf =
  (path: string, change: (text: string) => string): Entries =>
  (entries) =>
    replace(path, (entry) => ({ ...entry, bytes: Buffer.from(change(entry.bytes.toString())) }))(entries);
const drop =
  (path: string): Entries =>
  (entries) =>
    entries.filter((entry) => entry.path !== path);
const type = (sign: string) => (block: Buffer) => void block.write(sign, 156, 'latin1');
const small = Buffer.from('x');
const changed = (change: (copy: BundleCatalogue & Record<string, unknown>) => void) => {
  const copy = structuredClone(catalogue) as BundleCatalogue & Record<string, unknown>;
  change(copy);
  return copy;
};

describe('a right bundle, made by hand', () => {
  it('is taken', async () => {
    const taken = await open(rawTar(await bagEntries()));
    expect(taken.get(FIRST)?.equals(originals.get(FIRST) ?? small)).toBe(true);
  });
});

describe('what the tar holds', () => {
  const variants: readonly (readonly [string, Entries, RegExp])[] = [
    [
      'a symbolic link',
      insert(3, { path: 'data/link', bytes: Buffer.alloc(0), header: type('2') }),
      /符号链接/,
    ],
    ['a hard link', insert(3, { path: 'data/link', bytes: Buffer.alloc(0), header: type('1') }), /硬链接/],
    ['a folder', insert(3, { path: 'data/pages/', bytes: Buffer.alloc(0), header: type('5') }), /文件夹/],
    ['a device', insert(3, { path: 'data/dev', bytes: Buffer.alloc(0), header: type('3') }), /字符设备/],
    ['a pipe', insert(3, { path: 'data/fifo', bytes: Buffer.alloc(0), header: type('6') }), /管道/],
    ['a sparse file', insert(3, { path: 'data/sparse', bytes: small, header: type('S') }), /稀疏/],
    ['a GNU long name', insert(3, { path: 'data/long', bytes: small, header: type('L') }), /长名/],
    [
      'a regular file with a link target',
      insert(3, { path: 'data/x', bytes: small, header: (block) => void block.write('/etc/passwd', 157) }),
      /链接目标/,
    ],
    ['a global header', insert(0, { path: 'g', bytes: small, header: type('g') }), /全局扩展头/],
    [
      'a pax record that changes the size',
      insert(3, { path: 'data/index.html', bytes: small, before: pax('size=99999') }),
      /扩展头/,
    ],
    [
      'a pax header on a pax header',
      replace(FIRST, (one) => ({ ...one, before: pax('path=a/b') })),
      /扩展头/,
    ],
    ['a path upwards', insert(3, { path: '../../etc/cron.d/x', bytes: small }), /不安全的文件名.*包外/],
    ['a path with a dot part', insert(3, { path: 'data/./index.html', bytes: small }), /不安全的文件名/],
    ['an absolute path', insert(3, { path: '/etc/passwd', bytes: small, bare: true }), /绝对路径/],
    ['a backslash', insert(3, { path: 'data\\..\\x', bytes: small }), /不允许的字符/],
    ['a drive letter', insert(3, { path: 'C:/x', bytes: small, bare: true }), /不允许的字符/],
    ['a device name of Windows', insert(3, { path: 'data/aux.html', bytes: small }), /系统保留名/],
    ['a name ending in a dot', insert(3, { path: 'data/index.html.', bytes: small }), /首尾/],
    [
      'a name that turns the reading direction',
      insert(3, { path: 'data/\u202egpj.exe', bytes: small }),
      /控制字符/,
    ],
    ['a line break in a name', insert(3, { path: 'data/a\u0001b', bytes: small }), /控制字符/],
    ['a decomposed name', insert(3, { path: 'data/e\u0301.html', bytes: small }), /Unicode/],
    ['an endless name', insert(3, { path: `data/${'a'.repeat(900)}`, bytes: small }), /过长/],
    [
      'a name that is not UTF-8',
      insert(3, { path: 'data/x', bytes: small, header: (b) => void b.writeUInt8(0xff, 20) }),
      /UTF-8/,
    ],
    [
      'bytes after the end of a name',
      insert(3, { path: 'data/x', bytes: small, header: (block) => void block.write('.sh', 60) }),
      /空字符/,
    ],
    ['the same file twice', insert(4, { path: FIRST, bytes: small }), /重名/],
    [
      'the same name in another case',
      insert(4, { path: FIRST.replace('.jpg', '.JPG'), bytes: small }),
      /重名/,
    ],
    [
      'a full-width name of the same letters',
      insert(4, { path: FIRST.replace('1.jpg', '１.jpg'), bytes: small }),
      /重名/,
    ],
    [
      'a file outside the folder',
      insert(3, { path: 'elsewhere/data/index.html', bytes: small, bare: true }),
      /同一个文件夹/,
    ],
    ['a file without folder', insert(3, { path: 'index.html', bytes: small, bare: true }), /同一个文件夹/],
    ['an unknown tag file', insert(3, { path: 'fetch.txt', bytes: small }), /清单以外/],
    ['a program beside the originals', insert(3, { path: 'data/run.exe', bytes: small }), /清单以外/],
    [
      'an original that the catalogue does not name',
      insert(3, { path: 'data/pages/x/1.jpg', bytes: small }),
      /目录上没有/,
    ],
    [
      'an original larger than declared',
      replace(FIRST, (one) => ({ ...one, bytes: Buffer.concat([one.bytes, small]) })),
      /大小与目录不符/,
    ],
    [
      'a size in the header beyond the end',
      replace(LAST, (one) => ({
        ...one,
        header: (block) => void block.write('77777777777\u0000', 124, 'latin1'),
      })),
      /大小与目录不符/,
    ],
    [
      'a size of eight bytes',
      replace('bagit.txt', (one) => ({ ...one, header: (block) => void block.writeUInt8(0x80, 124) })),
      /不合规范的数字/,
    ],
    [
      'a giant tag file',
      replace('bag-info.txt', (one) => ({
        ...one,
        header: (block) => void block.write('77777777777\u0000', 124, 'latin1'),
      })),
      /过大/,
    ],
    ['a wrong checksum', replace(FIRST, (one) => ({ ...one, checksum: 1 })), /校验和/],
    [
      'another tar dialect',
      replace('bagit.txt', (one) => ({ ...one, header: (b) => void b.write('ustar  \u0000', 257) })),
      /ustar/,
    ],
    [
      'bytes hidden in the padding',
      replace(FIRST, (one) => ({ ...one, padding: Buffer.from('secret') })),
      /藏有内容/,
    ],
    [
      'the payload before the head',
      (entries) => [...entries.slice(2, 3), ...entries.slice(0, 2), ...entries.slice(3)],
      /次序/,
    ],
    [
      'originals before the catalogue',
      (entries) => entries.toSpliced(2, 2, ...entries.slice(2, 4).reverse()),
      /次序/,
    ],
    [
      'a file after the manifests',
      (entries) => [...entries, { path: 'data/index.html', bytes: small }],
      /清单之后/,
    ],
  ];
  it.each(variants)('refuses %s', async (_name, change, what) => {
    await refused(open(rawTar(change(await bagEntries()))), what);
  });

  const tails: readonly (readonly [string, (tar: Buffer) => Buffer, RegExp])[] = [
    ['a tar cut short', (tar) => tar.subarray(0, tar.length - 1500), /中途结束/],
    ['a tar without end mark', (tar) => tar.subarray(0, tar.length - 1024), /中途结束/],
    ['half an end mark', (tar) => tar.subarray(0, tar.length - 512), /完整的结尾/],
    ['a second tar after the end', (tar) => Buffer.concat([tar, rawHeader('a/b', 0)]), /结尾之后/],
    ['much nothing after the end', (tar) => Buffer.concat([tar, Buffer.alloc(20_000)]), /结尾之后/],
    ['nothing at all', () => Buffer.alloc(0), /中途结束/],
    ['an empty tar', () => Buffer.alloc(1024), /没有目录/],
  ];
  it.each(tails)('refuses %s', async (_name, change, what) => {
    await refused(open(change(rawTar(await bagEntries()))), what);
  });

  it('refuses a record of 4 GiB without reserving it', async () => {
    const block = rawHeader('PaxHeader', 0o7777777777, 'x');
    await refused(open(Buffer.concat([block, padded(small)])), /过长的扩展头/);
  });
});

describe('what the manifests say', () => {
  const sha = 'manifest-sha256.txt';
  const sm3 = 'manifest-sm3.txt';
  const variants: readonly (readonly [string, Entries, RegExp])[] = [
    ['a line without its file', drop(LAST), /缺少清单.*所列/],
    ['a file without its line', textOf(sha, (text) => text.replace(/^.*1\.pdf\n/m, '')), /不在清单/],
    ['a file without its SM3 line', textOf(sm3, (text) => text.replace(/^.*1\.pdf\n/m, '')), /不在清单.*sm3/],
    ['a wrong digest', textOf(sha, (text) => text.replace(/^[0-9a-f]{64}/, '0'.repeat(64))), /摘要不符/],
    [
      'a wrong SM3 digest',
      textOf(sm3, (text) => text.replace(/^[0-9a-f]{64}/, '0'.repeat(64))),
      /sm3.*摘要不符/,
    ],
    ['a line twice', textOf(sha, (text) => text + text.split('\n')[0] + '\n'), /列了两次/],
    ['a line that is none', textOf(sha, (text) => `${text}hello\n`), /不合规范的行/],
    ['a last line without end', textOf(sha, (text) => text.trimEnd()), /末行/],
    ['no SM3 manifest', drop(sm3), /缺少 manifest-sm3/],
    ['no tag manifest', drop('tagmanifest-sha256.txt'), /缺少 tagmanifest/],
    [
      'a bag-info changed after signing the tags',
      textOf('bag-info.txt', (text) => text.replace('甲县', '丙县')),
      /bag-info\.txt 与目录/,
    ],
    ['a bag of another BagIt', textOf('bagit.txt', (text) => text.replace('1.0', '0.97')), /BagIt/],
    ['no Payload-Oxum', textOf('bag-info.txt', (text) => text.replace('Payload-Oxum', 'Oxum')), /没有写明/],
    [
      'more than Payload-Oxum says',
      textOf('bag-info.txt', (text) => text.replace(/Oxum: \d+/, 'Oxum: 10')),
      /写明的多/,
    ],
    [
      'fewer files than Payload-Oxum says',
      textOf('bag-info.txt', (text) => text.replace(/(Oxum: \d+)\.4/, '$1.9')),
      /tagmanifest|写明的少/,
    ],
  ];
  it.each(variants)('refuses %s', async (_name, change, what) => {
    await refused(open(rawTar(change(await bagEntries()))), what);
  });

  it('refuses an original swapped for another of the same size, manifests and all', async () => {
    const swap: Payload = (payload) => payload.set(LAST, Buffer.alloc(512, 8));
    await refused(open(rawTar(await bagEntries(swap))), /目录所列的摘要/);
  });

  it('refuses a bundle without an original of the catalogue, manifests and all', async () => {
    await refused(open(rawTar(await bagEntries((payload) => payload.delete(LAST)))), /缺少目录所列的原件/);
  });
});

describe('what the catalogue says', () => {
  const variants: readonly (readonly [string, unknown, RegExp])[] = [
    ['another recipient', changed((one) => void (one.bundle.recipient.unitId = 'c'.repeat(32))), /收件单位/],
    ['another sender', changed((one) => void (one.bundle.sender.unitId = 'c'.repeat(32))), /另一个单位/],
    ['another sequence than was signed', changed((one) => void (one.bundle.sequence = 99)), /另一个转递包/],
    [
      'another bundle id than was signed',
      changed((one) => void (one.bundle.id = 'f'.repeat(32))),
      /另一个转递包/,
    ],
    ['a newer format', { ...catalogue, version: 2 }, /较新版本/],
    ['an unknown field', { ...catalogue, script: 1 }, /不合格式/],
    [
      'a title with control characters',
      changed((one) => void (one.person.name = '李\u0000样')),
      /person\.name/,
    ],
    [
      'the same original for two items',
      changed((one) => void one.items[1]?.scans.push(...(one.items[0]?.scans ?? []))),
      /列了两次/,
    ],
    [
      'the same page twice',
      changed((one) => void one.items[0]?.scans[0]?.pages.push(...(one.items[0]?.scans[0]?.pages ?? []))),
      /出现两次/,
    ],
    [
      'the same archival code twice',
      changed((one) => {
        const [first, second] = one.items;
        if (first && second) second.archivalCode = first.archivalCode;
      }),
      /档号.*出现两次/,
    ],
  ];
  it.each(variants)('refuses %s', async (_name, wrong, what) => {
    await refused(open(rawTar(await bagEntries(undefined, { catalogue: wrong }))), what);
  });

  it('refuses a catalogue that is no JSON, or no UTF-8', async () => {
    const broken: Payload = (payload) => payload.set(CATALOGUE, Buffer.from('{'));
    await refused(open(rawTar(await bagEntries(broken))), /JSON/);
    const bytes: Payload = (payload) => payload.set(CATALOGUE, Buffer.from([0x7b, 0xff, 0x7d]));
    await refused(open(rawTar(await bagEntries(bytes))), /UTF-8/);
  });

  it('refuses a folder that bears another slip number', async () => {
    await refused(open(rawTar(await bagEntries(), 'J019-ZD-2026-0009')), /文件夹名/);
  });
});

describe('seal and signature', () => {
  const flip = (at: number) => (sealed: Buffer) => {
    const copy = Buffer.from(sealed);
    copy.writeUInt8((copy.at(at) ?? 0) ^ 1, at < 0 ? copy.length + at : at);
    return copy;
  };
  const header = (sealed: Buffer) => sealed.indexOf('\n', sealed.indexOf('\n--- ') + 1) + 1 + 16;
  const chunk = 65_536 + 16;
  const variants: readonly (readonly [string, Variant, RegExp])[] = [
    ['one sealed for another unit', { keys: { to: stranger } }, /不是封给本单位/],
    ['one signed by another key', { keys: { by: stranger } }, /与签名不符/],
    ['one changed after signing', { afterSigning: flip(-1) }, /与签名不符/],
    [
      'one lengthened after signing',
      { afterSigning: (sealed) => Buffer.concat([sealed, small]) },
      /与签名不符/,
    ],
    [
      'a signature whose comment was changed',
      { signature: (text) => text.replace('sequence:3', 'sequence:4') },
      /与签名不符/,
    ],
    [
      'a signature made for another bundle',
      { comment: 'liandang bundle:other sequence:3 slip:x' },
      /另一个转递包/,
    ],
    ['a changed last byte', { sealed: flip(-1) }, /校验不符/],
    ['a changed first chunk', { sealed: (sealed) => flip(header(sealed) + 5)(sealed) }, /校验不符/],
    ['a changed header', { sealed: (sealed) => flip(sealed.indexOf('\n--- ') + 10)(sealed) }, /头部/],
    ['a changed stanza', { sealed: flip(60) }, /密钥打不开|头部/],
    ['a cut header', { sealed: (sealed) => sealed.subarray(0, 60) }, /没有 age 密文的头部/],
    ['only a header', { sealed: (sealed) => sealed.subarray(0, header(sealed)) }, /不完整/],
    ['no last chunk', { sealed: (sealed) => sealed.subarray(0, header(sealed) + 3 * chunk) }, /校验不符/],
    ['a last chunk cut in the middle', { sealed: (sealed) => sealed.subarray(0, -100) }, /校验不符/],
    [
      'a last chunk cut to a stump',
      { sealed: (sealed) => sealed.subarray(0, header(sealed) + 3 * chunk + 5) },
      /末段之前中断/,
    ],
    ['bytes after the last chunk', { sealed: (sealed) => Buffer.concat([sealed, small]) }, /校验不符/],
    [
      'two chunks in another order',
      {
        sealed: (sealed) => {
          const at = header(sealed);
          const [one, two] = [sealed.subarray(at, at + chunk), sealed.subarray(at + chunk, at + 2 * chunk)];
          return Buffer.concat([sealed.subarray(0, at), two, one, sealed.subarray(at + 2 * chunk)]);
        },
      },
      /校验不符/,
    ],
    [
      'a chunk left out',
      {
        sealed: (sealed) => {
          const at = header(sealed);
          return Buffer.concat([sealed.subarray(0, at), sealed.subarray(at + chunk)]);
        },
      },
      /校验不符/,
    ],
    [
      'something else altogether',
      { sealed: () => Buffer.from('PK\u0003\u0004 not a bundle') },
      /没有 age 密文的头部/,
    ],
  ];
  it.each(variants)('refuses %s', async (_name, variant, what) => {
    await refused(open(rawTar(await bagEntries()), variant), what);
  });

  it('refuses a chunk spliced in from another bundle of the same sender', async () => {
    const tar = rawTar(await bagEntries());
    const keys = { to: receiving.age.recipient, signer: sending.signer };
    const other = await sealBytes(tar, keys);
    const sealed = (own: Buffer) => {
      const at = header(own);
      return Buffer.concat([
        own.subarray(0, at + chunk),
        other.sealed.subarray(at + chunk, at + 2 * chunk),
        own.subarray(at + 2 * chunk),
      ]);
    };
    await refused(open(tar, { sealed }), /校验不符/);
  });

  it('refuses a signature of the old kind, or a file that is none', async () => {
    const { readSignature } = await import('./minisign.ts');
    const good = signDigest(sending.signer, new Prehash().digest(), info.id);
    expect(readSignature(good)).toBeDefined();
    const lines = good.split('\n');
    const legacy = Buffer.from(lines[1] ?? '', 'base64');
    legacy.write('Ed');
    expect(readSignature(lines.toSpliced(1, 1, legacy.toString('base64')).join('\n'))).toBeUndefined();
    expect(readSignature(`${good}more\n`)).toBeUndefined();
    expect(readSignature('hello')).toBeUndefined();
  });
});
