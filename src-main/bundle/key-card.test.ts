import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAgeRecipient } from './age.ts';
import {
  type KeyCard,
  keyOfCard,
  makeKeyCard,
  readKeyCard,
  sameFingerprint,
  writeKeyCard,
} from './key-card.ts';
import { verifyingKey, writePublicKey } from './minisign.ts';
import { type Receipt, readReceipt, receiptComment, verifyReceipt, writeReceipt } from './receipt.ts';
import { freshFolder, info, newKeys, recipient, sender } from './sample-bundle.ts';

const keys = newKeys();
const card = makeKeyCard(sender, keys.age.recipient, keys.signer);

describe('key card', () => {
  it('comes back whole, with a fingerprint that can be read out', () => {
    expect(readKeyCard(writeKeyCard(card))).toEqual(card);
    expect(card.fingerprint).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
    expect(isAgeRecipient(card.age)).toBe(true);
    expect(keyOfCard(card)).toEqual(verifyingKey(keys.signer));
    expect(sameFingerprint(card.fingerprint, card.fingerprint.toUpperCase().replaceAll(' ', ''))).toBe(true);
    expect(sameFingerprint(card.fingerprint, card.fingerprint.replace(/.$/, 'x'))).toBe(false);
  });

  const other = newKeys();
  const changes: readonly (readonly [string, Partial<KeyCard> | Record<string, unknown>])[] = [
    ['name', { name: '丙县纪委监委' }],
    ['unit id', { unitId: 'c'.repeat(32) }],
    ['fonds code', { fondsCode: 'J099' }],
    ['recipient', { age: other.age.recipient }],
    ['recipient that is none', { age: 'age1qqqq' }],
    ['signing key', { minisign: writePublicKey(verifyingKey(other.signer)) }],
    ['fingerprint', { fingerprint: makeKeyCard(sender, other.age.recipient, other.signer).fingerprint }],
    ['signature', { signature: Buffer.alloc(64).toString('base64') }],
    ['name over two lines', { name: '甲县\n纪委' }],
    ['extra field', { note: '' }],
  ];
  it.each(changes)('is refused with another %s', (_name, change) => {
    expect(() => readKeyCard(JSON.stringify({ ...card, ...change }))).toThrow(/密钥卡.*重新索取/s);
  });
  it('is refused when it is no card', () => {
    expect(() => readKeyCard('hello')).toThrow(/密钥卡/);
  });
});

const receipt: Receipt = {
  format: 'liandang-receipt',
  version: 1,
  bundleId: info.id,
  sequence: 3,
  slipNumber: info.slipNumber,
  bundleSha256: 'd'.repeat(64),
  sender,
  recipient,
  personName: '李样卷',
  items: 2,
  pages: 3,
  verdict: 'accepted',
  reason: '',
  receivedAt: '2026-11-24T01:02:03.000Z',
  decidedAt: '2026-11-24T02:02:03.000Z',
  decidedBy: '王五',
};

describe('receipt', () => {
  const { text, signature } = writeReceipt(receipt, keys.signer);
  const key = verifyingKey(keys.signer);

  it('comes back as it was signed', () => {
    const bytes = Buffer.from(text);
    const read = readReceipt(bytes);
    expect(read).toEqual(receipt);
    expect(() => verifyReceipt(bytes, read, signature, key)).not.toThrow();
  });

  it('is refused when changed, signed by another, or under another verdict', () => {
    const changed = Buffer.from(text.replace('"items": 2', '"items": 9'));
    expect(() => verifyReceipt(changed, readReceipt(changed), signature, key)).toThrow(/签名不符/);
    const stranger = writeReceipt(receipt, newKeys().signer).signature;
    expect(() => verifyReceipt(Buffer.from(text), receipt, stranger, key)).toThrow(/签名不符/);
    expect(() =>
      verifyReceipt(Buffer.from(text), { ...receipt, verdict: 'refused' }, signature, key),
    ).toThrow();
    expect(() => readReceipt(Buffer.from('{}'))).toThrow(/不是回执/);
    expect(receiptComment(receipt)).toContain('verdict:accepted');
  });

  it.runIf(spawnSync('minisign', ['-v']).error === undefined)('is verified by the minisign program', () => {
    const file = join(freshFolder(), 'slip.receipt.json');
    writeFileSync(file, text);
    writeFileSync(`${file}.minisig`, signature);
    const said = execFileSync('minisign', ['-V', '-P', writePublicKey(key), '-m', file], {
      encoding: 'utf8',
    });
    expect(said).toContain('verdict:accepted');
  });
});
