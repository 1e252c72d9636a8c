import { createHash, randomBytes } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Vault, VaultFault } from './index.ts';

const root = mkdtempSync(join(tmpdir(), 'liandang-vault-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const MIB = 1024 * 1024;
const key = randomBytes(32);
const vault = new Vault(root, 'a'.repeat(32));
const plain = randomBytes(3 * MIB + 17);
let blobId: string;
let path: string;

beforeEach(() => {
  blobId = vault.put(key, plain).blobId;
  vault.flush();
  path = vault.path(blobId);
});

function refused(id = blobId, withKey: Uint8Array = key, of = vault): void {
  expect(() => of.read(withKey, id)).toThrow(VaultFault);
  expect(() => of.read(withKey, id)).toThrow(id);
}

test('what went in comes out, whole or from the middle', () => {
  expect(vault.read(key, blobId).equals(plain)).toBe(true);
  expect(vault.readAt(key, blobId, MIB - 5, 4_000).equals(plain.subarray(MIB - 5, MIB + 3_995))).toBe(true);
});

test.each([0, 1, MIB - 56, MIB - 55, 2 * MIB - 72, 2 * MIB - 71])(
  '%i bytes come out alike, given at once or in pieces',
  (size) => {
    const bytes = plain.subarray(0, size);
    const cut = Math.ceil(size / 3);
    const inPieces = [0, 1, 2].map((at) => bytes.subarray(at * cut, (at + 1) * cut));
    for (const source of [bytes, inPieces]) {
      const stored = vault.put(key, source);
      expect(stored.size).toBe(size);
      expect(stored.sha256.equals(createHash('sha256').update(bytes).digest())).toBe(true);
      expect(vault.read(key, stored.blobId).equals(bytes)).toBe(true);
    }
  },
);

test('blobs put ahead are there once all are flushed, more of them than are held open', async () => {
  const stored = Array.from({ length: 80 }, (_, index) => vault.putAhead(key, plain.subarray(index, 5_000)));
  await vault.flushAhead();
  for (const [index, blob] of stored.entries()) {
    expect(vault.read(key, blob.blobId).equals(plain.subarray(index, 5_000))).toBe(true);
    expect(existsSync(`${vault.path(blob.blobId)}.part`)).toBe(false);
  }
});

test('a blob put ahead that could not be stored fails the flush and leaves nothing', async () => {
  const lost = vault.putAhead(key, plain);
  // Takes the place of the name that the blob would get.
  mkdirSync(vault.path(lost.blobId));
  await expect(vault.flushAhead()).rejects.toThrow();
  expect(existsSync(`${vault.path(lost.blobId)}.part`)).toBe(false);
  rmSync(vault.path(lost.blobId), { recursive: true });
  // One failure does not stay behind for the next batch.
  await vault.flushAhead();
});

describe('every change is refused, naming the blob', () => {
  test.each([0, 20, 60, MIB, 2 * MIB + 3, 3 * MIB])('one bit flipped at %i', (at) => {
    const bytes = readFileSync(path);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    refused();
  });

  test.each([1, 17, MIB, 2 * MIB])('%i bytes cut off the end', (cut) => {
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - cut));
    refused();
  });

  test('emptied, or with bytes appended', () => {
    const bytes = readFileSync(path);
    writeFileSync(path, Buffer.concat([bytes, randomBytes(100)]));
    refused();
    writeFileSync(path, '');
    refused();
  });

  test('two segments exchanged, one segment doubled', () => {
    const bytes = readFileSync(path);
    const swapped = Buffer.from(bytes);
    bytes.copy(swapped, MIB, 2 * MIB, 3 * MIB);
    bytes.copy(swapped, 2 * MIB, MIB, 2 * MIB);
    writeFileSync(path, swapped);
    refused();
    const doubled = Buffer.from(bytes);
    bytes.copy(doubled, 2 * MIB, MIB, 2 * MIB);
    writeFileSync(path, doubled);
    refused();
  });

  test('another blob of the same key put in its place', () => {
    const other = vault.put(key, randomBytes(plain.length)).blobId;
    copyFileSync(vault.path(other), path);
    refused();
  });

  test('read by another key, or in another archive', () => {
    refused(blobId, randomBytes(32));
    refused(blobId, key, new Vault(root, 'b'.repeat(32)));
  });

  test('gone', () => {
    rmSync(path);
    refused();
  });
});

test('the sweep removes what is not recorded and nothing else', () => {
  const orphan = vault.put(key, randomBytes(10)).blobId;
  writeFileSync(`${path}.part`, 'half');
  expect(vault.sweep((id) => id !== orphan)).toEqual(expect.arrayContaining([orphan, `${blobId}.part`]));
  expect(vault.read(key, blobId).equals(plain)).toBe(true);
  expect(() => vault.read(key, orphan)).toThrow(orphan);
});
