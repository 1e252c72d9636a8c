import { rmSync } from 'node:fs';
import { type Receipt, SIGNATURE_ENDING, type SigningKey, writeReceipt } from '#main/bundle/index.ts';
import { type WrittenFile, writeOut } from '#main/output/index.ts';
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
  readonly #text: string;
  readonly #signature: string;
  #written: string[] = [];

  constructor(target: string, receipt: Receipt, signer: SigningKey) {
    this.#target = target;
    ({ text: this.#text, signature: this.#signature } = writeReceipt(receipt, signer));
  }

  write(): WrittenFile {
    const signature = `${this.#target}${SIGNATURE_ENDING}`;
    this.#written.push(signature);
    writeOut(signature, Buffer.from(this.#signature));
    this.#written.push(this.#target);
    return writeOut(this.#target, Buffer.from(this.#text));
  }

  /** Nothing was decided after all: no signed word of it may lie about. */
  remove(): void {
    for (const path of this.#written) rmSync(path, { force: true });
  }
}
