/** Files outside the archive: written whole, and what went wrong in words a clerk can act on. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { Refusal } from '#contract/result.ts';
import { writeDurably } from '#main/storage/index.ts';

export interface WrittenFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly size: number;
}

/** Writes a finished document whole: never half a file under its name. @throws Refusal `io-failed`, `disk-full` */
export function writeOut(path: string, bytes: Uint8Array): WrittenFile {
  try {
    writeDurably(path, bytes);
  } catch (cause) {
    throw outputRefusal(cause, path);
  }
  return {
    fileName: basename(path),
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
  };
}

/** Turns what the system says of a failed write into what a clerk can act on. */
export function outputRefusal(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error) || !('code' in cause)) return cause;
  const fileName = basename(path);
  switch (cause.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Refusal('disk-full', `目标磁盘空间不足，「${fileName}」未写出。请腾出空间或换一个位置。`);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return new Refusal('io-failed', `目标位置不可写，「${fileName}」未写出。请换一个位置。`);
    case 'ENOENT':
    case 'ENOTDIR':
      return new Refusal('io-failed', `目标文件夹不存在，介质可能已拔出；「${fileName}」未写出。`);
    default:
      return cause;
  }
}
