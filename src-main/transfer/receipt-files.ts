import { rmSync } from 'node:fs';
import { type Receipt, SIGNATURE_ENDING, type SigningKey, writeReceipt } from '#main/bundle/index.ts';
import {
  type Departure,
  describeMedium,
  type Gatekeeper,
  release,
  type WrittenFile,
} from '#main/output/index.ts';
import type { WriteDb } from '#main/storage/index.ts';
import type { CaseBody } from './case-body.ts';
import type { CaseRecord } from './queries.ts';

export function receiptFor(
  record: CaseRecord,
  body: CaseBody,
  decided: {
    readonly verdict: Receipt['verdict'];
    readonly reason: string;
    readonly at: string;
    readonly by: string;
  },
): Receipt {
  return {
    format: 'liandang-receipt',
    version: 1,
    bundleId: record.bundleId,
    sequence: record.sequence,
    slipNumber: record.slipNumber,
    bundleSha256: record.sha256,
    sender: body.sender,
    recipient: body.recipient,
    personName: record.personName,
    items: record.items,
    pages: record.pages,
    verdict: decided.verdict,
    reason: decided.reason,
    receivedAt: record.createdAt,
    decidedAt: decided.at,
    decidedBy: decided.by,
  };
}

/** The receipt's text and, beside it, the signature. Written as the last step of the deciding transaction. */
export class ReceiptFiles {
  readonly #target: string;
  readonly #receipt: Receipt;
  readonly #medium: string;
  readonly #text: string;
  readonly #signature: string;
  #written: string[] = [];

  constructor(target: string, receipt: Receipt, signer: SigningKey) {
    this.#target = target;
    this.#receipt = receipt;
    this.#medium = describeMedium(target);
    ({ text: this.#text, signature: this.#signature } = writeReceipt(receipt, signer));
  }

  write(write: WriteDb, keeper: Gatekeeper, caseId: number): WrittenFile {
    const departure: Departure = {
      kind: '转递回执',
      title: `${this.#receipt.personName} 转递单 ${this.#receipt.slipNumber}`,
      subject: `transfer:${caseId}`,
      // Counts and a name; no title of any item.
      secrecy: 'internal',
      secrecyYears: 0,
      pages: 1,
      purpose: this.#receipt.verdict === 'accepted' ? '接收回执' : '退回回执',
      destination: this.#receipt.sender.name,
    };
    const put = (path: string, text: string) => {
      this.#written.push(path);
      return release(write, keeper, departure, path, Buffer.from(text), this.#medium);
    };
    put(`${this.#target}${SIGNATURE_ENDING}`, this.#signature);
    const { number: _, ...written } = put(this.#target, this.#text);
    return written;
  }

  /** Nothing was decided after all: no signed word of it may lie about. */
  remove(): void {
    for (const path of this.#written) rmSync(path, { force: true });
  }
}
