import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { accountById, activeHoldersOfRole, isSamePerson } from '#main/accounts/index.ts';
import { keyOfCard, type Receipt, readReceipt, SIGNATURE_ENDING, verifyReceipt } from '#main/bundle/index.ts';
import { readChosen } from '#main/chosen/index.ts';
import { noteOnVolume, openKey, replaceWrappedKey, setFileState, theFile } from '#main/files/index.ts';
import { sealFileKey } from '#main/keyring/index.ts';
import type { ActScope } from '#main/scope/index.ts';
import type { ReadDb } from '#main/storage/index.ts';
import { readBody, showCase, theCase } from './case-body.ts';
import { thePartner } from './partners.ts';
import { type CaseRecord, caseByBundle, closeCase } from './queries.ts';

const MOST_RECEIPT_BYTES = 64 * 1024;
const SEALED_REASON = '已转出，回执已收';

/** The case that a receipt is about, if every word of it fits. @throws Refusal `transfer-refused` */
function caseOf(db: ReadDb, receipt: Receipt): CaseRecord & { readonly fileId: number } {
  const refuse = (why: string): never => {
    throw new Refusal('transfer-refused', `回执未收：${why}请与收件单位核对。`);
  };
  const record = caseByBundle(db, 'out', receipt.bundleId);
  if (!record) return refuse(`本单位没有发出过转递单 ${receipt.slipNumber} 的这个包。`);
  const body = readBody(record);
  const differs =
    receipt.sequence !== record.sequence ||
    receipt.slipNumber !== record.slipNumber ||
    receipt.bundleSha256 !== record.sha256 ||
    receipt.items !== record.items ||
    receipt.pages !== record.pages ||
    receipt.personName !== record.personName ||
    receipt.sender.unitId !== body.sender.unitId ||
    receipt.recipient.unitId !== body.recipient.unitId;
  if (differs) refuse('回执所写的单号、序号、摘要、姓名或件页数与发出的包不符。');
  if (record.state !== 'sealed') refuse('这次转递已经办结，不能再收一份回执。');
  if (record.fileId === null) throw new Error('an outgoing case without file');
  return { ...record, fileId: record.fileId };
}

/** Slots of the reviewers and approvers, who hold a sealed volume together; one slot a person. */
function holders(scope: ActScope): { slot: string; recipient: string }[] {
  const ids = new Set([
    ...activeHoldersOfRole(scope.db, 'reviewer'),
    ...activeHoldersOfRole(scope.db, 'approver'),
  ]);
  const persons = [...ids].filter(
    (id, index, all) => !all.slice(0, index).some((earlier) => isSamePerson(scope.db, earlier, id)),
  );
  return persons.flatMap((id) => {
    const slot = accountById(scope.db, id)?.slot;
    if (slot === undefined || !scope.keyring.holdsContentKey(slot)) return [];
    return [{ slot, recipient: scope.keyring.recipientOf(slot) }];
  });
}

/**
 * Takes the signed receipt. Accepted: the sender's copy is sealed in place, to be opened by two holders together only.
 * Refused: the volume is open again.
 */
export async function closeWithReceipt(
  scope: ActScope,
  input: Parsed<'transfer.closeWithReceipt'>,
): Promise<Output<'transfer.closeWithReceipt'>> {
  const source = scope.path(input.source);
  const bytes = readChosen(source, MOST_RECEIPT_BYTES);
  const receipt = readReceipt(bytes);
  const signaturePath = `${source}${SIGNATURE_ENDING}`;
  if (!existsSync(signaturePath)) {
    throw new Refusal(
      'file-refused',
      `找不到回执的签名文件「${basename(signaturePath)}」。请把它与回执放在同一文件夹后再收。`,
    );
  }
  const signature = readChosen(signaturePath, MOST_RECEIPT_BYTES).toString('utf8');
  const record = caseOf(scope.db, receipt);
  scope.note.subject = `transfer:${record.id}`;
  scope.note.detail = { slip: record.slipNumber, verdict: receipt.verdict, note: input.note };
  verifyReceipt(bytes, receipt, signature, keyOfCard(thePartner(scope.db, record.partnerId).keyCard));

  const file = theFile(scope.db, record.fileId);
  const accepted = receipt.verdict === 'accepted';
  let sealed: Buffer | undefined;
  if (accepted) {
    const key = openKey(scope.db, scope, file.key_id);
    sealed = await sealFileKey(key, holders(scope));
    key.fill(0);
  }
  const at = scope.now().toISOString();
  return scope.commit((write) => {
    const now = caseOf(write, receipt);
    const volume = theFile(write, now.fileId);
    if (volume.state !== 'in-transfer' || volume.key_id !== file.key_id) {
      throw new Refusal('conflict', '本卷的状态刚有变动，回执未收。请刷新后再收。');
    }
    const more = { fileId: now.fileId, keyId: null, receipt: JSON.stringify(receipt), at };
    if (!closeCase(write, now.id, 'sealed', accepted ? 'receipted' : 'returned', more)) {
      throw new Error('the case changed underway');
    }
    const by = `${receipt.recipient.name}${receipt.decidedBy}`;
    const said = input.note === '' ? '' : `${input.note}。`;
    if (sealed) {
      replaceWrappedKey(write, volume.key_id, sealed);
      setFileState(write, volume.id, 'sealed', at, SEALED_REASON);
      noteOnVolume(
        write,
        volume.id,
        at,
        scope.caller.name,
        `收到${by}对转递单 ${now.slipNumber} 的回执，${receipt.items} 件 ${receipt.pages} 页核对无误；本卷就地封存。${said}`,
      );
    } else {
      setFileState(write, volume.id, 'open', null, '');
      noteOnVolume(
        write,
        volume.id,
        at,
        scope.caller.name,
        `${by}退回转递单 ${now.slipNumber}：${receipt.reason}。本卷恢复整理。${said}`,
      );
    }
    return showCase(theCase(write, now.id), scope.caller);
  });
}
