import { z } from 'zod';
import { Refusal } from '#contract/result.ts';
import { BundleId, SlipNumber, Unit } from './catalogue.ts';
import {
  Prehash,
  readSignature,
  type SigningKey,
  signDigest,
  type VerifyingKey,
  verifyDigest,
} from './minisign.ts';

/** What a signature's file is called beside what it signs, as `minisign -V` expects. */
export const SIGNATURE_ENDING = '.minisig';

const Line = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\ufeff]*$/u);
const Receipt = z.strictObject({
  format: z.literal('liandang-receipt'),
  version: z.literal(1),
  bundleId: BundleId,
  sequence: z.number().int().min(1),
  slipNumber: SlipNumber,
  /** SHA-256 of the sealed file that was received. */
  bundleSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Who sent the bundle, and who received it and signs this. */
  sender: Unit,
  recipient: Unit,
  personName: Line(100),
  items: z.number().int().min(0),
  pages: z.number().int().min(0),
  verdict: z.enum(['accepted', 'refused']),
  reason: Line(300),
  receivedAt: z.iso.datetime(),
  decidedAt: z.iso.datetime(),
  decidedBy: Line(100),
});
/** 回执. */
export type Receipt = z.infer<typeof Receipt>;

export function receiptComment(receipt: Pick<Receipt, 'bundleId' | 'sequence' | 'verdict'>): string {
  return `liandang receipt bundle:${receipt.bundleId} sequence:${receipt.sequence} verdict:${receipt.verdict}`;
}

/** The two files of a receipt. */
export function writeReceipt(receipt: Receipt, key: SigningKey): { text: string; signature: string } {
  const text = `${JSON.stringify(Receipt.parse(receipt), null, 2)}\n`;
  const digest = new Prehash().update(Buffer.from(text)).digest();
  return { text, signature: signDigest(key, digest, receiptComment(receipt)) };
}

/** Reads without trusting: who is said to have signed decides which key `verifyReceipt` needs. */
export function readReceipt(bytes: Uint8Array): Receipt {
  try {
    return Receipt.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw new Refusal(
      'file-refused',
      '所选文件不是回执，或内容不完整。请选择收件单位发回的 .receipt.json 文件。',
    );
  }
}

/** @throws Refusal `transfer-refused` */
export function verifyReceipt(
  bytes: Uint8Array,
  receipt: Receipt,
  signature: string,
  key: VerifyingKey,
): void {
  const read = readSignature(signature);
  const digest = new Prehash().update(bytes).digest();
  if (!read || !verifyDigest(key, digest, read) || read.trustedComment !== receiptComment(receipt)) {
    throw new Refusal(
      'transfer-refused',
      '回执的签名不符：回执或签名文件被改动，或不是收件单位签的。请与收件单位电话核对后索取新的回执。',
    );
  }
}
