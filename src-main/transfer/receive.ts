import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import type { Output, Parsed } from '#contract/index.ts';
import { Refusal } from '#contract/result.ts';
import {
  type BundleCatalogue,
  type BundleInfo,
  type BundleScan,
  keyOfCard,
  openBundle,
  PAGES,
  readSignature,
  refuseBundle,
  SealedFile,
  SIGNATURE_ENDING,
  type Signature,
} from '#main/bundle/index.ts';
import { readChosen } from '#main/chosen/index.ts';
import { recordBlob } from '#main/files/index.ts';
import { inspect, type ScanKind, UnreadablePicture } from '#main/intake/index.ts';
import { newFileKey } from '#main/keyring/index.ts';
import type { ActScope, JobResult, JobScope } from '#main/scope/index.ts';
import type { ReadDb, WriteDb } from '#main/storage/index.ts';
import type { StoredBlob } from '#main/vault/index.ts';
import { bodyOf } from './case-body.ts';
import { refuseUnlessConfirmed, thePartner } from './partners.ts';
import {
  allPartners,
  caseByBundle,
  highestSequence,
  insertCase,
  insertStaged,
  insertStagingKey,
} from './queries.ts';
import { ownCard, unitSecrets } from './unit.ts';

const Input = z.strictObject({ source: z.string() });
const MOST_SIGNATURE_BYTES = 16 * 1024;

/** Size and resolution of every page of an original, as this archive has read them; by the original's path. */
export const PageFacts = z.record(
  z.string(),
  z.array(z.strictObject({ width: z.number(), height: z.number(), dpi: z.number().nullable() })),
);
export type PageFacts = z.infer<typeof PageFacts>;
/** Where the page facts are staged; no path of a bundle begins so. */
export const FACTS = 'facts.json';

export async function receive(
  scope: ActScope,
  input: Parsed<'transfer.receive'>,
): Promise<Output<'transfer.receive'>> {
  const source = scope.path(input.source);
  scope.note.subject = basename(source);
  scope.contentKey();
  return { jobId: scope.startJob('receive', `接收 ${basename(source)}`, { source }) };
}

/**
 * Job `receive`: checks the signature over the whole file, opens it, stages every file encrypted under a key of its own,
 * and records all of it in one transaction once everything fits. A refused bundle leaves an audit event and nothing else.
 */
export async function receiveBundle(scope: JobScope, given: Record<string, unknown>): Promise<JobResult> {
  const { source } = Input.parse(given);
  const staging = new Staging(scope);
  try {
    return await takeIn(scope, source, staging);
  } catch (cause) {
    staging.remove();
    if (cause instanceof Refusal && (cause.code === 'bundle-refused' || cause.code === 'transfer-refused')) {
      scope.commit('transfer.bundle-refused', basename(source), { reason: cause.message }, () => undefined);
    }
    throw cause;
  } finally {
    staging.forget();
  }
}

async function takeIn(scope: JobScope, source: string, staging: Staging): Promise<JobResult> {
  const signature = signatureOf(source);
  const partner = senderOf(scope.db, signature);
  const own = ownCard(scope.db);
  const secrets = unitSecrets(scope.db, scope.vault, scope);
  secrets.signer.seed.fill(0);
  const file = new SealedFile(source);
  try {
    const said = (what: string) => (done: number, total: number) => {
      scope.checkCancelled();
      scope.progress(done, total, `${what}，已完成 ${Math.floor((100 * done) / Math.max(1, total))}%`);
    };
    const checking = said('正在核验签名');
    file.verify(signature, keyOfCard(partner.keyCard), (done) => checking(done, file.size));
    const { catalogue } = await openBundle({
      file,
      signature,
      identity: secrets.identity,
      sender: partner.keyCard,
      recipient: own,
      head: (info) => refuseReplay(scope.db, partner.id, info),
      take: (path, _size, content) => staging.put(path, content),
      progress: said('正在解封暂存'),
    });
    staging.putFacts(await readPages(catalogue, staging, said('正在检查图像')));
    const caseId = record(scope, staging, partner.id, catalogue, file);
    return {
      转递事项: caseId,
      转递单号: catalogue.bundle.slipNumber,
      发件单位: partner.name,
      姓名: catalogue.person.name,
      件数: catalogue.items.length,
      摘要: file.sha256,
    };
  } finally {
    file.close();
  }
}

function signatureOf(source: string): Signature {
  const path = `${source}${SIGNATURE_ENDING}`;
  if (!existsSync(path)) {
    refuseBundle(`找不到签名文件「${basename(path)}」。`, '请把它与转递包放在同一文件夹后重新接收。');
  }
  const signature = readSignature(readChosen(path, MOST_SIGNATURE_BYTES).toString('utf8'));
  return signature ?? refuseBundle(`「${basename(path)}」不是转递包的签名文件。`);
}

/** The partner whose key the signature names. */
function senderOf(db: ReadDb, signature: Signature) {
  const found = allPartners(db)
    .map((one) => thePartner(db, one.id))
    .find((one) => keyOfCard(one.keyCard).keyId.equals(signature.keyId));
  if (!found) {
    refuseBundle(
      '转递包由没有登记的单位签名。',
      '请先取得发件单位的密钥卡，登记并核对指纹后再接收；对方换过密钥的，请登记新卡。',
    );
  }
  refuseUnlessConfirmed(found);
  return found;
}

