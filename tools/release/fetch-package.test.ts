import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import { fetchPackage, tarballName } from './fetch-package.ts';
import type { ShippedPackage } from './packages.ts';

const home = mkdtempSync(join(tmpdir(), 'liandang-fetch-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const tar = pack();
tar.entry({ name: 'package/package.json' }, '{}');
tar.entry({ name: 'package/lib/addon.node' }, 'machine code');
tar.finalize();
const tarball = gzipSync(await buffer(tar));
const wanted: ShippedPackage = {
  path: 'node_modules/@img/thing',
  name: '@img/thing',
  version: '1.0.0',
  integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
  license: 'MIT',
};
const given = mkdtempSync(join(home, 'given-'));
writeFileSync(join(given, tarballName(wanted)), tarball);

describe('a package of another machine', () => {
  it('is taken from a folder of tarballs, named as npm pack names them', async () => {
    expect(tarballName(wanted)).toBe('img-thing-1.0.0.tgz');
    const to = mkdtempSync(join(home, 'to-'));
    await fetchPackage(wanted, to, given);
    expect(readFileSync(join(to, 'lib', 'addon.node'), 'utf8')).toBe('machine code');
    expect(readdirSync(to).sort()).toEqual(['lib', 'package.json']);
  });

  it('is refused, and nothing unpacked, when it is not what the lock records', async () => {
    const to = mkdtempSync(join(home, 'to-'));
    const other = { ...wanted, integrity: `sha512-${createHash('sha512').update('other').digest('base64')}` };
    await expect(fetchPackage(other, to, given)).rejects.toThrow(
      /img-thing-1\.0\.0\.tgz .*不符[^]*was not used/,
    );
    expect(readdirSync(to)).toEqual([]);
  });
});
