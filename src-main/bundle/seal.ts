import { createHash } from 'node:crypto';
import { pack } from 'tar-stream';
import { Refusal } from '#contract/result.ts';
import { AgeSealer } from './age.ts';
import {
  BAG_INFO,
  BAGIT,
  BAGIT_TEXT,
  CATALOGUE,
  Digests,
  INDEX_PAGE,
  MANIFEST_SHA256,
  MANIFEST_SM3,
  type Paper,
  renderBagInfo,
  renderManifest,
  TAG_MANIFEST,
} from './bag.ts';
import { BundleCatalogue, type BundleInfo } from './catalogue.ts';
import { renderIndexPage } from './index-page.ts';
import { Prehash, type SigningKey, signDigest } from './minisign.ts';
import { NameRegister } from './names.ts';

export interface SealOrder {
  readonly catalogue: BundleCatalogue;
  /** Documents for people, made by the caller. */
  readonly papers: readonly {
    readonly path: Exclude<Paper, typeof INDEX_PAGE>;
    readonly bytes: Uint8Array;
  }[];
  /** Content of an original of the catalogue, by its path in the bundle; its pieces are kept a while, not to be reused. */
  readonly original: (path: string) => Iterable<Uint8Array>;
  /** SM3 of an original, hex, as taken from bytes of the recorded SHA-256; undefined: it is taken while sealing. */
  readonly sm3?: (path: string) => string | undefined;
  /** age recipient of the receiving unit. */
  readonly recipient: string;
  readonly signer: SigningKey;
  /** Takes the sealed bytes in order; uses them before it returns. */
  readonly emit: (bytes: Uint8Array) => void;
  /** Called before each file with the payload's bytes done and in all; may throw to give up. */
  readonly progress?: (done: number, total: number) => void;
}

export interface SealedBundle {
  readonly size: number;
  /** SHA-256 of the sealed file, hex. */
  readonly sha256: string;
  /** Text of the `.minisig` file. */
  readonly signature: string;
}

/** What the trusted comment of a bundle's signature says: it binds the signature to this bundle. */
export function bundleComment(info: Pick<BundleInfo, 'id' | 'sequence' | 'slipNumber'>): string {
  return `liandang bundle:${info.id} sequence:${info.sequence} slip:${info.slipNumber}`;
}

/**
 * Packs, seals and signs in one pass; holds one file's piece in memory, never the bundle.
 * @throws Refusal `archive-damaged` when an original is no longer what the catalogue says
 */
export async function sealBundle(order: SealOrder): Promise<SealedBundle> {
  const catalogue = checkOwn(order.catalogue);
  const { bundle } = catalogue;
  const scans = catalogue.items.flatMap((item) => item.scans);
  const texts: { path: string; bytes: Uint8Array }[] = [
    { path: CATALOGUE, bytes: Buffer.from(`${JSON.stringify(catalogue, null, 1)}\n`) },
    { path: INDEX_PAGE, bytes: Buffer.from(renderIndexPage(catalogue)) },
    ...order.papers,
  ];
  const total =
    texts.reduce((sum, one) => sum + one.bytes.length, 0) + scans.reduce((sum, one) => sum + one.size, 0);

  const prehash = new Prehash();
  const sha256 = createHash('sha256');
  let size = 0;
  const sealer = await AgeSealer.to(order.recipient, (bytes) => {
    prehash.update(bytes);
    sha256.update(bytes);
    size += bytes.length;
    order.emit(bytes);
  });
  const bag = new BagWriter(bundle, await Digests.make(), sealer);
  let done = 0;
  try {
    await bag.tag(BAGIT, BAGIT_TEXT);
    await bag.tag(BAG_INFO, renderBagInfo(bundle, { bytes: total, files: texts.length + scans.length }));
    for (const one of texts) {
      order.progress?.(done, total);
      await bag.payload(one.path, one.bytes.length, [one.bytes]);
      done += one.bytes.length;
    }
    for (const scan of scans) {
      order.progress?.(done, total);
      const digest = await bag.payload(
        scan.path,
        scan.size,
        order.original(scan.path),
        order.sm3?.(scan.path),
      );
      if (digest !== scan.sha256) throw damaged(scan.path);
      done += scan.size;
    }
    order.progress?.(done, total);
    await bag.finish();
  } catch (cause) {
    throw await bag.giveUp(cause);
  }
  return {
    size,
    sha256: sha256.digest('hex'),
    signature: signDigest(order.signer, prehash.digest(), bundleComment(bundle)),
  };
}

