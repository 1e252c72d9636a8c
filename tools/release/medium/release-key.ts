/** 发布密钥: reads a secret key as the `minisign` program keeps it (`minisign -G`), with or without a password. */
import { scryptSync } from 'node:crypto';
import sodium from 'sodium-native';
import { type SigningKey, verifyingKey } from '#main/bundle/index.ts';
import { Refusal } from '../refusal.ts';

/** Layout of the decoded second line, in bytes: three names of algorithms, then the parameters of scrypt, then the key. */
const LENGTH = 158;
const AT = { kdf: 2, checksum: 4, salt: 6, operations: 38, memory: 46, key: 54 };
/** Within the key: number, Ed25519 secret key (seed and public key), checksum. */
const KEY = { number: 8, secret: 64, checksum: 32 };
/** More than this much memory (bytes) is no key that minisign made. */
const MOST_MEMORY = 2 ** 32;

function unreadable(zh: string, en: string): Refusal {
  return new Refusal(`发布密钥不能使用：${zh}。`, `The release key cannot be used: ${en}.`);
}

/** How libsodium turns its two limits into the parameters of scrypt (crypto_pwhash_scryptsalsa208sha256). */
function scryptParameters(operations: number, memory: number): { N: number; r: number; p: number } {
  const r = 8;
  const limit = Math.max(operations, 32_768);
  const isCheap = limit < memory / 32;
  const most = isCheap ? limit / (r * 4) : memory / (r * 128);
  let log = 1;
  while (log < 63 && 2 ** log <= most / 2) log += 1;
  const N = 2 ** log;
  return { N, r, p: isCheap ? 1 : Math.floor(Math.min(Math.floor(limit / 4 / N), 0x3fffffff) / r) };
}

function decrypt(file: Buffer, password: string): Buffer {
  const operations = Number(file.readBigUInt64LE(AT.operations));
  const memory = Number(file.readBigUInt64LE(AT.memory));
  if (memory > MOST_MEMORY) throw unreadable('文件已损坏', 'the file is damaged');
  const { N, r, p } = scryptParameters(operations, memory);
  const salt = file.subarray(AT.salt, AT.operations);
  const stream = scryptSync(password, salt, LENGTH - AT.key, {
    N,
    r,
    p,
    maxmem: 128 * r * (N + p + 2) + 2 ** 20,
  });
  return Buffer.from(file.subarray(AT.key).map((byte, at) => byte ^ (stream[at] ?? 0)));
}

function blake2b(bytes: Uint8Array, length: number): Buffer {
  const state = Buffer.alloc(sodium.crypto_generichash_STATEBYTES);
  const digest = Buffer.alloc(length);
  sodium.crypto_generichash_init(state, null, length);
  sodium.crypto_generichash_update(state, bytes);
  sodium.crypto_generichash_final(state, digest);
  return digest;
}

/** @param password asked for only when the key has one @throws Refusal */
export function readReleaseKey(text: string, password: () => string | undefined): SigningKey {
  const file = Buffer.from(text.replaceAll('\r\n', '\n').split('\n')[1] ?? '', 'base64');
  if (
    file.length !== LENGTH ||
    file.toString('latin1', 0, 2) !== 'Ed' ||
    file.toString('latin1', AT.checksum, AT.salt) !== 'B2'
  )
    throw unreadable('这不是 minisign 的私钥文件', 'this is no secret key of minisign');
  const kdf = file.toString('latin1', AT.kdf, AT.checksum);
  let key: Buffer = file.subarray(AT.key);
  if (kdf === 'Sc') {
    const given = password();
    if (given === undefined)
      throw unreadable(
        '它有密码，请用 --password-file 或 LIANDANG_RELEASE_PASSWORD_FILE 指明密码文件',
        'it has a password: name a file with it by --password-file or LIANDANG_RELEASE_PASSWORD_FILE',
      );
    key = decrypt(file, given);
  } else if (kdf !== '\0\0') throw unreadable('加密方式不认识', 'it is encrypted in an unknown way');
  const number = Buffer.from(key.subarray(0, KEY.number));
  const secret = key.subarray(KEY.number, KEY.number + KEY.secret);
  const seed = Buffer.from(secret.subarray(0, KEY.secret / 2));
  const signing: SigningKey = { keyId: number, seed };
  const checksum = blake2b(Buffer.concat([Buffer.from('Ed'), number, secret]), KEY.checksum);
  const written = key.subarray(KEY.number + KEY.secret);
  // minisign 0.11 leaves the checksum empty in a key without a password.
  const isProven = checksum.equals(written) || (kdf !== 'Sc' && written.every((byte) => byte === 0));
  if (!isProven || !verifyingKey(signing).publicKey.equals(secret.subarray(KEY.secret / 2)))
    throw unreadable('密码不对，或文件已损坏', 'the password is wrong, or the file is damaged');
  return signing;
}
