import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import { highestSecrecy } from '#contract/vocabulary.ts';
import { type BundleInfo, SIGNATURE_ENDING, sealBundle as writeBundle } from '#main/bundle/index.ts';
import { dayOf } from '#main/calendar/index.ts';
import { catalogueDocx, catalogueXlsx, handoverList, transferSlip } from '#main/documents/index.ts';
import { noteOnVolume, openKey, setFileState, theFile } from '#main/files/index.ts';
import {
  type Departure,
  describeMedium,
  enter,
  outputRefusal,
  refuseUnlessAllowed,
} from '#main/output/index.ts';
import type { ActScope, JobResult, JobScope } from '#main/scope/index.ts';
import { type ReadDb, setting, snapshot, syncFolder } from '#main/storage/index.ts';
import { bodyOf, type CaseBody } from './case-body.ts';
import { blockersOf, refuseBlocked } from './check.ts';
import { type Contents, contentsOf, tableOf } from './contents.ts';
import { slipData } from './papers.ts';
import { refuseUnlessConfirmed, thePartner } from './partners.ts';
import { highestSequence, insertCase, slipNumbers } from './queries.ts';
import { ownCard, unitOf, unitSecrets } from './unit.ts';

/** Ending of a sealed bundle. */
const ENDING = '.tar.age';
/** A bundle can't say its own digest inside itself. */
const DIGEST_OUTSIDE = '见封包后打印的通知单';

const Input = z.strictObject({
  fileId: z.number().int(),
  partnerId: z.number().int(),
  reason: z.string(),
  folder: z.string(),
});
type SealInput = z.infer<typeof Input>;

/** Starts the sealing, if nothing stands against it. The bundle is named after its slip number, in the chosen folder. */
export async function seal(
  scope: ActScope,
  input: Parsed<'transfer.seal'>,
): Promise<Output<'transfer.seal'>> {
  const file = theFile(scope.db, input.fileId);
  const partner = thePartner(scope.db, input.partnerId);
  scope.note.subject = `file:${file.id}`;
  scope.note.detail = { partner: partner.name, fingerprint: partner.fingerprint, reason: input.reason };
  refuseUnlessConfirmed(partner);
  refuseBlocked(blockersOf(scope.db, file.id, scope.caller, scope));
  // Fails early for an account without the content key.
  scope.contentKey();
  const target = scope.path(input.target);
  const order: SealInput = {
    fileId: file.id,
    partnerId: partner.id,
    reason: input.reason,
    folder: isFolder(target) ? target : dirname(target),
  };
  return { jobId: scope.startJob('seal', `封包 ${file.person_name} → ${partner.name}`, order) };
}

