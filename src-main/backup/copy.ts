import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/** One piece of reading and writing; the vault's own segment size. */
const PIECE = 1024 * 1024;

export interface Copied {
  readonly size: number;
  /** Hex. */
  readonly sha256: string;
}

/** A copy whose bytes, read again, are not those of the source. */
export class CopyDiffers extends Error {
  override readonly name = 'CopyDiffers';
}

async function eachPiece(
  handle: FileHandle,
  work: (bytes: Uint8Array) => Promise<void> | void,
): Promise<number> {
  const room = Buffer.allocUnsafe(PIECE);
  let at = 0;
  for (;;) {
    const { bytesRead } = await handle.read(room, 0, room.length, at);
    if (bytesRead === 0) return at;
    await work(room.subarray(0, bytesRead));
    at += bytesRead;
  }
}

/** Length and SHA-256 of a file. */
export async function digest(path: string): Promise<Copied> {
  const handle = await open(path, 'r');
  try {
    const hash = createHash('sha256');
    const size = await eachPiece(handle, (bytes) => {
      hash.update(bytes);
    });
    return { size, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

async function writeWhole(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten;
}

/**
 * Copies to `<to>.part`, fsyncs, reads the copy again and compares, then renames. A failure leaves no part behind. The
 * operating system may answer the second reading from its memory: it proves what was written, not the medium's life.
 * @param expected hex SHA-256 that the source must have
 * @throws CopyDiffers
 */
export async function copyVerified(from: string, to: string, expected?: string): Promise<Copied> {
  const part = `${to}.part`;
  const source = await open(from, 'r');
  try {
    const target = await open(part, 'w', 0o600);
    const hash = createHash('sha256');
    let size: number;
    try {
      size = await eachPiece(source, async (bytes) => {
        hash.update(bytes);
        await writeWhole(target, bytes);
      });
      await target.sync();
    } finally {
      await target.close();
    }
    const copied = { size, sha256: hash.digest('hex') };
    if (expected !== undefined && copied.sha256 !== expected) throw new CopyDiffers('source');
    const seen = await digest(part);
    if (seen.size !== copied.size || seen.sha256 !== copied.sha256) throw new CopyDiffers('copy');
    await rename(part, to);
    return copied;
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  } finally {
    await source.close();
  }
}
