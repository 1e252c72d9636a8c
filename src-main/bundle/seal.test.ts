import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { sm3 } from 'hash-wasm';
import { extract } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { type BundleCatalogue, pagesOfItem } from './catalogue.ts';
import { verifyingKey, writePublicKey } from './minisign.ts';
import { catalogue, freshFolder, info, newKeys, openSealed, originals } from './sample-bundle.ts';
import { type SealOrder, sealBundle } from './seal.ts';

const papers: SealOrder['papers'] = [
  { path: 'data/目录.xlsx', bytes: Buffer.from('xlsx') },
  { path: 'data/转递通知单.docx', bytes: Buffer.from('docx') },
];

async function seal(change: Partial<SealOrder> = {}) {
  const sending = newKeys();
  const receiving = newKeys();
  const parts: Buffer[] = [];
  const done = await sealBundle({
    catalogue,
    papers,
    original: (path) => [originals.get(path) ?? Buffer.alloc(0)],
    recipient: receiving.age.recipient,
    signer: sending.signer,
    emit: (bytes) => parts.push(Buffer.from(bytes)),
    ...change,
  });
  return { sealed: Buffer.concat(parts), done, sending, receiving };
}

/** Files of a tar by the general reader, as another program would see them. */
async function unpack(tar: Uint8Array): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const reader = extract();
  reader.end(Buffer.from(tar));
  for await (const entry of reader) {
    const parts: Buffer[] = [];
    for await (const piece of entry as AsyncIterable<Uint8Array>) parts.push(Buffer.from(piece));
    files.set(entry.header.name, Buffer.concat(parts));
  }
  return files;
}

