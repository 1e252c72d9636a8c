import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '#contract/result.ts';
import { isAgeRecipient } from './age.ts';
import {
  readPublicKey,
  type SigningKey,
  signBytes,
  type VerifyingKey,
  verifyBytes,
  verifyingKey,
  writePublicKey,
} from './minisign.ts';

const FORMAT = 'liandang-key-card';

export const UnitId = z.string().regex(/^[0-9a-f]{32}$/);
/** A name on one line: what is signed and what is shown must be the same text. */
export const UnitName = z
  .string()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u);
export const FondsCode = z.string().regex(/^[A-Z]\d{3,4}$/);

const Card = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(1),
  unitId: UnitId,
  name: UnitName,
  fondsCode: FondsCode,
  /** X25519 recipient, `age1…`. */
  age: z.string().refine(isAgeRecipient),
  /** minisign public key, `RW…`. */
  minisign: z.string().refine((text) => readPublicKey(text) !== undefined),
  fingerprint: z.string(),
  /** Ed25519 by the key above over the lines of `signedText`, base64. */
  signature: z.base64(),
});
/** 单位密钥卡: what units exchange so that one can seal to the other and verify it. No secrets. */
export type KeyCard = z.infer<typeof Card>;

/** What the card's own signature and its fingerprint cover: these lines, in this order. */
function signedText(card: Pick<KeyCard, 'unitId' | 'name' | 'fondsCode' | 'age' | 'minisign'>): Buffer {
  return Buffer.from(
    `${FORMAT} 1\n${card.unitId}\n${card.name}\n${card.fondsCode}\n${card.age}\n${card.minisign}\n`,
  );
}

/** SHA-256 in 16 groups of four: what is read out by telephone or letter. */
function fingerprintOf(text: Uint8Array): string {
  return (createHash('sha256').update(text).digest('hex').match(/.{4}/g) ?? []).join(' ');
}

export function makeKeyCard(
  unit: { readonly unitId: string; readonly name: string; readonly fondsCode: string },
  recipient: string,
  key: SigningKey,
): KeyCard {
  const body = { ...unit, age: recipient, minisign: writePublicKey(verifyingKey(key)) };
  const text = signedText(body);
  return Card.parse({
    format: FORMAT,
    version: 1,
    ...body,
    fingerprint: fingerprintOf(text),
    signature: signBytes(key, text).toString('base64'),
  });
}

export function writeKeyCard(card: KeyCard): string {
  return `${JSON.stringify(card, null, 2)}\n`;
}

/** @throws Refusal `file-refused` when the text is no card, or its parts do not belong together */
export function readKeyCard(text: string): KeyCard {
  const refuse = (why: string): never => {
    throw new Refusal('file-refused', `所选文件不是可用的单位密钥卡：${why}请向对方单位重新索取。`);
  };
  let card: KeyCard;
  try {
    card = Card.parse(JSON.parse(text));
  } catch {
    return refuse('内容不完整或格式不符。');
  }
  const signed = signedText(card);
  if (!verifyBytes(keyOfCard(card), signed, Buffer.from(card.signature, 'base64')))
    refuse('卡上的签名不符，内容被改动。');
  if (card.fingerprint !== fingerprintOf(signed)) refuse('卡上的指纹与内容不符。');
  return card;
}

export function keyOfCard(card: KeyCard): VerifyingKey {
  const key = readPublicKey(card.minisign);
  if (!key) throw new Error('a card is only made or read with a key in it');
  return key;
}

/** Fingerprints as people type them: spaces, dashes and case do not matter. */
export function sameFingerprint(one: string, other: string): boolean {
  const fold = (text: string) =>
    text
      .normalize('NFKC')
      .replaceAll(/[\s\-—·:：]/g, '')
      .toLowerCase();
  return fold(one) === fold(other);
}