/** For the gate: a bundle is as secret as its highest item; the approver who seals it has approved it. */
function departureOf(body: CaseBody, info: BundleInfo, fileId: number): Departure {
  return {
    kind: '转递包（加密）',
    title: `${body.person.name} 转递单 ${info.slipNumber}`,
    subject: `file:${fileId}`,
    ...highestSecrecy(body.lines),
    pages: body.lines.reduce((sum, line) => sum + line.pages, 0),
    purpose: info.reason,
    destination: info.recipient.name,
    coveredBy: info.slipNumber,
  };
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function nextSlip(db: ReadDb, year: string): string {
  const prefix = `${setting(db, 'fondsCode')}-ZD-${year}-`;
  const last = slipNumbers(db, prefix).map((slip) => Number(slip.slice(prefix.length)));
  return `${prefix}${String(Math.max(0, ...last) + 1).padStart(4, '0')}`;
}

/** Everything that is decided before the first byte is written, from one view of the database. */
function prepare(scope: JobScope, input: SealInput, bundle: Pick<BundleInfo, 'id' | 'sealedAt'>) {
  return snapshot(scope.db, (db) => {
    const partner = thePartner(db, input.partnerId);
    refuseUnlessConfirmed(partner);
    refuseBlocked(blockersOf(db, input.fileId, scope.caller, scope));
    const file = theFile(db, input.fileId);
    const info: BundleInfo = {
      ...bundle,
      sequence: highestSequence(db, 'out', partner.id) + 1,
      slipNumber: nextSlip(db, dayOf(new Date(bundle.sealedAt)).slice(0, 4)),
      reason: input.reason,
      preparedBy: scope.caller.name,
      sender: unitOf(ownCard(db)),
      recipient: unitOf(partner.keyCard),
    };
    return {
      partner,
      file,
      info,
      contents: contentsOf(db, file, info),
      style: setting(db, 'numberingStyle'),
    };
  });
}

async function papersOf({ catalogue }: Contents, style: string) {
  const body = bodyOf(catalogue);
  const { slipNumber, reason } = catalogue.bundle;
  const size = catalogue.items.flatMap((item) => item.scans).reduce((sum, scan) => sum + scan.size, 0);
  const slip = slipData(body, { slipNumber, reason, size, sha256: DIGEST_OUTSIDE });
  const table = tableOf(catalogue, style);
  return [
    { path: 'data/目录.xlsx', bytes: await catalogueXlsx(table) },
    { path: 'data/目录.docx', bytes: await catalogueDocx(table) },
    { path: 'data/转递通知单.docx', bytes: await transferSlip(slip) },
    { path: 'data/移交清单.docx', bytes: await handoverList(slip) },
  ] as const;
}

/**
 * Job `seal`: packs, seals and signs the volume into two files, then records the case and marks the volume, in the
 * transaction that also gives the files their names. Failed or cancelled, it leaves nothing.
 */
export async function sealBundle(scope: JobScope, given: Record<string, unknown>): Promise<JobResult> {
  const input = Input.parse(given);
  const at = scope.now().toISOString();
  const { partner, file, info, contents, style } = prepare(scope, input, {
    id: randomBytes(16).toString('hex'),
    sealedAt: at,
  });
  const medium = describeMedium(input.folder);
  refuseUnlessAllowed(scope.db, scope, departureOf(bodyOf(contents.catalogue), info, file.id));
  const output = new SealedOutput(join(input.folder, `${info.slipNumber}${ENDING}`));
  const keys = new Map<number, Buffer>();
  const keyOf = (keyId: number) => {
    const known = keys.get(keyId) ?? openKey(scope.db, scope, keyId);
    keys.set(keyId, known);
    return known;
  };
  const { signer } = unitSecrets(scope.db, scope.vault, scope);
  try {
    const sealed = await writeBundle({
      catalogue: contents.catalogue,
      papers: await papersOf(contents, style),
      original: (path) => {
        const original = contents.originals.get(path);
        if (!original) throw new Error(`no original for ${path}`);
        return scope.vault.segments(keyOf(original.keyId), original.blobId);
      },
      sm3: (path) => contents.sm3.get(path),
      recipient: partner.keyCard.age,
      signer,
      emit: (bytes) => output.write(bytes),
      progress: (done, total) => {
        scope.checkCancelled();
        scope.progress(done, total, `正在封包，已完成 ${Math.floor((100 * done) / Math.max(1, total))}%`);
      },
    });
    output.finish(sealed.signature);
    const body = bodyOf(contents.catalogue);
    const pages = body.lines.reduce((sum, line) => sum + line.pages, 0);
    const detail = { slip: info.slipNumber, bundle: info.id, partner: partner.name, sha256: sealed.sha256 };
    const caseId = scope.commit('transfer.sealed', `file:${file.id}`, detail, (write) => {
      refuseBlocked(blockersOf(write, file.id, scope.caller, scope));
      const now = thePartner(write, partner.id);
      const changed =
        contentsOf(write, theFile(write, file.id), info).basis !== contents.basis ||
        now.fingerprint !== partner.fingerprint ||
        now.confirmedAt === null ||
        highestSequence(write, 'out', partner.id) + 1 !== info.sequence ||
        nextSlip(write, dayOf(new Date(at)).slice(0, 4)) !== info.slipNumber;
      if (changed) {
        throw new Refusal('conflict', '封包期间本卷或往来单位又有变动，已作废这次封包。请核对后重新封包。');
      }
      const id = insertCase(write, {
        direction: 'out',
        bundleId: info.id,
        sequence: info.sequence,
        slipNumber: info.slipNumber,
        partnerId: partner.id,
        fileId: file.id,
        personName: body.person.name,
        reason: info.reason,
        state: 'sealed',
        items: body.lines.length,
        pages,
        size: sealed.size,
        sha256: sealed.sha256,
        body: JSON.stringify(body),
        keyId: null,
        createdAt: at,
        createdBy: scope.caller.name,
      });
      setFileState(write, file.id, 'in-transfer', null, '');
      noteOnVolume(
        write,
        file.id,
        at,
        scope.caller.name,
        `封包转往${partner.name}，转递单 ${info.slipNumber}，${body.lines.length} 件 ${pages} 页：${info.reason}。`,
      );
      enter(write, scope, departureOf(body, info, file.id), {
        fileName: `${info.slipNumber}${ENDING}`,
        medium,
        size: sealed.size,
        sha256: sealed.sha256,
      });
      // Last in the transaction: a bundle has its name exactly when the case is on record.
      output.name();
      return id;
    });
    return {
      转递事项: caseId,
      转递单号: info.slipNumber,
      文件: `${info.slipNumber}${ENDING}`,
      件数: body.lines.length,
      页数: pages,
      摘要: sealed.sha256,
    };
  } catch (cause) {
    output.remove();
    throw cause;
  } finally {
    signer.seed.fill(0);
    for (const key of keys.values()) key.fill(0);
  }
}

/** The two files of a bundle: under a `.part` name until both are whole. Holds sealed bytes only. */
class SealedOutput {
  readonly #path: string;
  readonly #handle: number;
  #open = true;
  #named: string[] = [];

  /** @throws Refusal when the place can't be written or the name is taken */
  constructor(path: string) {
    this.#path = path;
    for (const name of [path, `${path}${SIGNATURE_ENDING}`]) {
      if (existsSync(name)) {
        throw new Refusal(
          'io-failed',
          `目标位置已有「${path.split(/[\\/]/).at(-1) ?? path}」，程序不会覆盖它。请换一个文件夹。`,
        );
      }
    }
    try {
      this.#handle = openSync(`${path}.part`, 'w', 0o600);
    } catch (cause) {
      throw outputRefusal(cause, path);
    }
  }

  write(bytes: Uint8Array): void {
    try {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#handle, bytes, at);
    } catch (cause) {
      throw outputRefusal(cause, this.#path);
    }
  }

  finish(signature: string): void {
    try {
      fsyncSync(this.#handle);
      this.#close();
      const handle = openSync(`${this.#path}${SIGNATURE_ENDING}.part`, 'w', 0o600);
      try {
        writeSync(handle, signature);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    } catch (cause) {
      throw outputRefusal(cause, this.#path);
    }
  }

  name(): void {
    try {
      for (const name of [`${this.#path}${SIGNATURE_ENDING}`, this.#path]) {
        renameSync(`${name}.part`, name);
        this.#named.push(name);
      }
      syncFolder(dirname(this.#path));
    } catch (cause) {
      throw outputRefusal(cause, this.#path);
    }
  }

  remove(): void {
    this.#close();
    for (const name of this.#named) rmSync(name, { force: true });
    for (const name of [this.#path, `${this.#path}${SIGNATURE_ENDING}`])
      rmSync(`${name}.part`, { force: true });
  }

  #close(): void {
    if (this.#open) closeSync(this.#handle);
    this.#open = false;
  }
}
