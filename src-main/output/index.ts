/** 输出: the one place that writes files outside the archive. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
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

/** Reads a file that a person chose. @throws Refusal `file-refused` */
export function readChosen(path: string, mostBytes: number): Buffer {
  const fileName = basename(path);
  if (!existsSync(path))
    throw new Refusal('file-refused', `「${fileName}」不见了，介质可能已拔出。请插好后重新选择。`);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new Refusal('file-refused', `「${fileName}」读不出来：没有权限、是文件夹，或介质损坏。`);
  }
  if (bytes.length > mostBytes) {
    throw new Refusal(
      'file-refused',
      `「${fileName}」有 ${Math.round(bytes.length / 1048576)} MB，超过上限 ${Math.round(mostBytes / 1048576)} MB。`,
    );
  }
  return bytes;
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