describe('sealing', () => {
  it('gives back every original, paper and catalogue line to the receiver', async () => {
    const { sealed, done, sending, receiving } = await seal();
    const { opened, taken } = await openSealed(sealed, done.signature, {
      identity: receiving.age.identity,
      signer: sending.signer,
    });
    expect(opened.catalogue).toEqual(catalogue);
    for (const [path, bytes] of originals) expect(taken.get(path)?.equals(bytes), path).toBe(true);
    expect(taken.get('data/目录.xlsx')?.toString()).toBe('xlsx');
    expect(done.size).toBe(sealed.length);
    expect(done.sha256).toBe(createHash('sha256').update(sealed).digest('hex'));
  });

  it('takes an SM3 that is known already, and a false one does not pass the receiver', async () => {
    const digests = new Map<string, string>();
    for (const [path, bytes] of originals) digests.set(path, await sm3(bytes));
    const known = await seal({ sm3: (path) => digests.get(path) });
    const open = (one: typeof known) =>
      openSealed(one.sealed, one.done.signature, {
        identity: one.receiving.age.identity,
        signer: one.sending.signer,
      });
    expect((await open(known)).opened.catalogue).toEqual(catalogue);
    const falsified = await seal({ sm3: () => 'ab'.repeat(32) });
    await expect(open(falsified)).rejects.toThrow('manifest-sm3.txt');
  });

  it('is an age file that the age library opens, holding a BagIt bag with both manifests', async () => {
    const { sealed, receiving } = await seal();
    const decrypter = new Decrypter();
    decrypter.addIdentity(receiving.age.identity);
    const files = await unpack(await decrypter.decrypt(new Uint8Array(sealed)));
    const base = info.slipNumber;
    expect([...files.keys()].slice(0, 3)).toEqual([
      `${base}/bagit.txt`,
      `${base}/bag-info.txt`,
      `${base}/data/catalogue.json`,
    ]);
    expect(files.get(`${base}/bagit.txt`)?.toString()).toBe(
      'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    );
    const about = files.get(`${base}/bag-info.txt`)?.toString() ?? '';
    for (const fact of [
      info.id,
      info.sender.unitId,
      info.recipient.unitId,
      'J019',
      info.slipNumber,
      info.sealedAt,
    ])
      expect(about).toContain(fact);
    const payload = [...files].filter(([name]) => name.startsWith(`${base}/data/`));
    expect(about).toContain(
      `Payload-Oxum: ${payload.reduce((sum, [, bytes]) => sum + bytes.length, 0)}.${payload.length}`,
    );
    const sha = files.get(`${base}/manifest-sha256.txt`)?.toString().trimEnd().split('\n') ?? [];
    const national = files.get(`${base}/manifest-sm3.txt`)?.toString().trimEnd().split('\n') ?? [];
    expect(sha.sort()).toEqual(
      payload
        .map(
          ([name, bytes]) =>
            `${createHash('sha256').update(bytes).digest('hex')}  ${name.slice(base.length + 1)}`,
        )
        .sort(),
    );
    const expected = await Promise.all(
      payload.map(async ([name, bytes]) => `${await sm3(bytes)}  ${name.slice(base.length + 1)}`),
    );
    expect(national.sort()).toEqual(expected.sort());
    const page = files.get(`${base}/data/index.html`)?.toString() ?? '';
    expect(page).toContain('报告&#60;b&#62;&#38;&#34;1&#34;');
    expect(page).not.toContain('<b>');
    expect(page).not.toMatch(/<script|https?:/);
  });

  it('needs no extended header where a name is short and ASCII', async () => {
    const { sealed, receiving } = await seal();
    const decrypter = new Decrypter();
    decrypter.addIdentity(receiving.age.identity);
    const tar = Buffer.from(await decrypter.decrypt(new Uint8Array(sealed)));
    expect(tar.toString('latin1', 0, 100)).toMatch(/^J019-ZD-2026-0001\/bagit\.txt\0/);
    expect(tar.toString('latin1', 156, 157)).toBe('0');
  });

  it.each([0, 1, 65_535, 65_536, 65_537, 131_072])(
    'seals %i bytes at the edges of age chunks',
    async (size) => {
      const bytes = Buffer.alloc(size, 5);
      const { AgeSealer, newAgePair } = await import('./age.ts');
      const pair = newAgePair();
      const parts: Buffer[] = [];
      const sealer = await AgeSealer.to(pair.recipient, (piece) => parts.push(Buffer.from(piece)));
      for (let at = 0; at < size; at += 50_000) sealer.update(bytes.subarray(at, at + 50_000));
      sealer.finish();
      const decrypter = new Decrypter();
      decrypter.addIdentity(pair.identity);
      expect(Buffer.from(await decrypter.decrypt(new Uint8Array(Buffer.concat(parts)))).equals(bytes)).toBe(
        true,
      );
    },
  );

  it('stops when an original is no longer what the catalogue says', async () => {
    const other = (path: string) => [Buffer.alloc(originals.get(path)?.length ?? 0, 1)];
    await expect(seal({ original: other })).rejects.toMatchObject({ code: 'archive-damaged' });
    await expect(seal({ original: () => [Buffer.alloc(3)] })).rejects.toMatchObject({
      code: 'archive-damaged',
    });
    await expect(seal({ original: () => [Buffer.alloc(9_000_000)] })).rejects.toMatchObject({
      code: 'archive-damaged',
    });
  });

  it('passes on what stops it in the middle: a full disk, a cancelled job', async () => {
    const full = new Error('ENOSPC');
    let seen = 0;
    const emit = (bytes: Uint8Array) => {
      seen += bytes.length;
      if (seen > 100_000) throw full;
    };
    await expect(seal({ emit })).rejects.toBe(full);
    const progress = (done: number) => {
      if (done > 10_000) throw full;
    };
    await expect(seal({ progress })).rejects.toBe(full);
  });

  it('names the item whose record cannot be written into a bundle', async () => {
    const [first, ...rest] = catalogue.items;
    if (!first) throw new Error('the sample has items');
    const wrong: BundleCatalogue = { ...catalogue, items: [{ ...first, author: 'a\u0000b' }, ...rest] };
    await expect(seal({ catalogue: wrong })).rejects.toMatchObject({
      code: 'transfer-refused',
      details: [{ path: 'items.0.author' }],
    });
    expect(pagesOfItem(first)).toBe(2);
  });
});

const has = (program: string) => spawnSync(program, ['--version']).error === undefined;
const OUTSIDER = ['age', 'minisign', 'tar', 'sha256sum'].every(has);

describe.runIf(OUTSIDER)('an outsider with age, minisign, tar and sha256sum', () => {
  it('verifies, opens and reads the bundle without this program', async () => {
    const { sealed, done, sending, receiving } = await seal();
    const folder = freshFolder();
    const file = join(folder, `${info.slipNumber}.tar.age`);
    writeFileSync(file, sealed);
    writeFileSync(`${file}.minisig`, done.signature);
    const key = writePublicKey(verifyingKey(sending.signer));
    const said = execFileSync('minisign', ['-V', '-P', key, '-m', file], { encoding: 'utf8' });
    expect(said).toContain('Signature and comment signature verified');
    expect(said).toContain(`bundle:${info.id} sequence:3`);
    const identity = join(folder, 'identity.txt');
    writeFileSync(identity, `${receiving.age.identity}\n`);
    const tar = join(folder, 'bundle.tar');
    execFileSync('age', ['-d', '-i', identity, '-o', tar, file]);
    const out = join(folder, 'out');
    mkdirSync(out);
    execFileSync('tar', ['-xf', tar, '-C', out]);
    const bag = join(out, info.slipNumber);
    for (const manifest of ['manifest-sha256.txt', 'tagmanifest-sha256.txt'])
      execFileSync('sha256sum', ['--check', '--strict', '--quiet', manifest], { cwd: bag });
    expect(JSON.parse(readFileSync(join(bag, 'data/catalogue.json'), 'utf8'))).toEqual(catalogue);
    for (const [path, bytes] of originals)
      expect(readFileSync(join(bag, path)).equals(bytes), path).toBe(true);
    writeFileSync(file, Buffer.concat([sealed, Buffer.from('x')]));
    expect(spawnSync('minisign', ['-V', '-P', key, '-m', file]).status).not.toBe(0);
  });

  it('makes a file with age and a tar that this program reads', async () => {
    const folder = freshFolder();
    const { newAgePair, openAge } = await import('./age.ts');
    const { closeSync, openSync, statSync } = await import('node:fs');
    const pair = newAgePair();
    const plain = join(folder, 'plain');
    const sealed = join(folder, 'sealed.age');
    writeFileSync(plain, Buffer.alloc(200_000, 9));
    execFileSync('age', ['-r', pair.recipient, '-o', sealed, plain]);
    const handle = openSync(sealed, 'r');
    const pieces = await openAge(handle, statSync(sealed).size, pair.identity, () => undefined);
    expect(Buffer.concat([...pieces].map((one) => Buffer.from(one))).equals(readFileSync(plain))).toBe(true);
    closeSync(handle);
  });
});
