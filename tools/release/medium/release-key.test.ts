import { execFileSync, spawnSync } from 'node:child_process';
import { scryptSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blake2b } from 'hash-wasm';
import { afterAll, describe, expect, it } from 'vitest';
import { newSigningKey, Prehash, signDigest, verifyingKey, writePublicKey } from '#main/bundle/index.ts';
import { readReleaseKey } from './release-key.ts';

const key = newSigningKey();
type Password = () => string | undefined;
const noPassword: Password = () => undefined;

/** A secret key file as minisign writes it. @param scrypt the limits, and N and p that libsodium makes of them */
async function keyFile(how: {
  readonly password?: string;
  readonly scrypt?: {
    readonly operations: number;
    readonly memory: number;
    readonly N: number;
    readonly p: number;
  };
  readonly checksum?: Buffer;
}): Promise<string> {
  const body = Buffer.concat([key.keyId, key.seed, verifyingKey(key).publicKey]);
  const sum = Buffer.from(await blake2b(Buffer.concat([Buffer.from('Ed'), body]), 256), 'hex');
  const plain = Buffer.concat([body, how.checksum ?? sum]);
  const salt = Buffer.alloc(32, 7);
  const limits = Buffer.alloc(16);
  const { scrypt, password } = how;
  if (scrypt === undefined || password === undefined) {
    const head = Buffer.from('Ed\0\0B2', 'latin1');
    return `untrusted comment: secret key\n${Buffer.concat([head, salt, limits, plain]).toString('base64')}\n`;
  }
  limits.writeBigUInt64LE(BigInt(scrypt.operations), 0);
  limits.writeBigUInt64LE(BigInt(scrypt.memory), 8);
  const stream = scryptSync(password, salt, plain.length, { N: scrypt.N, r: 8, p: scrypt.p });
  const sealed = plain.map((byte, at) => byte ^ (stream[at] ?? 0));
  const file = Buffer.concat([Buffer.from('EdScB2'), salt, limits, sealed]);
  return `untrusted comment: secret key\r\n${file.toString('base64')}\r\n`;
}

describe('a release key', () => {
  it('is read without a password, with a checksum or with none', async () => {
    expect(readReleaseKey(await keyFile({}), noPassword)).toEqual(key);
    expect(readReleaseKey(await keyFile({ checksum: Buffer.alloc(32) }), noPassword)).toEqual(key);
  });

  // By libsodium's rule: few operations in much memory leave p at 1; many in little memory raise it.
  it.each([
    { operations: 2 ** 15, memory: 2 ** 24, N: 1024, p: 1 },
    { operations: 2 ** 19, memory: 2 ** 20, N: 1024, p: 16 },
  ])('is read with its password ($operations operations, $memory bytes)', async (scrypt) => {
    const file = await keyFile({ password: '密码 1', scrypt });
    expect(readReleaseKey(file, () => '密码 1')).toEqual(key);
    expect(() => readReleaseKey(file, () => '密码 2')).toThrow(/密码不对[^]*password is wrong/);
    expect(() => readReleaseKey(file, noPassword)).toThrow(/--password-file/);
  });

  it('is refused when it is damaged or something else', async () => {
    const damaged = await keyFile({ checksum: Buffer.alloc(32, 1) });
    expect(() => readReleaseKey(damaged, noPassword)).toThrow(/已损坏/);
    for (const text of [
      '',
      'x\n',
      `x\n${writePublicKey(verifyingKey(key))}\n`,
      (await keyFile({})).slice(0, -20),
    ])
      expect(() => readReleaseKey(text, noPassword)).toThrow(/不是 minisign 的私钥文件/);
  });
});

describe.runIf(spawnSync('minisign', ['-v']).status === 0)('with the minisign program', () => {
  const home = mkdtempSync(join(tmpdir(), 'liandang-minisign-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const at = (name: string): string => join(home, name);
  function run(args: readonly string[], input = ''): string {
    return execFileSync('minisign', args, { input, encoding: 'utf8' });
  }
  const ways: readonly (readonly [string, readonly string[], string, Password])[] = [
    ['without a password', ['-W'], '', noPassword],
    // The program's own cost: a GiB of memory and some seconds.
    ['with a password', [], 'geheim\ngeheim\n', () => 'geheim'],
  ];
  it.each(ways)('a key that it made %s signs what it verifies', (_how, more, input, password) => {
    run(['-G', '-f', ...more, '-p', at('key.pub'), '-s', at('key.sec')], input);
    const read = readReleaseKey(readFileSync(at('key.sec'), 'utf8'), password);
    expect(readFileSync(at('key.pub'), 'utf8')).toContain(writePublicKey(verifyingKey(read)));
    const bytes = Buffer.from('a list of sums\n');
    writeFileSync(at('list'), bytes);
    writeFileSync(at('list.minisig'), signDigest(read, new Prehash().update(bytes).digest(), 'trial'));
    expect(run(['-V', '-m', at('list'), '-p', at('key.pub')])).toContain(
      'Signature and comment signature verified',
    );
  });
});