/** The sender's own catalogue against the format: better refused here than by the receiver. */
function checkOwn(catalogue: BundleCatalogue): BundleCatalogue {
  const checked = BundleCatalogue.safeParse(catalogue);
  if (checked.success) return checked.data;
  const details = checked.error.issues.slice(0, 20).map((issue) => {
    const item = issue.path[0] === 'items' ? catalogue.items[Number(issue.path[1])] : undefined;
    return {
      path: issue.path.join('.'),
      message: item
        ? `「${item.title}」的 ${issue.path.slice(2).join('.')} 不能写入转递包`
        : '内容不能写入转递包',
    };
  });
  throw new Refusal(
    'transfer-refused',
    '卷内有过长或含控制字符的著录，不能写入转递包。请按所列各项修改后再封包。',
    details,
  );
}

function damaged(path: string): Refusal {
  return new Refusal(
    'archive-damaged',
    `「${path}」的原件与登记的长度或摘要不符，未封包。请用备份核对该件后再封。`,
  );
}

/** Writes files into one tar and keeps their digests. */
class BagWriter {
  readonly #base: string;
  readonly #mtime: Date;
  readonly #digests: Digests;
  readonly #sealer: AgeSealer;
  readonly #pack = pack();
  readonly #pumped: Promise<void>;
  readonly #names = new NameRegister();
  readonly #sha256 = new Map<string, string>();
  readonly #sm3 = new Map<string, string>();
  readonly #tags = new Map<string, string>();
  #failure: unknown;

  constructor(info: BundleInfo, digests: Digests, sealer: AgeSealer) {
    this.#base = info.slipNumber;
    this.#mtime = new Date(info.sealedAt);
    this.#digests = digests;
    this.#sealer = sealer;
    this.#pumped = this.#pump();
    // Awaited at the end; until then a failure reaches the writer through the entry it waits for.
    this.#pumped.catch(() => undefined);
  }

  async tag(path: string, text: string): Promise<void> {
    const bytes = Buffer.from(text);
    this.#tags.set(path, (await this.#add(path, bytes.length, [bytes])).sha256);
  }

  /** @returns SHA-256, hex */
  async payload(path: string, size: number, pieces: Iterable<Uint8Array>, sm3?: string): Promise<string> {
    const digest = await this.#add(path, size, pieces, sm3);
    this.#sha256.set(path, digest.sha256);
    this.#sm3.set(path, digest.sm3);
    return digest.sha256;
  }

  async finish(): Promise<void> {
    await this.tag(MANIFEST_SHA256, renderManifest(this.#sha256));
    await this.tag(MANIFEST_SM3, renderManifest(this.#sm3));
    const tags = Buffer.from(renderManifest(this.#tags));
    await this.#add(TAG_MANIFEST, tags.length, [tags]);
    this.#pack.finalize();
    await this.#pumped;
    this.#sealer.finish();
  }

  /** @returns what really went wrong: a writer only learns that the pipe broke, not why */
  async giveUp(cause: unknown): Promise<unknown> {
    this.#pack.destroy();
    await this.#pumped.catch(() => undefined);
    this.#sealer.forget();
    return this.#failure ?? cause;
  }

  async #pump(): Promise<void> {
    for await (const bytes of this.#pack as AsyncIterable<Uint8Array>) {
      try {
        this.#sealer.update(bytes);
      } catch (cause) {
        this.#failure = cause;
        throw cause;
      }
    }
  }

  async #add(
    path: string,
    size: number,
    pieces: Iterable<Uint8Array>,
    sm3?: string,
  ): Promise<{ sha256: string; sm3: string }> {
    this.#names.take(path);
    this.#digests.start(sm3);
    const ended = Promise.withResolvers<void>();
    const entry = this.#pack.entry(
      { name: `${this.#base}/${path}`, size, mode: 0o644, mtime: this.#mtime, type: 'file' },
      (error) => (error ? ended.reject(error) : ended.resolve()),
    );
    entry.on('error', ended.reject);
    // A failure while pieces are still being written is thrown by the wait for room below, or at the end.
    ended.promise.catch(() => undefined);
    let written = 0;
    for (const piece of pieces) {
      written += piece.length;
      if (written > size) throw damaged(path);
      this.#digests.update(piece);
      if (!entry.write(Buffer.from(piece.buffer, piece.byteOffset, piece.length))) {
        await Promise.race([
          new Promise<void>((resolve) => entry.once('drain', () => resolve())),
          ended.promise,
        ]);
      }
    }
    if (written !== size) throw damaged(path);
    entry.end(null);
    await ended.promise;
    return this.#digests.finish();
  }
}