function refuseReplay(db: ReadDb, partnerId: number, info: BundleInfo): void {
  const known = caseByBundle(db, 'in', info.id);
  if (known) {
    refuseBundle(
      `这个转递包（${info.slipNumber}）已于 ${known.createdAt.slice(0, 10)} 接收过。`,
      '请在转递事项中查看，不要重复接收。',
    );
  }
  const highest = highestSequence(db, 'in', partnerId);
  if (info.sequence <= highest) {
    refuseBundle(
      `转递包的序号 ${info.sequence} 不大于该单位已到的序号 ${highest}，可能是旧包重放。`,
      '请与发件单位核对；确属先封后到的，请对方重新封包。',
    );
  }
}

/** Reads every original as an image: what is not what the catalogue says is found now, not when somebody opens it. */
async function readPages(
  catalogue: BundleCatalogue,
  staging: Staging,
  progress: (done: number, total: number) => void,
): Promise<PageFacts> {
  const scans = catalogue.items.flatMap((item) => item.scans.map((scan) => ({ item, scan })));
  const facts: PageFacts = {};
  for (const [index, { item, scan }] of scans.entries()) {
    progress(index, scans.length);
    const pages = await readOne(staging.read(scan.path), scan, item.title);
    if (scan.pages.some((page) => page.index >= pages.length)) {
      refuseBundle(`「${item.title}」的原件「${scan.path}」只有 ${pages.length} 页，目录却写得更多。`);
    }
    facts[scan.path] = pages.map(({ width, height, dpi }) => ({ width, height, dpi }));
  }
  progress(scans.length, scans.length);
  return facts;
}

async function readOne(bytes: Buffer, scan: BundleScan, title: string) {
  const kind = scan.mediaType.split('/')[1] as ScanKind;
  try {
    return await inspect(bytes, kind);
  } catch (cause) {
    if (!(cause instanceof UnreadablePicture)) throw cause;
    return refuseBundle(`「${title}」的原件「${scan.path}」读不出来：${cause.message}。`);
  }
}

/** Encrypted blobs under a key that exists only here until everything is recorded. */
class Staging {
  readonly #scope: JobScope;
  readonly #label = `staging-${randomBytes(12).toString('hex')}`;
  readonly #made: { readonly key: Buffer; readonly wrapped: Buffer };
  readonly #blobs = new Map<string, StoredBlob>();

  constructor(scope: JobScope) {
    this.#scope = scope;
    this.#made = newFileKey(scope.contentKey(), scope.archiveId, this.#label);
  }

  put(path: string, content: Iterable<Uint8Array>): void {
    this.#blobs.set(path, this.#scope.vault.put(this.#made.key, content));
  }
  putFacts(facts: PageFacts): void {
    this.put(FACTS, [Buffer.from(JSON.stringify(facts))]);
  }

  read(path: string): Buffer {
    const blob = this.#blobs.get(path);
    if (!blob) throw new Error(`${path} was not staged`);
    return this.#scope.vault.read(this.#made.key, blob.blobId);
  }

  /** Makes the names durable, before anything is recorded. */
  flush(): void {
    this.#scope.vault.flush();
  }

  /** @returns id of the staging key */
  record(write: WriteDb, at: string): number {
    const keyId = insertStagingKey(write, this.#label, this.#made.wrapped, at);
    for (const [path, blob] of this.#blobs) {
      recordBlob(write, keyId, blob, path.startsWith(PAGES) ? 'original' : 'derivative', at);
    }
    return keyId;
  }
  recordEntries(write: WriteDb, caseId: number): void {
    for (const [path, blob] of this.#blobs) insertStaged(write, caseId, path, blob.blobId);
  }

  remove(): void {
    for (const blob of this.#blobs.values()) this.#scope.vault.remove(blob.blobId);
  }
  forget(): void {
    this.#made.key.fill(0);
  }
}

function record(
  scope: JobScope,
  staging: Staging,
  partnerId: number,
  catalogue: BundleCatalogue,
  file: SealedFile,
): number {
  staging.flush();
  const info = catalogue.bundle;
  const body = bodyOf(catalogue);
  const at = scope.now().toISOString();
  const detail = { slip: info.slipNumber, bundle: info.id, sender: info.sender.name, sha256: file.sha256 };
  return scope.commit('transfer.staged', `bundle:${info.id}`, detail, (write) => {
    refuseReplay(write, partnerId, info);
    refuseUnlessConfirmed(thePartner(write, partnerId));
    const keyId = staging.record(write, at);
    const caseId = insertCase(write, {
      direction: 'in',
      bundleId: info.id,
      sequence: info.sequence,
      slipNumber: info.slipNumber,
      partnerId,
      fileId: null,
      personName: catalogue.person.name,
      reason: info.reason,
      state: 'staged',
      items: body.lines.length,
      pages: body.lines.reduce((sum, line) => sum + line.pages, 0),
      size: file.size,
      sha256: file.sha256,
      body: JSON.stringify(body),
      keyId,
      createdAt: at,
      createdBy: scope.caller.name,
    });
    staging.recordEntries(write, caseId);
    return caseId;
  });
}
